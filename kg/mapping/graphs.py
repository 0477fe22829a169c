"""What is derived from all articles together: events that are one, and the default graph."""

from collections.abc import Iterable

from kg import terms, vocab
from kg.mapping.iri import BASE, Mint
from kg.queries import SAME_EVENTS
from kg.rdf import DEFAULT_GRAPH, NamedNode, Quad, canonical, construct, iri


def same_events(quads: Iterable[Quad], base: str = BASE) -> list[Quad]:
    """`cno:sameEventAs` between events of different articles, both ways, for the graph `links`."""
    return construct(quads, SAME_EVENTS, Mint(base).links)


def default_graph(quads: Iterable[Quad], base: str = BASE) -> list[Quad]:
    """Each triple of the article graphs, `entities` and `links` once, in the default graph.

    Other graphs (provenance, what users wrote) take no part: only graphs typed ArticleGraph do.
    """
    mint, every = Mint(base), list(quads)
    shared = {mint.entities, mint.links}
    shared.update(
        item.subject.value
        for item in every
        if item.predicate.value == terms.RDF_TYPE
        and item.object == iri(vocab.ArticleGraph)
        and isinstance(item.subject, NamedNode)
    )
    return canonical(
        Quad(item.subject, item.predicate, item.object, DEFAULT_GRAPH)
        for item in every
        if isinstance(item.graph_name, NamedNode) and item.graph_name.value in shared
    )
