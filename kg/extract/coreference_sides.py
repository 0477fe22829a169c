"""Who "the two sides" are: the parties in play, not those who mediate or comment."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from kg import vocab
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import SUBJECTS, Words

_PARTIES = frozenset({vocab.Country, vocab.ArmedGroup, vocab.ArmedForce, vocab.Government})
_PREFIXES = frozenset({"conj", "appos", "poss", "compound", "nmod", "amod"})
REACH = 4
"""Sentences back that two parties may have been named together."""


@cache
def lists() -> Mapping[str, frozenset[str]]:
    """The word lists for pronouns and group descriptions."""
    table = tomllib.loads(files("kg.extract").joinpath("data", "pronouns.toml").read_text(encoding="utf-8"))
    sides = table.pop("sides")
    return {name: frozenset(values) for name, values in (table | sides).items()}


class Sides:
    """Finds the two that "both sides" means, in the order of the text."""

    def __init__(self, words: Words, registry: Registry) -> None:
        self._words, self._registry = words, registry
        self._last: tuple[int, list[Entry]] = (-1, [])

    def meant(self, spot: Spot) -> list[Entry]:
        """The two last set against each other, else those of the last "both sides", else the most named."""
        kinds = _PARTIES
        if spot.name in lists()["states"]:
            kinds = frozenset({vocab.Country})
        elif spot.name in lists()["persons"]:
            kinds = frozenset({vocab.Person})
        parties = [p for p in self._registry.places if not p.anaphor and p.entry.kind in kinds]
        before = [p for p in parties if p.begin < spot.begin]
        pair = self._opposed(before, self._words.sentence[spot.begin])
        if not pair and self._last[1] and all(entry.kind in kinds for entry in self._last[1]):
            pair = self._last[1]
        if pair:
            self._last = (spot.begin, pair)
        return pair or self._most_named(parties, before)

    def _opposed(self, before: list[Place], sentence: int) -> list[Entry]:
        """The nearest two that are joined by "and", or that one clause sets against each other."""
        for second in reversed(before[-16:]):
            if sentence - self._words.sentence[second.begin] > REACH or second.begin < self._last[0]:
                break
            for first in self._partners(second, before):
                if first.entry is not second.entry and not self._is_outside(second):
                    return sorted((first.entry, second.entry), key=lambda entry: entry.order)
        return []

    def _partners(self, second: Place, before: list[Place]) -> Iterator[Place]:
        words = self._words
        for first in reversed(before):
            if not words.same_sentence(first.begin, second.begin):
                break
            if first.begin >= second.begin:
                continue
            joined = words.dep[second.head] == "conj" and self._heads(first, words.head[second.head])
            if joined or self._acts_on(first, second):
                yield first

    def _heads(self, place: Place, i: int) -> bool:
        return place.head == i or place.begin <= i < place.end

    def _acts_on(self, first: Place, second: Place) -> bool:
        """Whether one is the subject of a hostile or mutual verb and the other its object."""
        words, verb = self._words, self._verb(first)
        if verb is None or words.lemma[verb] not in lists()["dealings"]:
            return False
        above = second.head
        for _ in range(4):
            above = words.head[above]
            if above == verb:
                return True
        return False

    def _verb(self, place: Place) -> int | None:
        """The verb that a mention is the subject of, itself or as a part of the subject."""
        words, i = self._words, place.head
        for _ in range(4):
            if words.dep[i] in SUBJECTS:
                return words.head[i]
            if words.dep[i] not in _PREFIXES:
                return None
            i = words.head[i]
        return None

    def _is_outside(self, place: Place) -> bool:
        """Whether a party mediates or comments here."""
        verb = self._verb(place)
        return verb is not None and self._words.lemma[verb] in lists()["outsiders"]

    def _most_named(self, parties: list[Place], before: list[Place]) -> list[Entry]:
        """The two that the text names most, leaving out those who only mediate or comment."""
        counts, outside = Counter(p.entry.order for p in parties), Counter[int]()
        for place in parties:
            outside[place.entry.order] += self._is_outside(place)
        entries = {p.entry.order: p.entry for p in before}
        inside = [order for order in entries if not outside[order]]
        chosen = inside if len(inside) >= 2 else list(entries)
        most = [entries[order] for order in sorted(chosen, key=lambda order: (-counts[order], order))]
        others = [entry for entry in most[1:] if most[0] not in {entry.whole, entry}]
        others = [entry for entry in others if most[0].whole is not entry]
        return [most[0], others[0]] if others else []
