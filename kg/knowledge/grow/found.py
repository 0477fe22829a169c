"""An item of Wikidata, from whatever form of it, and the rows that it becomes."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.knowledge.grow.profile import POST, Profile
from kg.knowledge.names import chunks, fold
from kg.knowledge.roles import role
from kg.knowledge.tables import ITEM_COLUMNS, Row

INSTANCE_OF, SUBCLASS_OF, COUNTRY, JURISDICTION, CITIZEN = "P31", "P279", "P17", "P1001", "P27"
PLACE_AT, CAPITAL, DEMONYM, INCEPTION, DISSOLVED = "P625", "P36", "P1549", "P571", "P576"
POSITION_HELD, START, END = "P39", "P580", "P582"
USED: Final = frozenset(
    (INSTANCE_OF, SUBCLASS_OF, COUNTRY, JURISDICTION, CITIZEN, PLACE_AT, CAPITAL, DEMONYM, INCEPTION,
     DISSOLVED, POSITION_HELD)
)  # fmt: skip
SOURCE: Final = "wikidata"
LANGUAGES: Final = ("en", "mul", "en-gb", "en-us", "en-ca")
"""Languages of names, the best first."""
_TIME: Final = re.compile(r"^\+?(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A value as text (a QID, a date, "latitude longitude", words) with the dates that qualify it."""

    value: str
    start: str = ""
    end: str = ""


@dataclass(slots=True)
class Found:
    """What a source says of one item."""

    key: str
    name: str = ""
    aliases: list[str] = field(default_factory=list)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    sitelinks: int = 0

    def first(self, *properties: str) -> str:
        """The first value of the first of these properties that has one."""
        return next((self.claims[name][0].value for name in properties if self.claims.get(name)), "")


def date_of(time: str) -> str:
    """A date of Wikidata ("+2018-05-08T00:00:00Z", a zero for what is unknown) as year, month or day."""
    match = _TIME.match(time)
    if match is None or match[1] == "0000":
        return ""
    year, month, day = match.groups()
    return year if month == "00" else f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"


def rows(found: Found, kinds: Mapping[str, str], profile: Profile) -> Iterator[tuple[str, Row]]:
    """(table, row) for all that the profile keeps of an item; `kinds` has its subclasses too."""
    kind = _kind(found, kinds, profile)
    if kind is None or found.sitelinks < profile.minimum_sitelinks or not _named(found):
        return
    if kind == POST:
        yield "offices", _office(found)
        return
    tenures = list(_tenures(found))
    if kind == "Person" and profile.persons_in_office and not found.claims.get(POSITION_HELD):
        return
    yield "items", _item(found, kind)
    if kind == "Person":
        yield from (("tenures", row) for row in tenures)


def _kind(found: Found, kinds: Mapping[str, str], profile: Profile) -> str | None:
    """The class of an item: the one that stands first in the profile."""
    own = {kinds[claim.value] for claim in found.claims.get(INSTANCE_OF, ()) if claim.value in kinds}
    own |= {kinds[found.key]} & {POST} if found.key in kinds else set()
    return next((kind for kind in profile.classes.values() if kind in own), None)


def _named(found: Found) -> bool:
    return any("a" <= piece[0] <= "z" for piece in chunks(found.name))


def _item(found: Found, kind: str) -> Row:
    latitude, _, longitude = found.first(PLACE_AT).partition(" ")
    seen, aliases = {fold(found.name)}, []
    for alias in map(cell, found.aliases):
        if fold(alias) not in seen and any(piece[0].isalpha() for piece in chunks(alias)):
            seen.add(fold(alias))
            aliases.append(alias)
    return dict.fromkeys(ITEM_COLUMNS, "") | {
        "key": found.key,
        "name": cell(found.name),
        "kind": kind,
        "country": "" if kind == "Country" else found.first(COUNTRY, JURISDICTION, CITIZEN),
        "aliases": "|".join(aliases),
        "demonyms": "|".join(dict.fromkeys(cell(claim.value) for claim in found.claims.get(DEMONYM, ()))),
        "capital": found.first(CAPITAL),
        "latitude": latitude,
        "longitude": longitude,
        "start": date_of(found.first(INCEPTION)),
        "end": date_of(found.first(DISSOLVED)),
        "prior": f"{prior(found.sitelinks):.2f}",
        "sources": SOURCE,
    }


def prior(sitelinks: int) -> float:
    """How likely a name of an item means it, all else equal: by how many pages tell of it."""
    return min(0.95, 0.2 + math.log10(1 + sitelinks) / 3.3)


def _office(found: Found) -> Row:
    return {
        "key": found.key,
        "name": cell(found.name),
        "country": found.first(JURISDICTION, COUNTRY),
        "role": role(cell(found.name)) or "other",
        "sources": SOURCE,
    }


def _tenures(found: Found) -> Iterator[Row]:
    for claim in found.claims.get(POSITION_HELD, ()):
        if start := date_of(claim.start):
            yield {"person": found.key, "name": cell(found.name), "office": claim.value, "start": start,
                   "end": date_of(claim.end), "sources": SOURCE}  # fmt: skip


def cell(text: str) -> str:
    """Words as a cell holds them: one line, without the bar that parts lists."""
    return " ".join(text.replace("|", "/").split())
