"""The gate before the store: quads in, a report out. The only door to pyshacl.

validate(quads)    one article's graph with the entities that it touches
require(quads)     the same; raises GraphError where a Violation keeps the article out
audit(quads)       a whole dataset, article by article

Core shapes (`shapes/*.ttl`) run in pyshacl, checks across records (`shapes/checks/*.rq`) in Oxigraph, into
one report. Data without terms of the ontology meets no shape and conforms.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final

from kg import terms, vocab
from kg.errors import GraphError
from kg.rdf import Quad, iri, parse
from kg.settings import data_dir
from kg.validate.audit import articles
from kg.validate.checks import check_results
from kg.validate.report import Report, Result, Severity, report_of
from kg.validate.shapes import core_results

__all__ = ["Report", "Result", "Severity", "audit", "require", "validate"]

_NEEDED: Final = {
    iri(predicate)
    for predicate in (
        terms.RDFS_SUB_CLASS_OF,
        terms.RDFS + "domain",
        terms.RDFS + "range",
        "http://datashapes.org/dash#abstract",
        vocab.modeOf,
    )
}


def validate(quads: Iterable[Quad]) -> Report:
    """Validate one article's graph, given together with the descriptions of the entities that it touches.

    Whatever the graphs of the quads, shapes see their union. About 60 ms for an article of 60 sentences.
    """
    data = [*quads, *background()]
    return report_of(set(chain(core_results(data), check_results(data))))


def require(quads: Iterable[Quad]) -> Report:
    """The report of a graph that may enter the store; raises GraphError, with every Violation, otherwise."""
    report = validate(quads)
    if not report.conforms:
        raise GraphError("\n".join(map(str, report.of(Severity.VIOLATION))))
    return report


def audit(quads: Iterable[Quad]) -> Iterator[tuple[str, Report]]:
    """Validate a dataset: the IRI of each article's graph with its report, in order of the IRIs.

    What belongs to no article comes last, under an empty name.
    """
    for graph, part in articles(quads):
        yield graph, validate(part)


@cache
def background() -> tuple[Quad, ...]:
    """What the shapes and checks need to know: the class tree, domains, ranges and modes."""
    folder = data_dir("ontology")
    modes = {iri(mode) for mode in vocab.MODES.values()}
    return tuple(
        item
        for file in ("conflict.ttl", "event-modes.ttl")
        for item in parse(folder / file)
        if item.predicate in _NEEDED or (item.subject in modes and item.predicate.value == terms.RDF_TYPE)
    )
