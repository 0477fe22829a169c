"""An index of texts in one file. It is built once and then only read, by any number of threads."""

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from kg.errors import QueryError
from kg.search.words import match_expression

SECONDS: Final = 5.0
"""Longest time of a search."""
_BEGIN, _END = "\x02", "\x03"
_MARKS: Final = str.maketrans("", "", _BEGIN + _END)
_SHORT: Final = 240
"""Characters of a text that is shown whole."""
_STEPS: Final = 20_000
"""Steps of SQLite's machine between looks at the clock."""
_SCHEMA: Final = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, kind TEXT, label TEXT, title TEXT);
    CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT UNIQUE);
    CREATE TABLE said (text INTEGER, thing INTEGER, property TEXT, weight REAL);
    CREATE VIRTUAL TABLE words USING fts5 (
        text, content = 'texts', content_rowid = 'id', prefix = '2 3',
        tokenize = "porter unicode61 remove_diacritics 2"
    );
"""
_FIND: Final = """
    WITH hits AS MATERIALIZED (
        SELECT rowid AS text, -bm25(words) AS score FROM words WHERE words MATCH :match
    )
    SELECT max((hits.score + 0.001) * said.weight * (1 + ifnull(things.title = :title, 0))) AS score,
           things.iri, things.kind, things.label, said.property, hits.text, count(*) OVER () AS total
    FROM hits CROSS JOIN said ON said.text = hits.text CROSS JOIN things ON things.id = said.thing
    WHERE :every OR things.kind IN (SELECT value FROM json_each(:kinds))
    GROUP BY things.id ORDER BY score DESC, things.iri LIMIT :limit OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A text about a thing. `thing`, `kind` (its class, or "") and `property` are IRIs."""

    thing: str
    kind: str
    property: str
    text: str
    weight: float = 1.0
    """How much more a hit in it counts than one in a sentence."""
    label: bool = False
    """Whether the thing is called so."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and the text about it that fits best."""

    thing: str
    kind: str
    label: str
    property: str
    text: str
    snippet: tuple[tuple[str, bool], ...]
    """The text or the telling part of it, in pieces: whether a piece is what was looked for."""
    score: float
    """The higher the better; to be compared within one search only."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class Index:
    """Texts by the words in them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def build(cls, path: Path, texts: Iterable[Text]) -> Self:
        """Make the file. Memory stays flat, whatever the number of texts."""
        with closing(sqlite3.connect(path)) as database:
            database.executescript(_SCHEMA)
            for text in texts:
                _add(database, text)
            database.execute("INSERT INTO words (words) VALUES ('rebuild')")
            database.execute("CREATE INDEX said_of ON said (text)")
            database.commit()
        return cls(path)

    def find(self, words: str, kinds: Sequence[str] = (), limit: int = 20, offset: int = 0) -> Found:
        """The things that fit best, of these kinds alone where some are named.

        Raises QueryError where there is nothing to look for, or the search takes too long.
        """
        given = {
            "match": match_expression(words),
            "title": words.casefold().strip(),
            "every": not kinds,
            "kinds": json.dumps(kinds),
            "limit": limit,
            "offset": offset,
        }
        address = f"file:{os.fspath(self.path)}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            end = time.monotonic() + SECONDS
            database.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            try:
                rows = database.execute(_FIND, given).fetchall()
                hits = tuple(_hit(database, str(given["match"]), row) for row in rows)
            except sqlite3.OperationalError as error:
                if "interrupted" not in str(error):
                    raise
                raise QueryError("the search took too long; look for rarer words") from error
        return Found(hits, rows[0][-1] if rows else 0)


def _add(database: sqlite3.Connection, text: Text) -> None:
    label = text.text if text.label else None
    [thing] = database.execute(
        "INSERT INTO things (iri, kind, label, title) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (iri) DO UPDATE SET label = coalesce(label, excluded.label), "
        "title = coalesce(title, excluded.title) RETURNING id",
        (text.thing, text.kind, label, label and label.casefold()),
    ).fetchone()
    [known] = database.execute(
        "INSERT INTO texts (text) VALUES (?) ON CONFLICT (text) DO UPDATE SET text = text RETURNING id",
        (text.text.translate(_MARKS),),
    ).fetchone()
    database.execute("INSERT INTO said VALUES (?, ?, ?, ?)", (known, thing, text.property, text.weight))


def _hit(database: sqlite3.Connection, match: str, row: Sequence[object]) -> Hit:
    score, iri, kind, label, named, id, _ = row
    [text] = database.execute("SELECT text FROM texts WHERE id = ?", (id,)).fetchone()
    shown = "highlight (words, 0, ?, ?)" if len(text) <= _SHORT else "snippet (words, 0, ?, ?, '…', 32)"
    [marked] = database.execute(
        f"SELECT {shown} FROM words WHERE words MATCH ? AND rowid = ?", (_BEGIN, _END, match, id)
    ).fetchone()
    return Hit(
        str(iri),
        str(kind),
        str(label or ""),
        str(named),
        text,
        tuple(_pieces(str(marked))),
        round(float(str(score)), 4),
    )


def _pieces(marked: str) -> Iterator[tuple[str, bool]]:
    plain, *rest = marked.split(_BEGIN)
    if plain:
        yield plain, False
    for part in rest:
        found, _, plain = part.partition(_END)
        yield found, True
        if plain:
            yield plain, False
