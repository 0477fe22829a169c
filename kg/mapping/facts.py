"""Events, casualty counts and relations of one article as quads of its graph."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kg import terms, vocab
from kg.mapping.article import Page
from kg.mapping.quoting import plain
from kg.mapping.titles import title
from kg.model import CasualtyCount, Event, EventId, Interval, ReferentId, Relation, Span
from kg.rdf import Quad, day, decimal, integer, string

Record = TypeVar("Record", Event, CasualtyCount, Relation)


def event_quads(page: Page, iris: dict[EventId, str]) -> Iterator[Quad]:
    """Every event, verbal acts too. `iris` is what `event_iris` gave."""
    for event in page.linked.reading.events:
        yield from _event(page, event, iris)


def event_iris(page: Page) -> dict[EventId, str]:
    """Event -> IRI, from its class, its first trigger and an ordinal: two events may share a trigger.

    The ordinal follows what the events say, not their order in the reading.
    """
    events = page.linked.reading.events
    named = _named(page, "event", events, lambda e: (e.kind, min(e.triggers)), lambda e: _event_gist(page, e))
    return {event.id: node for event, node in named}


def _event(page: Page, event: Event, iris: dict[EventId, str]) -> Iterator[Quad]:
    node, state = iris[event.id], page.state
    yield state(node, terms.RDF_TYPE, event.kind)
    yield state(node, terms.RDFS_LABEL, string(title(page, event)))
    yield state(node, vocab.status, event.status)
    yield from _roles(page, node, event)
    for other in event.about:
        yield state(node, vocab.about, iris[other])
    if event.content:
        yield state(node, vocab.content, page.quotation(event.content))
    if event.mode:
        yield state(node, vocab.mode, event.mode)
    yield from _interval(page, node, event.interval)
    yield from _claim(page, node, event.claimed_by, event.claimant_mention)
    yield from _evidence(page, node, event, event.triggers)


def _roles(page: Page, node: str, event: Event) -> Iterator[Quad]:
    """Who takes part and where: as entities, and as the words that name them."""
    places = (event.place,) if event.place is not None else ()
    for predicate, referents in (
        (vocab.actor, event.actors),
        (vocab.target, event.targets),
        (vocab.place, places),
    ):
        yield from (page.state(node, predicate, page.entities[referent]) for referent in referents)
    for predicate, spans in (
        (vocab.actorMention, event.actor_mentions),
        (vocab.targetMention, event.target_mentions),
    ):
        yield from (page.state(node, predicate, page.cite(span)) for span in spans)


def casualty_quads(page: Page, iris: dict[EventId, str]) -> Iterator[Quad]:
    """Every casualty count, one per kind of harm."""
    counts = page.linked.reading.casualties
    for count, node in _named(
        page, "casualty", counts, lambda c: (c.harm, min(c.evidence)), lambda c: _casualty_gist(page, c)
    ):
        yield page.state(node, terms.RDF_TYPE, vocab.CasualtyCount)
        yield page.state(node, vocab.harm, count.harm)
        for predicate, number in ((vocab.minimum, count.minimum), (vocab.maximum, count.maximum)):
            if number is not None:
                yield page.state(node, predicate, integer(number))
        if count.victims:
            yield page.state(node, vocab.victims, string(plain(count.victims)))
        if count.event is not None:
            yield page.state(node, vocab.ofEvent, iris[count.event])
        yield from _claim(page, node, count.claimed_by, count.claimant_mention)
        yield from _evidence(page, node, count, count.evidence)


def relation_quads(page: Page) -> Iterator[Quad]:
    """Every relation as an assertion with its evidence; the Actual ones as a direct triple too."""
    relations = page.linked.reading.relations
    for relation, node in _named(
        page,
        "assertion",
        relations,
        lambda r: (r.predicate, min(r.evidence)),
        lambda r: _relation_gist(page, r),
    ):
        subject, object = page.entities[relation.subject], page.entities[relation.object]
        if relation.status == vocab.Actual:
            yield page.state(subject, relation.predicate, object)
        yield page.state(node, terms.RDF_TYPE, vocab.Assertion)
        yield page.state(node, terms.RDF_SUBJECT, subject)
        yield page.state(node, terms.RDF_PREDICATE, relation.predicate)
        yield page.state(node, terms.RDF_OBJECT, object)
        yield page.state(node, vocab.status, relation.status)
        yield from _interval(page, node, relation.interval)
        yield from _claim(page, node, relation.claimed_by, relation.claimant_mention)
        yield from _evidence(page, node, relation, relation.evidence)


def _interval(page: Page, node: str, interval: Interval | None) -> Iterator[Quad]:
    if interval:
        yield page.state(node, vocab.startDate, day(interval.start))
        yield page.state(node, vocab.endDate, day(interval.end))


def _claim(page: Page, node: str, claimant: ReferentId | None, mention: Span | None) -> Iterator[Quad]:
    if claimant is not None:
        yield page.state(node, vocab.claimedBy, page.entities[claimant])
    if mention is not None:
        yield page.state(node, vocab.claimantMention, page.cite(mention))


def _evidence(
    page: Page, node: str, record: Event | CasualtyCount | Relation, spans: Iterable[Span]
) -> Iterator[Quad]:
    for span in spans:
        yield page.state(node, vocab.evidence, page.cite(span))
    yield page.state(node, vocab.sentence, page.quotation(record.sentence))
    yield page.state(node, vocab.confidence, decimal(record.confidence))
    if record.rule:
        yield page.state(node, vocab.rule, string(record.rule))


def _named(
    page: Page,
    path: str,
    records: Iterable[Record],
    key: Callable[[Record], tuple[str, Span]],
    gist: Callable[[Record], str],
) -> Iterator[tuple[Record, str]]:
    """Each record with its IRI: those of one class and first evidence are counted by what they say."""
    alike: dict[tuple[str, Span], list[Record]] = defaultdict(list)
    for record in records:
        alike[key(record)].append(record)
    for (name, span), group in alike.items():
        for ordinal, record in enumerate(sorted(group, key=gist), 1):
            yield record, page.mint.record(path, page.key, name, span, ordinal)


def _event_gist(page: Page, event: Event) -> str:
    """What tells an event from another of its class and trigger: time first, then who, where and how."""
    who = [sorted(page.entities[r] for r in group) for group in (event.actors, event.targets)]
    rest = (event.place, event.claimed_by)
    return repr(
        (
            _days(event.interval),
            who,
            [r and page.entities[r] for r in rest],
            event.status,
            sorted(event.triggers),
            event.content,
        )
    )


def _casualty_gist(page: Page, count: CasualtyCount) -> str:
    who = count.claimed_by and page.entities[count.claimed_by]
    return repr((count.minimum, count.maximum, count.victims, who, sorted(count.evidence)))


def _relation_gist(page: Page, relation: Relation) -> str:
    ends = [page.entities[r] for r in (relation.subject, relation.object)]
    return repr((ends, _days(relation.interval), relation.status, sorted(relation.evidence)))


def _days(interval: Interval | None) -> tuple[str, str]:
    """First and last day; the undated come first."""
    return (interval.start.isoformat(), interval.end.isoformat()) if interval else ("", "")
