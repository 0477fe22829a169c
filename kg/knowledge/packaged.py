"""Selects `seeds/kb/packaged.tsv` from the npm package name-suggestion-index:
`python -m kg.knowledge.packaged PACKAGE OUT`.

PACKAGE is the folder of the unpacked package (`npm pack name-suggestion-index@8.0.20260918`), whose
`dist/wikidata/wikidata.json` states the English label and description of each item. Kept are cities,
counties, police and other forces, agencies, universities, unions and large companies of several words, of a
country that the description names, which OUT/items.tsv does not know. The same package gives the same bytes.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kg.errors import ConfigurationError
from kg.knowledge.names import abbreviation, chunks, fold
from kg.knowledge.selection import command
from kg.knowledge.tables import ITEM_COLUMNS, MORE, Row

SOURCE: Final = "name-suggestion-index"
_STATEMENTS: Final = ("dist", "wikidata", "wikidata.json")
_KINDS: Final = tuple(
    (kind, float(prior), re.compile(words, re.IGNORECASE))
    for kind, prior, words in (
        ("City", 0.35, r"^(?:[\w-]+ ){0,2}(?:city|town|municipality)(?: and [\w ]+)? (?:in|of) "),
        ("Territory", 0.35, r"^county (?:in|of) "),
        ("ArmedForce", 0.45, r"\b(?:police|constabulary|gendarmerie|sheriff|law enforcement agency"
                             r"|armed forces?|military force|defen[cs]e forces|national guard"
                             r"|intelligence)\b"),
        ("Organization", 0.45, r"\b(?:(?:government|federal|state|public|executive|regulatory) "
                               r"(?:agency|department|body|organi[sz]ation)|^(?:agency|department) of)\b"),
        ("Organization", 0.45, r"^(?:[\w-]+ ){0,3}(?:university|college)\b"),
        ("Organization", 0.45, r"\btrade unions?\b"),
        ("Media", 0.45, r"\b(?:newspaper|broadcaster|news agency)\b"),
        ("Organization", 0.45, r"\b(?:multinational|state-owned|conglomerate|airline|oil and gas|oil company"
                               r"|central bank|national bank|investment bank|insurance company)\b"),
    )
)  # fmt: skip
"""Class, prior, and the words of a description that tell it, the first that fits."""
_ANOTHER: Final = re.compile(
    r"former|defunct|school district|airport|railway police|zone|band\b|software|store|restaurant|chain|shop"
    r"|district|franchis|brand",
    re.IGNORECASE,
)
_BY_NAME: Final = {"Police": "ArmedForce", "Constabulary": "ArmedForce", "Municipality": "Territory"}
_GENERIC: Final = re.compile(
    r"^(?:Department|Ministry|Directorate|Office|Commission|Bureau|Board|Agency) (?:of|on|for) "
)
"""How names begin that many bodies of one country share."""
_COUNTRIES: Final = frozenset({"Country", "Territory"})


def select(package: Path, items: Mapping[str, Row]) -> list[Row]:
    """The rows of the table, by key; raises ConfigurationError where the package is another one."""
    path = package.joinpath(*_STATEMENTS)
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))["wikidata"]
    except (OSError, ValueError, KeyError) as error:
        raise ConfigurationError(
            f"cannot read {path}: {error!r}; give the folder of the unpacked package"
        ) from error
    countries = _countries(items)
    rows = [
        row
        for key, statement in stated.items()
        if key not in items and (row := _row(key, statement, countries))
    ]
    return sorted(rows, key=lambda row: int(row["key"][1:]))


def _row(key: str, statement: Mapping[str, object], countries: Mapping[str, str]) -> Row | None:
    name, description = str(statement.get("label") or ""), str(statement.get("description") or "")
    found = next(((kind, prior) for kind, prior, words in _KINDS if words.search(description)), None)
    country = _country(description, countries)
    if found is None or country is None or _ANOTHER.search(description) or not _telling(name):
        return None
    kind, prior = _BY_NAME.get(name.rsplit(" ", 1)[-1], found[0]), found[1]
    blank = dict.fromkeys(ITEM_COLUMNS, "")
    return blank | {"key": key, "name": " ".join(name.split()), "kind": kind, "country": country,
                    "prior": f"{prior:.2f}", "sources": SOURCE}  # fmt: skip


def _telling(name: str) -> bool:
    """Whether a name is of several words in Latin letters and no mere description."""
    pieces = chunks(name)
    latin = all(ord(char) < 0x250 or char in "–’" for char in name)
    return (
        latin
        and not _GENERIC.match(name)
        and len(pieces) > 1
        and name[0].isupper()
        and all(piece[0].isalnum() for piece in pieces)
    )


def _countries(items: Mapping[str, Row]) -> dict[str, str]:
    """Folded names and demonyms of today's states and their regions -> the state."""
    found: dict[str, str] = {}
    rows = [row for row in items.values() if row["kind"] in _COUNTRIES and not row["end"]]
    for row in sorted(rows, key=lambda row: (row["kind"] != "Country", -float(row["prior"]))):
        state = row["key"] if row["kind"] == "Country" else row["country"]
        for name in (row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|")):
            if name and state and (not abbreviation(name) or name in {"US", "UK", "U.S."}):
                found.setdefault(fold(name), state)
    return found


def _country(description: str, countries: Mapping[str, str]) -> str | None:
    """The state that a description names last; a longer name goes before the shorter one inside it."""
    pieces = [piece for piece in chunks(description.replace("'s", ""))]
    return next(_named(pieces, countries), None)


def _named(pieces: list[str], countries: Mapping[str, str]) -> Iterator[str]:
    for end in range(len(pieces), 0, -1):
        for begin in range(max(0, end - 4), end):
            if state := countries.get(" ".join(pieces[begin:end])):
                yield state


if __name__ == "__main__":
    sys.exit(command(MORE, ITEM_COLUMNS, select, sys.argv[1:]))
