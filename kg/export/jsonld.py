"""JSON-LD: every graph for JavaScript, expanded form."""

from typing import IO, Final

from kg.export.ordering import quads
from kg.rdf import stream_quads
from kg.statements import Source

SUFFIX: Final = "jsonld"
TITLE: Final = "JSON-LD"
MEDIA_TYPE: Final = "application/ld+json"
ALL_GRAPHS: Final = True
STEM: Final = "graph"


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """Sorted by graph and subject."""
    stream_quads(quads(source, ALL_GRAPHS), SUFFIX, stream)
