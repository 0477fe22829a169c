"""Who did what a sentence tells in the passive: who owns up to it, who held those that are freed."""

from collections.abc import Iterable, Mapping, Sequence

from kg import vocab
from kg.extract.events.clusters import Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import objects, subjects
from kg.extract.events.participants import Participants, participants
from kg.extract.events.passives import agents, is_passive
from kg.extract.events.phrases import child
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.model import ReferentId

Home = Mapping[int, Cluster]
OWNING_UP = frozenset({"responsibility", "credit"})
RELEASING = word_list("releasing")
ARRESTING = word_list("arresting")
HOLDING = word_list("arresting") | word_list("capturing")
PROCLAIMING = word_list("proclaiming")
TRUCES = word_list("truces")
ARMED = frozenset({vocab.ArmedForce, vocab.ArmedGroup})
VIOLENT = frozenset({vocab.Assault, vocab.Coerce})
KEEPERS = frozenset({vocab.ArmedForce, vocab.PeacekeepingForce, vocab.Ministry, vocab.Government})


def own_up(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """As in "the group claimed responsibility": the group did it, where nobody else is named."""
    home = {id(d): c for c in clusters for d in c.drafts}
    named = [d for c in clusters for d in c.drafts if d.trigger.entry.noun]
    for claim in (d for c in clusters for d in c.drafts if d.kind == vocab.Statement and d.actors.referents):
        told = [] if claim.trigger.entry.noun else objects(claim.trigger.token)
        owned = any(t.lemma_.lower() in OWNING_UP for t in told)
        if owned or (claim.lemma == "claim" and child(claim.trigger.token, "dobj") is not None):
            _fill(home, claim.about, tuple(_body(scene, r) for r in claim.actors.referents))
        elif claim.lemma == "claim" and is_passive(claim.trigger.token):
            _fill(home, (d for d in named if d.trigger.token in told), claim.actors.referents)


def _body(scene: Scene, speaker: ReferentId) -> ReferentId:
    """The armed group or force that a person speaks for."""
    body = scene.office.get(speaker, speaker)
    return body if scene.referent[body].kind in ARMED else speaker


def _fill(home: Home, about: Iterable[Draft], by: Iterable[ReferentId]) -> None:
    for told in about:
        done = home.get(id(told))
        if done is None or done.first.kind != vocab.Assault or done.parties("actors"):
            continue
        hurt = done.parties("targets")
        done.first.actors += Participants(tuple(r for r in by if r not in hurt))


def imply(scene: Scene, cluster: Cluster, clusters: Sequence[Cluster]) -> None:
    """Fills the actors of releases, arrests and truces that nobody is named for."""
    first = cluster.first
    if cluster.parties("actors"):
        return
    undergone = first.trigger.entry.noun or is_passive(first.trigger.token)
    if first.kind == vocab.Retreat and first.lemma in RELEASING and undergone:
        first.actors += _captors(first, clusters)
    elif first.kind == vocab.Retreat and first.lemma in TRUCES:
        first.actors += _proclaimed(scene, first)
    elif first.kind == vocab.Coerce and first.lemma in ARRESTING and is_passive(first.trigger.token):
        first.actors += _keeper(scene, first)


def _captors(d: Draft, clusters: Sequence[Cluster]) -> Participants:
    """Who holds those that are freed: who seized them, or the last that were seized."""
    freed = set(d.targets.referents)
    held = [
        c
        for c in clusters
        if c.first.position < d.position and any(x.lemma in HOLDING and x.kind in VIOLENT for x in c.drafts)
    ]
    same = [c for c in held if freed & set(c.parties("targets"))]
    last = (same or ([] if freed else held))[-1:]
    return Participants(last[0].parties("actors")) if last else Participants()


def _proclaimed(scene: Scene, d: Draft) -> Participants:
    """As in "proclaimed a unilateral truce": who lays down arms."""
    noun = d.trigger.token
    if noun.dep_ != "dobj" or noun.head.lemma_.lower() not in PROCLAIMING:
        return Participants()
    return Participants(participants(scene, subjects(noun.head)).referents)


def _keeper(scene: Scene, d: Draft) -> Participants:
    """As in "the police said that two men had been arrested": the police did it."""
    if d.speaker is None or agents(d.trigger.token) or d.speaker.kind != vocab.Statement:
        return Participants()
    for speaker in d.speaker.actors.referents:
        body = scene.office.get(speaker, speaker)
        if scene.referent[body].kind in KEEPERS:
            return Participants((body,))
    return Participants()
