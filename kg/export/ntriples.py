"""N-Triples: the default graph, one line per triple."""

from typing import IO, Final

from kg.export.ordering import by_line
from kg.statements import Source

SUFFIX: Final = "nt"
TITLE: Final = "N-Triples"
MEDIA_TYPE: Final = "application/n-triples"
ALL_GRAPHS: Final = False
STEM: Final = "graph"


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """Sorted by line."""
    for batch in by_line(source, ALL_GRAPHS):
        stream.write(b"".join(batch))
