"""Spots: stretches of tokens that may mention something, before it is settled what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from kg.model import Item


class Sort(StrEnum):
    """How words refer."""

    NAME = "name"
    DEMONYM = "demonym"
    DESCRIPTION = "description"
    BARE = "bare"
    PRONOUN = "pronoun"
    SIDES = "sides"


@dataclass(slots=True)
class Spot:
    """Tokens `begin` up to `end` that may mention a thing of class `kind`.

    For a description `group` is its class in the word lists, `branch` what it names there, `owner` the spot
    of the country or organisation that it belongs to and `theatre` the spot of the place where it works.
    """

    begin: int
    end: int
    kind: str
    sort: Sort
    name: str
    items: tuple[Item, ...] = ()
    group: str = ""
    branch: str = ""
    owner: "Spot | None" = None
    others: tuple["Spot", ...] = ()
    theatre: "Spot | None" = None
    plural: bool = False
    weight: int = 0
    extra: dict[str, str] = field(default_factory=dict)


def settle(spots: Iterable[Spot]) -> list[Spot]:
    """Drops spots that overlap a weightier or longer one; the rest in the order of the text."""
    ranked = sorted(spots, key=lambda spot: (-spot.weight, -(spot.end - spot.begin), spot.begin, spot.sort))
    taken: set[int] = set()
    kept: list[Spot] = []
    for spot in ranked:
        span = range(spot.begin, spot.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.begin)
