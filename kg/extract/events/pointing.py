"""What a speech act is about that its own words only point back to: "called it", "claimed responsibility"."""

from collections.abc import Sequence

from kg import vocab
from kg.extract.events import phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import objects
from kg.extract.events.negation import negated
from kg.extract.events.word_lists import word_list

CALLING = word_list("calling") | {"liken", "compare", "call"}
ATTACKS = frozenset({vocab.Assault, vocab.Coerce})
DEALS = frozenset(
    {"agreement", "deal", "accord", "declaration", "pact", "pledge", "treaty", "truce", "ceasefire"}
    | {"announcement"}
)
BLOWS = frozenset(
    {"incident", "attack", "assault", "strike", "raid", "killing", "responsibility", "bloodshed"}
)
DEEDS = frozenset({"move", "decision", "step", "measure", "development", "action", "gesture", "announcement"})
REACH = 250
"""Tokens back that a speech act points."""


def point_back(drafts: Sequence[Draft]) -> None:
    """Gives verbal events without anything told in them the event before that they point to."""
    for k, d in enumerate(drafts):
        if d.verbal and not d.about and not d.trigger.entry.noun:
            kinds = _kinds(d)
            told = _last_told(drafts, k, kinds) if kinds else None
            d.about += [told] if told is not None else []


def _last_told(drafts: Sequence[Draft], k: int, kinds: frozenset[str]) -> Draft | None:
    """The last event of some types within reach before a speech act."""
    for i in range(k - 1, -1, -1):
        if drafts[k].position - drafts[i].position > REACH:
            return None
        if _meant(drafts[k], drafts[i], kinds):
            return drafts[i]
    return None


def _kinds(d: Draft) -> frozenset[str]:
    """The types of event that the object points to; none where it points nowhere."""
    judging = d.kind in {vocab.Accuse, vocab.Support} or d.lemma in CALLING
    told = [t for t in objects(d.trigger.token) if t.i != d.position]
    if d.lemma == "blame" and d.content is None:
        return ATTACKS
    for t in told:
        lemma = t.lemma_.lower()
        if lemma == "responsibility" and d.lemma == "claim":
            return ATTACKS
        if not phrases.is_definite(t) and not (judging and t.lower_ in {"it", "this"}):
            continue
        if lemma in DEALS:
            return frozenset({vocab.Agree, vocab.Retreat})
        if lemma in BLOWS:
            return ATTACKS
        if judging and (lemma in DEEDS or t.lower_ in {"it", "this"}):
            return WORLD
    return frozenset()


WORLD = ATTACKS | {vocab.Agree, vocab.Retreat, vocab.Sanction, vocab.Mobilize, vocab.Aid}
WORLD |= {vocab.Consult, vocab.Concede}


def _meant(d: Draft, before: Draft, kinds: frozenset[str]) -> bool:
    near = 0 < d.position - before.position <= REACH
    own = before.speaker is d or before.trigger.token.head == d.trigger.token
    return near and before.kind in kinds and not own and not negated(before.trigger.token)
