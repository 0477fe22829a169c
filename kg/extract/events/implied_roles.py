"""Roles that the words around an event imply: what one answers with, what one is on, who holds a town."""

from collections.abc import Mapping

from kg import vocab
from kg.extract.events.clusters import Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import objects, subjects
from kg.extract.events.participants import Participants, participants
from kg.extract.events.passives import agents, is_passive
from kg.extract.events.phrases import VERBS, child, made
from kg.extract.events.word_lists import word_class, word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token

ANSWERING = word_list("answering")
RAIDS = frozenset({"raid", "operation", "ambush", "sweep", "swoop", "crackdown"})
MEETINGS = word_list("meetings")
HOLDING = frozenset({"hold", "control", "occupy", "seize", "capture", "defend"})
GROUND = word_class("ground") | word_list("lands") | {"depot", "half", "part", "quarter", "block"}
DURING = frozenset({"on", "during", "after", "at", "in", "following", "before"})


def doers(scene: Scene, d: Draft) -> Participants:
    """Who does what a noun names, by the verb that the noun hangs on."""
    noun = d.trigger.token
    if not d.trigger.entry.noun:
        return Participants()
    talks = d.kind in {vocab.Consult, vocab.Agree}
    verb = _occasion(noun) if talks else _with(noun)
    if verb is not None:
        who = participants(scene, subjects(verb))
        return who if who.referents else Participants()
    return participants(scene, [t for c in made(noun) for t in agents(c)])


def _with(noun: Token) -> Token | None:
    """As in "answered with an attack", "captured two men in a raid": the verb."""
    led = noun.head
    with_it = noun.dep_ == "pobj" and led.lower_ in {"with", "by"} and led.head.pos_ in VERBS
    if with_it and led.head.lemma_.lower() in ANSWERING and not is_passive(led.head):
        return led.head
    inside = noun.dep_ == "pobj" and led.lower_ == "in" and noun.lemma_.lower() in RAIDS
    active = inside and led.head.pos_ in VERBS and child(led.head, "dobj") is not None
    return led.head if active and not is_passive(led.head) else None


def _occasion(noun: Token) -> Token | None:
    """As in "said during a visit to X", "on a visit to X, told reporters": the verb."""
    led = noun.head
    if noun.dep_ != "pobj" or led.lower_ not in DURING or led.head.pos_ not in VERBS:
        return None
    return led.head if noun.lemma_.lower() in MEETINGS and not is_passive(led.head) else None


def in_turn(scene: Scene, d: Draft, named: Mapping[int, Cluster]) -> Participants:
    """Who did what the passive tells, by the clause beside it.

    As in "were taken when rebels stopped a bus", "ten were killed and dozens abducted".
    """
    verb = d.trigger.token
    if d.trigger.entry.noun or d.kind not in HOSTILE or not is_passive(verb) or agents(verb):
        return Participants()
    for c in verb.children:
        when = c.dep_ == "advcl" and any(m.lower_ == "when" for m in c.children)
        who = participants(scene, subjects(c)) if when and not is_passive(c) else Participants()
        if any(scene.referent[r].kind in ARMED for r in who.referents):
            return Participants(who.referents).without(d.targets)
    beside = named.get(verb.head.i) if verb.dep_ == "conj" else None
    if beside is None or beside.first.kind not in HOSTILE or beside.first.verbal:
        return Participants()
    return Participants(beside.parties("actors")).without(d.targets)


HOSTILE = frozenset({vocab.Assault, vocab.Coerce})
ARMED = frozenset({vocab.ArmedForce, vocab.ArmedGroup, vocab.PeacekeepingForce})


def holders(scene: Scene, d: Draft) -> Participants:
    """As in "bombed a town held by the rebels": an attack on ground is one on whoever holds it."""
    if d.kind != vocab.Assault or d.trigger.entry.noun:
        return Participants()
    ground = [t for t in objects(d.trigger.token) if t.lemma_.lower() in GROUND or scene.at(t)]
    held = [
        c for t in ground for c in t.children if c.dep_ == "acl" and c.lemma_ in HOLDING and is_passive(c)
    ]
    return participants(scene, [t for c in held for t in agents(c)]).without(d.actors)
