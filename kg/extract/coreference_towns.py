"""Which town "the city", "the town" and "the village" are."""

from kg.extract.entities.registry import Entry, Place
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge

_SMALL = frozenset({"town", "village"})
"""What no capital is called."""
_SETTLEMENTS = frozenset({"city", "town", "village", "hamlet", "suburb", "settlement"})
_ASIDE = frozenset({"to", "from", "toward", "towards", "near", "outside", "via"})
_MARCH = ("march", "advanc", "mov", "clos")
EXPLAINING = 10
"""Words of an explanation behind a town in which another one is meant: "X, a town 40 km from the city"."""


class Towns:
    """Chooses among the towns that a text has named by what it calls them and how it came to name them."""

    def __init__(self, words: Words, knowledge: Knowledge) -> None:
        self._words, self._knowledge = words, knowledge

    def meant(self, noun: str, spot: Spot, towns: list[Place], main: Entry | None) -> list[Place]:
        """The mentions of towns, nearest first, that the noun may stand for."""
        if noun in _SMALL:
            towns = [p for p in towns if not self._is_capital(p)]
        towns = self._towns_called(noun, towns)
        towns = [p for p in towns if not self._is_passed(p, spot)] or towns
        return [p for p in towns if self._is_at_home(p, main)] or towns

    def _towns_called(self, noun: str, towns: list[Place]) -> list[Place]:
        """Those that the text calls by the noun, else those that it calls by no other."""
        called = {p.entry.order: told for p in reversed(towns) if (told := self._called(p))}
        same = [p for p in towns if called.get(p.entry.order) == noun]
        return same or [p for p in towns if p.entry.order not in called] or towns

    def _is_passed(self, place: Place, spot: Spot) -> bool:
        """Whether a town is only where somebody comes from or goes to: "moved to X", "40 km from X"."""
        words, before = self._words, place.begin - 1
        aside = before >= 0 and words.lower[before] in _ASIDE
        aside = aside or (
            before > 0 and words.lower[before] == "on" and words.lower[before - 1].startswith(_MARCH)
        )
        explained = (
            place.end < len(words)
            and words.text[place.end] == ","
            and (
                words.sentence[place.end] == words.sentence[spot.begin]
                and spot.begin - place.end < EXPLAINING
            )
        )
        return place.entry.mentions == 1 and (aside or explained)

    def _is_at_home(self, place: Place, main: Entry | None) -> bool:
        """Whether a town is not known to lie in another country than the one that the text is about."""
        item, land = place.entry.item, main.item if main is not None else None
        return item is None or land is None or item.country in {None, "", land.key}

    def _called(self, place: Place) -> str:
        """The noun beside a mention that says what a place is: "Mapandi village", "the town of Masiu"."""
        words, before = self._words, place.begin - 1
        if words.lower[place.end - 1] in _SETTLEMENTS:
            return words.lower[place.end - 1]
        if place.end < len(words) and words.lower[place.end] in _SETTLEMENTS:
            return words.lower[place.end]
        if (said := self._explained(place)) is not None:
            return said
        before -= before > 0 and words.lower[before] == "of"
        return words.lower[before] if before >= 0 and words.lower[before] in _SETTLEMENTS else ""

    def _is_capital(self, place: Place) -> bool:
        """Whether it is a country's capital, by the tables or by the words that it was just told by."""
        item = place.entry.item
        state = self._knowledge.item(item.country) if item is not None and item.country else None
        known = state is not None and item is not None and state.capital == item.key
        return known or self._words.lower[place.end - 1] == "capital"

    def _explained(self, place: Place) -> str | None:
        """What a sentence or an explanation says that a town is: "X is a town", "X, a trading town"."""
        words, verb = self._words, self._words.head[place.head]
        if words.dep[place.head] == "nsubj" and words.lemma[verb] == "be":
            said = (words.lower[c] for c in words.children[verb] if words.dep[c] == "attr")
            return next((noun for noun in said if noun in _SETTLEMENTS), None)
        if words.lower[place.end : place.end + 2] not in ([",", "a"], [",", "an"]):
            return None
        return next(
            (noun for noun in words.lower[place.end + 2 : place.end + 5] if noun in _SETTLEMENTS), None
        )
