"""TriG: every graph for people, one block per subject."""

from collections.abc import Iterable, Mapping
from typing import IO, Final

from kg.rdf import Quad, serialise

SUFFIX: Final = "trig"
TITLE: Final = "TriG"
MEDIA_TYPE: Final = "application/trig"
ALL_GRAPHS: Final = True


def write(quads: Iterable[Quad], stream: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """The default graph first, then by graph and subject."""
    serialise(quads, SUFFIX, stream, prefixes)
