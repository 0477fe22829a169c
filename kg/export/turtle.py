"""Turtle: the default graph for people, one block per subject."""

from collections.abc import Iterable, Mapping
from typing import IO, Final

from kg.rdf import Quad, serialise

SUFFIX: Final = "ttl"
TITLE: Final = "Turtle"
MEDIA_TYPE: Final = "text/turtle"
ALL_GRAPHS: Final = False


def write(quads: Iterable[Quad], stream: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Sorted by subject, types first."""
    serialise(quads, SUFFIX, stream, prefixes)
