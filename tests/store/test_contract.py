"""What every store does, run against each implementation: the default graph says everything once."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import rdf, terms, vocab
from kg.endpoint.door import Door
from kg.errors import GraphError, QueryError
from kg.rdf import Quad
from kg.relink import settle
from kg.store import Dataset, Store, open_store
from kg.store.oxigraph import OxigraphStore
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from kg.store.visitor import VisitedStore

ID = "https://example.org/id/"
G1, G2, OTHER = ID + "graph/1", ID + "graph/2", "https://example.org/other"
Opener = Callable[[], Store]


@pytest.fixture(params=["memory", "folder", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    path = None if request.param == "memory" else tmp_path / "store"
    with ExitStack() as around:
        if request.param == "server":
            owner = around.enter_context(ServedStore.open(tmp_path / "store", ID, Limits(processes=1)))
            around.enter_context(Door(owner, check=lambda part: None))
        with open_store(path, base=ID) as opened:
            assert isinstance(opened, VisitedStore) == (request.param == "server")
            yield opened


def fact(number: int, graph: str | None = None) -> Quad:
    return rdf.quad(f"{ID}thing/{number}", terms.RDFS_LABEL, rdf.integer(number), graph)


def typing(graph: str, where: str | None = None) -> Quad:
    return rdf.quad(graph, terms.RDF_TYPE, vocab.ArticleGraph, where)


def default(store: Store) -> set[Quad]:
    return {quad for quad in store.quads() if isinstance(quad.graph_name, rdf.DefaultGraph)}


def said(store: Store) -> set[Quad]:
    """What the default graph has to hold: each triple of each repeated graph."""
    graphs = [*store.articles(), *store.names.shared]
    return {rdf.quad_of(quad.triple) for graph in graphs for quad in store.quads(graph)}


def test_an_article_stands_in_its_graph_and_once_in_the_default_graph(store: Store) -> None:
    store.replace_article(G1, [fact(1, G1), fact(2, G1)])
    store.replace_article(G2, [fact(2, G2), fact(3, G2)])
    assert store.articles() == [G1, G2]
    assert set(store.quads(G1)) == {fact(1, G1), fact(2, G1), typing(G1, G1)}
    assert default(store) == {fact(1), fact(2), fact(3), typing(G1), typing(G2)}
    [row] = store.query("SELECT (SUM(?n) AS ?sum) { ?s ?p ?n FILTER(isNumeric(?n)) }").rows()
    assert row == {"sum": rdf.integer(6)}


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    store.replace_article(G1, [fact(1, G1), fact(1, store.names.entities)])
    before = rdf.canonical(store.quads())
    store.replace_article(G1, [fact(1, store.names.entities), fact(1, G1), fact(1, G1)])
    assert rdf.canonical(store.quads()) == before


def test_replacing_keeps_what_another_graph_still_says(store: Store) -> None:
    store.replace_article(G1, [fact(1, G1), fact(2, G1), fact(3, G1), fact(4, G1)])
    store.replace_article(G2, [fact(2, G2)])
    store.add([fact(3, store.names.entities), fact(1, OTHER)])
    store.replace_article(G1, [fact(9, G1), fact(4, store.names.links)])
    assert default(store) == {fact(2), fact(3), fact(4), fact(9), typing(G1), typing(G2)}
    assert store.remove_article(G2)
    assert not store.remove_article(G2)
    assert not store.remove_article(OTHER)
    assert default(store) == {fact(3), fact(4), fact(9), typing(G1)}


def test_graphs_that_are_no_articles_stay_as_written(store: Store) -> None:
    store.add([fact(1, OTHER), fact(2), fact(3, store.names.provenance)])
    store.replace_graph(OTHER, [fact(4, G1)])
    assert set(store.quads()) == {fact(4, OTHER), fact(2), fact(3, store.names.provenance)}


def test_a_graph_becomes_an_articles_by_its_type(store: Store) -> None:
    store.add([fact(1, OTHER), fact(9)])
    assert default(store) == {fact(9)}
    store.add([typing(OTHER, OTHER)])
    assert default(store) == {fact(9), fact(1), typing(OTHER)}
    store.replace_graph(OTHER, [fact(1)])
    assert default(store) == {fact(9)}


def test_writes_of_a_block_are_done_together_or_not_at_all(store: Store) -> None:
    store.replace_article(G1, [fact(1, G1)])
    before = rdf.canonical(store.quads())

    def writes() -> None:
        assert store.remove_article(G1)
        store.replace_article(G2, [fact(2, G2)])
        with store.together():
            store.replace_graph(OTHER, [fact(3)])
            store.add([fact(4)])
        store.update(f"INSERT DATA {{ {fact(5).triple} }}")

    def fails() -> None:
        with store.together():
            writes()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert rdf.canonical(store.quads()) == before
    with pytest.raises(QueryError), store.together():
        store.update("INSERT DATA { <a:s> <a:p> 1 } ; CREATE GRAPH <a:h>; CREATE GRAPH <a:h>")
    assert rdf.canonical(store.quads()) == before
    with store.together():
        writes()
    assert set(store.quads()) == {
        *(fact(2, G2), typing(G2, G2), fact(2), typing(G2)),
        *(fact(3, OTHER), fact(4), fact(5)),
    }
    assert store.articles() == [G2]


@pytest.mark.parametrize("first", [True, False], ids=["into an empty store", "into a filled one"])
def test_many_quads_at_once(store: Store, first: bool) -> None:
    if not first:
        store.add([fact(0, OTHER)])
    store.add(
        quad for n in range(500) for quad in (fact(n % 100, G1), fact(n, G2), typing(G1, G1), fact(n, OTHER))
    )
    assert default(store) == {fact(n) for n in range(100)} | {typing(G1)}
    assert len(store) == 101 + 101 + 500 + 500


@pytest.mark.parametrize(
    "update",
    [
        f"INSERT DATA {{ GRAPH <{G1}> {{ <{ID}a> <{ID}b> 7 }} }}",
        f"PREFIX g: <{ID}graph/> DELETE WHERE {{ GRAPH g:1 {{ ?s ?p 2 }} }}",
        f"BASE <{ID}> WITH <graph/1> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"DROP GRAPH <{G1}>",
        "DROP NAMED",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o FILTER(?o = 3) } }",
        f"MOVE <{G1}> TO <{G2}>",
        f"COPY <{G2}> TO <{OTHER}>",
        f"INSERT DATA {{ GRAPH <{OTHER}> {{ <{OTHER}> a <{vocab.ArticleGraph}> . <{ID}n> <{ID}b> 8 }} }}",
        f"DELETE DATA {{ GRAPH <{G2}> {{ <{G2}> a <{vocab.ArticleGraph}> }} }}",
    ],
)
def test_updates_carry_over_into_the_default_graph(store: Store, update: str) -> None:
    store.replace_article(G1, [fact(1, G1), fact(2, G1), fact(3, store.names.entities)])
    store.replace_article(G2, [fact(2, G2), fact(3, G2)])
    store.update(update)
    assert default(store) == said(store)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA {",
        f"INSERT DATA {{ <{ID}a> <{ID}b> 1 }} ; CREATE GRAPH <{G1}> ; NONSENSE",
        f"CREATE GRAPH <{G1}>",
    ],
)
def test_a_failing_update_changes_nothing(store: Store, update: str) -> None:
    store.replace_article(G1, [fact(1, G1)])
    before = rdf.canonical(store.quads())
    with pytest.raises(QueryError):
        store.update(update)
    assert rdf.canonical(store.quads()) == before


def test_blank_nodes_stay_out_of_articles_but_not_out_of_definitions(store: Store) -> None:
    blank = Quad(rdf.BlankNode("b"), rdf.iri(terms.RDFS_LABEL), rdf.string("shape"), rdf.iri(G1))
    with pytest.raises(GraphError, match="IRI"):
        store.replace_article(G1, [blank])
    with pytest.raises(GraphError, match="IRI"):
        store.replace_graph(store.names.entities, [blank])
    for _ in range(2):
        store.replace_graph(store.names.shapes, [blank])
    assert len(store) == 1


@pytest.mark.parametrize(
    ("query", "format", "expected"),
    [
        ("ASK {}", "json", b'{"head":{},"boolean":true}'),
        ("SELECT ?s ?o { ?s rdfs:label ?o }", "csv", b"s,o\r\nhttps://example.org/id/thing/1,1\r\n"),
        ("CONSTRUCT { ?s rdfs:label ?o } { ?s rdfs:label ?o }", "nt", str(fact(1)).encode() + b" .\n"),
    ],
)
def test_answers_are_written(store: Store, query: str, format: str, expected: bytes, tmp_path: Path) -> None:
    store.add([fact(1)])
    with (tmp_path / "answer").open("wb+") as stream:
        store.query(query, prefixes=terms.NAMESPACES).serialise(format, stream)
        stream.seek(0)
        assert stream.read() == expected


def test_answers_know_their_form(store: Store) -> None:
    store.add([fact(1)])
    solutions = store.query("SELECT ?s ?none { ?s ?p ?o }")
    assert (solutions.form, solutions.variables) == ("solutions", ("s", "none"))
    assert list(solutions.rows()) == [{"s": rdf.iri(ID + "thing/1")}]
    assert bool(store.query("ASK {}"))
    assert [rdf.quad_of(t) for t in store.query("CONSTRUCT WHERE { ?s ?p ?o }").triples()] == [fact(1)]
    with pytest.raises(QueryError, match="available: csv"):
        solutions.serialise("ttl", None)  # type: ignore[arg-type]


def test_a_query_is_asked_over_the_graphs_that_the_protocol_names(store: Store) -> None:
    store.add([fact(1, G1), fact(2, G2), fact(3)])
    query = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"

    def values(dataset: Dataset) -> list[str]:
        return sorted(str(row["o"].value) for row in store.query(query, dataset).rows())  # type: ignore[union-attr]

    assert values(Dataset()) == ["1", "2", "3"]
    assert values(Dataset(default=(G1,))) == ["1"]
    assert values(Dataset(named=(G2,))) == ["2"]
    assert values(Dataset((G1,), (G2,))) == ["1", "2"]


def test_a_query_that_does_not_parse_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match="does not parse"):
        store.query("SELECT")


def event(name: str, graph: str, *, target: str = "b", start: str = "2023-09-19") -> list[Quad]:
    subject = f"{ID}event/{name}"
    return [
        rdf.quad(subject, terms.RDF_TYPE, vocab.Assault, graph),
        rdf.quad(subject, vocab.actor, ID + "a", graph),
        rdf.quad(subject, vocab.target, ID + target, graph),
        rdf.quad(subject, vocab.startDate, rdf.typed(start, terms.XSD + "date"), graph),
        rdf.quad(subject, vocab.endDate, rdf.typed(start, terms.XSD + "date"), graph),
    ]


def test_one_event_in_two_articles_is_linked(store: Store) -> None:
    store.replace_article(G1, [*event("1", G1), *event("1b", G1), *event("1c", G1, target="c")])
    store.replace_article(G2, [*event("2", G2), *event("2b", G2, start="2023-09-20")])
    link = rdf.quad(ID + "a", terms.SKOS_CLOSE_MATCH, terms.WD + "Q1", store.names.links)
    store.add([link, rdf.quad(ID + "x", vocab.sameEventAs, ID + "y", store.names.links)])
    pairs = [("1", "2"), ("1b", "2"), ("2", "1"), ("2", "1b")]
    expected = {
        rdf.quad(f"{ID}event/{a}", vocab.sameEventAs, f"{ID}event/{b}", store.names.links) for a, b in pairs
    }
    assert store.relink_events() == 4
    assert set(store.quads(store.names.links)) == expected | {link}
    assert {rdf.quad_of(quad.triple) for quad in expected} <= default(store)


@pytest.mark.parametrize("gone", [["1"], ["2"], ["1", "2"], ["1", "2", "3"], ["4", "3", "2"]])
def test_events_that_are_one_stay_linked_whichever_goes(store: Store, gone: list[str]) -> None:
    for name in ("2", "3", "4"):
        store.replace_article(f"{ID}graph/{name}", event(name, f"{ID}graph/{name}"))
    store.replace_article(G1, [*event("1", G1), *event("1b", G1)])
    assert store.relink_events() == 2 * 4, "as many links both ways as events but one"
    for name in gone:
        store.remove_article(f"{ID}graph/{name}")
    left = set(store.quads(store.names.links))
    assert default(store) == said(store)
    store.relink_events()
    assert set(store.quads(store.names.links)) == left
    assert bool(left) == (len(gone) < 3)


NAMES = st.builds(
    lambda thing, predicate, name: rdf.quad(
        f"{ID}thing/{thing}", predicate, rdf.string(name), ID + "graph/entities"
    ),
    st.integers(0, 2),
    st.sampled_from([terms.RDFS_LABEL, terms.SKOS_ALT_LABEL]),
    st.sampled_from(["Erdogan", "Erdoğan", "ERDOGAN", "R. T. Erdoğan"]),
)
LINKS = st.builds(
    lambda thing, predicate: rdf.quad(
        f"{ID}thing/{thing}", predicate, terms.WD + "Q1", ID + "graph/entities"
    ),
    st.integers(0, 2),
    st.sampled_from([terms.OWL_SAME_AS, terms.SKOS_CLOSE_MATCH]),
)
DESCRIPTIONS = st.lists(st.lists(st.one_of(NAMES, LINKS), max_size=5), min_size=2, max_size=4)


@settings(max_examples=60)
@given(DESCRIPTIONS, st.data())
def test_whatever_the_order_of_the_articles_an_entity_has_one_label(
    told: list[list[Quad]], data: st.DataObject
) -> None:
    articles = [(f"{ID}graph/{number}", quads) for number, quads in enumerate(told)]
    held = []
    for order in (articles, data.draw(st.permutations([*articles, articles[0]]))):
        store = OxigraphStore.memory(base=ID)
        for graph, quads in order:
            store.replace_article(graph, [fact(1, graph), *quads])
        assert default(store) == said(store)
        held.append(rdf.canonical(store.quads()))
    assert held[0] == held[1]
    labelled = [q.subject for q in store.quads(store.names.entities) if q.predicate.value == terms.RDFS_LABEL]
    assert len(labelled) == len(set(labelled))


G3 = ID + "graph/3"
THINGS = st.integers(0, 2).map(lambda number: f"{ID}thing/{number}")
QIDS = st.sampled_from([terms.WD + "Q1", terms.WD + "Q2"])
ENTITIES, MAPPINGS = ID + "graph/entities", ID + "graph/links"
SAYINGS = st.one_of(
    st.builds(
        lambda thing, predicate, name: [rdf.quad(thing, predicate, rdf.string(name), ENTITIES)],
        THINGS,
        st.sampled_from([terms.RDFS_LABEL, terms.SKOS_ALT_LABEL]),
        st.sampled_from(["Erdogan", "Erdoğan", "ERDOGAN"]),
    ),
    st.builds(
        lambda thing, predicate, item: [
            rdf.quad(thing, predicate, item, ENTITIES),
            rdf.quad(f"{thing}/{item[-2:]}/{predicate[-2:]}", terms.OWL + "annotatedSource", thing, MAPPINGS),
            rdf.quad(f"{thing}/{item[-2:]}/{predicate[-2:]}", terms.OWL + "annotatedTarget", item, MAPPINGS),
            rdf.quad(
                f"{thing}/{item[-2:]}/{predicate[-2:]}",
                terms.OWL + "annotatedProperty",
                predicate,
                MAPPINGS,
            ),
        ],
        THINGS,
        st.sampled_from([terms.OWL_SAME_AS, terms.SKOS_CLOSE_MATCH]),
        QIDS,
    ),
    st.builds(
        lambda a, b: [
            rdf.quad(a, vocab.officeOf, b, ENTITIES),
            rdf.quad(b, terms.RDFS_LABEL, rdf.string("owner"), ENTITIES),
        ],
        THINGS,
        THINGS,
    ),
)
EDITIONS = st.lists(SAYINGS, max_size=4).map(lambda found: [quad for quads in found for quad in quads])


def edition(graph: str, described: list[Quad]) -> list[Quad]:
    """An article that names what it describes."""
    things = sorted({str(quad.subject)[1:-1] for quad in described if str(quad.graph_name)[1:-1] == ENTITIES})
    return [*described, *(rdf.quad(f"{graph}/mention", terms.ITSRDF_TA_IDENT_REF, t, graph) for t in things)]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([G1, G2, G3]), st.none() | EDITIONS), max_size=7))
def test_a_store_holds_what_its_articles_say_whatever_they_said_before(
    steps: list[tuple[str, list[Quad] | None]],
) -> None:
    store, last = OxigraphStore.memory(base=ID), dict[str, list[Quad]]()
    for graph, described in steps:
        if described is None:
            store.remove_article(graph)
            last.pop(graph, None)
        else:
            store.replace_article(graph, edition(graph, described))
            last[graph] = edition(graph, described)
        settle(store)
        assert default(store) == said(store)
    again = OxigraphStore.memory(base=ID)
    for graph in sorted(last):
        again.replace_article(graph, last[graph])
    settle(again)
    assert {str(quad) for quad in store.quads()} == {str(quad) for quad in again.quads()}


def test_what_nobody_in_particular_says_stays_while_its_thing_is_named(store: Store) -> None:
    thing = f"{ID}thing/1"
    dumped = [
        rdf.quad(thing, terms.RDFS_LABEL, rdf.string("Erdogan"), ENTITIES),
        *(rdf.quad(f"{G3}/mention", terms.ITSRDF_TA_IDENT_REF, thing, G3), typing(G3, G3)),
    ]
    store.add(dumped)
    ours = [
        rdf.quad(thing, terms.RDFS_LABEL, rdf.string("Erdoğan"), ENTITIES),
        rdf.quad(thing, terms.SKOS_ALT_LABEL, rdf.string("R. T. Erdoğan"), ENTITIES),
    ]
    store.replace_article(G1, edition(G1, ours))
    assert {quad.object for quad in store.quads(ENTITIES)} == {
        rdf.string(name) for name in ("Erdogan", "Erdoğan", "R. T. Erdoğan")
    }
    assert store.remove_article(G1)
    assert set(store.quads()) - {rdf.quad_of(quad.triple) for quad in store.quads()} >= set(dumped)
    assert [quad.object for quad in store.quads(ENTITIES)] == [rdf.string("Erdogan")]
    assert store.remove_article(G3)
    assert list(store.quads()) == []


def test_a_thing_that_a_graph_without_accounts_names_keeps_its_description(store: Store) -> None:
    label = rdf.quad(f"{ID}thing/1", terms.RDFS_LABEL, rdf.string("Erdoğan"), ENTITIES)
    store.replace_article(G1, edition(G1, [label]))
    store.add([rdf.quad(OTHER, terms.DCTERMS_SOURCE, f"{ID}thing/1", OTHER)])
    assert store.remove_article(G1)
    assert list(store.quads(ENTITIES)) == [label]
    store.replace_article(G2, edition(G2, [label]))
    assert store.remove_article(G2)
    assert list(store.quads(ENTITIES)) == [label]


GRAPHS = st.sampled_from([G1, G2, OTHER, None, ID + "graph/entities"])
FACTS = st.lists(st.builds(fact, st.integers(0, 4), GRAPHS), max_size=6)
STEPS = st.lists(
    st.tuples(st.sampled_from(["article", "graph", "add", "remove"]), st.sampled_from([G1, G2]), FACTS)
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_the_default_graph_repeats_exactly_its_graphs(
    steps: list[tuple[str, str, list[Quad]]],
) -> None:
    store = OxigraphStore.memory(base=ID)
    for step, graph, quads in steps:
        named = [quad for quad in quads if not isinstance(quad.graph_name, rdf.DefaultGraph)]
        match step:
            case "article":
                store.replace_article(graph, named)
            case "graph":
                store.replace_graph(graph, named)
            case "add":
                store.add(named)
            case _:
                store.remove_article(graph)
        assert default(store) == said(store)


def described(store: Store, name: str) -> list[Quad]:
    """A place with its geometry and mapping, as an article tells them."""
    place, entities, links = ID + name, store.names.entities, store.names.links
    return [
        rdf.quad(place, terms.RDFS_LABEL, rdf.string(name), entities),
        rdf.quad(place, terms.GEO_HAS_GEOMETRY, f"{place}/point", entities),
        rdf.quad(f"{place}/point", terms.RDF_TYPE, terms.GEO_GEOMETRY, entities),
        rdf.quad(f"{place}/mapping", terms.OWL + "annotatedSource", place, links),
        rdf.quad(f"{place}/mapping", terms.RDFS_LABEL, rdf.string("why"), links),
    ]


def naming(graph: str, name: str) -> Quad:
    return rdf.quad(graph + "/event", vocab.target, ID + name, graph)


def test_what_no_article_names_any_more_is_forgotten(store: Store) -> None:
    office = rdf.quad(ID + "post", vocab.officeOf, ID + "land", store.names.entities)
    label = rdf.quad(store.names.entities, terms.RDFS_LABEL, rdf.string("entities"), store.names.entities)
    run = rdf.quad(G1, terms.PROV_WAS_GENERATED_BY, ID + "run/1", store.names.provenance)
    started = rdf.quad(ID + "run/1", terms.RDFS_LABEL, rdf.string("run"), store.names.provenance)
    first = [naming(G1, "here"), naming(G1, "there"), naming(G1, "post"), office, label]
    first += [run, started, *described(store, "here"), *described(store, "there"), *described(store, "land")]
    store.replace_article(G2, [naming(G2, "there"), *described(store, "there")])
    before = rdf.canonical(store.quads())
    store.replace_article(G1, first)
    store.replace_article(G1, [naming(G1, "there"), naming(G1, "post"), office, *described(store, "there")])
    for gone in described(store, "here"):
        assert next(store.quads(gone.graph_name.value), None)  # type: ignore[union-attr]
        assert gone not in set(store.quads())
    assert set(described(store, "land")) < set(store.quads()), "an office that is named has it as its owner"
    assert store.remove_article(G1)
    assert rdf.canonical(store.quads()) == rdf.canonical([*before, label, rdf.quad_of(label.triple)])
