"""On whose word a relation rests: the article's own, or that of somebody whom it quotes or reports.

All that stands in a quotation is its speaker's. Of reported speech ("said troops were stationed there") the
clause is the speaker's; what only describes who is meant ("the Chadian capital N'Djamena") is the article's.
What a single mention says of itself ("Chadian peacekeepers") is how the thing is called, and no claim.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import vocab
from kg.extract.events.quotations import Quotations, quotations
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Event, Relation, Span

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAIMS = frozenset({vocab.Statement, vocab.Accuse, vocab.Support})
LONG = 30
"""Characters; a shorter quotation is a borrowed word."""
DEEP = 40
"""How many stretches of speech before a word are looked at: speech is seldom nested, never so deep."""


def weigh(scene: Scene, relations: Sequence[Relation], events: Sequence[Event]) -> Iterator[Relation]:
    """The relations with the status that the speech around them gives, and who claims or denies them.

    A relation that the article states anywhere in its own words is Actual, by the evidence of those words.
    """
    speech = _Speech(scene, events)
    for relation in relations:
        told = [(span, *speech.of(relation, span)) for span in relation.evidence]
        own = tuple(span for span, status, _ in told if status == vocab.Actual)
        if own:
            yield relation if len(own) == len(told) else replace(relation, evidence=own)
            continue
        _, status, by = told[0]
        said = replace(relation, status=status)
        yield _claimed(said, by) if by is not None and status in {vocab.Claimed, vocab.Denied} else said


def _claimed(relation: Relation, by: Event) -> Relation:
    if by.actors:
        return replace(relation, claimed_by=by.actors[0])
    return replace(relation, claimant_mention=(*by.actor_mentions, *by.triggers)[0])


@dataclass(frozen=True, slots=True)
class _Told:
    span: Span
    event: Event


class _Speech:
    """Who says what in a text, for asking about a stretch of it."""

    def __init__(self, scene: Scene, events: Sequence[Event]) -> None:
        self._scene = scene
        self._quotes: Quotations = quotations(scene.document.text)
        told = [_Told(e.content, e) for e in events if e.content is not None]
        self._told = sorted(told, key=lambda t: (t.span.begin, -t.span.end))
        self._begins = [t.span.begin for t in self._told]
        self._ends = sorted(self._told, key=lambda t: t.span.end)
        self._mentions = {(m.span.begin, m.span.end) for m in scene.mentions}

    def of(self, relation: Relation, span: Span) -> tuple[str, Event | None]:
        """The status of a relation by one piece of its evidence, and whose word that is."""
        if (span.begin, span.end) in self._mentions:
            return vocab.Actual, None
        quote = self._quotes.around(span.begin)
        quoted = quote is not None and quote.end - quote.begin >= LONG
        by = self._around(span) or (self._before(quote) if quote is not None and quoted else None)
        if by is None:
            return vocab.Actual, None
        if quoted:
            return vocab.Claimed, by
        verbs = self._verbs(span)
        if not verbs:
            return vocab.Actual, None
        if any(c.dep_ == "neg" for verb in verbs for c in verb.children) and by.kind in CLAIMS:
            return vocab.Denied, by
        return _status(by), by

    def _around(self, span: Span) -> Event | None:
        """The innermost speech that holds a stretch."""
        at = bisect_right(self._begins, span.begin)
        holding = [t for t in self._told[max(0, at - DEEP) : at] if t.span.end >= span.end]
        inner = min(holding, key=lambda t: t.span.end - t.span.begin, default=None)
        return inner.event if inner is not None else None

    def _before(self, quote: Span) -> Event | None:
        """Whose words a quotation goes on with: nothing but what introduced it stands between."""
        at = bisect_left(self._ends, quote.begin + 1, key=lambda t: t.span.end)
        if not at:
            return None
        last = self._ends[at - 1]
        said = max(last.span.end, max(t.end for t in last.event.triggers))
        between = self._scene.document.text[said : quote.begin] if said < quote.begin else ""
        return last.event if "." not in between.strip().strip(".") and len(between) < 200 else None

    def _verbs(self, span: Span) -> list[Token]:
        """The finite verbs among the words, and what depends on them."""
        inside = self._scene.doc.char_span(span.begin, span.end, alignment_mode="expand")
        heads = [t if t.pos_ != "AUX" else t.head for t in inside or () if t.tag_ in FINITE]
        return list(dict.fromkeys(heads))


def _status(by: Event) -> str:
    if by.kind in CLAIMS:
        return vocab.Claimed
    denies = by.kind == vocab.Reject and by.rule.endswith(DENIALS)
    return vocab.Denied if denies else vocab.Hypothetical


DENIALS = ("deny", "denial", "dismiss", "refute", "rebut", "dispute", "reject", "contradict")
