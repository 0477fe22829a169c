"""Tables laid over tables: a user's or project's rows over the embedded ones.

A layer is a folder with any of the tables of `kg.knowledge.tables` and `rules.tsv`, whose rows allow or
deny a name for an item, or deny an item altogether. `base.json` says which form of the tables it has.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.errors import ConfigurationError
from kg.knowledge.names import fold
from kg.knowledge.tables import (
    ADDITION_COLUMNS,
    ITEM_COLUMNS,
    MORE,
    OFFICE_COLUMNS,
    RULE_COLUMNS,
    SOURCE_COLUMNS,
    TABLES,
    TENURE_COLUMNS,
    TOWN_COLUMNS,
    TOWNS,
    Row,
    read_tsv,
)

FORMAT: Final = 1
"""The form of the tables; a base of another form has to be built again."""
HEADER: Final = "base.json"
RULES: Final = "rules"
COLUMNS: Final = {
    "items": ITEM_COLUMNS, "offices": OFFICE_COLUMNS, "tenures": TENURE_COLUMNS,
    "sources": SOURCE_COLUMNS, "additions": ADDITION_COLUMNS, MORE: ITEM_COLUMNS, TOWNS: TOWN_COLUMNS,
    RULES: RULE_COLUMNS,
}  # fmt: skip
_LISTS: Final = ("aliases", "demonyms", "sources")
ALLOW: Final = "allow"
DENY: Final = "deny"


@dataclass(slots=True)
class Tables:
    """The rows of all layers together."""

    items: dict[str, Row] = field(default_factory=dict)
    offices: dict[str, Row] = field(default_factory=dict)
    tenures: dict[tuple[str, str, str], Row] = field(default_factory=dict)
    sources: dict[str, Row] = field(default_factory=dict)
    additions: list[Row] = field(default_factory=list)
    towns: dict[str, frozenset[str]] = field(default_factory=dict)
    """folded name -> keys of the countries with a town of this name"""
    denied_items: set[str] = field(default_factory=set)
    denied_names: set[tuple[str, str]] = field(default_factory=set)
    """(folded name, key)"""


def layered(embedded: Path, layers: Sequence[Path]) -> Tables:
    """Reads the tables of a complete base and of the layers over it, the last one on top.

    Raises ConfigurationError where a table is damaged, or a layer is missing or of another form.
    """
    found = Tables()
    for folder in (embedded, *layers):
        if folder != embedded:
            check_layer(folder)
        for table in (MORE, *TABLES, TOWNS, RULES):
            path = folder / f"{table}.tsv"
            if path.is_file() or (folder == embedded and table in TABLES):
                _lay(found, table, _checked(path, table))
    return found


def check_layer(folder: Path) -> None:
    """Raises ConfigurationError where a folder cannot be a layer."""
    if not folder.is_dir():
        raise ConfigurationError(f"no knowledge base at {folder}: make one with kg kb add, or mend KG_KB")
    names = [f"{table}.tsv" for table in (*TABLES, MORE, TOWNS, RULES)]
    if not any((folder / name).is_file() for name in names):
        raise ConfigurationError(f"{folder} holds no table of a knowledge base: expected {', '.join(names)}")
    header = folder / HEADER
    if not header.is_file():
        return
    try:
        found = json.loads(header.read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"{header} is damaged: {error!r}; build the base again") from error
    if found != FORMAT:
        raise ConfigurationError(
            f"the knowledge base {folder} has format {found}, this version reads {FORMAT}: build it again"
        )


def _checked(path: Path, table: str) -> Iterable[Row]:
    rows = read_tsv(path)
    for row in rows:
        if tuple(row) != COLUMNS[table]:
            expected, found = " ".join(COLUMNS[table]), " ".join(row)
            raise ConfigurationError(f"{path} has the columns {found}; expected {expected}; build it again")
        yield row


def _lay(found: Tables, table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        if table in {"items", MORE}:
            found.items[row["key"]] = _joined(found.items.get(row["key"]), row)
            found.denied_items.discard(row["key"])
        elif table == "tenures":
            found.tenures[row["person"], row["office"], row["start"]] = row
        elif table == "additions":
            found.additions.append(row)
        elif table == TOWNS:
            known = found.towns.get(row["name"], frozenset())
            found.towns[row["name"]] = known.union(row["countries"].split("|"))
        elif table == RULES:
            _apply(found, row)
        else:
            (found.offices if table == "offices" else found.sources)[row["key"]] = row


def _joined(below: Row | None, above: Row) -> Row:
    """A row over another of its key: what it leaves empty stays, lists grow, its name wins."""
    if below is None:
        return above
    joined = {column: above[column] or below[column] for column in ITEM_COLUMNS}
    for column in _LISTS:
        both = (*below[column].split("|"), *above[column].split("|"))
        joined[column] = "|".join(dict.fromkeys(filter(None, both)))
    if fold(below["name"]) != fold(joined["name"]):
        joined["aliases"] = "|".join(filter(None, (joined["aliases"], below["name"])))
    return joined


def _apply(found: Tables, rule: Row) -> None:
    """A rule of a layer; it holds until a layer above says otherwise."""
    key, name = rule["key"], rule["name"]
    if rule["action"] == DENY and name:
        found.denied_names.add((fold(name), key))
    elif rule["action"] == DENY:
        found.denied_items.add(key)
    elif rule["action"] == ALLOW and not name:
        found.denied_items.discard(key)
    elif rule["action"] == ALLOW:
        found.denied_names.discard((fold(name), key))
        if key in found.items:
            row = found.items[key]
            names = (*row["aliases"].split("|"), name)
            found.items[key] = row | {"aliases": "|".join(dict.fromkeys(filter(None, names)))}
    else:
        raise ConfigurationError(f"unknown action {rule['action']!r} in rules.tsv: expected allow or deny")
