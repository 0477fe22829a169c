"""What a write changed, and what has to be valid now because of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.rdf import DEFAULT_GRAPH, BlankNode, DefaultGraph, NamedNode, Quad, Term, iri
from kg.store.edits import Edit, Graph
from kg.store.oxigraph import OxigraphStore
from kg.store.touched import touched

Subject = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Difference:
    """Quads that came and quads that went."""

    added: list[Quad]
    removed: list[Quad]

    @property
    def subjects(self) -> set[Subject]:
        """What they are about."""
        every = (*self.added, *self.removed)
        return {item.subject for item in every if isinstance(item.subject, (NamedNode, BlankNode))}


def affected(before: OxigraphStore, after: OxigraphStore, edit: Edit) -> list[list[Quad]]:
    """The parts of the store to validate after an edit; `after` began as a checkpoint of `before`.

    A part is a graph of which something changed, whole where it is an article's, else the subjects that
    changed; always with the descriptions of what it names. Articles that name a subject which nothing
    describes any more come too.
    """
    parts: list[list[Quad]] = []
    about: set[Subject] = set()
    for graph in _candidates(before, after, edit):
        changed = difference(before, after, graph)
        about |= changed.subjects
        if changed.added or changed.removed:
            parts.append(_part(after, graph, changed.subjects))
    orphans = {subject for subject in about if next(_about(after, subject), None) is None}
    parts += [_part(after, graph, orphans) for graph in _articles_naming(after, orphans)]
    return [part for part in parts if part]


def difference(before: OxigraphStore, after: OxigraphStore, graph: Graph) -> Difference:
    """What changed in a graph; of the default graph only what it does not merely repeat.

    Both stores give a graph in one order, that of the keys of their common ancestor: one pass, flat memory.
    """
    old, new = (store.engine.quads_for_pattern(None, None, None, graph) for store in (before, after))
    found = Difference([], [])
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(old, None), next(new, None)
        elif one is not None and one not in after.engine:
            found.removed.append(one)
            one = next(old, None)
        elif other is not None and other not in before.engine:
            found.added.append(other)
            other = next(new, None)
        else:
            one, other = next(old, None), next(new, None)
    if not isinstance(graph, DefaultGraph):
        return found
    return Difference(
        [item for item in found.added if not after.repeats(item.triple)],
        [item for item in found.removed if not before.repeats(item.triple)],
    )


def _candidates(before: OxigraphStore, after: OxigraphStore, edit: Edit) -> list[Graph]:
    names = {name for store in (before, after) for name in store.engine.named_graphs()}
    found = {name.value for name in names if isinstance(name, NamedNode)}
    if edit.operation == "update":
        found = set(touched(edit.text, edit.base, sorted(found)))
    elif edit.operation in ("put", "post", "delete", "remove"):
        found &= {edit.graph or ""}
        if edit.graph is not None:
            return [iri(name) for name in sorted(found)]
    return [*(iri(name) for name in sorted(found)), DEFAULT_GRAPH]


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
