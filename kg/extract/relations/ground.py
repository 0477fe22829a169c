"""What the rules for relations stand on: the words, who is mentioned where, and how a find is noted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg import vocab
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.words import Words
from kg.extract.relations.lists import words_for

PLACES = frozenset({vocab.Country, vocab.Territory, vocab.City, vocab.Place})
FORCES = frozenset({vocab.ArmedForce, vocab.ArmedGroup, vocab.PeacekeepingForce})
BODIES = FORCES | {
    vocab.Government,
    vocab.Ministry,
    vocab.Organization,
    vocab.InternationalOrganization,
    vocab.Media,
    vocab.PoliticalParty,
}


@dataclass(frozen=True, slots=True)
class Find:
    """A relation in the making, with the words that say so."""

    predicate: str
    subject: Entry
    object: Entry
    begin: int
    end: int
    rule: str


@dataclass(frozen=True)
class Ground:
    """The words of a text with the mention that covers each, and the country that it names most."""

    words: Words
    registry: Registry
    main: Entry | None
    at: dict[int, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place in sorted(self.registry.places, key=lambda place: (place.anaphor, place.begin)):
            for i in range(place.begin, place.end):
                self.at.setdefault(i, place)

    def entry(self, i: int) -> Entry | None:
        """Who or what the mention over a word stands for."""
        place = self.at.get(i)
        return place.entry if place else None

    def named(self) -> Iterator[Place]:
        """The mentions that are not pronouns or group descriptions, in the order of the text."""
        return (place for place in self.registry.places if not place.anaphor)

    def skip(self, i: int, skipped: frozenset[str]) -> int:
        """The next word from one on that is none of those to skip."""
        while i < len(self.words) and self.words.lower[i] in skipped:
            i += 1
        return i

    def past_compass(self, i: int) -> int:
        """The next word from one on that is not "eastern", "north of" and the like."""
        words = self.words
        while i < len(words) and i not in self.at and words.lower[i] in words_for("compass") | {"of", "the"}:
            i += 1
        return i

    def own_country(self, entry: Entry) -> Entry | None:
        """The country of a place or person by its record, where the text names that country."""
        found = (
            self.registry.find(("item", entry.item.country)) if entry.item and entry.item.country else None
        )
        return found if found is not None and found.mentions else None

    def spoken_of(self, i: int) -> Entry | None:
        """The country that the words before a word speak of, else the one the text names most."""
        words = self.words
        for place in self.before(i, 10):
            if not words.same_sentence(place.begin, i):
                break
            country = self._state(place)
            of_place = words.lower[words.head[place.head]] in words_for("place_nouns") | {"capital"}
            if country is not None and not place.anaphor and not of_place:
                return country
        return self._subject_before(i) or self.main

    def _state(self, place: Place) -> Entry | None:
        """The country that a mention is of or a part of; "In Quito," it is that of the town."""
        entry, opens = (
            place.entry,
            place.begin == 1 or not self.words.same_sentence(place.begin - 2, place.begin),
        )
        if entry.kind == vocab.City and opens and self.words.lower[place.begin - 1] == "in":
            return self.own_country(entry)
        country = entry if entry.kind == vocab.Country else entry.whole
        return country if country is not None and country.kind == vocab.Country else None

    def _subject_before(self, i: int) -> Entry | None:
        """The country that is the subject of the sentence before, in the same paragraph."""
        words = self.words
        for place in self.before(i, 10):
            if (
                words.sentence[i] - words.sentence[place.begin] > 1
                or words.paragraph[i] != words.paragraph[place.begin]
            ):
                return None
            before = words.sentence[place.begin] < words.sentence[i]
            if before and words.dep[place.head] == "nsubj" and words.main_clause(place.head):
                return place.entry if place.entry.kind == vocab.Country else None
        return None

    def before(self, i: int, reach: int = 60) -> Iterator[Place]:
        """The mentions before a word, nearest first."""
        near = [place for place in self._window(i, reach) if place.end <= i]
        return reversed(near)

    def _window(self, i: int, reach: int) -> list[Place]:
        seen: dict[int, Place] = {}
        for k in range(max(0, i - 8 * reach), i):
            place = self.at.get(k)
            if place is not None:
                seen.setdefault(place.begin, place)
        return list(seen.values())
