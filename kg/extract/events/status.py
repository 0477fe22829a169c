"""Whether an event happened, is only said, denied, planned or supposed; and who says so."""

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.negation import negated, passed_over, taken_part_in, touched
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
    if _granted(draft, speaker) or _beyond_doubt(draft, speaker):
        return _relayed(draft, speaker)
    if own is None and speaker.kind == vocab.Request and _meanwhile(draft.trigger.token):
        return vocab.Claimed if speaker.speaker is not None else vocab.Actual
    if speaker.kind == vocab.Reject:
        return _refused(draft, speaker, own)
    goes_on = speaker.content is not None and draft.position not in speaker.content.tokens
    if passed_over(draft.trigger.token) or _averted(draft.trigger.token):
        return own or vocab.Hypothetical
    if own == vocab.Hypothetical and (_foiled(draft.trigger.token) or hedged(draft.trigger.token)):
        own = None
    if own is None and _announced(draft, speaker):
        own = vocab.Planned
    if speaker.kind in CLAIMING or goes_on:
        denied = negated(draft.trigger.token) and not _unwanted(draft.trigger.token)
        return vocab.Denied if denied else own or vocab.Claimed
    if speaker.kind in {vocab.Agree, vocab.Concede}:
        tendered = draft.trigger.entry.noun or speaker.trigger.entry.noun  # "an offer to talk"
        return vocab.Hypothetical if speaker.lemma == "offer" and tendered else vocab.Planned
    if own == vocab.Planned and (speaker.lemma in VOWING or _ordered(draft, speaker)):
        return vocab.Planned
    return vocab.Claimed if _to_be_stopped(draft.trigger.token) else vocab.Hypothetical


def _relayed(draft: Draft, speaker: Draft) -> str:
    """As in "said the crew had ignored warnings": what is a fact to who ignores it is told by who says so."""
    over = speaker.speaker
    if over is None or over is draft or over.kind not in CLAIMING or speaker.kind != vocab.Reject:
        return vocab.Actual
    draft.speaker = over
    return vocab.Claimed


def _refused(draft: Draft, speaker: Draft, own: str | None) -> str:
    """The status of what is denied, turned down or refused."""
    if speaker.trigger.entry.denies and taken_part_in(draft.trigger.token):
        return own or vocab.Actual
    if speaker.trigger.entry.refusal and speaker.lemma in ENDING and phrases.is_definite(draft.trigger.token):
        return vocab.Actual  # "would not lift the embargo"
    denied = speaker.trigger.entry.denies and not _turned_down(draft, speaker, own)
    return vocab.Denied if denied else vocab.Hypothetical


def _turned_down(draft: Draft, speaker: Draft, own: str | None) -> bool:
    """As in "rejected an offer to talk", "rejected a truce", "denied planning an attack": it is not to be."""
    if speaker.lemma == "deny":
        sought = phrases.governor(draft.trigger.token) if draft.trigger.entry.noun else None
        return sought is not None and own == vocab.Hypothetical and sought.lemma_.lower() in SOUGHT
    told = [t for t in grammar.objects(speaker.trigger.token) if t.i != speaker.position]
    offered = any(t.lemma_.lower() in PROPOSALS for t in told)
    return offered or (draft.trigger.token in told and not draft.verbal and speaker.lemma == "reject")


ENDING = frozenset({"lift", "ease", "end", "stop", "halt", "reverse", "remove", "rescind"})
SOUGHT = frozenset({"negotiate", "discuss", "seek", "plan", "consider", "propose", "debate"})
PROPOSALS = word_list("proposals")


def _beyond_doubt(draft: Draft, speaker: Draft) -> bool:
    """As in "said it would not affect operations", "summoned the envoy to protest"."""
    if draft.trigger.entry.noun:
        return touched(draft.trigger.token)
    token = draft.trigger.token
    document = token.dep_ == "acl" and token.tag_ == "VBG" and token.head.lemma_.lower() in DOCUMENTS
    return draft.verbal and (speaker.lemma == "summon" or document)


def _announced(draft: Draft, speaker: Draft) -> bool:
    """As in "announced the recruitment of volunteers", "announced a truce": it is to come."""
    noun = draft.trigger.token
    if not draft.trigger.entry.noun or phrases.governor(noun) != speaker.trigger.token:
        return False
    return speaker.lemma in {"announce", "unveil"} and (draft.kind in TO_COME or draft.lemma == "inquiry")


TO_COME = frozenset(
    {vocab.Mobilize, vocab.Retreat, vocab.Aid, vocab.Sanction, vocab.Consult, vocab.Protest, vocab.Cooperate}
)
DOCUMENTS = word_list("documents")


def _meanwhile(token: Token) -> bool:
    """As in "urged them to leave as troops advanced": what goes on while it is asked."""
    opened = any(c.dep_ == "mark" and c.lower_ in {"as", "while", "after", "since"} for c in token.children)
    return opened and token.tag_ in {"VBD", "VBZ", "VBP"}


def _unwanted(token: Token) -> bool:
    """As in "we do not want a war": who does not want it does not say that there was none."""
    above = phrases.governor(token) if token.pos_ == "NOUN" else token.head
    return above is not None and above != token and above.lemma_.lower() in {"want", "seek", "wish", "desire"}


TOWARDS = frozenset({"into", "to", "toward", "towards"})
DRIFTING = word_list("drifting")


def _averted(noun: Token) -> bool:
    """As in "we will not be drawn into a war"."""
    into = noun.head
    if noun.dep_ != "pobj" or into.lower_ not in TOWARDS or phrases.is_definite(noun):
        return False
    return into.head.lemma_.lower() in DRIFTING and negated(into.head)


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


OWNING = frozenset({"claim", "take", "own"})


def _granted(draft: Draft, speaker: Draft) -> bool:
    """Whether the speaker only reacts to it: "apologised for the raid", "claimed a bombing"."""
    noun = draft.trigger.entry.noun
    if speaker.lemma == "summon" and draft.verbal and not noun:
        return True  # "summoned the envoy to protest"
    if speaker.lemma in OWNING and not speaker.trigger.entry.noun:
        own = draft.trigger.token
        claimed = own if noun or own.dep_ != "relcl" else own.head
        for_it = claimed.head.head if claimed.dep_ == "pobj" and claimed.head.lower_ == "for" else claimed
        claimed = for_it if for_it.lemma_.lower() in {"responsibility", "credit"} else claimed
        return claimed.dep_ in {"dobj", "nsubjpass"} and claimed.head == speaker.trigger.token
    if speaker.kind == vocab.Reject:
        return draft.kind == vocab.Statement or (noun and draft.verbal and draft.kind != vocab.Agree)
    token = draft.trigger.token
    reacted_to = token.head == speaker.trigger.token or token.head.head == speaker.trigger.token
    return noun and speaker.kind == vocab.Concede and phrases.is_definite(token) and reacted_to
