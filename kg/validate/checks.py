"""Checks across records: the SPARQL queries of `shapes/checks/`, answered by Oxigraph.

A check is a SELECT of ?focus, ?path and ?value whose every row is a result. Comments at its head give
`title`, `severity` and `message`; the message may name {$focus}, {$path} and {$value}.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import ConfigurationError
from kg.rdf import Literal, NamedNode, Quad, Row, Term, select
from kg.settings import data_dir
from kg.terms import NAMESPACES
from kg.validate.report import SHAPES, Result, Severity

_HEADER: Final = re.compile(r"^# (title|severity|message): (.+)$", re.MULTILINE)
_PREFIX: Final = re.compile(r"^PREFIX\s+(\S*):\s*<([^>]*)>\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """A named query that finds what is wrong."""

    name: str
    title: str
    severity: Severity
    message: str
    query: str
    """Without its prefixes."""
    prefixes: tuple[tuple[str, str], ...]

    @property
    def iri(self) -> str:
        """Names the check in reports, as a shape is named."""
        return SHAPES + self.name


@cache
def checks() -> tuple[Check, ...]:
    """All of `shapes/checks/*.rq`, by name."""
    return tuple(read(file) for file in sorted(data_dir("shapes").glob("checks/*.rq")))


def read(file: Path) -> Check:
    """The check of a file. Raises ConfigurationError where its head is incomplete."""
    text = file.read_text(encoding="utf-8")
    head = dict(_HEADER.findall(text))
    missing = {"title", "severity", "message"} - set(head)
    if missing:
        raise ConfigurationError(f"{file}: the comments at its head lack {', '.join(sorted(missing))}")
    return Check(
        name=file.stem,
        title=head["title"],
        severity=Severity(head["severity"]),
        message=head["message"],
        query=_PREFIX.sub("", _HEADER.sub("", text)).strip(),
        prefixes=tuple(_PREFIX.findall(text)),
    )


def check_results(quads: Iterable[Quad]) -> Iterator[Result]:
    """What the checks find in these quads. One query asks them all, so that the data is loaded once."""
    named = {check.name: check for check in checks()}
    for row in select(quads, _joined()):
        yield _result(named[_shown(row["check"])], row)


@cache
def _joined() -> str:
    prefixes = sorted({pair for check in checks() for pair in check.prefixes})
    parts = [f'{{ {{ {check.query} }} BIND ("{check.name}" AS ?check) }}' for check in checks()]
    head = "\n".join(f"PREFIX {name}: <{space}>" for name, space in prefixes)
    return f"{head}\nSELECT DISTINCT * WHERE {{\n{' UNION '.join(parts)}\n}}"


def _result(check: Check, row: Row) -> Result:
    focus, path = row["focus"], row.get("path")
    message = check.message
    for name, term in row.items():
        message = message.replace(f"{{${name}}}", _shown(term))
    return Result(
        severity=check.severity,
        shape=check.iri,
        focus=focus.value if isinstance(focus, NamedNode) else str(focus),
        message=message,
        path=path.value if isinstance(path, NamedNode) else None,
        value=row.get("value"),
    )


def _shown(term: Term) -> str:
    """A term as a person reads it: prefixed where it can be."""
    if isinstance(term, Literal):
        return term.value
    if not isinstance(term, NamedNode):
        return str(term)
    for prefix, space in NAMESPACES.items():
        if term.value.startswith(space):
            return f"{prefix}:{term.value.removeprefix(space)}"
    return f"<{term.value}>"
