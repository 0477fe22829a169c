"""Counts that pages show on every request, made once per version of the store."""

from collections.abc import Callable
from typing import Final, TypeVar, cast

from flask import current_app

from kg import rdf
from kg.endpoint.site import site
from kg.errors import QueryError
from kg.rdf import Literal, NamedNode
from kg.store.failures import BusyError
from kg.store.serving import Question

_KEY: Final = "kg.kept"
_JSON: Final = "application/sparql-results+json"
_SECONDS: Final = 10.0
T = TypeVar("T")


def kept(name: str, make: Callable[[], T]) -> T:
    """What `make` gives for the version that is served now; made anew only where that is another."""
    values: dict[str, tuple[int, object]] = current_app.extensions.setdefault(_KEY, {})
    version = site().executor.version
    found = values.get(name)
    if found is None or found[0] != version:
        found = values[name] = (version, make())
    return cast(T, found[1])


def select(text: str, client: str = "pages") -> list[list[rdf.Term]]:
    """The rows of a query whose variables are all bound, in the order of its variables."""
    question = Question(text, _JSON, seconds=_SECONDS, client=client)
    return rdf.rows(b"".join(site().executor.ask(question)))


def classes() -> dict[str, int]:
    """Class -> how many things the graph has of it."""
    return kept("classes", lambda: _counted("SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c"))


def properties() -> dict[str, int]:
    """Property -> how many statements the graph has with it."""
    return kept("properties", lambda: _counted("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"))


def _counted(text: str) -> dict[str, int]:
    """Empty where the graph is too large, or the server too busy, to count: pages do without."""
    try:
        rows = select(text)
    except (QueryError, BusyError):
        return {}
    return {
        term.value: int(count.value)
        for term, count in rows
        if isinstance(term, NamedNode) and isinstance(count, Literal)
    }
