"""Look-ups in the compiled knowledge base."""

import os
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.knowledge.compilation import connect
from kg.knowledge.names import capitalised, chunks, fold, skeleton
from kg.knowledge.tables import tables_folder
from kg.knowledge.tenures import Tenure, certain_on, covers
from kg.model import Item

Items = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held an office on a day; not `certain` where only an open end of the tenure reaches that day."""

    person: Item
    office: Item
    tenure: Tenure
    certain: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from, with licence and version or date."""

    key: str
    title: str
    url: str
    licence: str
    version: str


class Knowledge:
    """A read-only knowledge base. Safe to use from several threads and after a fork."""

    def __init__(self, folder: Path, cache_folder: Path | None = None, layers: Sequence[Path] = ()) -> None:
        self._tables = folder, cache_folder, tuple(layers)
        self._connect()
        self._matching = lru_cache(maxsize=65536)(self._find_matching)
        self._item = lru_cache(maxsize=32768)(self._find_item)
        self._heads = lru_cache(maxsize=16)(self._fold_heads)
        self._longest_from = lru_cache(maxsize=65536)(self._find_longest_from)
        self._tenures = lru_cache(maxsize=8192)(self._find_tenures)
        self._town = lru_cache(maxsize=32768)(self._find_town)
        self._surname = lru_cache(maxsize=8192)(self._find_surname)

    def item(self, key: str) -> Item | None:
        """The record of a key (a QID or a local key)."""
        return self._item(key)

    def named(self, name: str) -> Items:
        """All items of this name, the most usual one first.

        Case, accents, full stops, hyphens and apostrophes do not count, but the case of a short all-capital
        name ("US", "CAR") does.
        """
        return self._select(fold(name), name, demonym=False)

    def demonym(self, word: str) -> Items:
        """Countries and territories whose people or things are called so: "Armenian", "Israelis"."""
        return self._select(fold(word), word, demonym=True) if capitalised(word) else ()

    def longest(self, words: Sequence[str]) -> tuple[int, Items]:
        """How many of the leading words make up the longest known name, and its items: (0, ()) for none.

        Words may be split at hyphens and possessives or not. A name that usually starts with a capital must.
        """
        return self._longest(words, demonym=False)

    def longest_demonym(self, words: Sequence[str]) -> tuple[int, Items]:
        """The same for demonyms: "South Korean" counts 2."""
        return self._longest(words, demonym=True)

    def persons(self, name: str) -> Items:
        """Persons of this full name."""
        return tuple(item for item in self.named(name) if item.kind.endswith("#Person"))

    def surname(self, name: str) -> Items:
        """Persons of this last name (for some countries the first), the most prominent first."""
        return self._surname(fold(name))

    def sounding(self, name: str, whole: bool = True) -> Items:
        """Persons whose name, written in other Latin letters, may be this one; with `whole` false, also those
        of whose longer name it may be two parts."""
        statement = "SELECT key FROM variant WHERE skeleton = ? AND whole >= ? ORDER BY key"
        return self._items(
            dict.fromkeys(key for (key,) in self._rows(statement, (skeleton(name), int(whole))))
        )

    def bearers(self, first_name: str) -> int:
        """How many persons have a first name."""
        rows = self._rows("SELECT persons FROM given WHERE first = ?", (fold(first_name),))
        return int(rows[0][0]) if rows else 0

    def town(self, name: str) -> frozenset[str]:
        """Keys of the countries that have a town of this name, besides the cities among the items."""
        return self._town(fold(name))

    def offices(self, country: str, role: str) -> Items:
        """The offices of a role in a country; roles: head_of_state, head_of_government, foreign_minister,
        defence_minister, interior_minister, other."""
        rows = self._rows(
            "SELECT key FROM office WHERE country = ? AND role = ? ORDER BY key", (country, role)
        )
        return self._items(key for (key,) in rows)

    def office_roles(self, office: str) -> tuple[str, ...]:
        """The role of an office, none for an unknown one."""
        return tuple(role for (role,) in self._rows("SELECT role FROM office WHERE key = ?", (office,)))

    def holders(self, office: str, on: date) -> tuple[Holding, ...]:
        """Who held an office on a day, the latest first."""
        found = [tenure for tenure in self._tenures("office", office) if covers(tenure, on)]
        newest = sorted(found, key=lambda tenure: (tenure.start, tenure.person), reverse=True)
        holdings = (self._holding(tenure, on) for tenure in newest)
        return tuple({holding.person.key: holding for holding in holdings if holding}.values())

    def held(self, person: str) -> tuple[Tenure, ...]:
        """The tenures of a person, by start."""
        return self._tenures("person", person)

    def composed(self, kind: str, country: str, part: str) -> tuple[tuple[Item, bool], ...]:
        """Items that are a part of a state ("Defence" of its ministries), with whether each is just that."""
        statement = """SELECT key, same FROM composition WHERE kind = ? AND country = ? AND part = ?
            ORDER BY same DESC, key"""
        rows = self._rows(statement, (kind, country, part))
        return tuple((item, bool(same)) for key, same in rows if (item := self.item(key)))

    def starting(self, prefix: str, limit: int) -> Items:
        """Items with a name that starts so, the most usual first."""
        start = fold(prefix)
        statement = (
            "SELECT DISTINCT key FROM alias WHERE folded >= ? AND folded < ? AND demonym = 0 LIMIT 5000"
        )
        found = self._items(key for (key,) in self._rows(statement, (start, start + "\U0010ffff")))
        return tuple(sorted(found, key=lambda item: (-item.prior, item.key))[:limit]) if start else ()

    def source(self, key: str) -> Source | None:
        """The source of a key; None for one that no table lists."""
        rows = self._rows("SELECT key, title, url, licence, version FROM source WHERE key = ?", (key,))
        return Source(*rows[0]) if rows else None

    def _longest(self, words: Sequence[str], demonym: bool) -> tuple[int, Items]:
        for count, folded in self._heads(tuple(words)):
            if not self._matching(folded, demonym):
                continue
            found = self._select(folded, " ".join(words[:count]), demonym, strict=True)
            if found:
                return count, found
        return 0, ()

    def _fold_heads(self, words: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        """How many of the first words, and these folded, as far as any name goes on, the most first."""
        if not words or not (first := chunks(words[0])) or not (limit := self._longest_from(first[0])):
            return ()
        found: list[tuple[int, str]] = []
        pieces: list[str] = []
        for count, word in enumerate(words, start=1):
            added = chunks(word)
            pieces += added
            if len(pieces) > limit:
                break
            if added:
                found.append((count, " ".join(pieces)))
        return tuple(reversed(found))

    def _select(self, folded: str, text: str, demonym: bool, strict: bool = False) -> Items:
        bare, large = text.replace(".", "").replace(" ", ""), capitalised(text)
        return tuple(
            item
            for item, exact, small in self._matching(folded, demonym)
            if (exact == bare if exact else not strict or large or small)
        )

    def _find_matching(self, folded: str, demonym: bool) -> tuple[tuple[Item, str, bool], ...]:
        rows = self._rows(
            "SELECT key, exact, small FROM alias WHERE folded = ? AND demonym = ?", (folded, int(demonym))
        )
        found = [(item, exact, bool(small)) for key, exact, small in rows if (item := self.item(key))]
        return tuple(sorted(found, key=lambda row: (-row[0].prior, fold(row[0].name) != folded, row[0].key)))

    def _find_longest_from(self, first: str) -> int:
        rows = self._rows("SELECT longest FROM length WHERE first = ?", (first,))
        return int(rows[0][0]) if rows else 0

    def _find_surname(self, folded: str) -> Items:
        rows = self._rows("SELECT key FROM surname WHERE folded = ?", (folded,))
        return tuple(sorted(self._items(key for (key,) in rows), key=lambda item: (-item.prior, item.key)))

    def _find_tenures(self, column: str, key: str) -> tuple[Tenure, ...]:
        statement = f"""SELECT person, office, start, end, sources FROM tenure WHERE {column} = ?
            ORDER BY start, person, office"""
        rows = self._rows(statement, (key,))
        return tuple(Tenure(row[0], row[1], row[2], row[3], _split(row[4])) for row in rows)

    def _find_town(self, folded: str) -> frozenset[str]:
        rows = self._rows("SELECT countries FROM town WHERE folded = ?", (folded,))
        return frozenset(_split(rows[0][0])) if rows else frozenset()

    def _holding(self, tenure: Tenure, on: date) -> Holding | None:
        person, office = self.item(tenure.person), self.item(tenure.office)
        return Holding(person, office, tenure, certain_on(tenure, on)) if person and office else None

    def _items(self, keys: Iterable[str]) -> Items:
        return tuple(item for key in keys if (item := self.item(key)))

    def _find_item(self, key: str) -> Item | None:
        rows = self._rows(
            "SELECT item.*, words FROM item LEFT JOIN qualifier USING (key) WHERE key = ?", (key,)
        )
        return _item(rows[0]) if rows else None

    def _rows(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        if self._process != os.getpid():  # a connection must not cross a fork
            self._connect()
        return self._connection.execute(statement, values).fetchall()

    def _connect(self) -> None:
        self._connection, self._process = connect(*self._tables), os.getpid()
        weakref.finalize(self, self._connection.close)


def _item(row: tuple[Any, ...]) -> Item:
    key, name, kind, qid, country, aliases, demonyms = row[:7]
    capital, latitude, longitude, start, end, prior, sources, qualifier = row[7:]
    return Item(
        key=key,
        name=name,
        kind=kind,
        qid=qid,
        country=country,
        aliases=_split(aliases),
        demonyms=_split(demonyms),
        capital=capital,
        latitude=latitude,
        longitude=longitude,
        start=start,
        end=end,
        prior=prior,
        sources=_split(sources),
        qualifier=qualifier,
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def open_knowledge(path: Path | None = None, layers: tuple[Path, ...] = ()) -> Knowledge:
    """The knowledge base in a folder of tables, the embedded one by default; compiled on first use.

    `layers` are folders of tables over it, the last one on top. Raises ConfigurationError where a table is
    missing or damaged.
    """
    return Knowledge(path or tables_folder(), layers=layers)
