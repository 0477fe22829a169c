"""Roles that the words around an event imply: what one answers with, what one is on, who holds a town."""

from kg import vocab
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import objects, subjects
from kg.extract.events.participants import Participants, participants
from kg.extract.events.passives import agents, is_passive
from kg.extract.events.phrases import VERBS, made
from kg.extract.events.word_lists import word_class, word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token

ANSWERING = word_list("answering")
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
    """As in "answered with an attack", "ended the truce with a raid": the verb."""
    led = noun.head
    with_it = noun.dep_ == "pobj" and led.lower_ in {"with", "by"} and led.head.pos_ in VERBS
    return led.head if with_it and led.head.lemma_.lower() in ANSWERING and not is_passive(led.head) else None


def _occasion(noun: Token) -> Token | None:
    """As in "said during a visit to X", "on a visit to X, told reporters": the verb."""
    led = noun.head
    if noun.dep_ != "pobj" or led.lower_ not in DURING or led.head.pos_ not in VERBS:
        return None
    return led.head if noun.lemma_.lower() in MEETINGS and not is_passive(led.head) else None


def holders(scene: Scene, d: Draft) -> Participants:
    """As in "bombed a town held by the rebels": an attack on ground is one on whoever holds it."""
    if d.kind != vocab.Assault or d.trigger.entry.noun:
        return Participants()
    ground = [t for t in objects(d.trigger.token) if t.lemma_.lower() in GROUND or scene.at(t)]
    held = [
        c for t in ground for c in t.children if c.dep_ == "acl" and c.lemma_ in HOLDING and is_passive(c)
    ]
    return participants(scene, [t for c in held for t in agents(c)]).without(d.actors)
