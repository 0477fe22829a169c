"""What a query gives back, and the formats that it can be written in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final, Literal

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import FORMATS, Row
from kg.terms import NAMESPACES

SOLUTION_FORMATS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
Form = Literal["boolean", "graph", "solutions"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked over (SPARQL 1.1 Protocol, 2.1.4); none: those of the store."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        """Whether any graph is named."""
        return bool(self.default or self.named)


class Answer:
    """A lazy answer. Use it up in the thread that asked: in another the engine aborts the process."""

    __slots__ = ("_result",)

    def __init__(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> None:
        self._result = result

    @property
    def form(self) -> Form:
        """What kind of answer it is: of ASK, of CONSTRUCT and DESCRIBE, or of SELECT."""
        if isinstance(self._result, ox.QueryBoolean):
            return "boolean"
        return "graph" if isinstance(self._result, ox.QueryTriples) else "solutions"

    @property
    def formats(self) -> tuple[str, ...]:
        """The names that `serialise` takes for this form."""
        return tuple(FORMATS) if self.form == "graph" else tuple(SOLUTION_FORMATS)

    @property
    def variables(self) -> tuple[str, ...]:
        """Of a SELECT query, in the order of its head."""
        if not isinstance(self._result, ox.QuerySolutions):
            return ()
        return tuple(variable.value for variable in self._result.variables)

    def __bool__(self) -> bool:
        """The answer of an ASK query."""
        if not isinstance(self._result, ox.QueryBoolean):
            raise QueryError("expected an ASK query")
        return bool(self._result)

    def rows(self) -> Iterator[Row]:
        """Solutions of a SELECT query, one mapping each; unbound variables are absent."""
        if not isinstance(self._result, ox.QuerySolutions):
            raise QueryError("expected a SELECT query")
        names = self.variables
        for row in self._result:
            yield {name: term for name, term in zip(names, row, strict=True) if term is not None}

    def triples(self) -> Iterator[ox.Triple]:
        """Triples of a CONSTRUCT or DESCRIBE query; one may come more than once."""
        if not isinstance(self._result, ox.QueryTriples):
            raise QueryError("expected a CONSTRUCT or DESCRIBE query")
        yield from self._result

    def serialise(self, format: str, stream: IO[bytes]) -> None:
        """Write it in one of `formats`, row by row."""
        if format not in self.formats:
            raise QueryError(f"cannot write this answer as {format!r}; available: {', '.join(self.formats)}")
        if isinstance(self._result, ox.QueryTriples):
            ox.serialize(self._result, stream, FORMATS[format], prefixes=dict(NAMESPACES))
        else:
            self._result.serialize(stream, SOLUTION_FORMATS[format])
