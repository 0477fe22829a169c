"""The sentences of a reading, each with the words that were marked in it and the facts that were found."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from kg.model import (
    CasualtyCount,
    Event,
    EventId,
    Interval,
    Iri,
    Mention,
    Reading,
    ReferentId,
    Relation,
    Span,
)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words that stand for something: `label` is its class, `about` says which thing and in what role."""

    span: Span
    label: str
    about: str
    group: str
    """"entity", "event" or "count"."""


@dataclass(frozen=True, slots=True)
class Find:
    """One fact: what it is, its parts as (name, words), and the rule that found it."""

    title: str
    group: str
    words: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence with what was found in it, in the order of the text."""

    span: Span
    text: str
    marks: tuple[Mark, ...]
    finds: tuple[Find, ...]


def explained(reading: Reading) -> tuple[Explained, ...]:
    """All sentences of a reading; what was found twice stands with its first sentence."""
    source = _Source(reading)
    marks = sorted({*_entity_marks(source), *_event_marks(source), *_count_marks(source)})
    finds = [
        *((event.sentence, min(event.triggers), _event(source, event)) for event in reading.events),
        *((told.sentence, min(told.evidence), _relation(source, told)) for told in reading.relations),
        *((count.sentence, min(count.evidence), _count(source, count)) for count in reading.casualties),
    ]
    finds.sort(key=lambda find: (find[1], find[2].title, find[2].parts))
    starts = [span.begin for span in reading.sentences]
    home = partial(bisect_right, starts)
    marked, found = defaultdict[int, list[Mark]](list), defaultdict[int, list[Find]](list)
    for mark in marks:
        marked[home(mark.span.begin)].append(mark)
    for sentence, _, find in finds:
        found[home(sentence.begin)].append(find)
    return tuple(
        Explained(span, source.words(span), tuple(marked[number]), tuple(found[number]))
        for number, span in enumerate(reading.sentences, 1)
    )


@dataclass
class _Source:
    """A reading, with its words and names by what stands for them."""

    reading: Reading

    def words(self, span: Span) -> str:
        return self.reading.document.text[span.begin : span.end]

    @cached_property
    def names(self) -> Mapping[ReferentId, str]:
        return {referent.id: referent.name for referent in self.reading.referents}

    @cached_property
    def kinds(self) -> Mapping[ReferentId, str]:
        return {referent.id: short(referent.kind) for referent in self.reading.referents}

    @cached_property
    def events(self) -> Mapping[EventId, Event]:
        return {event.id: event for event in self.reading.events}

    def named(self, *referents: ReferentId | None) -> str:
        return ", ".join(self.names.get(referent, referent) for referent in referents if referent is not None)

    def event(self, name: EventId) -> str:
        event = self.events.get(name)
        return f"{short(event.kind)} “{self.words(event.triggers[0])}”" if event else name


def short(iri: Iri) -> str:
    """The local name of a term."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _entity_marks(source: _Source) -> Iterator[Mark]:
    for mention in source.reading.mentions:
        kind = source.kinds.get(mention.referent, "?")
        yield Mark(mention.span, kind, _meant(source, mention), "entity")


def _meant(source: _Source, mention: Mention) -> str:
    name = source.names.get(mention.referent, mention.referent)
    points = " (points back)" if mention.anaphor else ""
    return f"{name}{points}"


def _event_marks(source: _Source) -> Iterator[Mark]:
    for event in source.reading.events:
        for span in event.triggers:
            yield Mark(span, short(event.kind), f"{event.id}, {short(event.status)}", "event")


def _count_marks(source: _Source) -> Iterator[Mark]:
    for count in source.reading.casualties:
        for span in count.evidence:
            yield Mark(span, short(count.harm), _number(count), "count")


def _event(source: _Source, event: Event) -> Find:
    parts = (
        ("status", short(event.status)),
        ("mode", short(event.mode) if event.mode else ""),
        ("actors", source.named(*event.actors)),
        ("targets", source.named(*event.targets)),
        ("place", source.named(event.place)),
        ("date", _days(event.interval)),
        ("says", _claimant(source, event)),
        ("content", source.words(event.content) if event.content else ""),
        ("about", ", ".join(map(source.event, event.about))),
    )
    words = tuple(map(source.words, event.triggers))
    return Find(f"{short(event.kind)} {event.id}", "event", words, _said(parts), event.rule)


def _relation(source: _Source, told: Relation) -> Find:
    parts = (
        ("status", short(told.status)),
        ("subject", source.named(told.subject)),
        ("object", source.named(told.object)),
        ("date", _days(told.interval)),
        ("says", source.named(told.claimed_by)),
    )
    words = tuple(map(source.words, told.evidence))
    return Find(short(told.predicate), "entity", words, _said(parts), told.rule)


def _count(source: _Source, count: CasualtyCount) -> Find:
    parts = (
        ("number", _number(count)),
        ("victims", count.victims),
        ("event", source.event(count.event) if count.event else ""),
        ("says", _claimant(source, count)),
    )
    words = tuple(map(source.words, count.evidence))
    return Find(short(count.harm), "count", words, _said(parts), count.rule)


def _claimant(source: _Source, told: Event | CasualtyCount) -> str:
    nameless = source.words(told.claimant_mention) if told.claimant_mention else ""
    return source.named(told.claimed_by) or (f"“{nameless}”" if nameless else "")


def _number(count: CasualtyCount) -> str:
    low, high = count.minimum, count.maximum
    if low == high:
        return str(low)
    return f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def _days(interval: Interval | None) -> str:
    if interval is None:
        return ""
    first, last = interval.start.isoformat(), interval.end.isoformat()
    return first if first == last else f"{first} to {last}"


def _said(parts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, " ".join(words.split())) for name, words in parts if words)
