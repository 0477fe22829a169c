"""N-Triples: the default graph, one line per triple."""

from collections.abc import Iterable, Mapping
from typing import IO, Final

from kg.rdf import Quad, serialise

SUFFIX: Final = "nt"
TITLE: Final = "N-Triples"
MEDIA_TYPE: Final = "application/n-triples"
ALL_GRAPHS: Final = False


def write(quads: Iterable[Quad], stream: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Sorted by line."""
    serialise(quads, SUFFIX, stream, prefixes)
