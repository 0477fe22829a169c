"""The referents of one article while they are being gathered, with where they are mentioned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg import vocab
from kg.extract.entities.words import Words
from kg.knowledge import fold
from kg.model import Item, Mention, Referent, ReferentId, Span

Key = tuple[str, ...]
REACH = 60
"""Mentions back that an antecedent is looked for."""


@dataclass(slots=True, eq=False)
class Entry:
    """A referent in the making; `order` is its rank of appearance, `whole` the country it is a part of,
    `host` the name of the country that an embassy is in."""

    order: int
    kind: str
    name: str
    item: Item | None = None
    whole: "Entry | None" = None
    portfolio: str | None = None
    branch: str = ""
    theatre: "Entry | None" = None
    group: str = ""
    plural: bool = False
    base: str = ""
    host: str = ""
    parent: "Entry | None" = None
    homes: tuple[str, ...] = ()
    nameless: bool = False
    aliases: dict[str, None] = field(default_factory=dict)
    mentions: int = 0

    @property
    def id(self) -> ReferentId:
        """Its name inside the reading."""
        return ReferentId(f"r{self.order + 1}")


@dataclass(slots=True)
class Place:
    """A mention in the making: tokens and what they stand for."""

    begin: int
    end: int
    entry: Entry
    anaphor: bool = False
    head: int = -1


class Registry:
    """Finds or makes entries by key and by name, and keeps the mentions in the order of the text."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.places: list[Place] = []
        self._by_key: dict[Key, Entry] = {}
        self._by_name: dict[str, Entry] = {}
        self._posts: dict[int, Entry] = {}

    def find(self, key: Key) -> Entry | None:
        """The entry of a key."""
        return self._by_key.get(key)

    def named(self, name: str) -> Entry | None:
        """The entry of a name as written, whatever its accents and case."""
        return self._by_name.get(fold(name))

    def make(self, key: Key, kind: str, name: str) -> Entry:
        """The entry of a key, made where there is none."""
        entry = self._by_key.get(key)
        if entry is None:
            entry = Entry(len(self.entries), kind, name, nameless=key[0] == "described")
            self.entries.append(entry)
            self._by_key[key] = entry
            if kind != vocab.Post:
                self.call(entry, name)
        return entry

    def call(self, entry: Entry, name: str) -> None:
        """Adds a name to an entry; who had it first keeps it."""
        entry.aliases.setdefault(name)
        self._by_name.setdefault(fold(name), entry)

    def bind(self, key: Key, entry: Entry) -> None:
        """Makes a further key lead to an entry."""
        self._by_key.setdefault(key, entry)

    def mention(self, place: Place) -> None:
        """Adds a mention at the end of those gathered so far."""
        place.entry.mentions += not place.anaphor
        if place.entry.base and place.entry.whole is not None:
            place.entry.whole.mentions += 1  # "northern Uganda" speaks of Uganda
        self.places.append(place)

    def recent(self) -> Iterator[Place]:
        """The last mentions, nearest first."""
        return reversed(self.places[-REACH:])

    def over(self, i: int) -> Place | None:
        """The recent mention that covers a word."""
        return next((place for place in self.recent() if place.begin <= i < place.end), None)

    def merge(self, old: Entry, new: Entry) -> None:
        """Makes one entry of two that turn out to be the same."""
        if old is new:
            return
        for place in self.places:
            if place.entry is old:
                place.entry = new
        for table in (self._by_key, self._by_name):
            for key in [key for key, entry in table.items() if entry is old]:
                table[key] = new  # type: ignore[index]
        new.mentions += old.mentions
        old.mentions = 0

    def post(self, name: str, owner: Entry) -> Entry:
        """The office of a name that belongs to an entry."""
        entry = self.make(("post", str(owner.order), fold(name)), vocab.Post, name)
        entry.whole = owner
        return entry

    def hold(self, person: Entry, post: Entry) -> None:
        """Notes that a person holds a post."""
        self._posts.setdefault(person.order, post)

    def office_of(self, person: Entry) -> Entry | None:
        """The first office that a person is said to hold."""
        return self._posts.get(person.order)

    def part_of(self, whole: Entry, kind: str) -> Entry | None:
        """The mentioned part of a class that a country has."""
        return next((e for e in self.entries if e.whole is whole and e.kind == kind and e.mentions), None)

    def enclose(self, place: Place) -> None:
        """Adds a mention that takes the place of those inside it."""
        inside = [p for p in self.places if not p.anaphor and place.begin <= p.begin and p.end <= place.end]
        for other in inside:
            other.entry.mentions -= 1
            self.places.remove(other)
        self.mention(place)

    def referents(self) -> tuple[Referent, ...]:
        """The entries that are mentioned, or that a mentioned one is a part of, as values."""
        needed = {place.entry.order for place in self.places}
        needed |= {entry.order for entry in self.entries if entry.kind == vocab.Post}
        needed |= {part.order for entry in self.entries if entry.order in needed for part in _parts(entry)}
        return tuple(_referent(entry) for entry in self.entries if entry.order in needed)


def _parts(entry: Entry) -> Iterable[Entry]:
    return (part for part in (entry.whole, entry.theatre) if part is not None)


def _is_nameless(entry: Entry) -> bool:
    """Whether the words for a thing fit others elsewhere: "the rebels", "the U.S. Embassy" of no place."""
    if entry.group == "embassy":
        return not entry.host
    return entry.nameless and not (entry.item or entry.whole or entry.parent)


def _referent(entry: Entry) -> Referent:
    aliases = tuple(alias for alias in entry.aliases if alias != entry.name)
    return Referent(
        id=entry.id,
        kind=entry.kind,
        name=entry.name,
        aliases=aliases,
        country=entry.whole.id if entry.whole else None,
        portfolio=entry.portfolio,
        theatre=entry.theatre.id if entry.theatre else None,
        item=entry.item.key if entry.item else None,
        nameless=_is_nameless(entry),
    )


def mentions(places: Iterable[Place], words: Words, text: str) -> tuple[Mention, ...]:
    """The mentions as values, in the order of the text, without marks that stick to their words."""
    found = []
    for place in places:
        begin, end = words.starts[place.begin], words.ends[place.end - 1]
        while begin + 1 < end and not text[begin].isalnum():
            begin += 1
        if not text[end - 1].isalnum() and any(mark in text[begin:end] for mark in ")]/"):
            end = begin + len(text[begin:end].rstrip(").]/-,;:"))
        if end - begin == 2 and text[end - 1] == "." and text[begin].isupper():
            end -= 1  # "in a statement on X."
        found.append(Mention(Span(begin, end), text[begin:end], place.entry.id, place.anaphor))
    return tuple(sorted(found, key=lambda mention: (mention.span.begin, mention.span.end, mention.referent)))
