"""N-Quads: every graph, one line per quad, for machines and diff."""

from typing import IO, Final

from kg.export.ordering import by_line
from kg.statements import Source

SUFFIX: Final = "nq"
TITLE: Final = "N-Quads"
MEDIA_TYPE: Final = "application/n-quads"
ALL_GRAPHS: Final = True
STEM: Final = "graph"


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """Sorted by line."""
    for batch in by_line(source, ALL_GRAPHS):
        stream.write(b"".join(batch))
