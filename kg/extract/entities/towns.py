"""Names of towns that the table of the world's towns has: what decides where nobody else knows them.

Towns share names with persons, things and each other. So a name counts only in a country that the text is
about, and only behind a preposition of place or as what is stormed.
"""

from collections.abc import Iterable, Iterator

from kg import vocab
from kg.extract.entities.sites import lists
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge

LONGEST = 3
"""Words of a name."""
LITTLE_KNOWN = 0.3
"""Prior below which a district is rather the town of its name."""
_LANDS = frozenset({vocab.Country, vocab.Territory})
_INSIDE = frozenset({"in", "near", "outside"})
_OFTEN = 3
"""Countries that share a name that tells little."""
_SURE = frozenset({"for", "against", "through", "via", "beyond", "to", "on", "of", "and"})


class Towns:
    """The towns of the countries that a text names."""

    def __init__(self, words: Words, names: Iterable[Spot], knowledge: Knowledge) -> None:
        self._words, self._knowledge = words, knowledge
        items = [spot.items[0] for spot in names if spot.items]
        self._lands = {item.key if item.kind in _LANDS else item.country for item in items}
        self._lands |= {item.country for item in items if item.kind == vocab.Territory}
        self._parts = {
            part for s in names if s.kind == vocab.Person and s.end - s.begin > 1 for part in s.name.split()
        }

    def is_one(self, begin: int, end: int) -> bool:
        """Whether words are the name of a town here, and stand where towns stand."""
        words = self._words
        if end - begin > LONGEST or not words.is_capital(begin) or words.text[begin] in self._parts:
            return False
        lands = self._knowledge.town(words.joined(begin, end)) if self._is_told(begin, end) else frozenset()
        if lands and len(lands) < _OFTEN and words.lower[begin - 1] in _INSIDE:
            return True
        return not self._lands.isdisjoint(lands)

    def guessed(self, names: Iterable[Spot]) -> frozenset[str]:
        """The names that only the recogniser knows and that are those of towns."""
        guesses = (s for s in names if s.sort is Sort.NAME and s.weight <= 1 and not s.items)
        return frozenset(s.name for s in guesses if "label" in s.extra and self.is_one(s.begin, s.end))

    def for_districts(self, names: Iterable[Spot]) -> Iterator[Spot]:
        """The names, a district that few know as the town of its name: "at Haydan"."""
        for spot in names:
            little_known = bool(spot.items) and spot.items[0].prior < LITTLE_KNOWN and spot.weight <= 1
            named = spot.kind == vocab.Territory and spot.sort is Sort.NAME and little_known
            if named and self.is_one(spot.begin, spot.end):
                spot.kind, spot.items = vocab.City, ()
            yield spot

    def _is_told(self, begin: int, end: int) -> bool:
        words = self._words
        if words.is_possessive(end) or (end < len(words) and words.is_capital(end)):
            return False
        before = words.lower[begin - 1] if begin and words.same_sentence(begin - 1, begin) else ""
        root = words.root(begin, end)
        if words.dep[root] == "dobj":
            verb = words.lemma[words.head[root]]
            won = verb in lists()["won"] and (
                verb not in lists()["arresting"] or words.ent[begin] != "PERSON"
            )
            return won or verb in lists()["stormed"] | lists()["taken"]
        return before in lists()["prepositions"] | _SURE
