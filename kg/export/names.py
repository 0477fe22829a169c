"""Terms as Turtle writes them: prefixed where a prefix fits, numbers bare (Turtle 1.1, section 2)."""

import re
from typing import Final

from kg.terms import NAMESPACES, RDF_TYPE, XSD

END: Final = b" ."
KEPT: Final = 50_000
"""Terms that are remembered; then all are forgotten, so that memory stays flat."""
TYPE: Final = f"<{RDF_TYPE}>".encode()
_SEGMENT: Final = re.compile(rb"[a-z][a-z0-9-]*")
_IN_FULL: Final = frozenset(name.encode() for name in ("article", *NAMESPACES))
"""Mentions are `<article#char=…>`, which a prefixed name could only write with backslashes."""

# PN_LOCAL without backslashes
_START = r"A-Za-z_0-9:\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
_START += r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_PERCENT = r"%[0-9A-Fa-f]{2}"
_LOCAL: Final = re.compile(
    rf"(?:[{_START}]|{_PERCENT})(?:[{_START}.\u00b7\u0300-\u036f\u203f-\u2040-]|{_PERCENT})*(?<!\.)"
)

_BARE: Final = {
    f"<{XSD}{name}>".encode(): re.compile(pattern)
    for name, pattern in (
        ("integer", rb"[+-]?[0-9]+"),
        ("decimal", rb"[+-]?[0-9]*\.[0-9]+"),
        ("double", rb"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
        ("boolean", rb"true|false"),
    )
}
"""Datatype -> the forms that need no quotes."""


class Names(dict[bytes, bytes]):
    """Term as it ends a line of N-Triples (with ` .` behind it) -> term in Turtle."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base.encode()
        self._known = {space.encode(): name.encode() for name, space in NAMESPACES.items()}
        self._used: dict[bytes, bytes] = {}

    def header(self, form: str = "@prefix {}: <{}> .\n") -> bytes:
        """The prefixes that were used."""
        pairs = sorted((name.decode(), space.decode()) for space, name in self._used.items())
        return "".join(form.format(*pair) for pair in pairs).encode()

    def __missing__(self, ended: bytes) -> bytes:
        if len(self) >= KEPT:
            self.clear()
        self[ended] = found = self._written(ended[:-2])
        return found

    def _written(self, term: bytes) -> bytes:
        if term.startswith(b"<"):
            return term if term.startswith(b"<<") else self._iri(term)
        if term.startswith(b'"') and term.endswith(b">"):
            return self._typed(term)
        return term

    def _typed(self, term: bytes) -> bytes:
        cut = term.rindex(b'"^^<')
        datatype = term[cut + 3 :]
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(term, 1, cut):
            return term[1:cut]
        return term[: cut + 3] + self[datatype + END]

    def _iri(self, term: bytes) -> bytes:
        hash = term.find(b"#")
        cut = (hash if hash >= 0 else term.rfind(b"/")) + 1
        space, local = term[1:cut], term[cut:-1]
        prefix = self._known.get(space) or self._own(space)
        if prefix is None or not _LOCAL.fullmatch(local.decode()):
            return term
        self._used[space] = prefix
        return prefix + b":" + local

    def _own(self, space: bytes) -> bytes | None:
        """The prefix of one kind of the data's own IRIs: its first path segment."""
        if not space.startswith(self._base):
            return None
        segment = space[len(self._base) : -1]
        known = segment in _IN_FULL or not _SEGMENT.fullmatch(segment)
        return None if known else segment
