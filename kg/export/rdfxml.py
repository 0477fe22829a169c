"""RDF/XML: the default graph for XML tools."""

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final

from kg.errors import GraphError
from kg.export.ordering import quads
from kg.rdf import Literal, Quad, stream_quads
from kg.statements import Source

SUFFIX: Final = "rdf"
TITLE: Final = "RDF/XML"
MEDIA_TYPE: Final = "application/rdf+xml"
ALL_GRAPHS: Final = False
STEM: Final = "graph"
_NAME_AT_END: Final = re.compile(r"[^\W\d][\w.-]*$")
_NO_XML: Final = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """Sorted by subject. Raises GraphError for what XML 1.0 cannot say."""
    stream_quads(_checked(quads(source, ALL_GRAPHS)), SUFFIX, stream)


def _checked(found: Iterable[Quad]) -> Iterator[Quad]:
    for quad in found:
        if not _NAME_AT_END.search(quad.predicate.value):
            raise GraphError(f"RDF/XML cannot write the predicate {quad.predicate}: it ends in no XML name")
        if isinstance(quad.object, Literal) and _NO_XML.search(quad.object.value):
            raise GraphError(f"RDF/XML cannot write {quad.object}: XML 1.0 has no such control character")
        yield quad
