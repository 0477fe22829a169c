"""Whether an event happened, is only said, denied, planned or supposed; and who says so."""

from kg import vocab
from kg.extract.events import phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.negations import negated, passed_over, taken_part_in, touched
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

WILL = word_list("will")
MAYBE = word_list("maybe")
PLANNING = word_list("planning")
SUPPOSING = word_list("supposing")
DOUBTING = word_list("doubting")
COMING = word_list("coming")
LASTING = frozenset({"continue", "resume", "go", "last"})


def supposed(token: Token) -> str | None:
    """Planned or Hypothetical by the words around, None where they say neither."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return _supposed_noun(token)
    return _modal(token) or _governed(token) or _hedged(token)


def _hedged(verb: Token) -> str | None:
    """As in "reportedly fired", "is said to have fired": somebody says so, nobody knows who."""
    if any(c.lower_ in HEARSAY for c in verb.children):
        return vocab.Hypothetical
    passive = verb.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in verb.head.children)
    said = passive and verb.head.lemma_.lower() in {"say", "believe", "think", "suspect", "rumour", "rumor"}
    return vocab.Hypothetical if said and phrases.child(verb.head, "agent") is None else None


HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly", "rumouredly"})


def _supposed_noun(noun: Token) -> str | None:
    if any(m.lower_ in DOUBTING for m in phrases.modifiers(noun)) or any(
        c.lower_ == "any" for c in noun.children
    ):
        return vocab.Hypothetical
    if any(m.lower_ in COMING for t in (noun, *phrases.measured(noun)) for m in phrases.modifiers(t)):
        return vocab.Planned
    if any(c.lower_ in {"due", "scheduled", "slated"} and c.i > noun.i for c in noun.children):
        return vocab.Planned  # "talks due to be held"
    if phrases.is_definite(noun):
        return None
    verb = phrases.governor(noun)
    if verb is not None and verb.lemma_.lower() in LASTING and noun.dep_ == "nsubj":
        return _modal(verb)
    if touched(noun, verb):
        return None
    if verb is not None and verb.lemma_.lower() in PRESUPPOSING:
        return supposed(verb) if verb.lemma_ == "resume" else None
    if verb is not None:
        return _complement_of(verb, noun) or supposed(verb)
    return _governed(noun)


def _complement_of(verb: Token, noun: Token) -> str | None:
    as_object = noun.dep_ in {"dobj", "conj", "pobj", "nsubjpass"}
    return _by_word(verb) if as_object else None


PRESUPPOSING = word_list("presupposing")


def _modal(verb: Token) -> str | None:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & WILL:
        return vocab.Planned
    if "would" in auxiliaries:
        return vocab.Planned if _reported(verb) else vocab.Hypothetical
    if auxiliaries & MAYBE and "have" not in auxiliaries:
        return vocab.Hypothetical
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    if marks & CONDITIONS and not (marks == {"until"} and verb.tag_ == verb.head.tag_ == "VBD"):
        return vocab.Hypothetical
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return vocab.Planned
    return None


CONDITIONS = frozenset({"if", "unless", "until", "should", "whether"})


def _reported(verb: Token) -> bool:
    """As in "said troops would be sent": the future seen from the past."""
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.children):
        return False
    if any(c.dep_ == "parataxis" for c in verb.children):
        return True  # "attacks, he said, would go on"
    return verb.dep_ in {"ccomp", "conj"} or any(t.dep_ == "ccomp" for t in verb.ancestors)


def _by_word(word: Token) -> str | None:
    lemma = word.lemma_.lower()
    if lemma == "set" and any(c.dep_ == "prt" for c in word.children):  # "roadblocks were set up"
        return None
    if lemma == "rule" and phrases.child(word, "prt") is None:
        return None  # what a court rules; what is ruled out is supposed
    if lemma in PLANNING:
        return vocab.Planned
    return vocab.Hypothetical if lemma in SUPPOSING else None


AROUND = word_list("around")


def _governed(token: Token, depth: int = 0) -> str | None:
    """By the nearest word above that plans or supposes."""
    head = token.head
    if head == token or depth > 5 or head.lower_ in AROUND:
        return None
    if token.dep_ in {"xcomp", "acl", "pcomp", "pobj", "dobj", "advcl", "conj", "ccomp"}:
        if _apart(token):
            return None
        if token.dep_ == "conj":
            return _joined(token, depth)
        found = _by_word(head)
        if found is not None:
            return found
        if token.dep_ == "advcl" and _to(token):
            return None if head.lemma_.lower() in GATHERING else vocab.Planned
        if head.pos_ in phrases.VERBS and token.dep_ in {"xcomp", "dobj"}:
            return _modal(head) or _governed(head, depth + 1)
        if head.dep_ == "prep" or head.pos_ in {"ADP", "NOUN"}:
            return (
                _governed(head, depth + 1)
                if head.pos_ == "ADP"
                else (_by_word(head) if token.dep_ == "acl" else None)
            )
    if token.dep_ in {"prep"} and head.pos_ in {"NOUN", "ADJ"}:
        return _by_word(head)
    return None


def _apart(token: Token) -> bool:
    """Whether a clause stands for itself: one that is no purpose, or that a semicolon parts from the next."""
    if token.dep_ == "ccomp":
        return any(t.text == ";" for t in token.doc[token.i : token.head.i])
    return token.dep_ in {"acl", "advcl"} and not _to(token)


def _joined(token: Token, depth: int) -> str | None:
    """By what governs the word before the "and"; "would attack, the minister told …" tells a fact."""
    if (infinitive := phrases.infinitive_of(token)) != token:
        return _governed(infinitive, depth + 1)
    if token.tag_ == "VBD":
        return None
    head = token.head
    return (_modal(head) if head.pos_ in phrases.VERBS else None) or _governed(head, depth + 1)


GATHERING = word_list("gathering")


def _to(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


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
    if _granted(draft, speaker) or _known(draft, speaker):
        return vocab.Actual
    if own is None and speaker.kind == vocab.Request and _meanwhile(draft.trigger.token):
        return vocab.Claimed if speaker.speaker is not None else vocab.Actual
    if speaker.kind == vocab.Reject:
        if speaker.trigger.entry.denies and taken_part_in(draft.trigger.token):
            return own or vocab.Actual
        denied = speaker.trigger.entry.denies and not _proposed(speaker.trigger.token)
        return vocab.Denied if denied else vocab.Hypothetical
    goes_on = speaker.content is not None and draft.position not in speaker.content.tokens
    if passed_over(draft.trigger.token):
        return own or vocab.Hypothetical
    if own == vocab.Hypothetical and (_foiled(draft.trigger.token) or _hedged(draft.trigger.token)):
        own = None
    if speaker.kind in CLAIMING or goes_on:
        return vocab.Denied if negated(draft.trigger.token) else own or vocab.Claimed
    if speaker.kind in {vocab.Agree, vocab.Concede}:
        tendered = speaker.lemma == "offer" and draft.trigger.entry.noun  # "offered them talks"
        return vocab.Hypothetical if tendered else vocab.Planned
    if own == vocab.Planned and speaker.lemma in VOWING:
        return vocab.Planned
    return vocab.Claimed if _to_be_stopped(draft.trigger.token) else vocab.Hypothetical


def _known(draft: Draft, speaker: Draft) -> bool:
    """As in "summoned the envoy to protest", "said it would not affect operations"."""
    if draft.trigger.entry.noun:
        return touched(draft.trigger.token, phrases.governor(draft.trigger.token))
    return draft.verbal and speaker.lemma == "summon"


def _proposed(refusal: Token) -> bool:
    """As in "rejected an offer to talk": what was offered is refused, nobody says that it never was."""
    refused = phrases.child(refusal, "dobj", "nsubjpass")
    return refused is not None and refused.lemma_.lower() in PROPOSALS


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
    if speaker.lemma == "claim" and not speaker.trigger.entry.noun:
        own = draft.trigger.token
        claimed = own if noun or own.dep_ != "relcl" else own.head
        return claimed.dep_ == "dobj" and claimed.head == speaker.trigger.token
    if speaker.kind == vocab.Reject:
        return draft.kind == vocab.Statement or (noun and draft.verbal and draft.kind != vocab.Agree)
    token = draft.trigger.token
    reacted_to = token.head == speaker.trigger.token or token.head.head == speaker.trigger.token
    return noun and speaker.kind == vocab.Concede and phrases.is_definite(token) and reacted_to
