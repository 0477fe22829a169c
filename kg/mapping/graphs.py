"""What is derived from all articles together: events that are one, and the default graph."""

from collections.abc import Iterable, Iterator

from kg import terms, vocab
from kg.mapping.iri import BASE, Mint
from kg.rdf import DEFAULT_GRAPH, Quad, Row, canonical, iri, select
from kg.same_events import SAME_EVENTS, likenesses, same_event_quads

_OF_EVENTS = {
    iri(predicate)
    for predicate in (terms.RDF_TYPE, vocab.startDate, vocab.endDate, vocab.actor, vocab.target)
}
"""All that the query for same events asks for: no other quad needs to be loaded for it."""


def same_events(quads: Iterable[Quad], base: str = BASE) -> list[Quad]:
    """`cno:sameEventAs` between events of different articles, both ways, for the graph `links`."""
    return canonical(same_event_quads(_events(quads), Mint(base).links))


def event_likenesses(quads: Iterable[Quad]) -> Iterator[tuple[str, str, str]]:
    """What tells whether the events of one article are those of another: see `kg.same_events`."""
    return likenesses(_events(quads))


def _events(quads: Iterable[Quad]) -> list[Row]:
    return select((item for item in quads if item.predicate in _OF_EVENTS), SAME_EVENTS)


def default_graph(quads: Iterable[Quad], base: str = BASE) -> list[Quad]:
    """Each triple of the article graphs, `entities` and `links` once, in the default graph.

    Other graphs (provenance, what users wrote) take no part: only graphs typed ArticleGraph do.
    """
    mint, every = Mint(base), list(quads)
    told: set[object] = {iri(mint.entities), iri(mint.links)}
    told.update(item.graph_name for item in every if _makes_article_graph(item))
    return canonical(
        Quad(item.subject, item.predicate, item.object, DEFAULT_GRAPH)
        for item in every
        if item.graph_name in told
    )


def _makes_article_graph(item: Quad) -> bool:
    return (
        item.predicate.value == terms.RDF_TYPE
        and item.object == iri(vocab.ArticleGraph)
        and item.subject == item.graph_name
    )
