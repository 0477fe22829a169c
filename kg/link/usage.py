"""Which spans and referents of a reading something rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.model import Event, Mention, Reading, ReferentId, Span


def acting(reading: Reading) -> Iterator[Span]:
    """Spans that play a part in an event."""
    for event in reading.events:
        yield from (*event.actor_mentions, *event.target_mentions)


def cited(reading: Reading) -> Iterator[Span]:
    """Spans that a claim or a relation rests on."""
    for event in reading.events:
        if event.claimant_mention:
            yield event.claimant_mention
    for count in reading.casualties:
        if count.claimant_mention:
            yield count.claimant_mention
    for relation in reading.relations:
        yield from relation.evidence


def used(reading: Reading, mentions: Iterable[Mention]) -> set[ReferentId]:
    """Referents that something still speaks of: all but those whose every mention went elsewhere."""
    before = {mention.referent for mention in reading.mentions}
    kept = {referent.id for referent in reading.referents} - before
    kept |= {mention.referent for mention in mentions}
    for referent in reading.referents:
        kept |= {other for other in (referent.country, referent.theatre) if other}
    for relation in reading.relations:
        kept |= {relation.subject, relation.object, *((relation.claimed_by,) if relation.claimed_by else ())}
    for event in reading.events:
        kept |= {*event.actors, *event.targets}
        kept |= {other for other in (event.place, event.claimed_by) if other}
    return kept | {count.claimed_by for count in reading.casualties if count.claimed_by}


def led_elsewhere(event: Event, moved: Mapping[Span, tuple[ReferentId, ReferentId]]) -> Event:
    """The event with other actors and targets, by the spans that stand for them: (before, after)."""
    return replace(
        event,
        actors=_replaced(event.actors, event.actor_mentions, moved),
        targets=_replaced(event.targets, event.target_mentions, moved),
    )


def _replaced(
    who: tuple[ReferentId, ...],
    spans: tuple[Span, ...],
    moved: Mapping[Span, tuple[ReferentId, ReferentId]],
) -> tuple[ReferentId, ...]:
    others = dict(moved[span] for span in spans if span in moved)
    return tuple(others.get(one, one) for one in who)
