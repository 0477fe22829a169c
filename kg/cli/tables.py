"""Answers as tables, for people."""

import sys

from rich.console import Console
from rich.table import Table

from kg.rdf import Literal, NamedNode, Term
from kg.store import Answer
from kg.terms import NAMESPACES

WIDE = 10_000
"""Columns of an output that is no terminal: nothing is cut."""


def console() -> Console:
    """Standard output: as wide as the terminal, or as wide as it needs to be."""
    return Console(width=None if sys.stdout.isatty() else WIDE, highlight=False, markup=False)


def table(*headings: str) -> Table:
    """An empty table in the one style of the command line."""
    return Table(*headings, box=None, pad_edge=False, header_style="bold")


def print_answer(answer: Answer, base: str) -> None:
    """SELECT as a table with shortened IRIs, ASK as yes or no, CONSTRUCT as Turtle."""
    if answer.form == "boolean":
        print("yes" if answer else "no")
    elif answer.form == "graph":
        answer.serialise("ttl", sys.stdout.buffer)
    else:
        rows = table(*answer.variables)
        for row in answer.rows():
            rows.add_row(*(shown(row.get(name), base) for name in answer.variables))
        print_table(rows)


def print_table(rows: Table) -> None:
    """Without the spaces that a table puts behind its last column."""
    out = console()
    if sys.stdout.isatty():
        out.print(rows)
        return
    with out.capture() as capture:
        out.print(rows)
    for line in capture.get().splitlines():
        print(line.rstrip())


def shown(term: Term | None, base: str | None = None) -> str:
    """A term as a person reads it: words and numbers bare, IRIs with their prefix, `:` for the base.

    Without a base, IRIs stay whole.
    """
    if term is None:
        return ""
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    if not isinstance(term, NamedNode):
        return str(term)
    if base is None:
        return term.value
    if term.value.startswith(base):
        return f":{term.value.removeprefix(base)}"
    for prefix, namespace in NAMESPACES.items():
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return term.value
