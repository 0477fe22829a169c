"""Where events happen by the words of their own sentence: prepositions, the clause, whose land it is."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.naming_places import (
    GATHERINGS,
    INSIDE,
    LOCATIVE,
    PARTS,
    beyond,
    held,
    named,
    of_kind,
    site,
)
from kg.extract.events.triggers import PLACES, Trigger
from kg.extract.events.venues import venue
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

if TYPE_CHECKING:
    from kg.extract.events.drafts import Draft

# prepositions that may lead to whom a verb addresses
ADDRESSING = frozenset({"on", "over", "between", "around"})
# the parser hangs "in Geneva" on the partner of "talks with the rebels in Geneva"
COMPANY = frozenset({"with", "between", "against", "among", "by"})
LANDS = word_list("lands")


def place(scene: Scene, found: "Draft") -> ReferentId | None:
    """The nearest place named with a preposition of place, else the place that it is done to."""
    meeting = venue(scene, found.trigger.token) if found.verbal else _seen_by(scene, found.trigger.token)
    if meeting is not None:
        return meeting
    if found.trigger.entry.kind != vocab.Sanction:
        done_to = [t for t in _done_to(found.trigger) if t.pos_ != "PRON"]
        onto = (of_kind(scene, t) or site(scene, t) for t in done_to)
        spots = (r for r in onto if r is not None and scene.referent[r].kind != vocab.Country)
        located = next(spots, None)
        if located is not None:
            return located
    for token in _own(found.trigger):
        located = named(scene, token) if found.verbal or not _apart(found, token) else None
        if located is not None:
            return _town(scene, found, token) or _around_both(scene, token, located)
    for token in () if found.kind == vocab.Sanction else (*_before(found.trigger), *_done_to(found.trigger)):
        located = _land(scene, token)
        if located is not None and (located not in found.actors.referents or not scene.at(token)):
            return located
    onto = (r for r in found.targets.referents if scene.referent[r].kind in PLACES - {vocab.Country})
    token = found.trigger.token
    where = (_there(scene, token), _where(scene, token), _left(scene, found), _aimed_at(scene, found))
    return next(onto, None) or next(filter(None, where), None) or _clause(scene, found) or _behind(scene, found)


def _behind(scene: Scene, found: "Draft") -> ReferentId | None:
    """As in "hit a centre for migrants in X": in the same clause, on whichever noun the parser hangs it."""
    if found.kind not in ON_THE_GROUND:
        return None
    event = found.trigger.token
    for token in event.doc[event.i + 1 : min(event.sent.end, event.i + BEHIND)]:
        closed = token.pos_ in phrases.VERBS or token.tag_ in CLAUSAL or token.lower_ in CLOSING
        if closed or token.lemma_.lower() in GATHERINGS:
            return None
        if token.dep_ == "pobj" and token.head.lower_ in INSIDE and not _for_one(token.head):
            located = named(scene, token)
            if located is not None and not _apart(found, token):
                return located
    return None


BEHIND = 14
"""Tokens behind an event within which a place is its own."""
CLAUSAL = frozenset({"WDT", "WP", "WRB"})
ON_THE_GROUND = frozenset({vocab.Assault, vocab.Coerce, vocab.Protest, vocab.Aid})
CLOSING = frozenset({",", ";", ":", "—", "–", "”", '"', "(", "after", "before", "while", "because", "since"})


def _aimed_at(scene: Scene, found: "Draft") -> ReferentId | None:
    """As in "is fighting to regain control of X", "battled for X": the town that is fought for."""
    verb = found.trigger.verb or found.trigger.token
    if found.kind != vocab.Assault or verb.pos_ not in phrases.VERBS:
        return None
    aims = [c for c in verb.children if c.dep_ in {"advcl", "xcomp"} and any(t.tag_ == "TO" for t in c.children)]
    sought = [t for c in aims for t in c.children if t.dep_ == "dobj"]
    sought += [t for c in sought for t in phrases.prepositional(c, {"of", "over"})]
    sought += phrases.prepositional(verb, {"for"})
    spots = (r for t in sought if (r := of_kind(scene, t)) is not None)
    return next((r for r in spots if scene.referent[r].kind != vocab.Country), None)


def _town(scene: Scene, found: "Draft", land: Token) -> ReferentId | None:
    """As in "a camp for people in the village of X, in Y state": X, whatever the parser hangs it on."""
    led = land.head
    if led.i - 2 <= found.trigger.token.i or led.lower_ != "in" or led.nbor(-1).text != ",":
        return None
    town = of_kind(scene, led.nbor(-2))
    return town if town is not None and scene.referent[town].kind == vocab.City else None


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


def _own(trigger: Trigger) -> Iterator[Token]:
    """The objects of prepositions of place at the trigger, its verb, its object and what that is of."""
    wanted = LOCATIVE | trigger.entry.goals | trigger.entry.sources
    if trigger.entry.kind == vocab.Sanction:
        wanted -= ADDRESSING
    carriers = [trigger.token, trigger.verb, *phrases.happening(trigger.token)]
    if trigger.entry.noun:
        carriers += phrases.measured(trigger.token)  # "a campaign of violence across the country"
    if not trigger.entry.noun and trigger.token.lemma_ not in DISCUSSING:
        carriers += [t for t in grammar.objects(trigger.token) if t.i > trigger.token.i]
    known = [c for c in carriers if c is not None]
    known += [t for c in known if c.pos_ not in phrases.VERBS for t in phrases.prepositional(c, {"of"})]
    for carrier in known:
        yield from _led(carrier, wanted)
    if not trigger.entry.noun and grammar.is_passive(trigger.token):
        for undergoer in _done_to(trigger):
            yield from phrases.prepositional(undergoer, INSIDE)  # "a prison in X was attacked"
    if trigger.entry.noun:
        yield from held(trigger.token)
    for carrier in known:
        for partner in phrases.prepositional(carrier, COMPANY):
            yield from phrases.prepositional(partner, INSIDE)


# what is only talked of may be anywhere: "met to discuss an attack on the town"
DISCUSSING = frozenset({"discuss", "debate", "consider", "negotiate"})


def _led(carrier: Token, wanted: frozenset[str]) -> Iterator[Token]:
    """The objects of prepositions, those joined by "and" included: "along the front and in the valley"."""
    for prep in phrases.prepositions(carrier):
        if _for_one(prep):
            continue
        if prep.lower_ in wanted:
            yield from (
                t for c in prep.children if c.dep_ in {"pobj", "pcomp"} for t in phrases.with_conjuncts(c)
            )
        for joined in prep.children:
            if joined.dep_ == "conj" and joined.lower_ in wanted:
                yield from (t for t in joined.children if t.dep_ == "pobj")


def _for_one(prep: Token) -> bool:
    """As in "a truce, particularly around X": one place of several."""
    before = prep.doc[prep.i - 1] if prep.i > prep.sent.start else prep
    return before.lower_ in INSTANCES or any(c.lower_ in INSTANCES and c.i < prep.i for c in prep.children)


INSTANCES = frozenset({"particularly", "especially", "notably", "including", "mainly", "mostly", "chiefly"})


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


def _where(scene: Scene, token: Token) -> ReferentId | None:
    """As in "X, where ten people were killed", "a town in which they clashed": X."""
    clause = where_clause(token)
    if clause is None:
        return None
    land = clause.head
    led = land.dep_ == "pobj" and land.head.lower_ in INSIDE and land.head.i > land.sent.start + 1
    town = land.doc[land.head.i - 2] if led and land.head.nbor(-1).text == "," else land
    return (of_kind(scene, town) if town.pos_ == "PROPN" else None) or named(scene, land)


def where_clause(event: Token) -> Token | None:
    """The verb of the clause that says what happens "where" or "in which", if the event is in one."""
    clause = event if event.pos_ in phrases.VERBS else event.head
    if clause.dep_ == "xcomp" or (clause.dep_ == "conj" and clause.head.dep_ == "relcl"):
        clause = clause.head
    led = [c for c in clause.children if c.lower_ == "where"]
    led += [t for c in clause.children if c.dep_ == "prep" for t in c.children if t.lower_ == "which"]
    return clause if clause.dep_ == "relcl" and led and led[0].i < clause.i else None


def _before(trigger: Trigger) -> list[Token]:
    return [c for c in trigger.token.lefts if c.dep_ in {"poss", "compound", "nmod", "amod"}]


def _done_to(trigger: Trigger) -> list[Token]:
    return [] if trigger.entry.noun else grammar.objects(trigger.token)


def _land(scene: Scene, token: Token) -> ReferentId | None:
    """The place a word names, or whose land it is; a state that a pronoun stands for is who, not where."""
    if scene.at(token):
        located = of_kind(scene, token)
        who = token.pos_ == "PRON" and located is not None and scene.referent[located].kind == vocab.Country
        return None if who else located
    side = token.lemma_.lower() in ENDS
    for part in _parts(token):
        located = of_kind(scene, part)
        if located is not None and (side or scene.referent[located].kind != vocab.Country):
            return located
    if token.lemma_.lower() in LANDS:
        return next(
            (r for c in token.lefts if c.dep_ in {"poss", "amod", "compound"} if (r := of_kind(scene, c))),
            None,
        )
    return None


# what is seized or shelled of a country: "the south of the country"
ENDS = frozenset({"east", "west", "north", "south", "part", "half", "centre", "center", "swath", "swathe"})


def _parts(token: Token) -> Iterator[Token]:
    """What names the place that a noun is, or is a part of: "the capital X", "the outskirts of X"."""
    yield from (c for c in token.children if c.dep_ == "appos" and c.i == token.i + 1)
    for inner in phrases.prepositional(token, {"of"}) if token.lemma_.lower() in PARTS else ():
        if not beyond(inner):
            yield inner
            yield from _parts(inner)


def _around_both(scene: Scene, token: Token, located: ReferentId) -> ReferentId:
    """As in "in X and Y, in the Z province": what happens in two towns happens in what holds both."""
    joined = [c for c in token.children if c.dep_ == "conj" and c.pos_ == "PROPN"]
    if scene.referent[located].kind != vocab.City or not joined:
        return located
    carriers = (token.head.head, token, *joined)
    wider = (of_kind(scene, t) for c in carriers for t in phrases.prepositional(c, {"in"}) if t.i > token.i)
    return next((r for r in wider if r is not None and scene.referent[r].kind == vocab.Territory), located)


def _clause(scene: Scene, found: "Draft") -> ReferentId | None:
    """A place named at the verbs above, as far as they tell of the same occasion."""
    event = token = found.trigger.token
    for _ in range(4):
        head = token.head
        if head == token or _long_after(token):
            return _undergoing(scene, event)
        if found.raging and token.dep_ == "relcl":
            return None  # "protests in X that ignited the war"
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


def _seen_by(scene: Scene, event: Token) -> ReferentId | None:
    """As in "the town was the main centre of protests in the south": the town."""
    of = event.head
    named_after = event.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in SCENES
    return _undergoing(scene, event) if named_after and of.head.dep_ in {"attr", "conj"} else None


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
    return next((r for t in grammar.undergoers(verb) if (r := of_kind(scene, t)) is not None), None)


UNDERGONE = frozenset({"since", "during", "by", "of", "in", "amid"})
SCENES = word_list("scenes")
