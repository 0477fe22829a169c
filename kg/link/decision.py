"""From scored candidates to a link that is certain, likely or not made."""

from dataclasses import dataclass
from typing import Final

from kg import vocab
from kg.link.candidates import ABBREVIATION, COMPOSITION, hits
from kg.link.context import Context
from kg.link.scoring import WORLD_KNOWN, Judged, judge, probability, trust
from kg.model import Candidate, Item, Link, Referent

CERTAIN: Final = 0.89
LIKELY: Final = 0.75
LEAD: Final = 0.06
LIKELY_CONFIDENCE: Final = 0.35
"""How sure a link is that is only likely: on development articles few such links are the annotators' ones."""
_FORMER_CONFIDENCE: Final = 0.7
"""How sure a link to a state of the past is: annotators often take its successor or forerunner."""
_NEEDS_COUNTRY: Final = frozenset({vocab.City, vocab.Territory, vocab.Place})
_RIVALS: Final = 5
_EXACT_PART, _NAMED_PART = 0.7, 0.6
"""The strengths from which on a record found by composition is just that part of the state, or names it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The record that a referent is, if any, and the link that follows where the record has a QID."""

    item: Item | None = None
    link: Link | None = None


NOTHING: Final = Decision()


def decide(referent: Referent, context: Context) -> Decision:
    """Judges all candidates of a referent that is no person."""
    found = hits(referent, context)
    judged = sorted((judge(referent, hit, found, context) for hit in found), key=_rank)
    if not judged:
        return NOTHING
    best, *others = judged
    margin = best.score - others[0].score if others else 1.0
    in_time = any(one.hit.item.kind == vocab.Country and one.features["time"] for one in others)
    doubts = _doubts(best, margin, in_time, context)
    if best.score < LIKELY or _nowhere(best) or (margin < LEAD and _conflicting(best, others[0])):
        return NOTHING
    item = best.hit.item
    partial = best.hit.method == COMPOSITION and best.hit.strength < _NAMED_PART
    own = None if partial or (doubts and margin < LEAD) else item
    if item.qid is None:
        return Decision(own)
    return Decision(
        own, link_to(best, margin, doubts, tuple(one.candidate for one in others[:_RIVALS]), context)
    )


def link_to(
    best: Judged, margin: float, doubts: list[str], rivals: tuple[Candidate, ...], context: Context
) -> Link:
    """The link to a record with a QID: certain where nothing speaks against it."""
    item, confidence = best.hit.item, probability(best.score, margin)
    if item.kind == vocab.Country and item.end:
        confidence = min(confidence, _FORMER_CONFIDENCE)
    dated = item.start or item.end or not best.features["time"]
    return Link(
        qid=str(item.qid),
        label=item.name,
        certain=not doubts,
        method=best.hit.method,
        confidence=round(min(confidence, LIKELY_CONFIDENCE) if doubts else confidence, 3),
        reason="; ".join(doubts) or _ahead(margin, rivals),
        rivals=rivals,
        hit=best.hit.words,
        on=context.published if dated else None,
        features=best.features,
        sources=item.sources,
    )


def _ahead(margin: float, rivals: tuple[Candidate, ...]) -> str:
    return f"{margin:.2f} ahead of {rivals[0].name}" if rivals else "the only record of this name"


def _rank(one: Judged) -> tuple[float, str]:
    return -one.score, one.hit.item.key


def _nowhere(best: Judged) -> bool:
    """Whether a place or body of some country stands in a text that has nothing to do with that country."""
    return best.features["coherence"] <= 0 and best.hit.item.prior < WORLD_KNOWN


def _conflicting(best: Judged, second: Judged) -> bool:
    """Whether fame speaks for one place and the text for another."""
    return best.hit.item.kind in _NEEDS_COUNTRY and best.features["coherence"] < second.features["coherence"]


def _doubts(best: Judged, margin: float, in_time: bool, context: Context) -> list[str]:
    """What keeps a link from being certain."""
    item, features = best.hit.item, best.features
    doubts = []
    if best.score < CERTAIN:
        doubts.append(f"score {best.score:.2f} below {CERTAIN}")
    if margin < LEAD:
        doubts.append(f"only {margin:.2f} ahead of another record of this name")
    if features["kind"] < 1:
        doubts.append("the record is of another class")
    if not trust(item):
        doubts.append("one source alone states the identifier")
    if best.hit.method == COMPOSITION and best.hit.strength < _EXACT_PART:
        doubts.append("the record is not exactly this part of the state")
    if best.hit.method == ABBREVIATION and item.country and features["coherence"] <= 0:
        doubts.append("an abbreviation in a text about other countries")
    if item.kind == vocab.Country and not features["time"] and in_time:
        doubts.append(f"the state did not exist on {context.published}, another of this name did")
    return doubts
