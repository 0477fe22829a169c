"""Between which states "the border" runs."""

from collections.abc import Iterator
from math import acos, cos, radians, sin

from kg import vocab
from kg.extract.entities.identity import Identity
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import Words


def _may_touch(one: Entry, other: Entry) -> bool:
    """Whether two states are near enough on the globe to share a border."""
    a, b = one.item, other.item
    if a is None or b is None or None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return True
    lats, lons = [radians(x.latitude or 0.0) for x in (a, b)], [radians(x.longitude or 0.0) for x in (a, b)]
    between = sin(lats[0]) * sin(lats[1]) + cos(lats[0]) * cos(lats[1]) * cos(lons[0] - lons[1])
    return EARTH * acos(max(-1.0, min(1.0, between))) < FARTHEST


EARTH = 6371
FARTHEST = 5000
"""Kilometres between the middles of the largest states that touch."""


class Borders:
    """Finds the border that a spot means."""

    def __init__(self, words: Words, identity: Identity, registry: Registry) -> None:
        self._words, self._identity, self._registry = words, identity, registry

    def meant(self, spot: Spot, main: Entry | None) -> Entry | None:
        """The border of the states named with it, of one and the main country, or the last one spoken of."""
        states = list(dict.fromkeys(self._identity.of_name(owner) for owner in spot.others))
        if not states:
            known = next((p.entry for p in self._registry.recent() if p.entry.group == "border"), None)
            if known is not None:
                return known
        if len(states) < 2:
            found = (e for e in self._states_near(spot, main) if e not in states)
            near = dict.fromkeys(e for e in found if all(_may_touch(e, other) for other in states))
            if not states:
                near = dict.fromkeys(e for e in near if _may_touch(e, next(iter(near))))
            states += list(near)[: 2 - len(states)]
        return self._of(states) if len(states) == 2 else None

    def _states_near(self, spot: Spot, main: Entry | None) -> Iterator[Entry]:
        """The countries of the same sentence, nearest first, then the main one."""
        for place in self._registry.recent():
            distance = self._words.sentence[spot.begin] - self._words.sentence[place.begin]
            if distance > (0 if spot.others else 1):
                break
            state = place.entry if place.entry.kind == vocab.Country else place.entry.whole
            if state is not None and state.kind == vocab.Country:
                yield state
            elif place.entry.kind == vocab.ArmedGroup and (home := self._home(place.entry)):
                yield home
        if spot.others and main is not None:
            yield main

    def _home(self, group: Entry) -> Entry | None:
        """The country that a named group comes from, where the text names that country."""
        return (
            self._registry.find(("item", group.item.country)) if group.item and group.item.country else None
        )

    def _of(self, states: list[Entry]) -> Entry:
        """The border of two states."""
        first, second = sorted(states, key=lambda entry: entry.name)
        key = ("border", str(first.order), str(second.order))
        entry = self._registry.make(key, vocab.Place, f"{first.name}–{second.name} border")
        entry.group = "border"
        return entry
