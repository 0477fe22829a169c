"""Which state a capital means where it stands for its government."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.metonyms import stands_for_state
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge
from kg.model import Item


class Capitals:
    """The states, and unions of states, that the capitals of a text mean."""

    def __init__(self, words: Words, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._words, self._knowledge, self._unions = words, knowledge, lexicon.unions
        self._named: frozenset[str] = frozenset()

    def survey(self, spots: Iterable[Spot]) -> None:
        """Notes the states that a text names, by name or by what their people are called."""
        every = [*spots, *(spot.owner for spot in spots if spot.owner is not None)]
        self._named = frozenset(s.items[0].key for s in every if s.items and s.kind == vocab.Country)

    def by(self, spot: Spot, city: Item) -> Item | None:
        """The state of a capital; the union of states that sits there where nothing else is of that state."""
        country = self._knowledge.item(city.country) if city.country else None
        if country is None or country.capital != city.key or "dateline" in spot.extra:
            return None
        if not stands_for_state(self._words, spot.begin, spot.end):
            return None
        union = None if country.key in self._named else self._unions.get(city.name)
        return self._knowledge.named(union)[0] if union else country
