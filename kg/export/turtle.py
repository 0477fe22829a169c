"""Turtle: the default graph for people, one block per subject."""

from typing import IO, Final

from kg.export import blocks
from kg.statements import Source

SUFFIX: Final = "ttl"
TITLE: Final = "Turtle"
MEDIA_TYPE: Final = "text/turtle"
ALL_GRAPHS: Final = False
STEM: Final = "graph"


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """Sorted by subject, types first."""
    blocks.write(source, stream, base, ALL_GRAPHS)
