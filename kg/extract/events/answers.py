"""Whom acts of speech are aimed at where only what was told before says it: a denial answers its accuser."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from kg import vocab
from kg.extract.events import phrases
from kg.extract.events.asides import SAYINGS
from kg.extract.events.clusters import Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import objects, subjects, undergoers
from kg.extract.events.participants import Participants, participants
from kg.extract.events.passives import is_passive
from kg.extract.events.spoken_clauses import spoken_clause
from kg.extract.events.topics import MOURNING
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

Home = Mapping[int, Cluster]
JUDGING = frozenset({vocab.Accuse, vocab.Support})
CHARGING = frozenset({vocab.Accuse, vocab.Statement, vocab.Threaten})
OFFERING = frozenset({vocab.Request, vocab.Concede})
SPOKEN = CHARGING | OFFERING | {vocab.Reject}
POINTED = frozenset({vocab.Accuse, vocab.Request, vocab.Threaten, vocab.Sanction})
HOSTILE = frozenset({vocab.Accuse, vocab.Threaten, vocab.Sanction})
CONTACTING = word_list("contacting")
PURE_PLACES = frozenset({vocab.City, vocab.Place})
REACH = 60
"""Tokens within which an answer answers what was said before."""


def answer(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Fills the targets of rejections, accusations and praise from the events that they speak of."""
    home = {id(d): c for c in clusters for d in c.drafts}
    spoken = sorted(
        (d for c in clusters for d in c.drafts if d.kind in SPOKEN and not d.trigger.entry.noun),
        key=lambda d: d.position,
    )
    named = {d.position: d for c in reversed(clusters) for d in c.drafts}
    for cluster in clusters:
        d = cluster.first
        if cluster.parties("targets") or not (d.verbal or d.kind == vocab.Sanction):
            continue
        found: tuple[ReferentId, ...] = ()
        if d.kind == vocab.Reject:
            found = _opposed(d, home) or _said_before(scene, d, spoken)
        elif d.kind in JUDGING and not _mourns(d):
            found = _judged(d, home) or _told_of(scene, d)
        elif d.kind == vocab.Threaten:
            found = _of_joined(scene, d, named) or _menaced(scene, d)
        elif d.kind == vocab.Request and d.trigger.entry.noun:
            found = _granted(scene, d)
        if not found and d.kind in POINTED and not d.trigger.entry.noun:
            found = _of_joined(scene, d, named)
        own = set(cluster.parties("actors"))
        d.targets += Participants(tuple(r for r in found if r not in own and _can_act(scene, r)))


def _can_act(scene: Scene, referent: ReferentId) -> bool:
    return scene.referent[referent].kind not in PURE_PLACES


def _opposed(d: Draft, home: Home) -> tuple[ReferentId, ...]:
    """Who said, asked or offered what is rejected."""
    for about in d.about:
        if about.kind in SPOKEN and id(about) in home:
            who = home[id(about)].parties("actors")
        else:
            by = about.accuser or about.speaker
            who = by.actors.referents if by is not None and by is not d else ()
        if any(r not in d.actors.referents for r in who):
            return who
    return ()


def _said_before(scene: Scene, d: Draft, spoken: Sequence[Draft]) -> tuple[ReferentId, ...]:
    """As in "X urged them to leave. Y refused": who spoke last, first of all to whom it is that answers."""
    told = [] if d.trigger.entry.noun else [t for t in objects(d.trigger.token) if t.i > d.position]
    if phrases.child(d.trigger.token, "xcomp") is not None and not d.trigger.entry.denies:
        return ()  # "refused to step down": nobody need have asked
    wanted = CHARGING if d.trigger.entry.denies else OFFERING
    nearby = spoken[
        bisect_left(spoken, d.position - REACH, key=_position) : bisect_left(
            spoken, d.position, key=_position
        )
    ]
    before = [s for s in nearby if s.kind in wanted]
    mine = set(d.actors.referents)
    others = [s for s in reversed(before) if not mine & set(s.actors.referents)]
    side = _side(scene, d.actors.referents)
    last = next((s for s in others if side & _side(scene, s.targets.referents)), None)
    if last is None and others and spoken_clause(d.trigger.token) is None and all(map(_points_back, told)):
        last = others[0]
    return last.actors.referents if last is not None else ()


def _position(d: Draft) -> int:
    return d.position


def _side(scene: Scene, referents: Iterable[ReferentId]) -> set[ReferentId]:
    """They, the bodies that they lead and the states that they serve."""
    bodies = {scene.office.get(r, r) for r in referents}
    return {*referents, *bodies, *(c for b in bodies if (c := scene.referent[b].country) is not None)}


def _points_back(told: Token) -> bool:
    """Whether an object only names again what was said: "denied it", "brushed aside the charge"."""
    return told.pos_ == "PRON" or (told.lemma_.lower() in SAYINGS and phrases.is_definite(told))


def _menaced(scene: Scene, d: Draft) -> tuple[ReferentId, ...]:
    """As in "warned that the rebels would pay", "threatened to strike if the rebels advance": the rebels."""
    clause = None if d.trigger.entry.noun else spoken_clause(d.trigger.token)
    own = _side(scene, d.actors.referents)
    conditions = [c for t in (d.trigger.token, clause) if t is not None for c in t.children if _condition(c)]
    if clause is not None and not any(c.tag_ == "MD" for c in clause.children):
        clause = None  # "warned that it was ready for war"
    for told in (clause, *conditions):
        who = participants(scene, undergoers(told)).referents if told is not None else ()
        others = tuple(r for r in who if r not in own and not own & _side(scene, (r,)) and _can_act(scene, r))
        if others:
            return others
    return ()


def _granted(scene: Scene, d: Draft) -> tuple[ReferentId, ...]:
    """As in "the army withdrew at the request of the union": the army was asked."""
    at = d.trigger.token.head
    if at.lower_ != "at" or at.head.pos_ not in phrases.VERBS or is_passive(at.head):
        return ()
    return participants(scene, undergoers(at.head)).referents


def _condition(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(c.lower_ in {"if", "unless", "should"} for c in clause.children)


def _of_joined(scene: Scene, d: Draft, named: Mapping[int, Draft]) -> tuple[ReferentId, ...]:
    """As in "called in the envoy of X and warned of a war", "lashed out at X, warning that …": X."""
    verb = d.trigger.token
    if verb.dep_ not in {"conj", "advcl", "xcomp"} or phrases.child(verb, "nsubj", "nsubjpass") is not None:
        return ()
    above = named.get(verb.head.i)
    if above is None or above.kind == vocab.Consult:
        contact = verb.head.lemma_.lower() in CONTACTING
        return participants(scene, objects(verb.head)).referents if contact else ()
    joined = verb.dep_ == "advcl" or d.kind in {vocab.Accuse, vocab.Sanction}
    same = not d.actors.referents or set(d.actors.referents) & set(above.actors.referents)
    return above.targets.referents if joined and same and above.kind in HOSTILE else ()


def _mourns(d: Draft) -> bool:
    return any(t.lemma_.lower() in MOURNING for t in (d.trigger.token, *d.trigger.token.children))


def _judged(d: Draft, home: Home) -> tuple[ReferentId, ...]:
    """Who did what is condemned or praised."""
    for about in d.about:
        who = home[id(about)].parties("actors") if id(about) in home else ()
        if any(r not in d.actors.referents for r in who):
            return who
    return ()


def _told_of(scene: Scene, d: Draft) -> tuple[ReferentId, ...]:
    """As in "complained that the army had bombed a clinic": the army."""
    clause = None if d.trigger.entry.noun else spoken_clause(d.trigger.token)
    acts = clause is not None and (clause.pos_ in phrases.VERBS or d.lemma == "hold")  # "held X responsible"
    if d.kind != vocab.Accuse or clause is None or not acts or is_passive(clause):
        return ()
    return participants(scene, [t for t in subjects(clause) if t.i != d.position]).referents
