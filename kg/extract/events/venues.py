"""Where something is said or agreed: "said in New York", "at the summit in X"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import vocab
from kg.extract.events import grammar, passives, phrases
from kg.extract.events.naming_places import GATHERINGS, first_named, last_spot, named
from kg.extract.events.trailing import speaks_on
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

if TYPE_CHECKING:
    from kg.extract.events.drafts import Draft

LISTENERS = word_list("listeners")

# "condemned in the strongest terms attacks in X"
MANNERS = frozenset({"term", "word", "language", "tone", "way", "manner"})
SPEAKING = word_list("speaking")


def platform(scene: Scene, found: "Draft") -> ReferentId | None:
    """The town where something is said: "said in New York", "speaking in Geneva, he said".

    What nameless people tell "in X, residents reported" is of X, wherever they tell it.
    """
    verb = found.trigger.token
    told_on = None if found.trigger.entry.noun else speaks_on(verb)
    spoken = [
        t
        for t in phrases.prepositional(verb, {"in", "at", "from"})
        if not _told_before(verb, t)
        and (found.actors.referents or t.i > verb.i)
        and t.lemma_.lower() not in MANNERS
        and not (found.content is not None and t.i in found.content.tokens)
    ]
    addressed = verb.children if verb.lemma_ in ADDRESSING else ()
    heard = (c for c in addressed if c.dep_ in {"dobj", "dative"} and c.lemma_.lower() in GATHERINGS)
    first = phrases.prepositional(told_on, {"in", "at"}) if told_on is not None else []
    behind = [t for t in first if told_on is not None and t.i < verb.i and not _told_before(told_on, t)]
    above = () if found.trigger.entry.noun else _joined_to(verb)
    where = (*_speaking(verb), *_staying(verb), *_seated(verb), *_when_there(verb))
    told = (*spoken, *heard, *where, *behind, *_opened_in(verb), *above)
    return first_named(scene, told, SPOTS) or _on_the_spot(scene, verb) or venue(scene, verb)


SPOTS = frozenset({vocab.City, vocab.Place})
ADDRESSING = frozenset({"tell", "address", "inform", "brief"})


def _seated(verb: Token) -> list[Token]:
    """As in "a court in X ruled", "a diplomat in X said": where they sit."""
    subject = grammar.own_subject(verb)
    if subject is None or subject.lemma_.lower() in NOT_SEATED:
        return []
    return phrases.prepositional(subject, {"in", "at"})


def _staying(verb: Token) -> Iterator[Token]:
    """As in "X, on a visit to Y, said", "X, confined to his house in Y, asked": where a speaker is."""
    subject = grammar.own_subject(verb)
    between = (*subject.children, *verb.children) if subject is not None else ()
    for stay in between:
        if subject is None or not subject.i < stay.i < verb.i or stay.nbor(-1).text != ",":
            continue
        if stay.dep_ == "prep" and stay.lower_ in {"in", "at", "on", "from"}:
            inner = [t for t in stay.children if t.dep_ == "pobj"]
            yield from inner if stay.lower_ != "on" else ()
            yield from (t for noun in inner for t in phrases.prepositional(noun, {"in", "at", "to"}))
        elif stay.dep_ == "acl" and stay.tag_ == "VBN" and stay.lemma_ in STAYING:
            inner = phrases.prepositional(stay, {"in", "at", "to", "inside"})
            yield from inner
            yield from (t for noun in inner for t in phrases.prepositional(noun, {"in"}))


STAYING = frozenset(
    {"confine", "hole", "exile", "base", "trap", "besiege", "detain", "jail", "imprison", "hospitalise"}
)


# "the ministry in X" tells which one it is, "residents of X" who
NOT_SEATED = word_list("not_seated")


def _joined_to(verb: Token) -> Iterator[Token]:
    """As in "denounced it in X, vowing to", "flew to X and promised", "left for X to ask": where that was."""
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    for _ in range(3):
        above = verb.head
        adding = verb.dep_ == "conj" or (
            verb.dep_ in {"advcl", "xcomp"} and (infinitive or verb.tag_ == "VBG")
        )
        if not adding or above.pos_ not in phrases.VERBS or grammar.own_subject(verb) is not None:
            return
        moved = grammar.objects(above)
        if above.lemma_ in TRAVELLING:
            yield from (moved if above.lemma_ in {"visit", "tour"} else ())
            yield from () if moved else phrases.prepositional(above, {"to", "in", "at", "for"})
        elif above.lemma_ in GATHERING:
            yield from phrases.prepositional(above, {"in", "at", "through", "outside", "across", "on"})
        elif not infinitive and not passives.is_passive(above):
            yield from (t for t in phrases.prepositional(above, {"in", "at"}) if not _told_before(above, t))
            yield from _seated(above)
            yield from _speaking(above)
        verb = above


TRAVELLING = word_list("travelling")
GATHERING = word_list("gathering")


def _when_there(verb: Token) -> Iterator[Token]:
    """As in "promised it when he toured X", "denied it while visiting X"."""
    for clause in verb.children:
        marked = any(c.lower_ in {"when", "while", "as"} and c.i < clause.i for c in clause.children)
        if clause.dep_ == "advcl" and marked and clause.lemma_ in TRAVELLING and clause.i > verb.i:
            yield from (t for t in grammar.objects(clause) if clause.lemma_ in {"visit", "tour"})
            yield from phrases.prepositional(clause, {"to", "in", "at"})


def _on_the_spot(scene: Scene, verb: Token) -> ReferentId | None:
    """As in "a spokesman said there", "a teacher there said"; "the rebels there" tells who they are."""
    subject = grammar.own_subject(verb)
    one = subject is not None and subject.tag_ == "NN" and subject.lemma_.lower() not in NOT_SEATED
    for word in (verb, subject) if subject is not None and one else (verb,):
        if any(c.lower_ == "there" and c.dep_ == "advmod" for c in word.children):
            return last_spot(scene, word, SPOTS)
    return None


def _opened_in(verb: Token) -> list[Token]:
    """As in "In X, the minister denied it and said": what opens the sentence is of all that he says."""
    above = verb
    while above.dep_ == "conj" and above.head.pos_ in phrases.VERBS and grammar.own_subject(above) is None:
        above = above.head
    return [t for t in phrases.prepositional(above, {"in", "at"}) if t.i < above.i] if above != verb else []


def hosted(scene: Scene, verb: Token) -> ReferentId | None:
    """As in "the ministry in X summoned the envoy", "the two, who are attending a summit in X, discussed"."""
    subject = grammar.own_subject(verb)
    seat = phrases.prepositional(subject, {"in"}) if subject is not None and verb.lemma_ in CALLING else []
    return first_named(scene, (*seat, *_speaking(verb)), SPOTS)


CALLING = frozenset({"summon", "call", "convene", "host", "receive"})


def _told_before(verb: Token, token: Token) -> bool:
    """As in "condemned attacks in X": before the place stands what is spoken of, not to whom."""
    if verb.lemma_ in ADDRESSING:
        return False
    things = (c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < token.i)
    return any(c.lemma_.lower() not in LISTENERS for c in things)


def _speaking(verb: Token) -> Iterator[Token]:
    """Where somebody speaks who says something: "X, speaking by video link from Y, said"."""
    subject = grammar.own_subject(verb)
    speakers = phrases.with_conjuncts(subject) if subject is not None else []
    for clause in (*verb.children, *(c for who in speakers for c in who.children)):
        lemma = clause.lemma_.lower()
        present = clause.tag_ == "VBG" and (lemma in SPEAKING or lemma in TRAVELLING)
        if (present or lemma in GATHERED) and clause.i < verb.i:
            inner = [
                clause,
                *grammar.objects(clause),
                *phrases.prepositional(clause, {"by", "via", "on", "at", "to"}),
            ]
            if lemma in {"visit", "tour"}:
                yield from grammar.objects(clause)
            for carrier in inner:
                yield from phrases.prepositional(carrier, {"in", "at", "from"})


GATHERED = frozenset({"gather", "assemble", "convene", "summon"})


def venue(scene: Scene, verb: Token) -> ReferentId | None:
    """Where a meeting is held at which something is agreed."""
    meeting = gathering(verb)
    return named(scene, meeting) if meeting is not None else None


def gathering(verb: Token) -> Token | None:
    """The meeting at which something is said or agreed; the parser may hang it on another noun."""
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + REACH)]:
        if token.pos_ == "VERB" and token.dep_ in {"ccomp", "conj", "advcl"}:
            return None
        led = token.dep_ == "pobj" and token.head.lower_ in {"at", "during"}
        if led and token.lemma_.lower() in GATHERINGS:
            return token
    return None


REACH = 24
"""Tokens behind a verb within which a meeting is its own."""
