"""What has to be valid now because of what writes changed."""

from collections import defaultdict
from collections.abc import Iterator

from kg.rdf import DEFAULT_GRAPH, BlankNode, DefaultGraph, NamedNode, Quad, Term, Triple, iri
from kg.store import changes
from kg.store.accounts import ACCOUNTS
from kg.store.edits import Graph
from kg.store.journal import Journal
from kg.store.oxigraph import OxigraphStore

Subject = NamedNode | BlankNode


def affected(after: OxigraphStore, journal: Journal) -> list[list[Quad]]:
    """The parts of a store to validate once the writes of a journal are done. No part is empty.

    A part is a graph of which something changed, whole where it is an article's, else the subjects that
    changed; always with the descriptions of what it names. Articles that name a subject which nothing
    describes any more come too.
    """
    about: dict[Graph, set[Subject]] = defaultdict(set)
    for item in _own(after, journal):
        if isinstance(item.subject, (NamedNode, BlankNode)):
            about[item.graph_name].add(item.subject)
    parts = [_part(after, graph, about[graph]) for graph in sorted(about, key=str)]
    every = {subject for subjects in about.values() for subject in subjects}
    orphans = {subject for subject in every if next(_about(after, subject), None) is None}
    parts += [_part(after, graph, orphans) for graph in _articles_naming(after, orphans)]
    return [part for part in parts if part]


def _own(after: OxigraphStore, journal: Journal) -> Iterator[Quad]:
    """What changed, of the default graph only what it did not merely repeat, and no accounts of articles.

    Accounts are the books of the store itself: no shape is about them, and they name all that there is.
    """
    books = iri(after.names.provenance)
    repeated: dict[str, bool] = {}
    before: set[Triple] = set()
    for item in journal.removed:
        if isinstance(item.graph_name, NamedNode):
            name = item.graph_name.value
            if name not in repeated:
                typing = changes.typing_quad(name)
                known = changes.repeated(after.engine, name, after.names.shared)
                repeated[name] = typing in journal.removed or (known and typing not in journal.added)
            if repeated[name]:
                before.add(item.triple)
    for item in (*journal.added, *journal.removed):
        if item.graph_name == books and item.predicate in ACCOUNTS:
            continue
        echo = isinstance(item.graph_name, DefaultGraph) and (
            item.triple in before or after.repeats(item.triple)
        )
        if not echo:
            yield item


def _part(store: OxigraphStore, graph: Graph, subjects: set[Subject]) -> list[Quad]:
    whole = isinstance(graph, NamedNode) and store.is_article(graph.value)
    pattern: list[Subject | None] = [None] if whole else sorted(subjects, key=str)
    own = [item for s in pattern for item in store.engine.quads_for_pattern(s, None, None, graph)]
    return [*own, *_descriptions(store, own)]


def _descriptions(store: OxigraphStore, quads: list[Quad]) -> list[Quad]:
    """What is said elsewhere of whatever the quads name, and of what that names in turn."""
    seen: set[Term] = {item.subject for item in quads}
    level: set[Term] = {item.object for item in quads} - seen
    found: list[Quad] = []
    while level:
        seen |= level
        named = (term for term in level if isinstance(term, (NamedNode, BlankNode)))
        fresh = [item for term in named for item in _about(store, term)]
        found += fresh
        level = {item.object for item in fresh} - seen
    return found


def _about(store: OxigraphStore, term: Subject) -> Iterator[Quad]:
    return store.engine.quads_for_pattern(term, None, None, DEFAULT_GRAPH)


def _articles_naming(store: OxigraphStore, orphans: set[Subject]) -> list[Graph]:
    found = (item.graph_name for o in orphans for item in store.engine.quads_for_pattern(None, None, o))
    named = {name for name in found if isinstance(name, NamedNode)}
    return [name for name in sorted(named, key=str) if store.is_article(name.value)]
