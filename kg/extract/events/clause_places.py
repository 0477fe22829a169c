"""Where events happen by words that stand further off: "there", "where", what is fought for, verbs above."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import vocab
from kg.extract.events import grammar, passives, phrases
from kg.extract.events.naming_places import (
    GATHERINGS,
    INSIDE,
    LOCATIVE,
    apart,
    beyond,
    first_named,
    first_of_kind,
    for_one,
    last_spot,
    named,
    of_kind,
)
from kg.extract.events.triggers import PLACES
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

if TYPE_CHECKING:
    from kg.extract.events.drafts import Draft

# prepositions that may lead to whom a verb addresses
ADDRESSING = frozenset({"on", "over", "between", "around"})


def further(scene: Scene, found: "Draft") -> ReferentId | None:
    """The first place that the rest of its sentence gives an event."""
    token = found.trigger.token
    return (
        _there(scene, token)
        or _where(scene, token)
        or _left(scene, found)
        or _aimed_at(scene, found)
        or _clause(scene, found)
        or _behind(scene, found)
    )


def _there(scene: Scene, token: Token) -> ReferentId | None:
    """As in "fired on a school there": the place named last."""
    around = [token, *grammar.objects(token), *phrases.prepositional(token, LOCATIVE)]
    if not any(c.lower_ == "there" and c.dep_ == "advmod" for t in around for c in t.children):
        return None
    return last_spot(scene, token)


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


def _left(scene: Scene, found: "Draft") -> ReferentId | None:
    """As in "airlifted 90 people, most of them staff, out of X": what one leaves or is taken from."""
    verb = found.trigger.token
    if found.trigger.entry.noun and verb.lemma_.lower() in TAKING:
        taken = (verb, *phrases.prepositional(verb, {"of"}))
        return first_named(scene, (t for c in taken for t in phrases.prepositional(c, {"from"})))
    if found.trigger.entry.noun or verb.lemma_.lower() not in LEAVING:
        return None
    for out in verb.subtree:
        if out.i > verb.i and out.lower_ in {"out", "from"} and out.dep_ in {"prep", "advmod", "prt"}:
            left = (t for c in (out, *out.children) for t in c.children if t.dep_ == "pobj")
            located = first_named(scene, left)
            if located is not None:
                return located
    return None


LEAVING = word_list("leaving")
TAKING = frozenset({"kidnapping", "abduction", "evacuation", "rescue", "airlift", "expulsion", "release"})


def _aimed_at(scene: Scene, found: "Draft") -> ReferentId | None:
    """As in "is fighting to regain control of X", "battled for X": the town that is fought for."""
    verb = found.trigger.verb or found.trigger.token
    if found.kind != vocab.Assault or verb.pos_ not in phrases.VERBS:
        return None
    aims = [
        c for c in verb.children if c.dep_ in {"advcl", "xcomp"} and any(t.tag_ == "TO" for t in c.children)
    ]
    sought = [t for c in aims for t in c.children if t.dep_ == "dobj"]
    sought += [t for c in sought for t in phrases.prepositional(c, {"of", "over"})]
    sought += phrases.prepositional(verb, {"for"})
    return first_named(scene, sought, PLACES - {vocab.Country})


def _clause(scene: Scene, found: "Draft") -> ReferentId | None:
    """A place named at the verbs above, as far as they tell of the same occasion."""
    event = token = found.trigger.token
    if found.status in UNREAL or found.kind == vocab.Sanction:
        return _undergoing(scene, event)  # "vowed in X to attack": who knows where
    for _ in range(4):
        head = token.head
        if head == token or _long_after(token):
            return _undergoing(scene, event)
        if found.raging and token.dep_ == "relcl":
            return None  # "protests in X that ignited the war"
        if token.lemma_ in CHARGING and token.dep_ in {"pcomp", "advcl"}:
            return None  # "sent troops into X after accusing them of an attack"
        located = first_named(scene, _above(found, token))
        if located is not None:
            wide = scene.referent[located].kind in WIDE and found.kind in ON_THE_GROUND
            return (_town_behind(scene, found, head) if wide else None) or located
        if token.dep_ == "relcl":
            return None
        token = head
    return _undergoing(scene, event)


def _above(found: "Draft", token: Token) -> Iterator[Token]:
    """The objects of prepositions of place at the verb above."""
    opening = token.dep_ in {"ccomp", "parataxis", "dobj"}
    for prep in phrases.prepositions(token.head):
        behind = token.dep_ == "dobj" and prep.i > token.i  # "condemned attacks this week in X"
        if token.dep_ == "dobj" and prep.i < token.head.i and token.head.lemma_ in CHARGING | CALLING:
            continue  # "In Paris, the minister condemned the attack"
        if prep.lower_ in LOCATIVE - ADDRESSING and (not opening or prep.i < token.head.i or behind):
            yield from (t for t in prep.children if t.dep_ == "pobj" and not apart(found, t))


UNREAL = frozenset({vocab.Hypothetical, vocab.Planned})
CALLING = word_list("calling") | {"welcome", "hail", "deplore", "decry", "discuss", "confirm", "announce"}
CHARGING = frozenset({"accuse", "blame", "suspect", "charge", "denounce", "condemn"})


def _long_after(clause: Token) -> bool:
    """As in "a month after fighting broke out": another time, and maybe another place."""
    marks = [c for c in clause.children if c.dep_ == "mark" and c.lower_ in {"after", "before"}]
    counted = (t.dep_ == "npadvmod" for c in (clause, *marks) for t in c.children if t.i < clause.i)
    return clause.dep_ == "advcl" and bool(marks) and any(counted)


def seen_by(scene: Scene, event: Token) -> ReferentId | None:
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
    if verb.pos_ not in phrases.VERBS or not (passives.is_passive(verb) or verb.lemma_ in {"be", "have"}):
        return None
    return first_of_kind(scene, grammar.undergoers(verb))


UNDERGONE = frozenset({"since", "during", "by", "of", "in", "amid"})
SCENES = word_list("scenes")


def _behind(scene: Scene, found: "Draft") -> ReferentId | None:
    """As in "hit a centre for migrants in X": in the same clause, on whichever noun the parser hangs it."""
    if found.kind not in ON_THE_GROUND:
        return None
    event = found.trigger.token
    attended = False
    for token in event.doc[event.i + 1 : min(event.sent.end, event.i + BEHIND)]:
        attended |= _of_victims(event, token)
        met = token.lemma_.lower() in GATHERINGS and not attended
        if met or token.tag_ in CLAUSAL or token.lower_ in CLOSING:
            return None
        if token.pos_ in phrases.VERBS and not _of_victims(event, token):
            return None
        if token.dep_ == "pobj" and token.head.lower_ == "of" and beyond(token) and _plainly(token):
            return of_kind(scene, token)
        if token.dep_ == "pobj" and token.head.lower_ in INSIDE and not for_one(token.head):
            located = _explained(scene, token) or named(scene, token)
            if located is not None and not apart(found, token):
                return located
    return None


def _plainly(land: Token) -> bool:
    """As in "shelled positions north of X": no "area north of X", "50 miles north of X"."""
    side = land.head.head
    before = side.nbor(-1) if side.i > side.sent.start else side
    return before.pos_ in {"NOUN", "PROPN", "ADV", "PRON"} and before.lower_ not in MEASURED


MEASURED = frozenset(
    {"area", "areas", "village", "town", "city", "suburb", "region", "spot", "point", "province"}
    | {"km", "kilometre", "kilometres", "kilometer", "kilometers", "miles", "mile", "metres", "hour"}
)


def _explained(scene: Scene, land: Token) -> ReferentId | None:
    """As in "massing south of X, a town in Y": X."""
    noun = land.head.head
    return of_kind(scene, noun.head) if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else None


def _of_victims(event: Token, clause: Token) -> bool:
    """As in "killed ten people attending a funeral in X", "a convoy carrying food"."""
    whose = clause.head
    return clause.dep_ == "acl" and clause.tag_ == "VBG" and whose.head == event and whose.dep_ in HARMED


HARMED = frozenset({"dobj", "nsubjpass"})
BEHIND = 14
"""Tokens behind an event within which a place is its own."""
CLAUSAL = frozenset({"WDT", "WP", "WRB"})
ON_THE_GROUND = frozenset({vocab.Assault, vocab.Coerce, vocab.Protest, vocab.Aid})
CLOSING = frozenset({",", ";", ":", "—", "–", "”", '"', "(", "after", "before", "while", "because", "since"})


def finer(scene: Scene, found: "Draft") -> ReferentId | None:
    """As in "In X state, they attacked two posts near the town of Y": Y, on which the posts lean."""
    return _town_behind(scene, found, found.trigger.verb or found.trigger.token)


def _town_behind(scene: Scene, found: "Draft", event: Token) -> ReferentId | None:
    for token in event.doc[event.i + 1 : min(event.sent.end, event.i + BEHIND)]:
        if token.tag_ in CLAUSAL or token.tag_ in FINITE:
            return None
        if token.dep_ == "pobj" and token.head.lower_ in INSIDE and event in token.ancestors:
            joined = any(c.dep_ == "conj" for c in token.children)
            town = named(scene, token) if not joined and not for_one(token.head) else None
            if town is not None and scene.referent[town].kind == vocab.City and not apart(found, token):
                return town
    return None


WIDE = frozenset({vocab.Country, vocab.Territory})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
