"""RDF/XML: the default graph for XML tools."""

import re
from collections.abc import Iterable, Mapping
from typing import IO, Final

from kg.errors import GraphError
from kg.rdf import Literal, Quad, default_graph, serialise

SUFFIX: Final = "rdf"
TITLE: Final = "RDF/XML"
MEDIA_TYPE: Final = "application/rdf+xml"
ALL_GRAPHS: Final = False
_NAME_AT_END: Final = re.compile(r"[^\W\d][\w.-]*$")
_NO_XML: Final = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(quads: Iterable[Quad], stream: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Sorted by subject. Raises GraphError for what XML 1.0 cannot say."""
    kept = list(default_graph(quads))
    for quad in kept:
        _check(quad)
    serialise(kept, SUFFIX, stream, prefixes)


def _check(quad: Quad) -> None:
    if not _NAME_AT_END.search(quad.predicate.value):
        raise GraphError(f"RDF/XML cannot write the predicate {quad.predicate}: it ends in no XML name")
    if isinstance(quad.object, Literal) and _NO_XML.search(quad.object.value):
        raise GraphError(f"RDF/XML cannot write {quad.object}: XML 1.0 has no such control character")
