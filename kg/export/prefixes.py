"""Prefixes for the data's own IRIs, so that Turtle reads `country:armenia`."""

import re
from collections.abc import Iterable
from typing import Final

from kg.rdf import NamedNode, Quad
from kg.terms import NAMESPACES

_SEGMENT: Final = re.compile(r"[a-z][a-z0-9-]*")
_IN_FULL: Final = frozenset(("article", *NAMESPACES))
"""Mentions are `<article#char=…>`, which a prefixed name could only write with backslashes."""


def local_prefixes(quads: Iterable[Quad], base: str) -> dict[str, str]:
    """First path segment after the base -> namespace, for the segments that occur."""
    found: set[str] = set()
    for quad in quads:
        for term in (quad.subject, quad.object, quad.graph_name):
            if isinstance(term, NamedNode) and term.value.startswith(base):
                found.add(term.value[len(base) :].partition("/")[0])
    return {name: f"{base}{name}/" for name in sorted(found - _IN_FULL) if _SEGMENT.fullmatch(name)}
