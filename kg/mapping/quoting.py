"""What must hold before a reading becomes quads: quoted words equal the text, every reference resolves.

This is checked here, because the graph does not hold the text that it quotes.
"""

from collections.abc import Iterator

from kg import vocab
from kg.errors import GraphError
from kg.model import CasualtyCount, Event, LinkedReading, ReferentId, Relation, Span

_SHOWN = 5
_CLAIMS = (vocab.Claimed, vocab.Denied)


def check(linked: LinkedReading) -> None:
    """Raises GraphError, which lists what does not fit, where the reading contradicts its own text."""
    found = list(_faults(linked))
    if found:
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise GraphError(
            f"the reading of {linked.reading.document.id!r} does not fit its text: "
            f"{'; '.join(found[:_SHOWN])}{more}. Nothing of it was kept: report the text with this message"
        )


def words(linked: LinkedReading, span: Span) -> str:
    """The words of a span, as RDF can hold them."""
    return plain(linked.reading.document.text[span.begin : span.end])


def plain(text: str) -> str:
    """A string that RDF can hold: an unpaired surrogate becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _faults(linked: LinkedReading) -> Iterator[str]:
    reading = linked.reading
    text = reading.document.text
    for mention in reading.mentions:
        if text[mention.span.begin : mention.span.end] != mention.text:
            yield f"the mention {mention.text!r} is not at {mention.span.begin}-{mention.span.end}"
        yield from _unknown(linked, f"the mention {mention.text!r}", mention.referent)
    for referent in reading.referents:
        if referent.kind == vocab.Post:
            yield from _unknown(linked, f"the office {referent.name!r}", referent.id, referent.country)
    for relation in reading.relations:
        yield from _relation_faults(linked, relation)
    known = {event.id for event in reading.events}
    if len(known) < len(reading.events):
        yield "two events have one id"
    for event in reading.events:
        yield from _event_faults(linked, event)
        yield from (
            f"{event.id} is about {other}, which is no event" for other in event.about if other not in known
        )
    for count in reading.casualties:
        yield from _casualty_faults(linked, count)
        if count.event is not None and count.event not in known:
            yield f"a casualty count belongs to {count.event}, which is no event"


def _relation_faults(linked: LinkedReading, relation: Relation) -> Iterator[str]:
    name = f"the relation {relation.predicate.removeprefix(vocab.NAMESPACE)}"
    yield from _outside(linked, name, (*relation.evidence, relation.sentence, relation.claimant_mention))
    yield from _unknown(linked, name, relation.subject, relation.object, relation.claimed_by)
    if not relation.evidence:
        yield f"{name} has no evidence"
    if relation.status in _CLAIMS and relation.claimed_by is None and relation.claimant_mention is None:
        yield f"{name} is {relation.status.removeprefix(vocab.NAMESPACE)} by nobody"


def _event_faults(linked: LinkedReading, event: Event) -> Iterator[str]:
    spans = (*event.triggers, event.sentence, *event.actor_mentions, *event.target_mentions)
    yield from _outside(linked, event.id, (*spans, event.content, event.claimant_mention))
    yield from _unknown(linked, event.id, *event.actors, *event.targets, event.place, event.claimed_by)
    if not event.triggers:
        yield f"{event.id} has no trigger"
    if event.status in _CLAIMS and event.claimed_by is None and event.claimant_mention is None:
        yield f"{event.id} is {event.status.removeprefix(vocab.NAMESPACE)} by nobody"


def _casualty_faults(linked: LinkedReading, count: CasualtyCount) -> Iterator[str]:
    name = f"a count of {count.harm.removeprefix(vocab.NAMESPACE)}"
    yield from _outside(linked, name, (*count.evidence, count.sentence, count.claimant_mention))
    yield from _unknown(linked, name, count.claimed_by)
    if not count.evidence:
        yield f"{name} has no evidence"
    if count.minimum is None and count.maximum is None:
        yield f"{name} has no number"


def _outside(linked: LinkedReading, name: str, spans: tuple[Span | None, ...]) -> Iterator[str]:
    size = len(linked.reading.document.text)
    for span in spans:
        if span is not None and span.end > size:
            yield f"{name} quotes {span.begin}-{span.end} of a text of {size} characters"


def _unknown(linked: LinkedReading, name: str, *referents: ReferentId | None) -> Iterator[str]:
    for referent in referents:
        if referent is not None and referent not in linked.entities:
            yield f"{name} names {referent}, which leads to no entity"
