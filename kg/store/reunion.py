"""Events that are one, when some of them go: the others stay linked, though one that linked them has gone."""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg import terms, vocab
from kg.rdf import NamedNode, Quad, Term, iri
from kg.same_events import joined
from kg.store.graphs import GraphNames

_SAME: Final = iri(vocab.sameEventAs)
_TYPE: Final = iri(terms.RDF_TYPE)


def reunited(store: ox.Store, gone: Iterable[Term], names: GraphNames) -> tuple[set[Quad], set[Quad]]:
    """The links that go with events, and those that the events linked through them need instead."""
    links, left = iri(names.links), {one for one in gone if isinstance(one, NamedNode)}
    removed: set[Quad] = set()
    added: set[Quad] = set()
    seen: set[Term] = set()
    for event in sorted(left, key=str):
        if event in seen:
            continue
        old, group = _group(store, event, links)
        seen |= group
        stay = [(str(one), where) for one in group - left if (where := _article(store, one, names))]
        new = set(joined(stay, names.links)) if stay else set()
        removed |= old - new
        added |= new - old
    return removed, added


def _group(store: ox.Store, event: NamedNode, links: NamedNode) -> tuple[set[Quad], set[NamedNode]]:
    """The links that lead from an event, directly or not, and the events that they join."""
    found: set[Quad] = set()
    group, waiting = {event}, [event]
    while waiting:
        one = waiting.pop()
        for item in (
            *store.quads_for_pattern(one, _SAME, None, links),
            *store.quads_for_pattern(None, _SAME, one, links),
        ):
            found.add(item)
            for other in (item.subject, item.object):
                if isinstance(other, NamedNode) and other not in group:
                    group.add(other)
                    waiting.append(other)
    return found, group


def _article(store: ox.Store, event: NamedNode, names: GraphNames) -> str:
    """The graph that an event is of."""
    found = (item.graph_name for item in store.quads_for_pattern(event, _TYPE, None))
    graphs = (str(one) for one in found if isinstance(one, NamedNode) and one.value not in names.shared)
    return min(graphs, default="")
