"""What a document as a whole says about where and when it plays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kg import vocab
from kg.knowledge import Knowledge
from kg.model import Item, Mention, Reading, Referent, ReferentId

PLACES: Final = frozenset({vocab.Country, vocab.Territory, vocab.City, vocab.Place})
_WEIGHT: Final[Mapping[str, float]] = {vocab.Country: 1.0, vocab.Territory: 0.8, vocab.City: 0.7}
_OTHER_WEIGHT: Final = 0.4
_WELL_KNOWN: Final = 0.6
_HEAD: Final = 400
"""Characters of a text within which a dateline stands."""


@dataclass(frozen=True, slots=True)
class Support:
    """One referent that speaks for a country: how strongly, and whether by a part of the country."""

    referent: ReferentId
    weight: float
    part: bool


@dataclass(frozen=True, slots=True)
class Context:
    """The countries and international bodies of a document, and what its relations say of its referents."""

    knowledge: Knowledge
    published: date | None
    referents: Mapping[ReferentId, Referent]
    mentions: Mapping[ReferentId, tuple[str, ...]]
    located: Mapping[ReferentId, tuple[ReferentId, ...]]
    posts: Mapping[ReferentId, tuple[ReferentId, ...]]
    stationed: Mapping[ReferentId, tuple[ReferentId, ...]]
    support: Mapping[str, tuple[Support, ...]] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    dateline: ReferentId | None = None
    """The city that a report was filed from."""

    def countries_of(self, referent: Referent) -> frozenset[str]:
        """Keys of the countries that the text gives a referent."""
        near = (*self.located.get(referent.id, ()), *([referent.country] if referent.country else ()))
        found = (self.country_key(other) for other in near if other != referent.id)
        keys = {key for key in found if key}
        around = {item.country for key in keys if (item := self.knowledge.item(key)) and item.country}
        return frozenset(keys | around)

    def names_of(self, referent: Referent) -> tuple[str, ...]:
        """What the text calls a referent, its fullest name first.

        Where the reading settled on a record, its name and aliases may be the record's: then only the text's
        words are evidence.
        """
        words = self.mentions.get(referent.id, ())
        if referent.item is None or not words:
            return names_of(referent)
        return tuple(sorted(dict.fromkeys(words), key=lambda name: (-len(name), name)))

    def country_key(self, referent: ReferentId) -> str | None:
        """The key of the country or territory that a referent most likely is, or lies in."""
        known = self.referents.get(referent)
        item = likely_place(self.knowledge, known, self.published) if known else None
        if item is None:
            return None
        return item.country if item.kind in (vocab.City, vocab.Place) else item.key

    def supported(self, country: str, by_others_than: ReferentId, parts: bool = False) -> float:
        """How much of the document speaks for a country, between 0 and 1, one referent left out."""
        found = [one for one in self.support.get(country, ()) if one.referent != by_others_than]
        return min(1.0, sum(one.weight for one in found if one.part or not parts))

    def share(self, country: str, by_others_than: ReferentId) -> float:
        """The share of a country in all that speaks for countries, one referent left out."""
        total = sum(self.supported(key, by_others_than) for key in self.support)
        return self.supported(country, by_others_than) / total if total else 0.0


def names_of(referent: Referent) -> tuple[str, ...]:
    """The name of a referent and its aliases, without repetition."""
    return tuple(dict.fromkeys(name for name in (referent.name, *referent.aliases) if name))


def likely_place(knowledge: Knowledge, referent: Referent, published: date | None) -> Item | None:
    """The most usual place of a referent's kind and name: a first guess, made before the context is known."""
    if referent.kind not in PLACES:
        return None
    for name in names_of(referent):
        found = [
            item for item in (*knowledge.named(name), *knowledge.demonym(name)) if item.kind == referent.kind
        ]
        if found:
            return max(
                found, key=lambda item: (exists(item, published), item.prior, item.key == referent.item)
            )
    return None


def exists(item: Item, on: date | None) -> bool:
    """Whether a state exists at a date; things without dates always do."""
    if on is None:
        return item.end is None
    day = on.isoformat()
    return (item.start or "") <= day and (item.end is None or day <= item.end + "~")


def context_of(reading: Reading, knowledge: Knowledge) -> Context:
    """The context of a reading."""
    located: dict[ReferentId, tuple[ReferentId, ...]] = defaultdict(tuple)
    posts: dict[ReferentId, tuple[ReferentId, ...]] = defaultdict(tuple)
    stationed: dict[ReferentId, tuple[ReferentId, ...]] = defaultdict(tuple)
    for relation in reading.relations:
        if relation.predicate in (vocab.locatedIn, vocab.capitalOf):
            located[relation.subject] += (relation.object,)
        elif relation.predicate == vocab.stationedIn:
            stationed[relation.subject] += (relation.object,)
        elif relation.predicate == vocab.holdsOffice:
            posts[relation.subject] += (relation.object,)
    mentions: dict[ReferentId, tuple[str, ...]] = defaultdict(tuple)
    for mention in reading.mentions:
        if not mention.anaphor:
            mentions[mention.referent] += (mention.text,)
    published = reading.document.published
    referents = {referent.id: referent for referent in reading.referents}
    support = _support(reading.referents, knowledge, published, mentions)
    bodies = frozenset(_bodies(reading.referents, knowledge))
    return Context(
        knowledge, published, referents, mentions, located, posts, stationed, support, bodies,
        _dateline(reading.mentions, referents),
    )  # fmt: skip


def _dateline(mentions: Iterable[Mention], referents: Mapping[ReferentId, Referent]) -> ReferentId | None:
    """The city that stands in capitals at the head of a report."""
    head = [one for one in mentions if one.span.begin < _HEAD and not one.anaphor]
    for mention in sorted(head, key=lambda one: one.span):
        city = referents[mention.referent].kind == vocab.City
        if city and mention.text.isupper() and len(mention.text) > len("USA"):
            return mention.referent
    return None


def _support(
    referents: Iterable[Referent],
    knowledge: Knowledge,
    published: date | None,
    mentions: Mapping[ReferentId, tuple[str, ...]],
) -> Mapping[str, tuple[Support, ...]]:
    support: dict[str, list[Support]] = defaultdict(list)
    for referent in referents:
        item = likely_place(knowledge, referent, published) or _unique_other(knowledge, referent)
        if item is None:
            continue
        for republic in _republics(knowledge, item):
            support[republic.key].append(Support(referent.id, _OTHER_WEIGHT, True))
        country = item.key if item.kind == vocab.Country else item.country
        if country and (
            item.kind == vocab.Country or item.prior >= _WELL_KNOWN or item.kind == vocab.Territory
        ):
            weight = _WEIGHT.get(item.kind, _OTHER_WEIGHT) * (
                1 + 0.1 * min(len(mentions.get(referent.id, ())), 5)
            )
            support[country].append(Support(referent.id, weight, item.kind != vocab.Country))
            if item.kind == vocab.Country and item.country:
                support[item.country].append(Support(referent.id, weight, False))
    return {country: tuple(found) for country, found in support.items()}


def _republics(knowledge: Knowledge, item: Item) -> Iterator[Item]:
    """States that claim a region and are called after it: "Nagorno-Karabakh Republic"."""
    if item.kind == vocab.Territory:
        for form in ("{} Republic", "Republic of {}", "{} People's Republic"):
            yield from (found for found in knowledge.named(form.format(item.name)) if found.key != item.key)


def _bodies(referents: Iterable[Referent], knowledge: Knowledge) -> Iterator[str]:
    for referent in referents:
        if referent.kind == vocab.InternationalOrganization:
            yield from (item.key for name in names_of(referent) for item in knowledge.named(name))


def _unique_other(knowledge: Knowledge, referent: Referent) -> Item | None:
    """The only item of a referent's kind and name, for things that are no places."""
    found = [item for item in knowledge.named(referent.name) if item.kind == referent.kind]
    return found[0] if len(found) == 1 and referent.kind not in PLACES else None
