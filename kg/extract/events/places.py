"""Where events happen by the words of their own sentence: prepositions, the clause, whose land it is."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.triggers import PLACES, Trigger
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.model import ReferentId

if TYPE_CHECKING:
    from kg.extract.events.drafts import Draft

LOCATIVE = word_list("locative")
# prepositions that may lead to whom a verb addresses
ADDRESSING = frozenset({"on", "over", "between", "around"})
# the parser hangs "in Geneva" on the partner of "talks with the rebels in Geneva"
COMPANY = frozenset({"with", "between", "against", "among", "by"})
INSIDE = frozenset({"in", "at", "near"})
LANDS = word_list("lands")
GATHERINGS = word_list("gatherings")
LISTENERS = word_list("listeners")
# how two states are told apart on the ground: what lies near one lies on either side of it
LINES = frozenset({"border", "frontier", "line"})
SPEAKING = frozenset({"speak", "talk"})


def place(scene: Scene, found: "Draft") -> ReferentId | None:
    """The nearest place named with a preposition of place, else the place that it is done to."""
    held = _venue(scene, found.trigger.token) if found.verbal else None
    if held is not None:
        return held
    if found.trigger.entry.kind != vocab.Sanction:
        onto = (_of_kind(scene, t) for t in _done_to(found.trigger) if t.pos_ != "PRON")
        spots = (r for r in onto if r is not None and scene.referent[r].kind != vocab.Country)
        located = next(spots, None)
        if located is not None:
            return located
    for token in _own(found.trigger):
        located = named(scene, token) if found.verbal or not _apart(found, token) else None
        if located is not None:
            return _around_both(scene, token, located)
    for token in () if found.kind == vocab.Sanction else (*_before(found.trigger), *_done_to(found.trigger)):
        located = _land(scene, token)
        if located is not None and (located not in found.actors.referents or not scene.at(token)):
            return located
    onto = (r for r in found.targets.referents if scene.referent[r].kind in PLACES - {vocab.Country})
    token = found.trigger.token
    return next(onto, None) or _there(scene, token) or _left(scene, found) or _clause(scene, found)


def _left(scene: Scene, found: "Draft") -> ReferentId | None:
    """As in "airlifted 90 people, most of them staff, out of X": what one leaves or is taken from."""
    verb = found.trigger.token
    if found.trigger.entry.noun or verb.lemma_.lower() not in LEAVING:
        return None
    for out in verb.subtree:
        if out.i > verb.i and out.lower_ in {"out", "from"} and out.dep_ in {"prep", "advmod", "prt"}:
            for token in (t for c in (out, *out.children) for t in c.children if t.dep_ == "pobj"):
                located = named(scene, token)
                if located is not None:
                    return located
    return None


LEAVING = word_list("leaving")


def platform(scene: Scene, found: "Draft") -> ReferentId | None:
    """The town where something is said: "said in New York", "speaking in Geneva, he said"."""
    verb = found.trigger.token
    spoken = [
        t
        for t in phrases.prepositional(verb, {"in", "at", "from"})
        if not _told_before(verb, t) and not (found.content is not None and t.i in found.content.tokens)
    ]
    heard = (c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.lemma_.lower() in GATHERINGS)
    for token in (*spoken, *heard, *_speaking(verb)):
        located = named(scene, token)
        if located is not None and scene.referent[located].kind == vocab.City:
            return located
    return _venue(scene, verb)


def _told_before(verb: Token, token: Token) -> bool:
    """As in "condemned attacks in X": before the place stands what is spoken of, not to whom."""
    things = (c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < token.i)
    return any(c.lemma_.lower() not in LISTENERS for c in things)


def _speaking(verb: Token) -> Iterator[Token]:
    """Where somebody speaks who says something: "X, speaking by video link from Y, said"."""
    subject = grammar.own_subject(verb)
    for clause in (*verb.children, *(subject.children if subject is not None else ())):
        if clause.tag_ == "VBG" and clause.lemma_.lower() in SPEAKING:
            inner = [clause, *phrases.prepositional(clause, {"by", "via", "on", "at", "to"})]
            for carrier in inner:
                yield from phrases.prepositional(carrier, {"in", "at", "from"})


def _venue(scene: Scene, verb: Token) -> ReferentId | None:
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


REACH = 12
"""Tokens behind a verb within which a meeting is its own."""


def _own(trigger: Trigger) -> Iterator[Token]:
    """The objects of prepositions of place at the trigger, its verb, its object and what that is of."""
    wanted = LOCATIVE | trigger.entry.goals | trigger.entry.sources
    if trigger.entry.kind == vocab.Sanction:
        wanted -= ADDRESSING
    carriers = [trigger.token, trigger.verb, *phrases.happening(trigger.token)]
    if not trigger.entry.noun and trigger.token.lemma_ not in DISCUSSING:
        carriers += [t for t in grammar.objects(trigger.token) if t.i > trigger.token.i]
    known = [c for c in carriers if c is not None]
    known += [t for c in known if c.pos_ not in phrases.VERBS for t in phrases.prepositional(c, {"of"})]
    for carrier in known:
        yield from _led(carrier, wanted)
    if trigger.entry.noun:
        yield from _held(trigger.token)
    for carrier in known:
        for partner in phrases.prepositional(carrier, COMPANY):
            yield from phrases.prepositional(partner, INSIDE)


# what is only talked of may be anywhere: "met to discuss an attack on the town"
DISCUSSING = frozenset({"discuss", "debate", "consider", "negotiate"})


def _led(carrier: Token, wanted: frozenset[str]) -> Iterator[Token]:
    """The objects of prepositions, those joined by "and" included: "along the front and in the valley"."""
    yield from phrases.prepositional(carrier, wanted)
    for prep in phrases.prepositions(carrier):
        for joined in prep.children:
            if joined.dep_ == "conj" and joined.lower_ in wanted:
                yield from (t for t in joined.children if t.dep_ == "pobj")


def _apart(found: "Draft", token: Token) -> bool:
    """Whether a meeting is no place of what was only talked of there."""
    around = (token, *phrases.prepositional(token, {"of"}))
    return found.kind != vocab.Consult and any(t.lemma_.lower() in GATHERINGS for t in around)


def _there(scene: Scene, token: Token) -> ReferentId | None:
    """As in "fired on a school there": the place named last."""
    around = [token, *grammar.objects(token), *phrases.prepositional(token, LOCATIVE)]
    if not any(c.lower_ == "there" and c.dep_ == "advmod" for t in around for c in t.children):
        return None
    before = scene.mentions[: bisect_left(scene.mentions, token.idx, key=lambda m: m.span.begin)]
    spots = PLACES - {vocab.Country}
    return next((m.referent for m in reversed(before) if scene.referent[m.referent].kind in spots), None)


def _before(trigger: Trigger) -> list[Token]:
    return [c for c in trigger.token.lefts if c.dep_ in {"poss", "compound", "nmod", "amod"}]


def _done_to(trigger: Trigger) -> list[Token]:
    return [] if trigger.entry.noun else grammar.objects(trigger.token)


def _land(scene: Scene, token: Token) -> ReferentId | None:
    """The place a word names, or whose land it is; a state that a pronoun stands for is who, not where."""
    if scene.at(token):
        located = _of_kind(scene, token)
        who = token.pos_ == "PRON" and located is not None and scene.referent[located].kind == vocab.Country
        return None if who else located
    for part in _parts(token):
        located = _of_kind(scene, part)
        if located is not None and scene.referent[located].kind != vocab.Country:
            return located
    if token.lemma_.lower() in LANDS:
        return next(
            (r for c in token.lefts if c.dep_ in {"poss", "amod", "compound"} if (r := _of_kind(scene, c))),
            None,
        )
    return None


def _parts(token: Token) -> Iterator[Token]:
    """What names the place that a noun is, or is a part of: "the capital X", "the outskirts of X"."""
    yield from (c for c in token.children if c.dep_ == "appos" and c.i == token.i + 1)
    for inner in phrases.prepositional(token, {"of"}) if token.lemma_.lower() in PARTS else ():
        if not _beyond(inner):
            yield inner
            yield from _parts(inner)


def _beyond(token: Token) -> bool:
    """As in "an area west of X", "10 km from X": that lies outside."""
    side = token.head.head
    return side.lower_ in SIDES and not any(c.dep_ == "det" for c in side.children)


SIDES = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})


PARTS = word_list("parts")


def _of_kind(scene: Scene, token: Token) -> ReferentId | None:
    return next((m.referent for m in scene.at(token) if scene.referent[m.referent].kind in PLACES), None)


def named(scene: Scene, token: Token, depth: int = 0) -> ReferentId | None:
    """The place a token names, itself or through "the town of", "a house in the east of"."""
    if scene.at(token):
        return _of_kind(scene, token)
    if depth > 2:
        return None
    return next((r for t in _namers(token) if (r := named(scene, t, depth + 1))), None)


def _namers(token: Token) -> list[Token]:
    """What may name the place a common noun means, the likeliest first."""
    appositions = [c for c in token.children if c.dep_ == "appos"]
    held = _held(token)
    borders = token.lemma_.lower() in LINES | {"capital"}
    before = [c for c in token.children if c.dep_ in {"compound", "poss", "nmod", "amod"} and not borders]
    inside = [t for t in phrases.prepositional(token, LOCATIVE - {"on"} | {"of"}) if not _beyond(t)]
    return [*appositions, *inside, *held, *before]


HELD_WITHIN = 7
"""Tokens; the parser rarely hangs "due to be held in X" on the talks."""


def _held(gathering: Token) -> list[Token]:
    """As in "talks due to be held in Mexico"."""
    if gathering.lemma_.lower() not in GATHERINGS:
        return []
    behind = gathering.doc[gathering.i + 1 : min(gathering.i + HELD_WITHIN, gathering.sent.end)]
    return [t for verb in behind if verb.lemma_ == "hold" for t in phrases.prepositional(verb, INSIDE)]


def _around_both(scene: Scene, token: Token, located: ReferentId) -> ReferentId:
    """As in "in X and Y, in the Z province": what happens in two towns happens in what holds both."""
    joined = [c for c in token.children if c.dep_ == "conj" and c.pos_ == "PROPN"]
    if scene.referent[located].kind != vocab.City or not joined:
        return located
    carriers = (token.head.head, token, *joined)
    wider = (_of_kind(scene, t) for c in carriers for t in phrases.prepositional(c, {"in"}) if t.i > token.i)
    return next((r for r in wider if r is not None and scene.referent[r].kind == vocab.Territory), located)


def _clause(scene: Scene, found: "Draft") -> ReferentId | None:
    """A place named at the verbs above, as far as they tell of the same occasion."""
    event = token = found.trigger.token
    for _ in range(4):
        head = token.head
        if head == token or _long_after(token):
            return _undergoing(scene, event)
        opening = token.dep_ in {"ccomp", "parataxis", "dobj"}
        for prep in phrases.prepositions(head):
            behind = token.dep_ == "dobj" and prep.i > token.i  # "condemned attacks this week in X"
            if prep.lower_ in LOCATIVE - ADDRESSING and (not opening or prep.i < head.i or behind):
                for t in prep.children:
                    located = named(scene, t) if t.dep_ == "pobj" and not _apart(found, t) else None
                    if located is not None:
                        return located
        if token.dep_ == "relcl":
            return None
        token = head
    return _undergoing(scene, event)


def _long_after(clause: Token) -> bool:
    """As in "a month after fighting broke out": another time, and maybe another place."""
    marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ in {"after", "before"}]
    counted = (t.dep_ == "npadvmod" for c in (clause, *marks) for t in c.children if t.i < clause.i)
    return clause.dep_ == "advcl" and bool(marks) and any(counted)


def _undergoing(scene: Scene, event: Token) -> ReferentId | None:
    """As in "X has been ruled by soldiers since a coup", "gripped by violence", "at the centre of a war"."""
    prep = event.head
    if event.dep_ != "pobj" or prep.lower_ not in UNDERGONE:
        return None
    verb = prep.head
    if prep.lower_ == "of" and verb.lemma_.lower() in SCENES:
        verb = verb.head.head if verb.dep_ == "pobj" else verb.head
    if verb.pos_ not in phrases.VERBS or not (grammar.is_passive(verb) or verb.lemma_ in {"be", "have"}):
        return None
    return next((r for t in grammar.undergoers(verb) if (r := _of_kind(scene, t)) is not None), None)


UNDERGONE = frozenset({"since", "during", "by", "of", "in", "amid"})
SCENES = word_list("scenes")
