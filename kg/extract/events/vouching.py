"""On whose word an event rests that stands inside what several say: the innermost who vouches for it."""

from collections.abc import Sequence

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.status import CLAIMING
from kg.extract.events.supposing import AROUND
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

FIRST_PERSON = frozenset({"i", "we"})
CITING = word_list("citing")


def vouching(d: Draft, around: Sequence[Draft]) -> Draft | None:
    """The speaker of a draft among those whose words hold it, innermost first; None for the article."""
    speakers = [s for s in around if not (_cited(d, s) or _uttered(d, s) or _given(d, s) or _known(d))]
    named = [s for s in speakers if s.actors.words]
    if speakers and speakers[0].kind in CLAIMING and not speakers[0].actors.words and named:
        return named[0]
    return speakers[0] if speakers else None


def _cited(d: Draft, speaker: Draft) -> bool:
    """As in "citing an investigation": who cites it does not claim that there is one."""
    token = d.trigger.token
    return (
        d.trigger.entry.noun
        and speaker.lemma in CITING
        and token.dep_ == "dobj"
        and token.head == speaker.trigger.token
    )


def _uttered(d: Draft, speaker: Draft) -> bool:
    """As in "“We call on all to leave,” he said": to say so is to do it, nobody need believe him."""
    token = d.trigger.token
    if not d.verbal or d.trigger.entry.noun or speaker.kind != vocab.Statement:
        return False
    if token.tag_ not in {"VBP", "VB"} or any(c.dep_ in {"aux", "neg"} for c in token.children):
        return False
    return any(t.lower_ in FIRST_PERSON for t in grammar.uttering(token))


def _known(d: Draft) -> bool:
    """Whether nobody need vouch for it: a war all know of, a treaty by its name, what people mourn."""
    return _setting(d) or _treaty(d) or _felt(d.trigger.token)


def _treaty(d: Draft) -> bool:
    """As in "would end the Helsinki Accord", "a 1951 treaty covers it"."""
    noun = d.trigger.token
    if d.kind not in {vocab.Agree, vocab.Retreat} or not d.trigger.entry.noun:
        return False
    if phrases.is_definite(noun) and _held_to(noun):
        return True
    if d.kind != vocab.Agree:
        return False
    return any(
        m.tag_ in {"NNP", "NNPS"} or (m.text.isdigit() and len(m.text) == 4) for m in phrases.modifiers(noun)
    )


def _held_to(noun: Token) -> bool:
    """As in "is committed to the accord", "no longer feels bound by the truce"."""
    above = noun.head
    if noun.dep_ == "pobj":
        above = above.head if above.lower_ != "under" else above
    return noun.dep_ in {"dobj", "pobj", "nsubjpass"} and above.lemma_.lower() in HOLDING


HOLDING = word_list("holding")


def _felt(noun: Token) -> bool:
    """As in "was horrified by a raid", "the toll from a strike": only what is felt or counted is said."""
    above = noun.head
    if noun.dep_ != "pobj" or above.head == above:
        return False
    felt = above.lower_ in {"by", "at", "over"} and above.head.pos_ in {"VERB", "ADJ"}
    felt = felt and above.head.lemma_.lower() in FEELING
    return felt or (above.lower_ in {"from", "of", "in"} and above.head.lemma_.lower() in {"toll", "victim"})


FEELING = word_list("feeling")


def _setting(d: Draft) -> bool:
    """As in "two were killed in the country's civil war, he said": everybody knows of the war."""
    token = d.trigger.token
    if d.kind == vocab.Agree and d.trigger.entry.noun and d.trigger.verb is None and _in_force(token):
        return True
    during = token.dep_ == "pobj" and token.head.lower_ in {"in", "during", "since", "throughout"}
    if d.raging and during and any(c.dep_ == "poss" for c in token.children):
        return True
    clause = token.head if token.dep_ == "nsubj" else token
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    since = clause.dep_ == "advcl" and "since" in marks
    return d.raging and since and phrases.is_definite(token)


def _in_force(accord: Token) -> bool:
    """As in "said a 1951 treaty covered it", "would end the Mutual Aid Pact": everybody knows of it."""
    year = any(c.tag_ == "CD" and len(c.text) == 4 for c in accord.lefts)
    named = accord.pos_ == "PROPN" and any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in accord.lefts)
    above = accord.head if accord.dep_ == "appos" else accord
    return year or named or (above != accord and above.pos_ == "PROPN")


def _given(d: Draft, speaker: Draft) -> bool:
    """As in "urged them to leave after the attack": who urges takes the attack as known."""
    if speaker.kind in CLAIMING:
        return False
    above = d.trigger.token
    for _ in range(8):
        if above == speaker.trigger.token or above.head == above:
            return False
        if above.lower_ in AROUND and above.dep_ in {"prep", "mark"}:
            return above.head != speaker.trigger.token or speaker.content is not None
        marks = {c.lower_ for c in above.children if c.dep_ == "mark"}
        if above.dep_ == "advcl" and marks & AROUND:
            return True
        above = above.head
    return False
