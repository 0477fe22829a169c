"""Each article once, in an order of its own, whatever their number: the texts wait on disk."""

import sqlite3
import weakref
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, overload

from kg.model import Document, Notice, NoticeKind
from kg.sources.records import Sourced

_SCHEMA: Final = """
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY, hash TEXT, own INTEGER, id TEXT, fullness INTEGER, rest BLOB, place BLOB,
        text TEXT, title TEXT, published TEXT, publisher TEXT, url TEXT, language TEXT
    );
    CREATE TABLE kept (position INTEGER PRIMARY KEY, number INTEGER, hash TEXT, id TEXT, place BLOB);
"""
_ORDER: Final = "SELECT number, hash, own, id, place FROM articles ORDER BY hash, own, id, fullness, rest"
_COLUMNS: Final = "place, articles.id, text, title, published, publisher, url, language"
_BY_ID: Final = """
    SELECT id, place FROM kept WHERE id IN (SELECT id FROM kept GROUP BY id HAVING count(*) > 1)
    ORDER BY id, position
"""
_BY_TEXT: Final = """
    SELECT hash, place FROM kept WHERE hash IN (SELECT hash FROM kept GROUP BY hash HAVING count(*) > 1)
    ORDER BY hash, position
"""


class Articles(Sequence[Sourced]):
    """The articles of a run, in a file that ends with them; memory stays flat in their number."""

    def __init__(self) -> None:
        # a file of its own that nobody else sees; any thread may be the one that collects what is left
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.executescript(_SCHEMA)
        weakref.finalize(self, self._database.close)

    def add(self, sourced: Sourced) -> None:
        """One more, which may be there already."""
        one, (fullness, rest) = sourced.document, _fullness(sourced)
        own, place = one.id == one.content_hash, _bytes(sourced.place)
        day = one.published and one.published.isoformat()
        self._database.execute(
            "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(one.content_hash, own, one.id, fullness, _bytes(rest), place),
                *(one.text, one.title, day, one.publisher, one.url, one.language),
            ),
        )

    def settle(self) -> Iterator[Notice]:
        """Keep each article once; the notices say which were there before."""
        last = ("", "", "")  # hash, id and place of the one that is kept
        position = 0
        for number, digest, own, id, place in self._database.execute(_ORDER):
            if (digest, id) == last[:2] or (own and digest == last[0]):
                yield _same(_text(place), f"the same article as {last[2]}; read once")
                continue
            last, position = (digest, id, _text(place)), position + 1
            self._database.execute(
                "INSERT INTO kept VALUES (?, ?, ?, ?, ?)", (position, number, digest, id, place)
            )

    def doubtful(self) -> Iterator[Notice]:
        """What makes one wonder whether the ids are right."""
        for id, first, place in _repeated(self._database.execute(_BY_ID)):
            detail = f"{id!r} also names {first}, with another text; both are kept"
            yield Notice(place, NoticeKind.DUPLICATE_ID, detail, skipped=False)
        for _, first, place in _repeated(self._database.execute(_BY_TEXT)):
            yield _same(place, f"as {first}, under another id; both are kept")

    def leave_out(self, known: Collection[tuple[str, str]]) -> None:
        """Drop the articles of these ids and content hashes."""
        for id, digest in known:
            self._database.execute("DELETE FROM kept WHERE id = ? AND hash = ?", (id, digest))

    def __iter__(self) -> Iterator[Sourced]:
        rows = self._database.execute(
            f"SELECT kept.{_COLUMNS} FROM kept JOIN articles USING (number) ORDER BY position"
        )
        return map(_sourced, rows)

    def __len__(self) -> int:
        [count] = self._database.execute("SELECT count(*) FROM kept").fetchone()
        return int(count)

    @overload
    def __getitem__(self, index: int) -> Sourced: ...

    @overload
    def __getitem__(self, index: slice) -> list[Sourced]: ...

    def __getitem__(self, index: int | slice) -> Sourced | list[Sourced]:
        return list(self)[index]


def distinct(items: Iterable[Sourced | Notice]) -> tuple[Articles, list[Notice]]:
    """Each article once, in an order that does not depend on that of the input.

    An article is one text under one id: one id with two texts gives two articles, two ids with one text too,
    and both are said. Of several records of one article the fullest is kept, and a text without an id of its
    own gives way to the same text with one.
    """
    articles, notices = Articles(), list[Notice]()
    for item in items:
        if isinstance(item, Notice):
            notices.append(item)
        else:
            articles.add(item)
    notices += articles.settle()
    notices += articles.doubtful()
    return articles, notices


def _repeated(rows: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, str]]:
    """(key, place of the first, place) of each row but the first of its key."""
    key, first = "", ""
    for found, place in rows:
        if found != key or not first:
            key, first = found, _text(place)
        else:
            yield key, first, _text(place)


def _sourced(
    row: tuple[bytes, str, str, str | None, str | None, str | None, str | None, str | None],
) -> Sourced:
    place, id, text, title, published, publisher, url, language = row
    day = date.fromisoformat(published) if published else None
    return Sourced(_text(place), Document(id, text, title, day, publisher, url, language))


def _bytes(value: str) -> bytes:
    """As bytes, in the same order: the name of a file may hold what is no Unicode."""
    return value.encode("utf-8", "surrogatepass")


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogatepass")


def _same(place: str, detail: str) -> Notice:
    return Notice(place, NoticeKind.SAME_TEXT, detail, skipped=False)


def _fullness(sourced: Sourced) -> tuple[int, str]:
    """Sorts the record with the most metadata first; the rest of the key only makes the order total."""
    document = sourced.document
    values = (document.title, document.published, document.publisher, document.url, document.language)
    return -sum(value is not None for value in values), f"{values}\0{sourced.place}"
