"""What a change of one graph means for the default graph: computed here, written by the store in one go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import vocab
from kg.descriptions import consolidated
from kg.errors import GraphError
from kg.rdf import BlankNode, DefaultGraph, NamedNode, Quad, Triple, iri, quad_of
from kg.store.forgetting import forgotten, runs
from kg.store.graphs import GraphNames
from kg.terms import RDF_TYPE


@dataclass(frozen=True, slots=True)
class Change:
    """Quads to take away and quads to add; disjoint."""

    removed: list[Quad]
    added: list[Quad]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


def typing_quad(graph: str) -> Quad:
    """The statement that makes a graph an article's."""
    name = iri(graph)
    return Quad(name, iri(RDF_TYPE), iri(vocab.ArticleGraph), name)


def repeated(store: ox.Store, graph: str, shared: frozenset[str]) -> bool:
    """Whether the default graph holds what this graph holds."""
    return graph in shared or typing_quad(graph) in store


def replacement(store: ox.Store, graph: str, triples: Iterable[Triple], shared: frozenset[str]) -> Change:
    """The change that makes `graph` hold exactly `triples`."""
    name = iri(graph)
    old = {quad.triple for quad in store.quads_for_pattern(None, None, None, name)}
    new = set(triples)
    before = old if repeated(store, graph, shared) else set()
    after = new if graph in shared or typing_quad(graph).triple in new else set()
    removed, added = _unsaid(store, before - after, graph, shared), _unheard(store, after - before)
    return Change(
        [*(quad_of(triple, name) for triple in old - new), *removed],
        [*(quad_of(triple, name) for triple in new - old), *added],
    )


def echoed(store: ox.Store, change: Change, shared: frozenset[str]) -> Change:
    """What the default graph has to follow with, once a change of any graphs has been made.

    A statement that a repeated graph makes comes back, even if the change took it from the default graph.
    """
    began = {q.graph_name for q in change.added if _types(q)}
    ceased = {q.graph_name for q in change.removed if _types(q)}
    told: dict[str, bool] = {}
    for quad in (*change.added, *change.removed):
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value not in told:
            told[quad.graph_name.value] = repeated(store, quad.graph_name.value, shared)
    heard = {q.triple for q in change.added if _value(q) in told and told[_value(q)]}
    lost = {q.triple for q in change.removed if told.get(_value(q)) or q.graph_name in ceased}
    heard |= {q.triple for name in began for q in store.quads_for_pattern(None, None, None, name)}
    lost |= {q.triple for name in ceased for q in store.quads_for_pattern(None, None, None, name)}
    taken = {q.triple for q in change.removed if isinstance(q.graph_name, DefaultGraph)}
    given = {q.triple for q in change.added if isinstance(q.graph_name, DefaultGraph)}
    unsaid = set(_unsaid(store, taken | (lost - given), "", shared))
    back = {triple for triple in taken if quad_of(triple) not in unsaid}
    return Change([q for q in unsaid if q in store], list(_unheard(store, heard | back)))


def _types(quad: Quad) -> bool:
    """Whether a quad makes its graph an article's."""
    return quad.subject == quad.graph_name and quad == typing_quad(_value(quad))


def _value(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def additions(store: ox.Store, quads: Iterable[Quad], shared: frozenset[str]) -> Change:
    """The change that adds quads to the graphs that they name."""
    fresh = [quad for quad in dict.fromkeys(quads) if quad not in store]
    known = set(fresh)
    default = (quad for quad in _unheard(store, heard(store, fresh, shared)) if quad not in known)
    return Change([], fresh + list(default))


def heard(store: ox.Store, quads: Iterable[Quad], shared: frozenset[str]) -> list[Triple]:
    """The triples that the default graph has to hold once these quads are in the store, each once."""
    kept = list(quads)
    article = iri(vocab.ArticleGraph)
    made = {q.graph_name for q in kept if q.object == article and q.subject == q.graph_name}
    names = {quad.graph_name for quad in kept if isinstance(quad.graph_name, NamedNode)}
    told = {name for name in names if name in made or repeated(store, name.value, shared)}
    triples = {quad.triple: None for quad in kept if quad.graph_name in told}
    for name in made:
        triples.update((quad.triple, None) for quad in store.quads_for_pattern(None, None, None, name))
    return list(triples)


def article(store: ox.Store, graph: str, quads: Iterable[Quad], names: GraphNames) -> Change:
    """The change that makes an article's graph hold exactly its own quads and adds the others.

    What it says of entities is merged with what the store holds of them: see `consolidated`. Entities that
    no article names any more lose their descriptions.
    """
    name, entities, kept = iri(graph), iri(names.entities), set(quads)
    own = {typing_quad(graph), *(quad for quad in kept if quad.graph_name == name)}
    said = {quad for quad in kept if quad.graph_name == entities}
    held = set(_descriptions(store, said, entities))
    described = set(consolidated(held | said))
    still = {term for quad in (*own, *said) for term in (quad.subject, quad.object)}
    less = {*store.quads_for_pattern(None, None, None, name)} - own
    removed = forgotten(store, less, still, names) | held - described
    fresh = {quad for quad in own | described | kept - said if quad not in store}
    heard_of = {quad.triple for quad in own} | set(heard(store, described | kept - said, names.shared))
    gone = _silenced(store, removed, heard_of, names.shared)
    default = {quad for quad in _unheard(store, heard_of) if quad not in fresh}
    return Change([*removed, *gone], [*fresh, *default])


def removal(store: ox.Store, graph: str, names: GraphNames) -> Change:
    """The change that takes an article's graph away, with what only it led to."""
    own = store.quads_for_pattern(None, None, None, iri(graph))
    removed = forgotten(store, own, set(), names) | set(runs(store, graph, names))
    return Change([*removed, *_silenced(store, removed, set(), names.shared)], [])


def refuse_blank_nodes(quads: Iterable[Quad]) -> None:
    """Raises GraphError: a blank node would be another one each time, and nothing could refer to it."""
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise GraphError(f"found the blank node in {quad}; give it an IRI")


def _descriptions(store: ox.Store, quads: Iterable[Quad], graph: NamedNode) -> Iterator[Quad]:
    """What the store holds of the subjects of these quads."""
    for subject in {quad.subject for quad in quads}:
        yield from store.quads_for_pattern(subject, None, None, graph)


def _silenced(
    store: ox.Store, removed: set[Quad], still: set[Triple], shared: frozenset[str]
) -> Iterator[Quad]:
    """What the default graph loses with these quads: what nothing says any more."""
    told: dict[str, bool] = {}
    for triple in {quad.triple for quad in removed} - still:
        goes: dict[str, bool] = {}
        for quad in store.quads_for_pattern(*triple):
            if isinstance(quad.graph_name, NamedNode):
                goes[quad.graph_name.value] = quad in removed
        for name in goes.keys() - told.keys():
            told[name] = repeated(store, name, shared)
        verdicts = [gone for name, gone in goes.items() if told[name]]
        if verdicts and all(verdicts):
            yield quad_of(triple)


def _unsaid(store: ox.Store, triples: Iterable[Triple], graph: str, shared: frozenset[str]) -> Iterator[Quad]:
    """Those triples, as quads of the default graph, that no other repeated graph says."""
    verdicts: dict[str, bool] = {}
    for triple in triples:
        others = (quad.graph_name for quad in store.quads_for_pattern(*triple))
        for other in others:
            if isinstance(other, NamedNode) and other.value != graph:
                if other.value not in verdicts:
                    verdicts[other.value] = repeated(store, other.value, shared)
                if verdicts[other.value]:
                    break
        else:
            yield quad_of(triple)


def _unheard(store: ox.Store, triples: Iterable[Triple]) -> Iterator[Quad]:
    """Those triples, as quads of the default graph, that it does not hold yet."""
    return (quad for triple in triples if (quad := quad_of(triple)) not in store)
