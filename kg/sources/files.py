"""Files -> records: one reader for each format, found by the ending of the name."""

import io
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from kg.errors import DocumentError
from kg.model import Notice, NoticeKind
from kg.sources import html
from kg.sources.checks import too_long
from kg.sources.encoding import decode
from kg.sources.plain import split_header
from kg.sources.records import Sourced, from_record

SIDECAR = ".meta.json"
RECORD_BYTES = 12
"""Bytes of the longest way to write a character in JSON: an escaped surrogate pair."""
RECORD_OVERHEAD = 1_000_000
"""Bytes that a line of JSON may have beside its text."""

Found = Iterator[Sourced | Notice]
Metadata = Mapping[str, object]


def read_file(path: Path, max_characters: int) -> Found:
    """The documents of one file, with a notice for each part that cannot be read."""
    place, ending = str(path), path.suffix.lower()
    if ending not in READERS and ending:
        detail = f"expected one of {', '.join(READERS)}"
        yield Notice(place, NoticeKind.UNKNOWN_FORMAT, detail, skipped=True)
        return
    try:
        metadata = yield from _sidecar(path)
        with path.open("rb") as stream:
            if ending:
                yield from READERS[ending](stream, place, max_characters, metadata)
            else:
                yield from read_stream(stream, place, max_characters)
    except DocumentError as error:
        yield Notice(place, NoticeKind.BINARY, str(error), skipped=True)
    except OSError as error:
        yield Notice(place, NoticeKind.UNREADABLE, error.strerror or str(error), skipped=True)


def read_stream(stream: BinaryIO, place: str, max_characters: int) -> Found:
    """The documents of a stream without a name: JSON, HTML or plain text by its first characters."""
    data = stream.read()
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    reader = _plain
    if head.startswith((b"{", b"[")):
        reader = _json if _is_json(data) else _lines
    elif head.startswith((b"<!doctype html", b"<html")):
        reader = _html
    try:
        yield from reader(io.BytesIO(data), place, max_characters, {})
    except DocumentError as error:
        yield Notice(place, NoticeKind.BINARY, str(error), skipped=True)


def _plain(stream: BinaryIO, place: str, max_characters: int, metadata: Metadata) -> Found:
    data = stream.read(4 * max_characters + 1)  # no encoding spends more on a character
    if len(data) > 4 * max_characters:
        yield too_long(place, max_characters)
        return
    text = yield from _decoded(data, place)
    published, text = split_header(text)
    yield from from_record({"published": published, **metadata, "text": text}, place)


def _html(stream: BinaryIO, place: str, max_characters: int, metadata: Metadata) -> Found:
    page = stream.read(html.MOST_BYTES + 1)
    if len(page) > html.MOST_BYTES:
        yield too_long(place, max_characters)
        return
    article = html.article(page) if page.strip() else None
    if article is None:
        detail = "no article was found on the page" if page.strip() else "there is nothing to read"
        yield Notice(place, NoticeKind.NO_TEXT, detail, skipped=True)
        return
    yield from from_record({**article, **metadata, "text": article["text"]}, place)


def _json(stream: BinaryIO, place: str, max_characters: int, metadata: Metadata) -> Found:
    text = yield from _decoded(stream.read(), place)
    try:
        content = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError) as error:
        yield Notice(place, NoticeKind.BROKEN_RECORD, f"not valid JSON: {error}", skipped=True)
        return
    if not isinstance(content, list):
        yield from from_record(content, place)
        return
    for number, record in enumerate(content, start=1):
        yield from from_record(record, f"{place}[{number}]")


def _lines(stream: BinaryIO, place: str, max_characters: int, metadata: Metadata) -> Found:
    longest, number = RECORD_BYTES * max_characters + RECORD_OVERHEAD, 0
    while line := stream.readline(longest):
        number += 1
        here = f"{place}:{number}"
        if len(line) == longest and not line.endswith(b"\n"):
            yield too_long(here, max_characters)
            while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
                pass
        elif line.strip():
            yield from _line(line, here)
    if number == 0:
        yield Notice(place, NoticeKind.NO_TEXT, "there is nothing to read", skipped=True)


def _line(line: bytes, place: str) -> Found:
    try:
        text = yield from _decoded(line, place)
        yield from from_record(json.loads(text), place)
    except DocumentError as error:
        yield Notice(place, NoticeKind.BINARY, str(error), skipped=True)
    except (ValueError, RecursionError) as error:
        yield Notice(place, NoticeKind.BROKEN_RECORD, f"not valid JSON: {error}", skipped=True)


READERS: Mapping[str, Callable[[BinaryIO, str, int, Metadata], Found]] = {
    ".txt": _plain,
    ".html": _html,
    ".htm": _html,
    ".json": _json,
    ".jsonl": _lines,
}


def _decoded(data: bytes, place: str) -> Generator[Notice, None, str]:
    """The text; yields a notice where the bytes were not UTF-8."""
    text, encoding = decode(data)
    if encoding != "utf-8":
        yield Notice(place, NoticeKind.NOT_UTF8, f"read as {encoding}", skipped=False)
    return text


def _sidecar(path: Path) -> Generator[Notice, None, Metadata]:
    """What `<name>.meta.json` beside a text or page says about it; it wins over the file itself."""
    beside = path.with_name(path.stem + SIDECAR)
    if path.suffix.lower() in {".json", ".jsonl"} or not beside.is_file():
        return {}
    try:
        metadata = json.loads(beside.read_bytes())
    except (ValueError, RecursionError) as error:
        metadata, problem = None, str(error)
    else:
        problem = "expected an object"
    if isinstance(metadata, dict):
        return metadata
    yield Notice(str(beside), NoticeKind.BROKEN_RECORD, f"left out: {problem}", skipped=False)
    return {}


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
