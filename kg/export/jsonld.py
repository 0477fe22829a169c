"""JSON-LD: every graph for JavaScript, expanded form."""

from collections.abc import Iterable, Mapping
from typing import IO, Final

from kg.rdf import Quad, serialise

SUFFIX: Final = "jsonld"
TITLE: Final = "JSON-LD"
MEDIA_TYPE: Final = "application/ld+json"
ALL_GRAPHS: Final = True


def write(quads: Iterable[Quad], stream: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Sorted by graph and subject."""
    serialise(quads, SUFFIX, stream, prefixes)
