"""Rows that people add to a layer: checked, written whole, never twice."""

import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import vocab
from kg.errors import ConfigurationError
from kg.knowledge.base import Knowledge
from kg.knowledge.layers import ALLOW, COLUMNS, DENY, FORMAT, HEADER, RULES, check_layer
from kg.knowledge.names import chunks, fold
from kg.knowledge.tables import ITEM_COLUMNS, TABLES, Row, read_tsv

Same = Callable[[Row], bool]
"""Whether a row of a table is the one to be replaced."""
USER: Final = "user"
"""The source of rows that the user added."""
KINDS: Final = (
    "ArmedForce", "ArmedGroup", "City", "Country", "Government", "InternationalOrganization", "Media",
    "Ministry", "Organization", "PeacekeepingForce", "Person", "Place", "PoliticalParty", "Territory",
)  # fmt: skip
_SOURCE: Final = dict(zip(COLUMNS["sources"], (USER, "rows added by the user", "", "", ""), strict=True))
_PRIOR: Final = "0.60"
_BOUNDS: Final = {"latitude": 90.0, "longitude": 180.0}


@dataclass(frozen=True, slots=True)
class NewItem:
    """What a user says of an item. Without a QID it is known but gets no link."""

    name: str
    kind: str
    qid: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


def add(folder: Path, item: NewItem, knowledge: Knowledge) -> Row:
    """Adds an item to a layer, made where there is none; raises ConfigurationError on unsound values."""
    if item.kind not in KINDS:
        raise ConfigurationError(f"unknown class {item.kind!r}; use one of {', '.join(KINDS)}")
    for name in (item.name, *item.aliases, *item.demonyms):
        _sound(name)
    country = _country(item.country, knowledge) if item.country else None
    if item.qid is None:
        values = (item.kind, item.name, country[1] if country else "", "|".join(item.aliases),
                  "|".join(item.demonyms))  # fmt: skip
        row = dict(zip(COLUMNS["additions"], values, strict=True))
        _put(folder, "additions", row, lambda old: old["kind"] == row["kind"] and old["name"] == row["name"])
        return row
    row = dict.fromkeys(ITEM_COLUMNS, "") | {
        "key": _qid(item.qid), "name": item.name, "kind": item.kind, "country": country[0] if country else "",
        "aliases": "|".join(item.aliases), "demonyms": "|".join(item.demonyms),
        "latitude": _degrees("latitude", item.latitude), "longitude": _degrees("longitude", item.longitude),
        "prior": _PRIOR, "sources": USER,
    }  # fmt: skip
    known = knowledge.item(row["key"])
    if known is not None and known.kind != vocab.NAMESPACE + item.kind:
        raise ConfigurationError(
            f"{row['key']} is known as {known.name}, a {known.kind.rpartition('#')[2]}, not a {item.kind}"
        )
    _put(folder, "items", row | ({"prior": f"{known.prior:.2f}"} if known else {}), _same_key(row))
    _put(folder, "sources", _SOURCE, _same_key(_SOURCE))
    return row


def rule(folder: Path, action: str, name: str, key: str, knowledge: Knowledge) -> Row:
    """Allows or denies a name for an item, or with an empty name the item altogether."""
    if name:
        _sound(name)
    key = key if key.startswith("local:") else _qid(key)
    if action == ALLOW and name and knowledge.item(key) is None:
        raise ConfigurationError(f"the base does not know {key}: add it with kg kb add {name!r} --qid {key}")
    row = {"action": action, "name": name, "key": key}
    _put(folder, RULES, row, lambda old: fold(old["name"]) == fold(name) and old["key"] == key)
    return row


def count(folder: Path) -> dict[str, int]:
    """How many rows each table of a layer has. Raises ConfigurationError where one is damaged."""
    paths = {table: folder / f"{table}.tsv" for table in (*TABLES, RULES)}
    return {table: sum(1 for _ in read_tsv(path)) for table, path in paths.items() if path.is_file()}


def _same_key(row: Row) -> Same:
    return lambda old: old["key"] == row["key"]


def _put(folder: Path, table: str, row: Row, same: Same) -> None:
    """Puts a row in place of the same one, and the table in place of the old table at once."""
    if folder.exists() and any(folder.iterdir()):
        check_layer(folder)
    folder.mkdir(parents=True, exist_ok=True)
    header = folder / HEADER
    if not header.is_file():
        write_whole(header, json.dumps({"format": FORMAT}) + "\n")
    path = folder / f"{table}.tsv"
    rows = [old for old in (read_tsv(path) if path.is_file() else ()) if not same(old)]
    write_table(path, table, sorted([*rows, row], key=lambda one: tuple(one.values())))


def write_table(path: Path, table: str, rows: Iterable[Row]) -> None:
    """Writes a table; it appears whole or not at all."""
    columns = COLUMNS[table]
    lines = ("\t".join(row[column] for column in columns) for row in rows)
    write_whole(path, "\n".join(("\t".join(columns), *lines)) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Writes a text file under another name and moves it into place."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)


def _sound(name: str) -> None:
    if not any(piece[0].isalnum() for piece in chunks(name)) or re.search(r"[\t\n\r|]", name):
        raise ConfigurationError(f"{name!r} cannot be a name: expected letters, and no tab, line break or |")


def _qid(text: str) -> str:
    if not re.fullmatch(r"Q[1-9]\d*", text):
        raise ConfigurationError(f"{text!r} is no Wikidata item: expected Q and a number, like Q42")
    return text


def _country(name: str, knowledge: Knowledge) -> tuple[str, str]:
    """The key and name of a country, by its name or key."""
    direct = knowledge.item(name)
    for found in (*((direct,) if direct else ()), *knowledge.named(name)):
        if found.kind in (vocab.Country, vocab.Territory):
            return found.key, found.name
    raise ConfigurationError(f"the base knows no country called {name!r}")


def _degrees(axis: str, value: float | None) -> str:
    if value is None:
        return ""
    if not abs(value) <= _BOUNDS[axis]:
        raise ConfigurationError(f"{axis} {value} is out of range: at most {_BOUNDS[axis]:g} degrees")
    return f"{value:g}"


__all__ = ["ALLOW", "DENY", "KINDS", "NewItem", "add", "count", "rule", "write_table", "write_whole"]
