"""An update is known by what it changes: found without reading the store, and never too little."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import rdf, vocab
from kg.errors import QueryError
from kg.rdf import Quad
from kg.store.changes import Change
from kg.store.graphs import GraphNames
from kg.store.steps import reach, steps
from kg.store.updating import run

ID = "https://example.org/id/"
NAMES = GraphNames(ID)
G1, G2, OTHER, ENTITIES = ID + "g1", ID + "g2", ID + "other", NAMES.entities
TYPING = {G1: f"<{G1}> a <{vocab.ArticleGraph}>", G2: f"<{G2}> a <{vocab.ArticleGraph}>"}

GRAPH = st.sampled_from([None, G1, G2, OTHER, ENTITIES])
TRIPLE = st.builds(lambda s, o: f"<{ID}s{s}> <{ID}p> {o}", st.integers(0, 2), st.integers(0, 2))


def block(graph: str | None, triples: str) -> str:
    return f"GRAPH <{graph}> {{ {triples} }}" if graph else triples


DATA = st.builds(
    lambda word, graph, triple: f"{word} DATA {{ {block(graph, triple)} }}",
    st.sampled_from(["INSERT", "DELETE"]),
    GRAPH,
    TRIPLE,
)
TYPES = st.builds(
    lambda word, graph: f"{word} DATA {{ GRAPH <{graph}> {{ {TYPING[graph]} }} }}",
    st.sampled_from(["INSERT", "DELETE"]),
    st.sampled_from([G1, G2]),
)
PATTERN = "?s ?p ?o"
MODIFY = st.builds(
    lambda source, gone, made, kept: (
        f"DELETE {{ {block(gone, PATTERN)} }} INSERT {{ {block(made, '?s ?p ?o')} {block(None, '')} }} "
        f"WHERE {{ {block(source, PATTERN)} FILTER(?o = {kept}) }}"
    ),
    GRAPH,
    GRAPH,
    GRAPH,
    st.integers(0, 2),
)
OTHERS = st.sampled_from(
    [
        f"DELETE WHERE {{ GRAPH <{G1}> {{ ?s ?p 1 }} . ?s ?p 2 }}",
        f"WITH <{G2}> DELETE {{ ?s ?p 0 }} INSERT {{ ?s ?p 2 . GRAPH <{OTHER}> {{ ?s ?p 9 }} }} "
        "WHERE { ?s ?p 0 }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o FILTER(?o = 1) } }",
        f"INSERT {{ ?s ?p 5 }} USING <{G1}> USING NAMED <{G2}> WHERE {{ ?s ?p 1 GRAPH ?g {{ ?s ?q 2 }} }}",
        f"INSERT {{ GRAPH <{G2}> {{ [] ?p ?s }} }} WHERE {{ ?s ?p 1 }}",
        f"MOVE <{G1}> TO <{OTHER}>",
        f"COPY <{OTHER}> TO <{G2}>",
        f"ADD <{OTHER}> TO DEFAULT",
        "CLEAR DEFAULT",
        "DROP NAMED",
        "CLEAR SILENT ALL",
        f"PREFIX e: <{ID}> DELETE WHERE {{ GRAPH e:g1 {{ e:s1 ?p ?o }} }}",
        f"BASE <{ID}> INSERT DATA {{ GRAPH <other> {{ <s1> <p> 'a;b}}{{' }} # ; {{\n }}",
    ]
)
UPDATES = st.lists(
    st.lists(st.one_of(DATA, TYPES, MODIFY, OTHERS), min_size=1, max_size=3).map(" ; ".join), max_size=4
)


def repeated(engine: ox.Store) -> set[Quad]:
    """What the default graph has to hold."""
    graphs = [name for name in (G1, G2) if _is_article(engine, name)]
    found = (
        q for g in (*graphs, *NAMES.shared) for q in engine.quads_for_pattern(None, None, None, rdf.iri(g))
    )
    return {rdf.quad_of(item.triple) for item in found}


def _is_article(engine: ox.Store, graph: str) -> bool:
    return bool(engine.query(f"ASK {{ GRAPH <{graph}> {{ {TYPING[graph]} }} }}"))


@settings(max_examples=300, deadline=None)
@given(UPDATES)
def test_whatever_an_update_does_it_is_known_and_the_default_graph_follows(updates: list[str]) -> None:
    engine = ox.Store()
    for graph in (G1, ENTITIES, OTHER):
        run(engine, f"INSERT DATA {{ GRAPH <{graph}> {{ <{ID}s1> <{ID}p> 1, 2 }} }}", None, NAMES.shared)
    run(engine, f"INSERT DATA {{ GRAPH <{G1}> {{ {TYPING[G1]} }} }}", None, NAMES.shared)
    for text in updates:
        before = set(engine)
        try:
            change = run(engine, text, None, NAMES.shared)
        except QueryError:  # no such graph to move, say
            change = Change([], [])
        assert set(engine) == before - set(change.removed) | set(change.added)
        assert not set(change.removed) & set(change.added)
        assert repeated(engine) <= set(engine)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:s> <a:p> 1 } ; CREATE GRAPH <a:g> ; CREATE GRAPH <a:g>",
        "DELETE WHERE { ?s ?p ?o } ; DROP GRAPH <a:none>",
        "DROP ALL ; DROP GRAPH <a:none>",
        "INSERT DATA { <a:s> <a:p> 1 } ; NONSENSE",
        "DELETE WHERE { ?s ?p ?o } INSERT DATA { <a:s> <a:p> 1 }",
        "INSERT DATA { _:b <a:p> 1 } ; INSERT DATA { _:b <a:p> 2 }",
    ],
)
def test_a_failing_operation_takes_those_before_it_back(update: str) -> None:
    engine = ox.Store()
    run(engine, f"INSERT DATA {{ GRAPH <{G1}> {{ <a:s> <a:p> 1 }} <a:s> <a:p> 2 }}", None, NAMES.shared)
    before, names = set(engine), set(engine.named_graphs())
    with pytest.raises(QueryError):
        run(engine, update, None, NAMES.shared)
    assert (set(engine), set(engine.named_graphs())) == (before, names)


@pytest.mark.parametrize(
    ("update", "graphs", "quads"),
    [
        ("INSERT DATA { <a:s> <a:p> 1 . GRAPH <a:g> { <a:s> <a:p> 01 } }", set(), 2),
        ("PREFIX a: <a:> DELETE DATA { a:s a:p 'x;y' }", set(), 1),
        ("DELETE { ?s ?p ?o } INSERT { ?s ?p 7 } WHERE { ?s ?p ?o }", set(), 5),
        ("DELETE { GRAPH ?g { ?s ?p 3 } } WHERE { GRAPH ?g { ?s ?p 3 } }", set(), 1),
        ("INSERT DATA { GRAPH <a:g> { [] <a:p> 1 } }", {"<a:g>"}, 0),
        ("DROP GRAPH <a:g>", {"<a:g>"}, 0),
        ("CLEAR ALL", None, 0),
    ],
)
def test_how_far_an_operation_reaches(update: str, graphs: set[str] | None, quads: int) -> None:
    engine = ox.Store()
    engine.update("INSERT DATA { <a:s> <a:p> 1 , 2 . <a:t> <a:p> 1 GRAPH <a:h> { <a:s> <a:p> 3 } }")
    (step,) = steps(update)
    found = reach(engine, step, None)
    assert (None if found.graphs is None else set(map(str, found.graphs))) == graphs
    assert len(found.quads) == quads


@pytest.mark.parametrize(
    ("update", "texts"),
    [
        ("", []),
        ("PREFIX a: <x:>", []),
        ("DROP ALL;", ["DROP ALL"]),
        ("INSERT DATA { <a:s> <a:p> 'a;b' ; <a:q> 1 } ; DROP ALL # ; x", None),
        ("PREFIX a: <x:> DROP GRAPH a:b ; PREFIX a: <y:> DROP GRAPH a:b", ["DROP GRAPH a:b "] * 2),
    ],
)
def test_a_request_is_cut_between_its_operations(update: str, texts: list[str] | None) -> None:
    found = [step.text for step in steps(update)]
    if texts is None:
        assert len(found) == 2
    else:
        assert [text.strip() for text in found] == [text.strip() for text in texts]
