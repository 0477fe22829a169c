"""Roles that a sentence leaves to the events around it: the accused does what he is accused of."""

from collections.abc import Mapping, Sequence

from kg import vocab
from kg.extract.events.clusters import Cluster
from kg.extract.events.doers import imply
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import OBJECT_CONTROL, objects, subjects
from kg.extract.events.implied_roles import doers, holders, in_turn
from kg.extract.events.nameless import name_nameless
from kg.extract.events.opponents import demanded, fill
from kg.extract.events.participants import Participants, participants
from kg.extract.events.passives import is_passive
from kg.extract.events.phrases import prepositional
from kg.extract.events.sides import opponents
from kg.extract.events.spoken_clauses import spoken_clause
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token

ADDRESSING = frozenset({vocab.Accuse, vocab.Request, vocab.Support, vocab.Reject})


def _address(scene: Scene, clusters: Sequence[Cluster], home: dict[int, Cluster]) -> None:
    """The target of a verbal event whose object is an act: who acts there; else whose thing it is."""
    for d in (c.first for c in clusters):
        if d.kind in OFFERING and d.verbal and not d.targets.referents and len(d.about) == 1:
            _promised(d, home)
        content = d.trigger.entry.object == "content" or d.trigger.entry.noun
        if d.targets.referents or d.kind not in ADDRESSING or not d.verbal or not content:
            continue
        if d.kind != vocab.Reject:
            d.targets = _acting(d, home)
        if not d.targets.referents and d.kind == vocab.Request and not d.trigger.entry.noun:
            d.targets = _asked(scene, d)
        if not d.targets.referents and not d.trigger.entry.noun and not d.trigger.entry.denies:
            d.targets = _whose(scene, d)


OFFERING = frozenset({vocab.Concede, vocab.Threaten})


def _promised(d: Draft, home: dict[int, Cluster]) -> None:
    """As in "offered to train their pilots", "vowed to crush the rebels": whom the act is meant for."""
    meant = home.get(id(d.about[0]))
    hostile = d.kind == vocab.Concede and d.about[0].kind == vocab.Assault
    if meant is not None and not hostile:
        d.targets = Participants(meant.parties("targets")).without(d.actors)


def _acting(d: Draft, home: dict[int, Cluster]) -> Participants:
    if d.trigger.entry.noun and d.about and d.about[0].trigger.entry.noun:
        return Participants()
    for about in d.about[:1] if d.kind == vocab.Request else d.about:
        who = Participants(home[id(about)].parties("actors")).without(d.actors) if id(about) in home else None
        if who is not None and who.referents:
            return who
    return Participants()


def _asked(scene: Scene, d: Draft) -> Participants:
    """As in "demanded that Chad withdraw": Chad."""
    clause = spoken_clause(d.trigger.token)
    if clause is None or is_passive(clause):
        return Participants()
    asked = participants(scene, [t for t in subjects(clause) if t.i > d.position])
    return Participants(
        tuple(r for r in asked.referents if scene.referent[r].kind not in PURE_PLACES)
    ).without(d.actors)


def _whose(scene: Scene, d: Draft) -> Participants:
    """As in "supported the neighbour's right", "condemned the actions of the neighbour": the neighbour."""
    told = [t for t in objects(d.trigger.token) if t.i > d.position]
    owners = participants(scene, told)
    if not owners.referents:
        owners = participants(scene, [o for t in told for o in prepositional(t, {"of", "by"})])
    return Participants(
        tuple(r for r in owners.referents if scene.referent[r].kind not in PURE_PLACES)
    ).without(d.actors)


PURE_PLACES = frozenset({vocab.City, vocab.Place})


def accuse_again(drafts: Sequence[Draft]) -> None:
    """As in "accusing X of … and decrying …": both are aimed at X."""
    charges = {d.position: d for d in drafts if d.kind == vocab.Accuse}
    for d in charges.values():
        above = charges.get(d.trigger.token.head.i) if d.trigger.token.dep_ == "conj" else None
        if above is not None and not d.targets.referents:
            d.targets += above.targets


def complete(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Fills roles from the events around: talks have two sides, a denial answers its accuser."""
    home = {id(d): c for c in clusters for d in c.drafts}
    named = {d.position: c for c in reversed(clusters) for d in c.drafts}
    name_nameless(scene, clusters)
    for cluster in clusters:
        first = cluster.first
        if not cluster.parties("actors"):
            first.actors += _implied(first, named) + _of_clause(scene, first, named)
            first.actors += doers(scene, first).without(first.targets)
        if not cluster.parties("actors"):
            for d in cluster.drafts:
                d.actors += in_turn(scene, d, named)
            _beg(scene, first)
        if first.lemma in BROKERING and not cluster.parties("targets"):
            first.targets += _parties_to(first, clusters)
        if first.kind == vocab.Reject and not cluster.parties("targets"):
            first.targets += demanded(scene, first, home)
        for d in cluster.drafts:
            d.targets += holders(scene, d)
        fill(scene, cluster)
        imply(scene, cluster, clusters)
        if first.lemma in {"coup", "putsch"} and not cluster.parties("targets") and cluster.place is not None:
            rulers = [
                r.id for r in scene.referents if r.kind == vocab.Government and r.country == cluster.place
            ]
            first.targets += Participants(tuple(rulers[:1]))
    _share_sides(scene, clusters)
    _address(scene, clusters, home)


TWO_SIDED = word_list("two_sided")


def _share_sides(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Gives two-sided events without sides those of the nearest such event before, else after."""
    sided = [
        c
        for c in clusters
        if len([r for r in c.parties("actors") if scene.referent[r].kind not in PURE_PLACES]) > 1
        and any(d.lemma in TWO_SIDED | {"sign", "agree"} and d.kind != vocab.Statement for d in c.drafts)
    ]
    for c in clusters:
        if (
            not any(d.lemma in TWO_SIDED and d.kind != vocab.Statement for d in c.drafts)
            or c.parties("actors")
            or c.parties("targets")
            or any(d.actors.words for d in c.drafts)
        ):
            continue
        before = [s for s in sided if s.first.position < c.first.position]
        if before:
            c.first.actors += Participants(before[-1].parties("actors"))
        elif c.first.kind != vocab.Agree:
            c.first.actors += Participants(opponents(scene, clusters))


BROKERING = frozenset({"broker", "mediate"})


def _parties_to(d: Draft, clusters: Sequence[Cluster]) -> Participants:
    """As in "brokered a truce": between those whose truce it is."""
    dealt = {t.i for t in objects(d.trigger.token)} | {d.trigger.token.head.i}
    met = [c for c in clusters if any(o.position in dealt for o in c.drafts)]
    return Participants(met[0].parties("actors")).without(d.actors) if met else Participants()


def _implied(d: Draft, named: Mapping[int, Cluster]) -> Participants:
    if d.speaker is not None and d.speaker.kind == vocab.Accuse and d.position == _head(d.speaker):
        return d.speaker.targets
    above = _purpose_of(d.trigger.token) or next(iter(subjects(d.trigger.token)), None)
    other = named.get(above.i) if above is not None else None
    return Participants(other.parties("actors")) if other is not None else Participants()


def _of_clause(scene: Scene, d: Draft, named: Mapping[int, Cluster]) -> Participants:
    """As in "the raids that X launched", "a truce that both sides broke": who did so, unless in words."""
    told = [c for c in d.trigger.token.children if c.dep_ == "relcl" and d.trigger.entry.noun]
    did = [c for c in told if c.i not in named or not named[c.i].first.verbal]
    did = [c for c in did if not is_passive(c) and d.trigger.token in objects(c)]
    return participants(scene, [t for c in did for t in subjects(c)])


def _beg(scene: Scene, d: Draft) -> None:
    """As in "asked Chad for help", "appealed to both sides for a truce": who is to give it, and to whom."""
    noun = d.trigger.token
    asks = noun.head.head
    if d.verbal or noun.dep_ != "pobj" or noun.head.lower_ not in {"for", "into"} or is_passive(asks):
        return
    if asks.pos_ == "VERB" and asks.lemma_.lower() in OBJECT_CONTROL:
        d.actors += participants(scene, objects(asks) or prepositional(asks, {"on", "to", "with"}))
        if d.kind == vocab.Aid and not d.targets.referents:
            d.targets += participants(scene, subjects(asks)).without(d.actors)


def _purpose_of(token: Token) -> Token | None:
    """The noun or verb whose purpose a token names: "a plot to attack", "an operation aimed at cleansing"."""
    if token.dep_ == "xcomp" and token.head.lemma_.lower() in OBJECT_CONTROL and objects(token.head):
        return None  # "urged residents to leave": the residents would
    if token.dep_ in {"acl", "xcomp"}:
        return token.head
    if (
        token.dep_ in {"pobj", "pcomp", "dobj"}
        and token.head.dep_ in {"prep", "xcomp"}
        and token.head.head.dep_ == "acl"
    ):
        return token.head.head.head
    return None


def _head(speech: Draft) -> int:
    """The first event inside what is said."""
    return min((a.position for a in speech.about), default=-1)
