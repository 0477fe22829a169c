"""N-Quads: every graph, one line per quad, for machines and diff."""

from collections.abc import Iterable, Mapping
from typing import IO, Final

from kg.rdf import Quad, serialise

SUFFIX: Final = "nq"
TITLE: Final = "N-Quads"
MEDIA_TYPE: Final = "application/n-quads"
ALL_GRAPHS: Final = True


def write(quads: Iterable[Quad], stream: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Sorted by line."""
    serialise(quads, SUFFIX, stream, prefixes)
