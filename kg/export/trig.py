"""TriG: every graph for people, one block per subject."""

from typing import IO, Final

from kg.export import blocks
from kg.statements import Source

SUFFIX: Final = "trig"
TITLE: Final = "TriG"
MEDIA_TYPE: Final = "application/trig"
ALL_GRAPHS: Final = True
STEM: Final = "graph"


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """The default graph first, then by graph and subject."""
    blocks.write(source, stream, base, ALL_GRAPHS)
