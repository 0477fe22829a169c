"""Values -> quads. One article's graph, and its share of the graphs `entities` and `links`.

quads(linked)          the article's named graph
entity_quads(linked)   its entities, for the graph `entities`
link_quads(linked)     its links to Wikidata, for the graph `links`
same_events(all)       cno:sameEventAs between articles, for the graph `links`
default_graph(all)     each triple of all these once, in the default graph
run_quads(document, …) when it was made, for the graph `provenance` of a store
"""

from collections.abc import Iterator

from kg.descriptions import consolidated
from kg.mapping.article import Page, article_quads, mention_quads
from kg.mapping.entities import entity_quads, link_quads
from kg.mapping.facts import casualty_quads, event_iris, event_quads, relation_quads
from kg.mapping.graphs import default_graph, event_likenesses, same_events
from kg.mapping.iri import BASE, Mint
from kg.mapping.provenance import Run, Software, attribution_quads, run_quads
from kg.mapping.quoting import check
from kg.model import LinkedReading
from kg.rdf import Quad, canonical

__all__ = [
    "BASE",
    "Mint",
    "Run",
    "Software",
    "consolidated",
    "default_graph",
    "entity_quads",
    "event_likenesses",
    "link_quads",
    "quads",
    "run_quads",
    "same_events",
]


def quads(
    linked: LinkedReading, base: str = BASE, software: Software | None = None, with_text: bool = False
) -> Iterator[Quad]:
    """All that one article says, as its named graph, in canonical order.

    `with_text` adds the whole text as `nif:isString`, which NIF expects of a context; it is left out
    otherwise because the text belongs to its publisher. Raises GraphError where the reading does not fit
    its own text.
    """
    check(linked)
    page = Page(linked, Mint(base))
    events = event_iris(page)
    found = [
        *article_quads(page, with_text),
        *attribution_quads(page.graph, software or Software(), page.mint),
        *event_quads(page, events),
        *casualty_quads(page, events),
        *relation_quads(page),
    ]
    found.extend(mention_quads(page))
    return iter(canonical(found))
