"""Who "the two sides" are: the parties in play, not those who mediate or comment."""

import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from kg import vocab
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import DASHES, SUBJECTS, Words

_PARTIES = frozenset({vocab.Country, vocab.ArmedGroup, vocab.ArmedForce, vocab.Government})
_PREFIXES = frozenset({"conj", "appos", "poss", "compound", "nmod", "amod"})
Joined = Callable[[Place, Place], bool]
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
        pair = self._namesakes(spot, before) if "named" in spot.extra else self._found(spot, before, kinds)
        if pair:
            self._last = (spot.begin, pair)
        pointing = "weak" in spot.extra or "named" in spot.extra
        return pair or ([] if pointing else self._most_named(parties, before))

    def _namesakes(self, spot: Spot, before: list[Place]) -> list[Entry]:
        """As in "the two Koreas": those whose names end with the word."""
        word = spot.extra.get("named", "")
        alike = {p.entry.order: p.entry for p in before if word and p.entry.name.split()[-1] == word}
        return [alike[order] for order in sorted(alike)] if len(alike) == 2 else []

    def _found(self, spot: Spot, before: list[Place], kinds: frozenset[str]) -> list[Entry]:
        """The pair near by that has dealings, that of the last "both sides", one further back, one joined."""
        sentence = self._words.sentence[spot.begin]
        near = [p for p in before[-16:] if sentence - self._words.sentence[p.begin] <= REACH]
        near = [p for p in near if p.begin >= self._last[0]]
        if spot.name in lists()["states"] | lists()["persons"]:
            pair = self._pair(near, before, self._opposed)
        else:
            pair = self._pair(near, before, self._deals)
        if not pair and all(entry.kind in kinds for entry in self._last[1]):
            pair = self._last[1]
        pairs = [] if pair else [*self._pairs(before, before, self._deals)]
        if pairs:
            pair = max(pairs, key=lambda two: min(entry.mentions for entry in two))
        return pair if pair or "weak" in spot.extra else self._pair(near, before, self._beside)

    def _pair(self, seconds: list[Place], before: list[Place], joined: Joined) -> list[Entry]:
        return next(self._pairs(seconds, before, joined), [])

    def _pairs(self, seconds: list[Place], before: list[Place], joined: Joined) -> Iterator[list[Entry]]:
        """The two of one sentence that are joined in a way, the nearest first."""
        for second in reversed(seconds):
            if self._is_outside(second):
                continue
            for first in self._earlier(second, before):
                if self._differ(first.entry, second.entry) and joined(first, second):
                    yield sorted((first.entry, second.entry), key=lambda entry: entry.order)

    def _differ(self, one: Entry, other: Entry) -> bool:
        return one is not other and one.whole is not other and other.whole is not one

    def _earlier(self, second: Place, before: list[Place]) -> Iterator[Place]:
        """The mentions before one in its sentence, the nearest first."""
        at = bisect_left(before, second.begin, key=lambda place: place.begin)
        for first in reversed(before[:at]):
            if not self._words.same_sentence(first.begin, second.begin):
                return
            yield first

    def _opposed(self, first: Place, second: Place) -> bool:
        return self._joined(first, second) or self._acts_on(first, second) or self._hyphened(first, second)

    def _hyphened(self, first: Place, second: Place) -> bool:
        """As in "UK-France relations"."""
        return second.begin == first.end + 1 and self._words.text[first.end] in DASHES

    def _deals(self, first: Place, second: Place) -> bool:
        """Whether two have dealings: "A attacked B", "A and B met", "a truce between A and B"."""
        if any(
            found(first, second) for found in (self._acts_on, self._between, self._hyphened, self._in_turn)
        ):
            return True
        verb = self._verb(first) if self._joined(first, second) else None
        return verb is not None and self._words.lemma[verb] in lists()["dealings"]

    def _beside(self, first: Place, second: Place) -> bool:
        """Whether two are only named together, and not as those who speak of others."""
        verb = self._verb(first)
        return self._joined(first, second) and (
            verb is None or self._words.lemma[verb] not in lists()["speech"]
        )

    def _between(self, first: Place, second: Place) -> bool:
        """As in "fighting between the army, led by X, and the rebels"."""
        words, i = self._words, self._opening(first)
        if words.lower[i] != "between" or words.lemma[words.head[i]] in lists()["lines"]:
            return False
        joining = next((k for k in range(first.end, len(words)) if words.lower[k] == "and"), -1)
        return self._opening(second) == joining

    def _opening(self, place: Place) -> int:
        """The word before a mention and its article and adjectives."""
        words, i = self._words, place.begin - 1
        while i > 0 and words.pos[i] in {"DET", "ADJ"}:
            i -= 1
        return max(i, 0)

    def _joined(self, first: Place, second: Place) -> bool:
        words = self._words
        return words.dep[second.head] == "conj" and self._heads(first, words.head[second.head])

    def _heads(self, place: Place, i: int) -> bool:
        return place.head == i or place.begin <= i < place.end

    def _acts_on(self, first: Place, second: Place) -> bool:
        """Whether one is the subject of a hostile or mutual verb and the other its object."""
        words, verb = self._words, self._verb(first)
        if verb is None or words.lemma[verb] not in lists()["dealings"]:
            return False
        above = second.head
        for _ in range(4):
            if words.lower[above] in lists()["whereabouts"]:
                return False
            above = words.head[above]
            if above == verb or words.pos[above] == "VERB":
                return above == verb
        return False

    def _in_turn(self, first: Place, second: Place) -> bool:
        """As in "A fired on X and B bombed Y"."""
        words, one, other = self._words, self._verb(first), self._verb(second)
        if one is None or other is None or words.dep[other] != "conj" or words.head[other] != one:
            return False
        return {words.lemma[one], words.lemma[other]} <= lists()["fights"]

    def _verb(self, place: Place) -> int | None:
        """The verb that a mention is the subject of, itself or as a part of the subject."""
        words, i = self._words, place.head
        for _ in range(4):
            if words.dep[i] in SUBJECTS:
                return words.head[i]
            of = words.dep[i] == "pobj" and words.lower[words.head[i]] == "of"
            if words.dep[i] not in _PREFIXES and not of:
                return None
            i = words.head[words.head[i]] if of else words.head[i]
        return None

    def _fights(self, place: Place) -> bool:
        """Whether a party attacks here."""
        verb = self._verb(place)
        return verb is not None and self._words.lemma[verb] in lists()["fights"]

    def _is_outside(self, place: Place) -> bool:
        """Whether a party mediates or comments here."""
        verb = self._verb(place)
        return verb is not None and self._words.lemma[verb] in lists()["outsiders"]

    def _most_named(self, parties: list[Place], before: list[Place]) -> list[Entry]:
        """The two that the text names most: those who fight, else all but those who mediate or comment."""
        counts, outside, fights = Counter(p.entry.order for p in parties), Counter[int](), Counter[int]()
        for place in parties:
            outside[place.entry.order] += self._is_outside(place)
            fights[place.entry.order] += self._fights(place)
        entries = {p.entry.order: p.entry for p in before}
        inside = [order for order in entries if not outside[order]]
        fighting = [order for order in inside if fights[order]]
        inside = fighting if len(fighting) == 2 else inside
        chosen = inside if len(inside) >= 2 else list(entries)
        most = [entries[order] for order in sorted(chosen, key=lambda order: (-counts[order], order))]
        others = [entry for entry in most[1:] if most[0] not in {entry.whole, entry}]
        others = [entry for entry in others if most[0].whole is not entry]
        return [most[0], others[0]] if others else []
