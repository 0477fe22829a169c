"""Tables on pages: each the answer to a query about one thing, with labels and links in place of IRIs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg import terms
from kg.endpoint.labels import Shown, labels, shown_iri
from kg.endpoint.site import site
from kg.errors import QueryError
from kg.store.failures import BusyError
from kg.store.serving import Question

MOST: Final = 100
"""Rows that a page shows of one table; it says so where there are more."""
_SECONDS: Final = 5.0
_PREFIXES: Final = "".join(f"PREFIX {name}: <{space}>\n" for name, space in terms.NAMESPACES.items())
Binding = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What a page tells in one table: a title, and a SELECT query in which $this is the thing."""

    title: str
    query: str


@dataclass(frozen=True, slots=True)
class Table:
    """A part with its rows; a cell is empty where nothing is bound."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Shown | None, ...], ...]
    query: str
    """The whole query, for those who want to go on from it."""
    more: bool = False
    """Whether there are further rows."""
    note: str = ""
    """What is to be known of it, such as that it was too costly."""


def about(iri: str, part: Part) -> Table:
    """The table of a part for a thing. Columns in which nothing is bound are left out."""
    query = part.query.replace("$this", f"<{iri}>").strip() + "\n"
    limited = f"{query}LIMIT {MOST + 1}"
    whole = declared(query)
    try:
        names, bindings = solutions(limited)
    except (QueryError, BusyError):
        return Table(part.title, (), (), whole, note="This takes too long for a page.")
    known = labels(term["value"] for row in bindings for term in row.values() if term["type"] == "uri")
    columns = tuple(name for name in names if any(name in row for row in bindings))
    rows = tuple(tuple(_cell(row.get(name), known) for name in columns) for row in bindings[:MOST])
    return Table(part.title, columns, rows, whole, more=len(bindings) > MOST)


def solutions(query: str) -> tuple[tuple[str, ...], list[Binding]]:
    """The variables and rows of a SELECT query in which the usual prefixes need no declaration."""
    question = Question(
        _PREFIXES + query, "application/sparql-results+json", seconds=_SECONDS, client="pages"
    )
    answer = json.loads(b"".join(site().executor.ask(question)))
    return tuple(answer["head"]["vars"]), answer["results"]["bindings"]


def declared(query: str) -> str:
    """A query with those of the usual prefixes declared that it uses."""
    lines = [line for line in _PREFIXES.splitlines(keepends=True) if f"{line.split()[1]}" in query]
    return "".join(lines) + query


def _cell(term: dict[str, str] | None, known: dict[str, str]) -> Shown | None:
    if term is None:
        return None
    if term["type"] == "uri":
        return shown_iri(term["value"], known)
    return Shown(term["value"], language=term.get("xml:lang", ""))


def filled(tables: Sequence[Table]) -> list[Table]:
    """Those that have something to show."""
    return [table for table in tables if table.rows or table.note]
