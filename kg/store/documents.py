"""Documents of RDF from other machines, for LOAD: what is on a list, and nothing else.

An entry of the list is an address, letter for letter, or one that ends with a slash, for all that lies below.
A redirect is followed where the list has its target too.
"""

import http.client
import re
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urljoin

from kg.errors import ConfigurationError
from kg.rdf import FORMATS, RdfFormat
from kg.store.failures import BusyError, UnreachableError
from kg.store.outward import AGENT, Pinned, checked, remaining, target
from kg.store.unpacking import ENCODINGS, unpacked

LARGEST: Final = 20 << 20
"""Bytes of the documents of one update together: as much as a client may send."""
SECONDS: Final = 60.0
"""Longest time for the documents of one update together."""
_MOST: Final = 2
"""Updates that fetch at the same time: each holds a thread of the server."""
_REDIRECTS: Final = 5
_CHUNK: Final = 64 << 10
_REST: Final = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*", re.ASCII)
_CLIMBS: Final = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|\?|$)|%2f|%5c|%00", re.IGNORECASE)
_ACCEPT: Final = ", ".join(
    f"{form.media_type};q={rank}"
    for form, rank in (
        (RdfFormat.N_TRIPLES, "1.0"),
        (RdfFormat.TURTLE, "0.9"),
        (RdfFormat.RDF_XML, "0.7"),
        (RdfFormat.JSON_LD, "0.6"),
    )
)
_VAGUE: Final = frozenset(("", "text/plain", "application/octet-stream", "binary/octet-stream"))
"""Media types of servers that do not know RDF: the ending of the name tells then."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was fetched. `base` is the address that it came from in the end (RFC 3986, 5.1.3)."""

    base: str
    media_type: str
    content: bytes


class Documents:
    """What may be loaded, and the way to it. Safe to use from many threads."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        for entry in allowed:
            _listable(entry)
        self.allowed = tuple(allowed)
        self._places = threading.Semaphore(_MOST)

    def permits(self, source: str) -> bool:
        """Whether the list has an address."""
        return any(source == one or (one.endswith("/") and _below(source, one)) for one in self.allowed)

    def fetch(self, sources: Sequence[tuple[str, bool]]) -> list[Document]:
        """The documents, in their order; where one fails that may (True), one without content.

        Raises UnreachableError, or BusyError where others are being fetched already.
        """
        if not self._places.acquire(timeout=1):
            raise BusyError(f"{_MOST} updates are loading documents already")
        try:
            deadline, left, found = time.monotonic() + SECONDS, LARGEST, list[Document]()
            for source, silent in sources:
                found.append(self._tried(source, silent, deadline, left))
                left -= len(found[-1].content)
            return found
        finally:
            self._places.release()

    def _tried(self, source: str, silent: bool, deadline: float, most: int) -> Document:
        try:
            return self._fetched(source, deadline, most)
        except (UnreachableError, OSError, http.client.HTTPException, ValueError) as error:
            if silent:
                return Document(source, RdfFormat.N_TRIPLES.media_type, b"")
            why = "the time is over" if isinstance(error, TimeoutError) else str(error)
            raise UnreachableError(f"LOAD <{source}> failed, nothing was written: {why}") from error

    def _fetched(self, source: str, deadline: float, most: int) -> Document:
        for _ in range(_REDIRECTS + 1):
            if not self.permits(source):
                raise UnreachableError(f"it leads to {source}, which is not on the list of this server")
            found = _asked(source, deadline, most)
            if isinstance(found, Document):
                return found
            source = found
        raise UnreachableError(f"more than {_REDIRECTS} redirects")


def _listable(entry: str) -> SplitResult:
    """An entry of the list. Raises ConfigurationError where it can be none."""
    parts = checked(entry)
    if entry.endswith("/") and ("?" in entry or _CLIMBS.search(parts.path)):
        raise ConfigurationError(f"{entry!r} names no folder: expected one such as https://data.example.org/")
    return parts


def _below(source: str, folder: str) -> bool:
    """Whether an address lies below a folder, without a way up again or a spelling that hides one."""
    rest = source.removeprefix(folder)
    return source.startswith(folder) and bool(_REST.fullmatch(rest)) and not _CLIMBS.search(rest)


def _asked(source: str, deadline: float, most: int) -> Document | str:
    """A document, or where it has moved."""
    parts = checked(source)
    headers = {"Accept": _ACCEPT, "Accept-Encoding": "gzip, identity;q=0.5", "User-Agent": AGENT}
    with Pinned(parts, remaining(deadline)) as connection:
        try:
            connection.request("GET", target(parts), headers=headers)
        except ssl.SSLError as error:
            raise UnreachableError(f"no safe connection: {error}") from error
        channel = connection.sock  # the answer takes it over where it ends with the connection
        with connection.getresponse() as answer:
            if answer.status in (301, 302, 303, 307, 308):
                return urljoin(source, answer.headers.get("Location", ""))
            if answer.status != 200:
                raise UnreachableError(f"answered {answer.status} {answer.reason}")
            media_type = _media_type(answer.headers.get_content_type(), answer.headers, parts)
            content = bytearray()
            for block in _content(answer, most):
                content += block
                channel.settimeout(remaining(deadline))
            return Document(source, media_type, bytes(content))


def _content(answer: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    """A document piece by piece, of which what is sent and what it unpacks to may be so many bytes."""
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    blocks = _blocks(answer, most)
    if encoding in ENCODINGS:
        return unpacked(blocks, most)
    if encoding != "identity":
        raise UnreachableError(f"answered in the form {encoding!r} that nobody asked for")
    return blocks


def _blocks(answer: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    size = 0
    while block := answer.read1(_CHUNK):
        size += len(block)
        if size > most:
            raise UnreachableError(f"more than {LARGEST} bytes for one update; load it in parts")
        yield block
    if answer.length:
        raise UnreachableError(f"broke off {answer.length} bytes before its end")


def _media_type(given: str, headers: http.client.HTTPMessage, parts: SplitResult) -> str:
    """What a document is written in. Raises UnreachableError where it is no RDF."""
    stated = given if "Content-Type" in headers else ""
    found = RdfFormat.from_media_type(stated) if stated not in _VAGUE else None
    if stated in _VAGUE:
        found = FORMATS.get(parts.path.rpartition(".")[2].lower())
    if found is None:
        raise UnreachableError(f"the media type {stated!r} is none of RDF, nor is the ending of {parts.path}")
    return found.media_type
