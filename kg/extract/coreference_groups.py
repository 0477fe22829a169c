"""Which armed group "the rebels", "militants" and "the attackers" mean."""

from kg import vocab
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import Words

NEAR = 3
"""Sentences back that "the attackers" were told of."""


class Groups:
    """Finds groups; `group`: the only one that the text names again and again."""

    def __init__(self, words: Words, registry: Registry) -> None:
        self._words, self._registry = words, registry
        self.group: Entry | None = None

    def generic(self) -> Entry | None:
        """Rebels without an article: the last described group, or the one that the text is about."""
        described = (p.entry for p in self._registry.recent() if p.entry.group == "group")
        return next(described, None) or self._only_group() or self._sole_group()

    def _sole_group(self) -> Entry | None:
        """The only group that a text has named so far."""
        named = {
            p.entry.order: p.entry
            for p in self._registry.places
            if p.entry.kind == vocab.ArmedGroup and p.entry.group != "group" and not p.anaphor
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def _only_group(self) -> Entry | None:
        """The named group that fights a text's war: the only one that it names, more than once."""
        if self.group is None or not self.group.mentions:
            return None
        return self.group

    def called(self, spot: Spot) -> Entry | None:
        """The last group of that noun, else the last named one; of two in a sentence the one told most of."""
        places = [p for p in self._registry.recent() if p.entry.kind == spot.kind and not p.anaphor]
        if "back" in spot.extra and len({p.entry.order for p in places}) > 1:
            sentence = self._words.sentence
            places = [p for p in places if sentence[spot.begin] - sentence[p.begin] <= NEAR]
        stem = self._words.lower[spot.end - 1][:5]
        akin = [p for p in places if stem in p.entry.name.lower()]
        if "back" not in spot.extra and not akin:
            akin = [p for p in places if p.entry.group != "group"]
        places = akin or ([] if "back" not in spot.extra else places)
        if not places and "back" in spot.extra:
            return self._sole_group()
        here = [p for p in places if self._words.same_sentence(p.begin, places[0].begin)]
        return max(here, key=lambda p: p.entry.mentions).entry if here else None
