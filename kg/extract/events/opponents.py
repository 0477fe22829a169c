"""Who is meant where a sentence names nobody: the speaker's forces, the only army, who made the demand."""

from collections.abc import Mapping

from kg import vocab
from kg.extract.events.clusters import Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import objects
from kg.extract.events.participants import Participants, participants
from kg.extract.events.passives import agents, is_passive
from kg.extract.events.phrases import prepositional
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

SOLDIERS = frozenset({"soldier", "troop", "marine", "serviceman", "paratrooper", "trooper"})
POLICE = frozenset({"policeman", "police", "officer"})
_ARMED = frozenset({vocab.ArmedForce, vocab.PeacekeepingForce})
_FOUGHT = frozenset({vocab.Assault, vocab.Coerce})


def fill(scene: Scene, cluster: Cluster) -> None:
    """Fills the actors and targets of attacks and arrests from who tells of them and who was hurt."""
    first = cluster.first
    if first.kind not in _FOUGHT:
        return
    if not cluster.parties("targets"):
        first.targets += _of_the_only_force(scene, cluster)
    if not cluster.parties("targets") and first.kind == vocab.Assault:
        first.targets += _the_other_side(scene, cluster)
    if not cluster.parties("actors"):
        first.actors += _of_the_speaker(scene, cluster)


def _the_other_side(scene: Scene, cluster: Cluster) -> Participants:
    """As in "the army recaptured three villages": from the only armed group that the text names."""
    if not any(d.lemma in TAKING for d in cluster.drafts):
        return Participants()
    acting = cluster.parties("actors")
    groups = [r.id for r in scene.referents if r.kind == vocab.ArmedGroup]
    armed = bool(acting) and all(scene.referent[r].kind in _ARMED for r in acting)
    return Participants((groups[0],)) if armed and len(groups) == 1 else Participants()


TAKING = frozenset(
    {"recapture", "retake", "regain", "liberate", "reclaim", "operation", "offensive", "advance", "capture"}
)


def _of_the_speaker(scene: Scene, cluster: Cluster) -> Participants:
    """As in "eight militants had been captured, the army said": the army did it."""
    groups = [r for r in cluster.parties("targets") if scene.referent[r].kind == vocab.ArmedGroup]
    for d in cluster.drafts if groups else ():
        verb = d.trigger.token
        if d.speaker is None or d.trigger.entry.noun or not is_passive(verb) or agents(verb):
            continue
        for speaker in d.speaker.actors.referents:
            body = scene.office.get(speaker, speaker)
            if scene.referent[body].kind in _ARMED:
                return Participants((body,))
    return Participants()


def _of_the_only_force(scene: Scene, cluster: Cluster) -> Participants:
    """As in "killed 17 soldiers": those of the only army that the text names, unless it killed them."""
    forces = {r.id: r for r in scene.referents if r.kind == vocab.ArmedForce}
    acting = set(cluster.parties("actors"))
    for d in cluster.drafts:
        harmed = () if d.trigger.entry.noun else objects(d.trigger.token)
        for words, police in ((SOLDIERS, False), (POLICE, True)):
            hurt = [
                t for t in harmed if t.lemma_.lower() in words and not scene.at(t) and not list(_owned(t))
            ]
            own = [i for i, force in forces.items() if ("Police" in force.name) == police]
            if hurt and len(own) == 1 and own[0] not in acting and not _akin(scene, own[0], acting):
                return Participants((own[0],))
    return Participants()


def _owned(noun: Token) -> list[Token]:
    """What before a noun tells whose it is: "Indian soldiers", "its soldiers"."""
    return [
        c for c in noun.lefts if c.dep_ == "poss" or (c.dep_ in {"amod", "compound"} and c.text[:1].isupper())
    ]


def _akin(scene: Scene, force: ReferentId, acting: set[ReferentId]) -> bool:
    return scene.referent[force].country in acting or any(
        scene.referent[r].country == scene.referent[force].country is not None for r in acting
    )


def demanded(scene: Scene, d: Draft, home: Mapping[int, Cluster]) -> Participants:
    """As in "rejected the demand", "rejected an offer by X": who made it."""
    told = d.answered
    offered = () if d.trigger.entry.noun else objects(d.trigger.token)
    by = participants(scene, [o for t in offered for o in prepositional(t, {"by", "from"})])
    if by.referents:
        return by.without(d.actors)
    if told is None:
        return Participants()
    actors = home[id(told)].parties("actors") if id(told) in home else told.actors.referents
    return Participants(actors).without(d.actors)
