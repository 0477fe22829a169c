"""Which armed group "the rebels", "militants" and "the attackers" mean."""

from kg import vocab
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import Words

LONGEST_TITLE = 24
"""Words of a title."""
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
        akin = [p for p in places if stem in p.entry.name.lower()] or self._so_called(places, stem)
        if "back" not in spot.extra and not akin:
            akin = [p for p in places if p.entry.group != "group"]
        places = akin or ([] if "back" not in spot.extra else places)
        if not places and "back" in spot.extra:
            return self._sole_group()
        here = [p for p in places if self._words.same_sentence(p.begin, places[0].begin)]
        return max(here, key=lambda p: p.entry.mentions).entry if here else None

    def _so_called(self, places: list[Place], stem: str) -> list[Place]:
        """Those of a named group that the text has called by that noun: "the rebels" again."""
        words = self._words
        called = {
            p.entry.order
            for p in self._registry.recent()
            if words.lower[p.end - 1].startswith(stem)
            and words.lower[max(p.begin - 1, 0)] not in {"and", "or", ","}
        }  # "X and Y rebels" are both
        return [p for p in places if p.entry.order in called and p.entry.group != "group"]

    def of_title(self) -> tuple[Entry, Entry] | None:
        """The "rebels" of a title with the one group that the sentence after it names."""
        words, places = self._words, self._registry.places
        groups = [p for p in places if p.entry.kind == vocab.ArmedGroup]
        first, lead = ([p for p in groups if words.paragraph[p.begin] == k] for k in (0, 1))
        end = words.paragraph.count(0)
        untold = {p.entry.order: p.entry for p in first}
        named = {p.entry.order: p.entry for p in lead if not p.anaphor and p.entry.order not in untold}
        titled = 0 < end <= LONGEST_TITLE and words.text[end - 1] not in {".", "!", "?", ":", "”", '"'}
        if not titled or len(untold) != 1 or len(named) != 1:
            return None
        (old,), (new,) = untold.values(), named.values()
        return (old, new) if old.nameless and old.group == "group" and not new.nameless else None
