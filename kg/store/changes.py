"""What a change of one graph means for the default graph: computed here, written by the store in one go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import vocab
from kg.errors import GraphError
from kg.rdf import BlankNode, DefaultGraph, NamedNode, Quad, Term, Triple, iri, quad_of
from kg.store.accounts import Accounts
from kg.store.forgetting import forgotten, is_mapping_of, is_named, runs
from kg.store.graphs import GraphNames
from kg.store.reunion import reunited
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

    What it says of entities and links stands beside what other articles say, in place of what it said before:
    see `kg.store.accounts`. Entities that no article names any more lose their descriptions.
    """
    name, kept, shared = iri(graph), set(quads), {iri(one) for one in names.shared}
    own = {typing_quad(graph), *(quad for quad in kept if quad.graph_name == name)}
    said = {quad for quad in kept if quad.graph_name in shared and quad.subject not in shared}
    still = {term for quad in (*own, *said) for term in (quad.subject, quad.object)}
    less = {*store.quads_for_pattern(None, None, None, name)} - own
    removed, told = _retold(store, graph, less, said, still, names)
    added = own | told | kept - said
    fresh = {quad for quad in added if quad not in store}
    heard_of = {quad.triple for quad in own} | set(heard(store, added - own, names.shared))
    gone = _silenced(store, removed, heard_of, names.shared)
    default = {quad for quad in _unheard(store, heard_of) if quad not in fresh}
    return Change([*removed, *gone], [*fresh, *default])


def removal(store: ox.Store, graph: str, names: GraphNames) -> Change:
    """The change that takes an article's graph away, with what only it says or led to."""
    own = set(store.quads_for_pattern(None, None, None, iri(graph)))
    removed, told = _retold(store, graph, own, set(), set(), names)
    removed |= set(runs(store, graph, names))
    heard_of = set(heard(store, told, names.shared))
    gone = _silenced(store, removed, heard_of, names.shared)
    default = {quad for quad in _unheard(store, heard_of) if quad not in told}
    return Change([*removed, *gone], [*told, *default])


def _retold(
    store: ox.Store, graph: str, less: set[Quad], said: set[Quad], still: set[Term], names: GraphNames
) -> tuple[set[Quad], set[Quad]]:
    """What goes and comes with quads that an article loses, and with what it says of shared things now."""
    name, accounts = iri(graph), Accounts(store, names)
    shared = accounts.change(name, accounts.given(said))
    removed = forgotten(store, less, still, names, lambda thing: accounts.survives(thing, name))
    lost, found = reunited(store, {item.subject for item in less} - still, names)
    removed |= shared.removed | lost
    shared.added |= found
    waiting = {thing: quads for thing, quads in shared.silent.items() if not quads <= removed}
    for quads in waiting.values():
        removed |= quads
    kept: set[Term] = set()
    while named := [
        thing
        for thing, quads in waiting.items()
        if any(is_mapping_of(item, kept) for item in quads) or is_named(store, thing, removed, names)
    ]:
        kept.update(named)
        for thing in named:  # by a graph that gives no accounts
            removed -= (held := waiting.pop(thing))
            shared.added.update(accounts.keep(thing, held))
    graphs = {iri(one) for one in names.shared}
    about = {q.subject for q in removed if q.graph_name in graphs and isinstance(q.subject, NamedNode)}
    for thing in sorted(about, key=str):
        if accounts.held(thing) <= removed and not any(q.subject == thing for q in shared.added):
            removed |= set(accounts.dropped(thing))
    return removed - shared.added, shared.added - removed


def refuse_blank_nodes(quads: Iterable[Quad]) -> None:
    """Raises GraphError: a blank node would be another one each time, and nothing could refer to it."""
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise GraphError(f"found the blank node in {quad}; give it an IRI")


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
