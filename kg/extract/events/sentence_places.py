"""Where events happen that nothing else places: at the place that their sentence names nearest to them."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.clause_places import ON_THE_GROUND, UNREAL
from kg.extract.events.clusters import Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.naming_places import GATHERINGS, LOCATIVE, PARTS, SIDES, beyond, for_one
from kg.extract.events.triggers import PLACES
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

PLACED = ON_THE_GROUND | {vocab.Retreat, vocab.Mobilize}
LEADING = LOCATIVE | {"to", "from", "toward", "towards", "through", "beyond", "behind", "opposite"}
LANDS = word_list("lands")
WITHIN = frozenset({"in", "into", "across", "throughout", "inside"})
TOLD = frozenset({"VBD", "VBN", "VBG"})
BEFORE = 2
"""How much further off a place counts that stands before the event."""


def in_sentence(scene: Scene, c: Cluster) -> ReferentId | None:
    """The spot that a sentence names nearest to what it tells as a fact."""
    if c.first.kind not in PLACED:
        return None
    for d in c.drafts:
        if d.status in UNREAL or d.kind not in PLACED or d.trigger.token.dep_ == "amod":
            continue
        near = min(_spots(scene, d), default=None)
        if near is not None:
            return near[2]
    return _only_spot(scene, c)


def _only_spot(scene: Scene, c: Cluster) -> ReferentId | None:
    """As in "the mayor of X was shot", "X's airport reopened after troops drove": the one spot told of."""
    d = c.first
    verb = d.trigger.verb or d.trigger.token
    if d.kind not in {vocab.Assault, vocab.Protest} or d.status in UNREAL or verb.tag_ not in TOLD:
        return None
    if any(t.dep_ == "aux" and t.lower_ in {"has", "have"} for t in verb.children):
        return None
    inside = scene.within(d.sentence.begin, d.sentence.end)
    named = [m for m in inside if scene.referent[m.referent].kind in {vocab.City, vocab.Place}]
    if len({m.referent for m in named}) != 1:
        return None
    name = scene.head(named[0])
    outside = name.dep_ == "pobj" and name.head.lower_ in {"of", "from"} and beyond(name)
    return None if outside or _of_speech(name, d) else named[0].referent


def _spots(scene: Scene, d: Draft) -> Iterator[tuple[int, int, ReferentId]]:
    """How far the places of a sentence stand from a trigger, where they stand, what they are."""
    for m in scene.within(d.sentence.begin, d.sentence.end):
        if scene.referent[m.referent].kind not in PLACES:
            continue
        name = scene.head(m)
        state = scene.referent[m.referent].kind == vocab.Country
        if state and not (name.dep_ == "pobj" and name.head.lower_ in WITHIN):
            continue
        if _led(name) and _around(name, d.trigger.token) and not _of_speech(name, d) and not _parted(name, d):
            off = name.i - d.position
            yield (off if off > 0 else -BEFORE * off), name.i, m.referent


def _around(name: Token, event: Token) -> bool:
    """Whether a place stands in the clause of an event, or in one that this clause is a part of."""
    clause, outer = _clause(event), _clause(name)
    while outer.dep_ == "xcomp" or (outer.dep_ in {"advcl", "acl"} and outer.tag_ == "VB"):
        outer = outer.head
    while clause != outer and clause.head.i != clause.i:
        clause = _clause(clause.head)
    return clause == outer


def _clause(token: Token) -> Token:
    """The verb of the clause that a token stands in."""
    while not (token.dep_ in CLAUSES and token.pos_ in phrases.VERBS) and token.head.i != token.i:
        token = token.head
    return token


CLAUSES = frozenset(
    {"ROOT", "conj", "advcl", "relcl", "acl", "ccomp", "xcomp", "parataxis", "pcomp", "csubj"}
)


def _led(name: Token) -> bool:
    """Whether a name stands behind a preposition, itself or through "the town of"."""
    while name.dep_ in {"conj", "appos", "compound"} and name.head.i != name.i:
        name = name.head
    if name.dep_ != "pobj" or for_one(name.head) or (name.head.lower_ == "of" and beyond(name)):
        return False
    return name.head.lower_ in LEADING or (name.head.lower_ == "of" and _ground(name.head.head))


def _ground(noun: Token) -> bool:
    return noun.lemma_.lower() in PARTS | LANDS | SIDES


def _of_speech(name: Token, d: Draft) -> bool:
    """Whether a place is that of who says so, or of a meeting."""
    if d.speaker is None:
        return False
    verb, event = d.speaker.trigger.token, d.trigger.token
    for above in name.ancestors:
        if above in (verb, event):
            return above == verb
        if above.pos_ in phrases.VERBS or above.lemma_.lower() in GATHERINGS:
            return above.lemma_.lower() in GATHERINGS
    return False


def _parted(name: Token, d: Draft) -> bool:
    """As in "suspended aid after they attacked the embassy in X", "charged it with raids and left X"."""
    event = d.trigger.token
    teller = d.speaker.trigger.token if d.speaker is not None else event
    if teller in event.ancestors and teller not in name.ancestors:
        return True  # "sent troops to X after accusing them of an attack"
    if d.trigger.entry.noun and d.trigger.verb is None:
        between = event.doc[min(event.i, name.i) + 1 : max(event.i, name.i)]
        if any(t.pos_ in phrases.VERBS for t in between):
            return True
    return _elsewhere(name, event) or _elsewhere(event, name)


def _elsewhere(token: Token, other: Token) -> bool:
    """Whether a token stands in a clause with a subject of its own, of another time, that lacks the other."""
    for clause in (token, *token.ancestors):
        if clause == other or other in clause.children or clause in other.ancestors:
            return False
        marked = any(c.lower_ in {"after", "before", "since"} for c in clause.children if c.i < clause.i)
        if clause.dep_ == "advcl" and marked and grammar.own_subject(clause) is not None:
            return True
    return False
