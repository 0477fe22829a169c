"""What the tables say, joined: items of every kind with their names, ready to be compiled."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg import vocab
from kg.knowledge.layers import layered
from kg.knowledge.names import abbreviation, fold, slug
from kg.knowledge.tables import CURATED, NEVER_ALONE, Row

ItemRow = tuple[
    str, str, str, str | None, str | None, str, str, str | None, float | None, float | None,
    str | None, str | None, float, str,
]  # fmt: skip
"""A row of the table of items."""

_SUFFIX: Final = re.compile(r",? (?:Jr|Sr)\.?$|, .*$| \([^)]*\)$")
_INITIAL: Final = re.compile(r"(?<=\w) (?:[A-Z]\. ?)+(?= ?[A-Z])")
_PRIORS: Final = {
    "head_of_state": 0.6,
    "head_of_government": 0.6,
    "foreign_minister": 0.45,
    "defence_minister": 0.4,
}


@dataclass(slots=True)
class Content:
    """All rows of a knowledge base, items by key."""

    items: dict[str, ItemRow] = field(default_factory=dict)
    offices: list[tuple[str, str, str]] = field(default_factory=list)
    tenures: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    sources: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    towns: list[tuple[str, str]] = field(default_factory=list)
    """(folded name, keys of the countries with a town of this name)"""
    denied: frozenset[tuple[str, str]] = frozenset()
    """(folded name, key): names that do not lead to an item"""


def content(folder: Path, layers: Sequence[Path] = ()) -> Content:
    """Reads and joins the tables of a folder and of the layers over it, the last one on top.

    Raises ConfigurationError where one is missing or damaged.
    """
    tables = layered(folder, layers)
    knowledge = Content(denied=frozenset(tables.denied_names))
    for row in _with_additions(tables.items, tables.additions).values():
        knowledge.items[row["key"]] = _item(row)
    offices = tables.offices
    for row in offices.values():
        knowledge.offices.append((row["key"], row["country"], row["role"]))
        knowledge.items.setdefault(row["key"], _post(row))
    tenures = list(tables.tenures.values())
    for person in _persons(tenures, offices):
        knowledge.items.setdefault(person[0], person)
    knowledge.tenures = [
        (row["person"], row["office"], row["start"], row["end"], row["sources"]) for row in tenures
    ]
    knowledge.sources = [
        (row["key"], row["title"], row["url"], row["licence"], row["version"])
        for row in tables.sources.values()
    ]
    knowledge.towns = [(name, "|".join(sorted(states))) for name, states in tables.towns.items()]
    for key in tables.denied_items:
        knowledge.items.pop(key, None)
    return knowledge


def _with_additions(rows: dict[str, Row], additions: list[Row]) -> dict[str, Row]:
    """Adds hand-kept names: to the item of the same kind, country and name, else as an item of its own."""
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows.values():
        for name in _full_names(row):
            known[row["kind"], name].append(row["key"])
    countries = {
        fold(row["name"]): row["key"] for row in rows.values() if row["kind"] in {"Country", "Territory"}
    }
    countries |= {fold(row["name"]): row["key"] for row in rows.values() if row["kind"] == "Country"}
    for added in additions:
        country = countries.get(fold(added["country"]), "")
        same = {key: rows[key] for name in _full_names(added) for key in known.get((added["kind"], name), ())}
        fitting = [row for row in same.values() if _fits(row, added, country)]
        if fitting:
            rows_by_rank = sorted(fitting, key=lambda row: (-float(row["prior"]), row["key"]))
            best = min(
                rows_by_rank,
                key=lambda row: (fold(row["name"]) != fold(added["name"]), row["country"] != country),
            )
            rows[best["key"]] = _merged(best, added, country)
        else:
            local = _local(added, country, rows)
            rows[local["key"]] = local
    return rows


def _full_names(row: Row) -> list[str]:
    """The names that tell an item from others: not its abbreviations."""
    aliases = (name for name in row["aliases"].split("|") if name and not abbreviation(name))
    return [fold(name) for name in (row["name"], *aliases)]


def _fits(row: Row, added: Row, country: str) -> bool:
    """Whether an item may be the one meant: of the country, and unless confirmed of the name."""
    if country and row["country"] not in ("", country):
        return False
    return row["sources"] not in NEVER_ALONE or fold(row["name"]) == fold(added["name"])


def _merged(row: Row, added: Row, country: str) -> Row:
    """The item under its hand-kept name, with the names of both, and a country where it had none."""
    own = [row["name"]] if fold(row["name"]) != fold(added["name"]) else []
    aliases = [*own, *row["aliases"].split("|"), *added["aliases"].split("|")]
    demonyms = [*row["demonyms"].split("|"), *added["demonyms"].split("|")]
    return row | {
        "name": added["name"] if own else row["name"],
        "country": row["country"] or country,
        "aliases": "|".join(dict.fromkeys(filter(None, aliases))),
        "demonyms": "|".join(dict.fromkeys(filter(None, demonyms))),
        "sources": "|".join(sorted({*row["sources"].split("|"), CURATED})),
    }


def _local(added: Row, country: str, rows: dict[str, Row]) -> Row:
    key = "local:" + slug(added["name"])
    if key in rows:
        key = f"{key}:{added['kind'].lower()}"
    blank = dict.fromkeys(("capital", "latitude", "longitude", "start", "end"), "")
    return blank | added | {"key": key, "country": country, "prior": "0.50", "sources": CURATED}


def _item(row: Row) -> ItemRow:
    key = row["key"]
    return (
        key, row["name"], vocab.NAMESPACE + row["kind"], key if key.startswith("Q") else None,
        row["country"] or None, row["aliases"], row["demonyms"], row["capital"] or None,
        _number(row["latitude"]), _number(row["longitude"]), row["start"] or None, row["end"] or None,
        float(row["prior"]), row["sources"],
    )  # fmt: skip


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _post(row: Row) -> ItemRow:
    name = re.sub(r" \([^)]*\)$", "", row["name"])
    return (row["key"], name, vocab.Post, row["key"], row["country"] or None, "", "",
            None, None, None, None, None, 0.3, row["sources"])  # fmt: skip


def _persons(tenures: list[Row], offices: dict[str, Row]) -> Iterator[ItemRow]:
    """One item per holder: the country of most of its offices, a prior by its highest role."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in tenures:
        held[row["person"]].append(row)
    for key, rows in held.items():
        known = [offices[row["office"]] for row in rows if row["office"] in offices]
        countries = Counter(office["country"] for office in known if office["country"])
        prior = max((_PRIORS.get(office["role"], 0.3) for office in known), default=0.2)
        country = min(countries, key=lambda name: (-countries[name], name)) if countries else None
        sources = "|".join(sorted({source for row in rows for source in row["sources"].split("|")}))
        name = _usual(rows[0]["name"])
        others = "|".join(dict.fromkeys(other for other in _person_names(rows[0]["name"]) if other != name))
        yield (
            key,
            name,
            vocab.Person,
            key,
            country,
            others,
            "",
            None,
            None,
            None,
            None,
            None,
            prior,
            sources,
        )


def _usual(name: str) -> str:
    return _SUFFIX.sub("", name)


def _person_names(name: str) -> Iterator[str]:
    """The names under which news know a person: without title, suffix and initials of middle names."""
    usual = _usual(name)
    yield usual
    yield _INITIAL.sub(" ", usual).replace("  ", " ")
