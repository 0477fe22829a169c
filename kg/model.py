"""The values that flow through the stages: frozen, typed, without behaviour beyond their invariants.

    Document -> Reading (extract) -> Entity with Link (link) -> Quad (mapping) -> validated graph -> store

Kinds, predicates, statuses and harms are the IRIs of `kg.vocab`: the ontology is the type system.
Offsets are Unicode code points into `Document.text`, end exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NewType

Iri = str
ReferentId = NewType("ReferentId", str)
"""Names a referent inside one reading, e.g. "r3"."""
EventId = NewType("EventId", str)
"""Names an event inside one reading, e.g. "v7"."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as a source gives it."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text, hexadecimal: the identity of the article."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class NoticeKind(StrEnum):
    """What can be wrong with a document, in the words that the reports use."""

    ANOTHER_LANGUAGE = "another language"
    BINARY = "binary file"
    BROKEN_RECORD = "broken record"
    CAPITALS = "all capitals"
    CONTROL_CHARACTERS = "control characters"
    DUPLICATE_ID = "duplicate id"
    EXTRACTION_FAILED = "extraction failed"
    EXTRACTOR_FAILED = "extractor failed"
    IMPOSSIBLE_DATE = "impossible date"
    INVALID_FIELD = "invalid field"
    INVALID_GRAPH = "invalid graph"
    NO_DATE = "no publication date"
    NO_TEXT = "no text"
    NOT_UTF8 = "not UTF-8"
    SAME_TEXT = "same text twice"
    TOO_LONG = "too long"
    UNKNOWN_FORMAT = "unknown format"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """What a run says about one document: why it was skipped, or what to know about its graph."""

    document: str
    kind: NoticeKind
    detail: str
    skipped: bool


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text, end exclusive."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin < self.end:
            raise ValueError(f"a span needs 0 <= begin < end, found {self.begin}, {self.end}")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that stand for a referent; a pronoun is an anaphor."""

    span: Span
    text: str
    referent: ReferentId
    anaphor: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Referent:
    """One thing that an article talks about: all its mentions together, before linking.

    `name` is the fullest usual English name. Where no table can know the thing, it is composed:
    a ministry of (country, portfolio), a force of (country, branch), peacekeepers of (sender, theatre),
    a government of (country). `item` is the key of a knowledge base record that the reading settled on.
    A `nameless` one is told by words that fit others elsewhere too ("hundreds of people", "the rebels").
    """

    id: ReferentId
    kind: Iri
    name: str
    aliases: tuple[str, ...] = ()
    country: ReferentId | None = None
    portfolio: str | None = None
    theatre: ReferentId | None = None
    item: str | None = None
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, both included; a year is its first and last day."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that the article states. For `holdsOffice` the object is a referent of kind Post
    whose `country` is the country or organisation that the office belongs to."""

    predicate: Iri
    subject: ReferentId
    object: ReferentId
    evidence: tuple[Span, ...]
    sentence: Span
    status: Iri
    claimed_by: ReferentId | None = None
    interval: Interval | None = None
    confidence: float = 1.0
    rule: str = ""
    claimant_mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, happens or is said to; verbal acts too. `triggers[0]` is first in the text."""

    id: EventId
    kind: Iri
    triggers: tuple[Span, ...]
    sentence: Span
    status: Iri
    actors: tuple[ReferentId, ...] = ()
    targets: tuple[ReferentId, ...] = ()
    actor_mentions: tuple[Span, ...] = ()
    target_mentions: tuple[Span, ...] = ()
    place: ReferentId | None = None
    interval: Interval | None = None
    claimed_by: ReferentId | None = None
    claimant_mention: Span | None = None
    about: tuple[EventId, ...] = ()
    content: Span | None = None
    mode: Iri | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class CasualtyCount:
    """How many people came to one kind of harm, by one source."""

    harm: Iri
    minimum: int | None
    maximum: int | None
    victims: str
    evidence: tuple[Span, ...]
    sentence: Span
    event: EventId | None = None
    claimed_by: ReferentId | None = None
    claimant_mention: Span | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one document. Referents of kind Post have no mention of their own."""

    document: Document
    referents: tuple[Referent, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    casualties: tuple[CasualtyCount, ...] = ()
    sentences: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be read: one line for each extractor that failed. The rest of the reading holds."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record of the knowledge base. `key` is its QID where it has one, else a local key.

    `qualifier` tells it from a more prominent record of the same class, country and name.
    """

    key: str
    name: str
    kind: Iri
    qid: str | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    start: str | None = None
    end: str | None = None
    prior: float = 0.0
    sources: tuple[str, ...] = ()
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a referent might be, with what speaks for it."""

    item: str
    name: str
    score: float
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A judged link to Wikidata: `certain` becomes owl:sameAs, `likely` skos:closeMatch.

    `hit` is the name in the text that led to the record, `on` the day that the judgement depends on,
    `sources` are the keys of the sources that state the record.
    """

    qid: str
    label: str
    certain: bool
    method: str
    confidence: float
    reason: str = ""
    rivals: tuple[Candidate, ...] = ()
    hit: str = ""
    on: date | None = None
    features: Mapping[str, float] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A referent as the whole graph knows it: the same in every article that names it.

    `name` and `country_name` are canonical (from the knowledge base where it knows them, else from the text);
    the IRI is minted from kind, country, name and qualifier, never from the QID. The qualifier stands where
    another thing of the same kind, country and name is more prominent, and names the article of a thing that
    has no name of its own.
    """

    kind: Iri
    name: str
    country_name: str | None = None
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    link: Link | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class LinkedReading:
    """A reading with every referent led to its entity."""

    reading: Reading
    entities: Mapping[ReferentId, Entity]
