"""An index of texts in one file: built once, then read by any number of threads while one may change it.

What it holds depends on the texts alone, not on their order nor on what it held before.
"""

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Self

from kg.errors import QueryError
from kg.search.words import match_expression
from kg.terms import CNO

SECONDS: Final = 5.0
"""Longest time of a search."""
_BEGIN, _END = "\x02", "\x03"
_MARKS: Final = str.maketrans("", "", _BEGIN + _END)
_NAMELESS: Final = "\U0010ffff"
"""Comes after every label."""
_SHORT: Final = 240
"""Characters of a text that is shown whole."""
_STEPS: Final = 20_000
"""Steps of SQLite's machine between looks at the clock."""
NEW: Final = ".new"
"""Ending of a file that is being made."""
_SCHEMA: Final = """
    CREATE TABLE state (state TEXT);
    CREATE TABLE things (
        id INTEGER PRIMARY KEY, iri TEXT UNIQUE, kind TEXT, rank REAL, label TEXT, title TEXT
    );
    CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT UNIQUE);
    CREATE TABLE said (
        text INTEGER, thing INTEGER, property TEXT, weight REAL, PRIMARY KEY (text, thing, property)
    ) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5 (
        text, content = 'texts', content_rowid = 'id', prefix = '2 3',
        tokenize = "porter unicode61 remove_diacritics 2"
    );
"""
FORM: Final = sha256(_SCHEMA.encode()).hexdigest()[:8]
"""Another where files of other versions of this module cannot be used."""
_THING: Final = """
    INSERT INTO things (iri, kind, rank, label, title) VALUES (:iri, :kind, :rank, :label, :title)
    ON CONFLICT (iri) DO UPDATE SET
        kind = min(kind, excluded.kind),
        label = iif((rank, label) < (excluded.rank, excluded.label), label, excluded.label),
        title = iif((rank, label) < (excluded.rank, excluded.label), title, excluded.title),
        rank = min(rank, excluded.rank)
    RETURNING id
"""
"""The heaviest text that names a thing is its label, the first of these by code point."""
_FIND: Final = """
    WITH hits AS MATERIALIZED (
        SELECT rowid AS text, -bm25(words) AS score FROM words WHERE words MATCH :match
    )
    SELECT max((hits.score + 0.001) * said.weight * (1 + ifnull(things.title = :title, 0))) AS score,
           things.iri, things.kind, things.label, said.property, hits.text, count(*) OVER () AS total
    FROM hits CROSS JOIN said ON said.text = hits.text CROSS JOIN things ON things.id = said.thing
    WHERE :every OR substr(things.kind, 2) IN (SELECT value FROM json_each(:kinds))
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
    def build(cls, path: Path, texts: Iterable[Text], state: str = "") -> Self:
        """Make the file, which is there once it is whole. Memory stays flat, whatever the number of texts.

        `state` names what the texts say, for whoever finds the file.
        """
        made = path.with_name(path.name + NEW)
        with closing(sqlite3.connect(made)) as database:
            database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
            for text in texts:
                _add(database, text)
            database.execute("INSERT INTO words (words) VALUES ('rebuild')")
            database.execute("CREATE INDEX said_of ON said (thing)")
            database.execute("INSERT INTO state VALUES (?)", (state,))
            database.commit()
            database.execute("PRAGMA journal_mode = WAL")  # readers go on while it is changed
        with made.open("rb") as file:
            os.fsync(file.fileno())
        made.replace(path)
        return cls(path)

    @property
    def state(self) -> str:
        """What it says, by name; "" where the file is none of ours."""
        try:
            with closing(sqlite3.connect(_address(self.path), uri=True)) as database:
                [state] = database.execute("SELECT state FROM state").fetchone()
        except (sqlite3.Error, TypeError):
            return ""
        return str(state)

    def replace(self, things: Sequence[str], texts: Iterable[Text], state: str = "") -> None:
        """Make these texts all that there is about these things, and `state` the name of it all.

        All of it or, after an error or a crash, nothing.
        """
        with closing(sqlite3.connect(self.path)) as database, database:
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute("UPDATE state SET state = ?", (state,))
            perhaps: set[int] = set()
            for thing in things:
                perhaps |= _silence(database, thing)
            for text in texts:
                _add(database, text, new=True)
            for text_id in sorted(perhaps):
                _forget(database, text_id)

    @property
    def size(self) -> int:
        """How many things it knows."""
        with closing(sqlite3.connect(_address(self.path), uri=True)) as database:
            [count] = database.execute("SELECT count(*) FROM things").fetchone()
        return int(count)

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
        with closing(sqlite3.connect(_address(self.path), uri=True, isolation_level=None)) as database:
            database.execute("BEGIN")  # all of it sees one state
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


def _address(path: Path) -> str:
    return f"file:{os.fspath(path)}?mode=ro"


def _add(database: sqlite3.Connection, text: Text, new: bool = False) -> None:
    """One more text; the words of those that are `new` go into an index that is complete already."""
    thing = {
        "iri": text.thing,
        "kind": _ranked(text.kind),
        "rank": -text.weight if text.label else 0,
        "label": text.text if text.label else _NAMELESS,
        "title": text.text.casefold() if text.label else None,
    }
    [id] = database.execute(_THING, thing).fetchone()
    shown = text.text.translate(_MARKS)
    found = database.execute("SELECT id FROM texts WHERE text = ?", (shown,)).fetchone()
    if found is None:
        found = database.execute("INSERT INTO texts (text) VALUES (?) RETURNING id", (shown,)).fetchone()
        if new:
            database.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (*found, shown))
    database.execute(
        "INSERT INTO said VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET weight = max(weight, excluded.weight)",
        (*found, id, text.property, text.weight),
    )


def _silence(database: sqlite3.Connection, thing: str) -> set[int]:
    """Take a thing away; returns the texts about it, which may be about others too."""
    found = database.execute("DELETE FROM things WHERE iri = ? RETURNING id", (thing,)).fetchone()
    if found is None:
        return set()
    texts = {text for (text,) in database.execute("SELECT text FROM said WHERE thing = ?", found)}
    database.execute("DELETE FROM said WHERE thing = ?", found)
    return texts


def _forget(database: sqlite3.Connection, text: int) -> None:
    """Take a text away that is about nothing any more."""
    if database.execute("SELECT 1 FROM said WHERE text = ?", (text,)).fetchone() is None:
        database.execute(
            "INSERT INTO words (words, rowid, text) SELECT 'delete', id, text FROM texts WHERE id = ?",
            (text,),
        )
        database.execute("DELETE FROM texts WHERE id = ?", (text,))


def _ranked(kind: str) -> str:
    """A class so that the first of several by code point tells most: one of ours, another, none."""
    return ("0" if kind.startswith(CNO) else "1" if kind else "2") + kind


def _hit(database: sqlite3.Connection, match: str, row: Sequence[object]) -> Hit:
    score, iri, kind, label, named, id, _ = row
    [text] = database.execute("SELECT text FROM texts WHERE id = ?", (id,)).fetchone()
    shown = "highlight (words, 0, ?, ?)" if len(text) <= _SHORT else "snippet (words, 0, ?, ?, '…', 32)"
    [marked] = database.execute(
        f"SELECT {shown} FROM words WHERE words MATCH ? AND rowid = ?", (_BEGIN, _END, match, id)
    ).fetchone()
    return Hit(
        str(iri),
        str(kind)[1:],
        str(label).removeprefix(_NAMELESS),
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
