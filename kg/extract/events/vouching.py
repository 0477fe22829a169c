"""On whose word an event rests that stands inside what several say: the innermost who vouches for it."""

from collections.abc import Sequence

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.asides import after_comma
from kg.extract.events.drafts import Draft
from kg.extract.events.status import CLAIMING
from kg.extract.events.supposing import AROUND
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

FIRST_PERSON = frozenset({"i", "we"})
CITING = word_list("citing")


def vouching(d: Draft, around: Sequence[Draft]) -> Draft | None:
    """The speaker of a draft among those whose words hold it, innermost first; None for the article."""
    if _known(d):
        return None
    speakers = [s for s in around if not (_cited(d, s) or _uttered(d, s) or _given(d, s) or _added(d, s))]
    named = [s for s in speakers if s.actors.words]
    if speakers and speakers[0].kind in CLAIMING and not speakers[0].actors.words and named:
        return named[0]
    return speakers[0] if speakers else None


def spoken_of(d: Draft) -> bool:
    """As in "called the raid a crime", "said the raid was revenge": that there was "the raid" is known."""
    noun, speaker = d.trigger.token, d.speaker
    if speaker is None or d.kind == vocab.Retreat or not (d.trigger.entry.noun and phrases.is_definite(noun)):
        return False
    told = phrases.governor(noun) == speaker.trigger.token
    if speaker.kind == vocab.Statement:
        return not told or speaker.lemma in JUDGING
    return speaker.kind == vocab.Support or (speaker.kind == vocab.Accuse and told)


JUDGING = word_list("judging")


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
    return _setting(d) or _treaty(d) or _felt(d.trigger.token) or _avenged(d.trigger.token)


def _added(d: Draft, speaker: Draft) -> bool:
    """As in "X said the town, which rebels seized in May, was calm": what the article adds itself."""
    clause = d.trigger.token
    for _ in range(8):
        if clause == speaker.trigger.token or clause.head == clause or clause.dep_ == "ccomp":
            return False
        if clause.dep_ == "relcl":
            return _own_tense(clause) and (_set_off(clause) or _tells_which(clause))
        clause = clause.head
    return False


def _own_tense(clause: Token) -> bool:
    """Whether a clause is told in the past of the article, not in that of reported speech."""
    return not any(c.dep_ in {"aux", "auxpass"} and c.lower_ in {"had", "would"} for c in clause.children)


def _set_off(clause: Token) -> bool:
    """As in "the town, which rebels seized in May, was calm": it stands before the verb that is reported."""
    if clause.left_edge.lower_ not in OPENING or not after_comma(clause):
        return False
    above = next((t for t in clause.ancestors if t.pos_ in phrases.VERBS), None)
    return above is not None and above.i > clause.right_edge.i and above.dep_ != "relcl"


def _tells_which(clause: Token) -> bool:
    """As in "the generals who toppled the president"."""
    first = clause.left_edge
    told = first.lower_ in OPENING and clause.tag_ == "VBD" and not after_comma(clause)
    return told and phrases.is_definite(clause.head)


OPENING = frozenset({"which", "who", "whose", "where", "whom"})


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
    if d.raging and d.trigger.entry.noun and d.lemma != "violence" and _the_one(token):
        return True
    clause = token.head if token.dep_ == "nsubj" else token
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    since = clause.dep_ == "advcl" and "since" in marks
    return d.raging and since and phrases.is_definite(token)


def _the_one(war: Token) -> bool:
    """As in "the fighting had uprooted thousands", "could revive the 2012 conflict"."""
    the = any(c.dep_ == "det" and c.lower_ == "the" for c in war.children)
    return the and not any(c.dep_ == "relcl" for c in war.children)


def _avenged(noun: Token) -> bool:
    """As in "revenge for the killing of a leader": who takes revenge for it did not make it up."""
    above = noun.head
    if not phrases.is_definite(noun):
        return False
    if noun.dep_ == "pobj" and above.lower_ in {"for", "to"}:
        return above.head.lemma_.lower() in AVENGING
    return noun.dep_ == "dobj" and above.lemma_.lower() == "avenge"


AVENGING = word_list("avenging")


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
