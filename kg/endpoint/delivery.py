"""How an answer travels: its version as an entity tag, and compressed where the client can undo it."""

import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from flask import Response, request

from kg.endpoint.asking import repeatable

_LEAST: Final = 1024
"""Bytes below which compression is not worth it, where the length is known."""


def entity_tag(version: int, text: str, *parts: object) -> str | None:
    """The tag of the answer to a query on a version; None where asking again may give another answer."""
    if not repeatable(text):
        return None
    # weak: compressed or not, it is the same answer
    return f'W/"{version}-{sha256(repr((text, parts)).encode()).hexdigest()[:24]}"'


def known(tag: str | None) -> bool:
    """Whether the client says that it has this answer already (RFC 9110, 13.1.2)."""
    given = request.environ.get("HTTP_IF_NONE_MATCH", "")
    return tag is not None and tag.removeprefix("W/") in [
        found.strip().removeprefix("W/") for found in given.split(",")
    ]


def not_modified(tag: str | None) -> Response:
    """304: what the client has is what it would get."""
    return tagged(Response(status=304), tag)


def tagged(response: Response, tag: str | None) -> Response:
    """The answer with its tag; caches ask each time whether it still holds."""
    if tag is not None:
        response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    if "Vary" in response.headers:
        response.vary.update(("Accept", "Accept-Encoding"))
    else:
        response.headers["Vary"] = "Accept, Accept-Encoding"
    return response


def compress(response: Response) -> Response:
    """The answer in gzip where the client takes it, block by block."""
    length = response.content_length
    skip = (
        response.status_code != 200 or "Content-Encoding" in response.headers or response.direct_passthrough
    )
    small = length is not None and length < _LEAST
    if skip or small or request.method == "HEAD" or not _takes_gzip():
        return response
    if response.is_sequence:  # the connection stays open where the length is known
        response.set_data(b"".join(_gzipped(response.response)))
    else:
        response.response = _gzipped(response.response)
        response.headers.pop("Content-Length", None)
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def _takes_gzip() -> bool:
    # most programs name no encoding: then there is nothing to weigh
    accepted = request.environ.get("HTTP_ACCEPT_ENCODING", "identity")
    return accepted != "identity" and request.accept_encodings["gzip"] > 0


def _gzipped(blocks: Iterable[bytes] | Iterable[str]) -> Iterator[bytes]:
    packer = zlib.compressobj(level=1, wbits=31)
    try:
        for number, block in enumerate(blocks):
            packed = packer.compress(block if isinstance(block, bytes) else str(block).encode())
            if number == 0:  # the first byte is not to wait for the second block
                packed += packer.flush(zlib.Z_SYNC_FLUSH)
            if packed:
                yield packed
        yield packer.flush()
    finally:
        if close := getattr(blocks, "close", None):
            close()
