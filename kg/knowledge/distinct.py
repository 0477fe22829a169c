"""What tells items of one class, country and name apart, so that no two of them share an IRI."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kg import vocab
from kg.knowledge.content import Content, ItemRow
from kg.knowledge.names import slug

_POINTS: Final = (0, 1, 2)
"""Decimal places of coordinates, the fewest that tell places apart."""


def qualifiers(knowledge: Content) -> Iterator[tuple[str, str]]:
    """(key, words) for every item but the most prominent one of its class, country and name.

    A place is told by its coordinates ("44N 70W"), a person by the year of the first known office, anything
    else by its number among its namesakes: never by an identifier.
    """
    groups: dict[tuple[str, str, str], list[ItemRow]] = defaultdict(list)
    for row in knowledge.items.values():
        if row[2] != vocab.Post:
            country = "" if row[2] == vocab.Country else row[4] or ""
            groups[row[2], country, _bare(row[1], knowledge.items.get(country))].append(row)
    years = _first_years(knowledge)
    for _, rows in sorted(groups.items()):
        if len(rows) > 1:
            first, *others = sorted(rows, key=_rank)
            yield from _told_apart(first, others, years)


def _bare(name: str, country: ItemRow | None) -> str:
    """A name as an IRI has it: without article and, since the country stands before it, without "of" that."""
    bare = slug(name).removeprefix("the-")
    of = slug(country[1]).removeprefix("the-") if country else ""
    return bare.removesuffix(f"-of-{of}").removesuffix(f"-of-the-{of}") or bare


def _rank(row: ItemRow) -> tuple[float, int, str]:
    return -row[12], len(row[0]), row[0]


def _told_apart(first: ItemRow, others: list[ItemRow], years: dict[str, str]) -> Iterator[tuple[str, str]]:
    for ways in (*(_points([first, *others], places) for places in _POINTS), _years([first, *others], years)):
        if len(set(ways)) == len(ways) and all(ways):
            yield from zip((row[0] for row in others), ways[1:], strict=True)
            return
    for number, row in enumerate(others, start=2):
        yield row[0], str(number)


def _points(rows: list[ItemRow], places: int) -> list[str]:
    return [_point(row[8], row[9], places) for row in rows]


def _point(latitude: float | None, longitude: float | None, places: int) -> str:
    if latitude is None or longitude is None:
        return ""
    north = f"{abs(latitude):.{places}f}{'N' if latitude >= 0 else 'S'}"
    return f"{north} {abs(longitude):.{places}f}{'E' if longitude >= 0 else 'W'}"


def _years(rows: list[ItemRow], years: dict[str, str]) -> list[str]:
    return [years.get(row[0], "") for row in rows]


def _first_years(knowledge: Content) -> dict[str, str]:
    """Person -> year of the first tenure."""
    found: dict[str, str] = {}
    for person, _, start, _, _ in knowledge.tenures:
        found[person] = min(found.get(person, start[:4]), start[:4])
    return found
