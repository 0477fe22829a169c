"""Whether an event happened, is only said, denied, planned or supposed; and who says so."""

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.negation import negated, passed_over, taken_part_in
from kg.extract.events.supposing import PRESUPPOSING, hedged, supposed
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

CLAIMING = frozenset({vocab.Statement, vocab.Accuse, vocab.Support})


def settle(draft: Draft) -> None:
    """Gives a draft its status, from its own words and from the speech around it."""
    own = supposed(draft.trigger.token)
    if draft.trigger.entry.refusal:
        draft.status = vocab.Actual if draft.speaker is None else vocab.Claimed
    elif draft.speaker is not None:
        draft.status = _told(draft, draft.speaker, own)
    elif draft.verbal:
        unreal = own in {vocab.Planned, vocab.Hypothetical} and not draft.trigger.entry.noun
        draft.status = own if own is not None and unreal else vocab.Actual
    else:
        draft.status = own or vocab.Actual


def _told(draft: Draft, speaker: Draft, own: str | None) -> str:
    """The status of what is inside somebody's speech."""
    if _granted(draft, speaker):
        return vocab.Actual
    if own is None and speaker.kind == vocab.Request and _meanwhile(draft.trigger.token):
        return vocab.Claimed if speaker.speaker is not None else vocab.Actual
    if speaker.kind == vocab.Reject:
        if speaker.trigger.entry.denies and taken_part_in(draft.trigger.token):
            return own or vocab.Actual
        denied = speaker.trigger.entry.denies and not _turned_down(draft, speaker, own)
        return vocab.Denied if denied else vocab.Hypothetical
    goes_on = speaker.content is not None and draft.position not in speaker.content.tokens
    if passed_over(draft.trigger.token):
        return own or vocab.Hypothetical
    if own == vocab.Hypothetical and (_foiled(draft.trigger.token) or hedged(draft.trigger.token)):
        own = None
    if speaker.kind in CLAIMING or goes_on:
        return vocab.Denied if negated(draft.trigger.token) else own or vocab.Claimed
    if speaker.kind in {vocab.Agree, vocab.Concede}:
        tendered = speaker.lemma == "offer" and draft.trigger.entry.noun  # "offered them talks"
        return vocab.Hypothetical if tendered else vocab.Planned
    if own == vocab.Planned and (speaker.lemma in VOWING or _ordered(draft, speaker)):
        return vocab.Planned
    return vocab.Claimed if _to_be_stopped(draft.trigger.token) else vocab.Hypothetical


def _turned_down(draft: Draft, speaker: Draft, own: str | None) -> bool:
    """As in "rejected an offer to talk", "rejected a truce", "denied planning an attack": it is not to be."""
    if speaker.lemma == "deny":
        return own == vocab.Hypothetical and draft.trigger.entry.noun
    told = [t for t in grammar.objects(speaker.trigger.token) if t.i != speaker.position]
    offered = any(t.lemma_.lower() in PROPOSALS for t in told)
    return offered or (draft.trigger.token in told and not draft.verbal and speaker.lemma == "reject")


PROPOSALS = word_list("proposals")


def _meanwhile(token: Token) -> bool:
    """As in "urged them to leave as troops advanced": what goes on while it is asked."""
    opened = any(c.dep_ == "mark" and c.lower_ in {"as", "while", "after", "since"} for c in token.children)
    return opened and token.tag_ in {"VBD", "VBZ", "VBP"}


def _foiled(token: Token) -> bool:
    """As in "foiled a plot to attack the base": who says so says that it was under way."""
    above = token.head if token.dep_ in {"acl", "relcl", "xcomp", "advcl"} else token
    verb = phrases.governor(above) if above.pos_ == "NOUN" else above
    return verb is not None and verb != token and verb.lemma_.lower() in FOILING


def _ordered(draft: Draft, speaker: Draft) -> bool:
    """As in "ordered an inquiry": who orders a thing rather than somebody to do it announces it."""
    return speaker.lemma == "order" and draft.trigger.entry.noun and draft.trigger.token.dep_ == "dobj"


VOWING = frozenset({"vow", "swear", "pledge", "promise"})
FOILING = frozenset({"foil", "thwart", "disrupt", "uncover", "avert"})


def _to_be_stopped(token: Token) -> bool:
    """As in "called on them to end the violence": there is violence, says the caller."""
    verb = phrases.governor(token) if token.pos_ == "NOUN" else None
    definite = any(phrases.is_definite(t) for t in (token, *phrases.measured(token)))
    return verb is not None and verb.lemma_.lower() in PRESUPPOSING and definite


def _granted(draft: Draft, speaker: Draft) -> bool:
    """Whether the speaker only reacts to it: "apologised for the raid", "claimed a bombing"."""
    noun = draft.trigger.entry.noun
    if speaker.lemma == "summon" and draft.verbal and not noun:
        return True  # "summoned the envoy to protest"
    if speaker.lemma == "claim" and not speaker.trigger.entry.noun:
        own = draft.trigger.token
        claimed = own if noun or own.dep_ != "relcl" else own.head
        if claimed.dep_ == "pobj" and claimed.head.lower_ == "for" and phrases.is_definite(claimed):
            claimed = claimed.head.head  # "claimed responsibility for the attack"
        return claimed.dep_ in {"dobj", "nsubjpass"} and claimed.head == speaker.trigger.token
    if speaker.kind == vocab.Reject:
        return draft.kind == vocab.Statement or (noun and draft.verbal and draft.kind != vocab.Agree)
    token = draft.trigger.token
    reacted_to = token.head == speaker.trigger.token or token.head.head == speaker.trigger.token
    return noun and speaker.kind == vocab.Concede and phrases.is_definite(token) and reacted_to
