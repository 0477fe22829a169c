"""A JSON record -> a Document: the fields, and what is wrong with them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from urllib.parse import urlsplit

from kg.model import Document, Notice, NoticeKind

METADATA = ("id", "title", "published", "publisher", "url", "language")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
NOT_IN_IRI = re.compile(r'[\s<>"{}|\\^`\x00-\x20]')


@dataclass(frozen=True, slots=True)
class Sourced:
    """A document and the place that it was read from, as a person would name it."""

    place: str
    document: Document


def from_record(record: object, place: str) -> Iterator[Sourced | Notice]:
    """The document of one record. Only `text` is required; a field that cannot be used is left out.

    `text` is taken exactly as given, so that offsets hold for the giver, but for lone surrogates,
    which no RDF can hold: each becomes U+FFFD, which moves no offset.
    """
    if not isinstance(record, Mapping):
        yield _skip(place, NoticeKind.BROKEN_RECORD, f"expected an object with a text, found {_kind(record)}")
        return
    text = record.get("text")
    if not isinstance(text, str) and text is not None:
        yield _skip(place, NoticeKind.BROKEN_RECORD, f"expected a string as text, found {_kind(text)}")
        return
    if not text or text.isspace():
        yield _skip(place, NoticeKind.NO_TEXT, "there is nothing to read")
        return
    fields = {}
    for name in METADATA:
        value = _plain(record.get(name))
        if value is None and record.get(name) is not None:
            detail = f"{name}: expected a string, found {_kind(record[name])}; left out"
            yield Notice(place, NoticeKind.INVALID_FIELD, detail, skipped=False)
        elif value:
            fields[name] = LONE_SURROGATE.sub("\ufffd", value)
    fields["text"] = LONE_SURROGATE.sub("\ufffd", text)
    if fields["text"] != text:
        yield Notice(place, NoticeKind.CONTROL_CHARACTERS, "lone surrogates became U+FFFD", skipped=False)
    yield from _document(fields, place)


def parse_date(value: str) -> date | None:
    """The day of an ISO 8601 or RFC 2822 date, None where it names no day of the calendar.

    >>> parse_date("2023-09-20T08:30:00Z"), parse_date("Wed, 20 Sep 2023 08:30:00 GMT")
    (datetime.date(2023, 9, 20), datetime.date(2023, 9, 20))
    >>> parse_date("2023-02-30") is None
    True
    """
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(value.strip()).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _document(fields: dict[str, str], place: str) -> Iterator[Sourced | Notice]:
    published, url = fields.get("published"), fields.get("url")
    day = parse_date(published) if published else None
    if not published:
        detail = "words like “Tuesday” stay without a date"
        yield Notice(place, NoticeKind.NO_DATE, detail, skipped=False)
    elif day is None:
        detail = f"published: expected a date like 2023-09-20, found {published!r}; left out"
        yield Notice(place, NoticeKind.IMPOSSIBLE_DATE, detail, skipped=False)
    if url and not _is_url(url):
        detail = f"url: expected an absolute http(s) address, found {url!r}; left out"
        yield Notice(place, NoticeKind.INVALID_FIELD, detail, skipped=False)
        url = None
    text = fields["text"]
    yield Sourced(
        place,
        Document(
            id=fields.get("id") or sha256(text.encode()).hexdigest(),
            text=text,
            title=fields.get("title"),
            published=day,
            publisher=fields.get("publisher"),
            url=url,
            language=fields.get("language"),
        ),
    )


def _plain(value: object) -> str | None:
    """A string without white space around it; a number counts as its digits."""
    if isinstance(value, bool):
        return None
    return str(value).strip() if isinstance(value, str | int) else None


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not NOT_IN_IRI.search(value)


def _skip(place: str, kind: NoticeKind, detail: str) -> Notice:
    return Notice(place, kind, detail, skipped=True)


def _kind(value: object) -> str:
    """What JSON calls a value."""
    names: dict[type, str] = {
        dict: "an object",
        list: "a list",
        str: "a string",
        bool: "true or false",
        type(None): "null",
    }
    return names.get(type(value), "a number")
