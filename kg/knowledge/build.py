"""Selects the compact tables in `seeds/kb` from tables of facts: `python -m kg.knowledge.build FACTS OUT`.

The facts are CSV files whose every QID was stated by a data source (`sources.csv`). Names and kinds that
review changed stand in `reviewed.tsv`; everyday words that are no use as names stand in `everyday-words.txt`;
both are read from OUT and never written. The same facts give the same bytes.
"""

import csv
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from kg.errors import ConfigurationError
from kg.knowledge.kinds import kind_of
from kg.knowledge.names import abbreviation, chunks, fold
from kg.knowledge.tables import (
    CURATED,
    ITEM_COLUMNS,
    NEVER_ALONE,
    OFFICE_COLUMNS,
    SOURCE_COLUMNS,
    TENURE_COLUMNS,
    Row,
    read_tsv,
    write_tsv,
)

GAZETTEER: Final = "whosonfirst-"
_KINDS_FIRST: Final = ("territories", "organizations", "organizations_single_source", "places")


@dataclass(frozen=True, slots=True)
class Review:
    """What review changed about one item: a column of the item, or rows and aliases to drop."""

    key: str
    action: str
    value: str


def build(facts: Path, out: Path) -> dict[str, int]:
    """Writes the tables and returns their numbers of rows; raises ConfigurationError on unsound facts."""
    sources = {row["key"]: row for row in _facts(facts, "sources")}
    everyday = frozenset((out / "everyday-words.txt").read_text(encoding="utf-8").split())
    reviews = [Review(row["key"], row["action"], row["value"]) for row in read_tsv(out / "reviewed.tsv")]
    items = _reviewed(_items(facts, everyday), reviews)
    bodies = {row["name"]: key for key, row in items.items() if row["kind"] == "InternationalOrganization"}
    offices = [_office(row, bodies) for row in _facts(facts, "offices")]
    tenures = [_tenure(row) for row in _facts(facts, "tenures") if _latin(row["person_name"])]
    tables = {
        "items": (ITEM_COLUMNS, sorted(items.values(), key=_by_key)),
        "offices": (OFFICE_COLUMNS, offices),
        "tenures": (TENURE_COLUMNS, tenures),
    }
    used = {key for _, rows in tables.values() for row in rows for key in row["sources"].split("|")}
    _check(tables["items"][1] + offices + tenures, sources)
    listed = [_source(row) for key, row in sorted(sources.items()) if key in used]
    for name, (columns, rows) in {**tables, "sources": (SOURCE_COLUMNS, listed)}.items():
        write_tsv(out / f"{name}.tsv", columns, rows)
    return {name: len(rows) for name, (_, rows) in tables.items()}


def _facts(folder: Path, table: str) -> Iterator[Row]:
    path = folder / f"{table}.csv"
    if not path.is_file():
        raise ConfigurationError(f"no table of facts at {path}; give the folder that holds {table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _items(facts: Path, everyday: frozenset[str]) -> dict[str, Row]:
    """Items by QID; of a QID in several tables the first table's row stays."""
    items: dict[str, Row] = {}
    capitals = {row["capital_qid"] for row in _facts(facts, "territories")}
    for table in _KINDS_FIRST:
        for row in _facts(facts, table):
            if table == "organizations" and row["qid"] in items and row["kind"] == "igo":
                del items[row["qid"]]  # the European Union is an organisation before it is a territory
            if row["qid"] not in items and (item := _item(row, capitals, everyday)):
                items[row["qid"]] = item
    return items


def _item(row: Row, capitals: set[str], everyday: frozenset[str]) -> Row | None:
    kind = kind_of(row["kind"], row["name"], bool(row.get("country_qid")))
    aliases = _aliases(row, everyday)
    name = row["name"].strip()
    if not _usable(name, row, everyday):
        if not aliases:
            return None
        name, *aliases = aliases
    columns = dict.fromkeys(ITEM_COLUMNS, "")
    return columns | {
        "key": row["qid"],
        "name": name,
        "kind": kind,
        "country": row.get("country_qid", ""),
        "aliases": "|".join(aliases),
        "demonyms": row.get("demonyms", ""),
        "capital": row.get("capital_qid", ""),
        "latitude": row.get("lat", ""),
        "longitude": row.get("lon", ""),
        "start": row.get("start", ""),
        "end": row.get("end", ""),
        "prior": f"{_prior(row, row['qid'] in capitals):.2f}",
        "sources": row["sources"],
    }


_BASE_PRIOR: Final[Mapping[str, float]] = {
    "state": 0.95, "dependency": 0.7, "disputed": 0.7, "historical": 0.35, "bloc": 0.9, "region": 0.55,
    "admin1": 0.5, "igo": 0.8, "alliance": 0.9, "ministry": 0.6, "government": 0.6, "armed_force": 0.6,
    "rebel_group": 0.6,
}  # fmt: skip


def _prior(row: Row, capital: bool) -> float:
    """How likely a name of this item means it, all else equal: its class, its people, its sources."""
    if row["kind"] == "city":
        people = float(row["population"] or 0)
        prior = 0.15 + (math.log10(people) / 10 if people > 1 else 0)
        prior += 0.15 if capital else 0
    else:
        prior = 0.4 if row["kind"] == "region" and row["country_qid"] else _BASE_PRIOR.get(row["kind"], 0.5)
    stated = _stated(row)
    if stated == 1:
        prior *= 0.7 if row["sources"].startswith(GAZETTEER) or row["sources"] in NEVER_ALONE else 0.9
    return min(prior, 0.95)


def _stated(row: Row) -> int:
    """How many sources state the QID; review never does."""
    return sum(source != CURATED for source in row["sources"].split("|"))


def _aliases(row: Row, everyday: frozenset[str]) -> list[str]:
    seen = {fold(row["name"])}
    kept = []
    for alias in filter(None, (part.strip() for part in row["aliases"].split("|"))):
        folded = fold(alias)
        if (
            (folded not in seen or abbreviation(alias))
            and _usable(alias, row, everyday)
            and _akin(alias, row)
        ):
            kept.append(alias)
            seen.add(folded)
    return kept


def _usable(name: str, row: Row, everyday: frozenset[str]) -> bool:
    """Whether a name can be told from everyday words: a little-known place called "Time" cannot."""
    pieces = chunks(name)
    if not pieces or not any(piece[0].isalpha() for piece in pieces) or not _latin(name):
        return False
    return not (len(pieces) == 1 and pieces[0] in everyday and not abbreviation(name))


def _akin(alias: str, row: Row) -> bool:
    """Aliases that only a gazetteer states must look like the name: it also holds castles and jokes."""
    sources = [source for source in row["sources"].split("|") if not source.startswith(GAZETTEER)]
    if row.get("kind") not in {"city", "region", "admin1"} or CURATED in sources:
        return True
    own, other = fold(row["name"]), fold(alias)
    return own in other or other in own or SequenceMatcher(None, own, other).ratio() >= 0.55


def _latin(name: str) -> bool:
    return any("a" <= piece[0] <= "z" for piece in chunks(name))


def _reviewed(items: dict[str, Row], reviews: Iterable[Review]) -> dict[str, Row]:
    for review in reviews:
        item = items.get(review.key)
        if item is None:
            raise ConfigurationError(
                f"reviewed.tsv changes {review.key}, which no fact states; drop that row"
            )
        changed = _ACTIONS.get(review.action, _set_column)(item, review)
        if changed is None:
            del items[review.key]
        else:
            items[review.key] = changed
    return items


def _drop(_item: Row, _review: Review) -> Row | None:
    return None


def _drop_aliases(item: Row, review: Review) -> Row | None:
    denied = {fold(name) for name in review.value.split("|")}
    return item | {
        column: "|".join(name for name in item[column].split("|") if fold(name) not in denied)
        for column in ("aliases", "demonyms")
    }


def _add_aliases(item: Row, review: Review) -> Row | None:
    names = [*filter(None, item["aliases"].split("|")), *review.value.split("|")]
    return _curated(item | {"aliases": "|".join(dict.fromkeys(names))})


def _rename(item: Row, review: Review) -> Row | None:
    names = [name for name in (item["name"], *item["aliases"].split("|")) if name and name != review.value]
    return _curated(item | {"name": review.value, "aliases": "|".join(names)})


def _set_column(item: Row, review: Review) -> Row | None:
    if review.action not in ITEM_COLUMNS:
        known = ", ".join((*_ACTIONS, *ITEM_COLUMNS))
        raise ConfigurationError(f"reviewed.tsv: unknown action {review.action!r}; use one of {known}")
    return _curated(item | {review.action: review.value})


def _curated(item: Row) -> Row:
    return item | {"sources": "|".join(sorted({*item["sources"].split("|"), CURATED}))}


_ACTIONS: Final[Mapping[str, Callable[[Row, Review], Row | None]]] = {
    "drop": _drop,
    "drop-names": _drop_aliases,
    "add-aliases": _add_aliases,
    "rename": _rename,
}


def _office(row: Row, bodies: Mapping[str, str]) -> Row:
    """An office; one of no country belongs to the international body with the longest name in its own."""
    named = max((name for name in bodies if name in row["name"]), key=len, default="")
    owner = row["country_qid"] or bodies.get(named, "")
    return {"key": row["qid"], "name": row["name"], "country": owner, "role": row["role"],
            "sources": row["sources"]}  # fmt: skip


def _tenure(row: Row) -> Row:
    return {"person": row["person_qid"], "name": row["person_name"], "office": row["office_qid"],
            "start": row["start"], "end": row["end"], "sources": row["sources"]}  # fmt: skip


def _source(row: Row) -> Row:
    return {"key": row["key"], "title": row["title"], "url": row["url"], "licence": row["licence"],
            "version": row["retrieved_version"]}  # fmt: skip


def _check(rows: Iterable[Row], sources: Mapping[str, Row]) -> None:
    """Every row names known sources, and one beside review states its QID."""
    for row in rows:
        named = row["sources"].split("|")
        unknown = [key for key in named if key not in sources]
        if unknown or not _stated(row):
            raise ConfigurationError(f"{row} has no source that states its QID; unknown sources: {unknown}")


def _by_key(row: Row) -> int:
    return int(row["key"][1:])


def main(arguments: list[str]) -> int:
    """Builds OUT from FACTS and says what it wrote."""
    if len(arguments) != 2:
        print("usage: python -m kg.knowledge.build FACTS OUT", file=sys.stderr)
        return 2
    for name, count in build(Path(arguments[0]), Path(arguments[1])).items():
        print(f"{name}: {count} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
