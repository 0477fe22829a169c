"""What the rules for relations stand on: the words, who is mentioned where, and how a find is noted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg import vocab
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.words import Words

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
        for place in self.registry.places:
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
