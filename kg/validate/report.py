"""What validation finds, as values and as a `sh:ValidationReport`."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from kg.rdf import Quad, Term, boolean, iri, quad, string
from kg.terms import RDF_TYPE, SH

SHAPES: Final = "https://w3id.org/conflict-news/shapes#"
CHECK: Final = "SPARQLConstraintComponent"
"""The component of results that a check gives."""


class Severity(StrEnum):
    """How bad a result is. A Violation keeps an article out of the store, the others do not."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


_ORDER: Final = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that is wrong, and what to do about it."""

    severity: Severity
    shape: str
    """The shape or check that says so: its IRI."""
    focus: str
    """The node that it is wrong with: an IRI, or `_:` and a label."""
    message: str
    path: str | None = None
    value: Term | None = None
    component: str = CHECK
    """Local name of the constraint component (SHACL, section 4)."""

    def __str__(self) -> str:
        """One line for people: severity, shape, focus node, the value at fault, message."""
        about = self.focus
        if self.value is not None and self.component != CHECK:  # the message of a check names it
            about += f" ({self.value})"
        return f"{self.severity} {self.shape.removeprefix(SHAPES)}: {about}: {self.message}"

    @property
    def key(self) -> tuple[int, str, str, str, str, str]:
        """Where the result stands in a report: the worst first."""
        value = str(self.value)
        return _ORDER.index(self.severity), self.shape, self.focus, self.path or "", value, self.component


@dataclass(frozen=True, slots=True)
class Report:
    """All results of one validation, in a fixed order, each once."""

    results: tuple[Result, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong that would keep the graph out: no result is a Violation.

        Stricter readings of SHACL count warnings too; ask for `results` then.
        """
        return not self.of(Severity.VIOLATION)

    def of(self, severity: Severity) -> tuple[Result, ...]:
        """The results of one severity."""
        return tuple(result for result in self.results if result.severity == severity)

    def __str__(self) -> str:
        """One line per result."""
        return "\n".join(map(str, self.results)) or "conforms"

    def quads(self, report: str, graph: str | None = None) -> Iterator[Quad]:
        """The report as RDF (SHACL, section 3.6), without blank nodes.

        `report` is the IRI that it gets; those of its results add a hash of what they say. `graph` names
        the graph, the default one where it is None.
        """
        yield quad(report, RDF_TYPE, SH + "ValidationReport", graph)
        yield quad(report, SH + "conforms", boolean(self.conforms), graph)
        for result in self.results:
            node = f"{report}/{sha256(repr(result.key).encode()).hexdigest()[:16]}"
            yield quad(report, SH + "result", node, graph)
            for predicate, value in _properties(result):
                yield quad(node, predicate, value, graph)


def report_of(results: set[Result]) -> Report:
    """A report with its results in order."""
    return Report(tuple(sorted(results, key=lambda result: result.key)))


def _properties(result: Result) -> Iterator[tuple[str, Term]]:
    yield RDF_TYPE, iri(SH + "ValidationResult")
    yield SH + "resultSeverity", iri(SH + result.severity)
    yield SH + "sourceShape", iri(result.shape)
    yield SH + "sourceConstraintComponent", iri(SH + result.component)
    yield SH + "resultMessage", string(result.message, "en")
    yield SH + "focusNode", string(result.focus) if result.focus.startswith("_:") else iri(result.focus)
    if result.path is not None:
        yield SH + "resultPath", iri(result.path)
    if result.value is not None:
        yield SH + "value", result.value
