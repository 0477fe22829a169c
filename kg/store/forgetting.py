"""What stays behind in the shared graphs when an article says less: descriptions of what nobody names."""

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from kg import terms
from kg.rdf import DEFAULT_GRAPH, DefaultGraph, NamedNode, Quad, Term, iri
from kg.store.accounts import HAS
from kg.store.graphs import GraphNames

_SUBJECT = iri(terms.OWL + "annotatedSource")


def forgotten(
    store: ox.Store,
    gone: Iterable[Quad],
    still: set[Term],
    names: GraphNames,
    survives: Callable[[NamedNode], bool] = lambda thing: False,
) -> set[Quad]:
    """What goes with quads of an article: descriptions and mappings of entities that nothing names any more.

    `still` are the terms that the article goes on to name or describe; what `survives` is described by
    another.
    """
    removed = set(gone)
    waiting = {item.object for item in removed} - still
    while waiting:
        term = waiting.pop()
        if not isinstance(term, NamedNode) or term.value in (names.entities, names.links):
            continue
        said = set(store.quads_for_pattern(term, None, None, iri(names.entities))) - removed
        if not said or survives(term) or is_named(store, term, removed, names):
            continue
        removed |= said | set(_mappings(store, term, iri(names.links)))
        waiting |= {item.object for item in said} - still
    return removed


def is_named(store: ox.Store, term: NamedNode, removed: set[Quad], names: GraphNames) -> bool:
    """Whether anything but its own description, its mappings and the runs names a term."""
    triples = {item.triple for item in removed if item.object == term}
    told = store.quads_for_pattern(None, None, term, DEFAULT_GRAPH)
    if any(q.subject != term and q.predicate != _SUBJECT and q.triple not in triples for q in told):
        return True  # the usual case, found at once
    own, aside = iri(names.entities), (iri(names.links), iri(names.provenance))
    about = (item for item in store.quads_for_pattern(term, None, None) if item.graph_name != own)
    naming = (item for item in store.quads_for_pattern(None, None, term) if item.subject != term)
    return any(
        item not in removed and item.graph_name not in aside and not isinstance(item.graph_name, DefaultGraph)
        for found in (naming, about)
        for item in found
    )


def is_mapping_of(quad: Quad, entities: set[Term]) -> bool:
    """Whether a quad makes its subject a mapping of one of these entities."""
    return quad.predicate == _SUBJECT and quad.object in entities


def _mappings(store: ox.Store, term: NamedNode, links: NamedNode) -> Iterator[Quad]:
    for found in store.quads_for_pattern(None, _SUBJECT, term, links):
        yield from store.quads_for_pattern(found.subject, None, None, links)


def runs(store: ox.Store, graph: str, names: GraphNames) -> Iterator[Quad]:
    """What is kept about the runs that made an article's graph."""
    provenance = iri(names.provenance)
    for made in store.quads_for_pattern(iri(graph), None, None, provenance):
        if made.predicate == HAS:
            continue
        yield made
        if isinstance(made.object, NamedNode):
            yield from store.quads_for_pattern(made.object, None, None, provenance)
