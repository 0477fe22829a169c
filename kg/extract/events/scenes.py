"""What the events around say of where an event happens: whose land it is, the scene of the telling."""

from collections.abc import Iterator, Mapping, Sequence

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.clusters import Cluster
from kg.extract.events.contradictions import family, of_power
from kg.extract.events.drafts import Draft
from kg.extract.events.naming_places import GATHERINGS
from kg.extract.events.places import LEAVING
from kg.extract.events.venues import gathering
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

DOMESTIC = frozenset({vocab.Coerce})
HARBOURING = word_list("harbouring")


def settle(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Gives events the place and day of what they are part of, acts of rule their country, war its scene."""
    share(scene, clusters)
    _convene(clusters)
    reached: Cluster | None = None
    for c in clusters:
        if c.first.verbal:
            continue
        if c.place is None and reached is not None and _goes_on(scene, c, reached):
            c.first.place = reached.place
        if c.place is None:
            c.first.place = _at_home(scene, c)
        if c.place is None:
            c.first.place = _where_they_fight(scene, c, clusters)
        elif c.first.kind == vocab.Assault:
            reached = c


def share(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Gives events the place and day of what they are part of, where they have none of their own."""
    named = {d.position: c for c in reversed(clusters) for d in c.drafts}
    for c in clusters:
        _share(scene, c, named)


def _convene(clusters: Sequence[Cluster]) -> None:
    """As in "the summit threatened the rebels", "told the ceremony": where the last meeting was held."""
    met: Cluster | None = None
    for c in clusters:
        if met is not None and c.first.verbal and c.place is None and _at_meeting(c.first):
            c.first.place = met.place
            c.first.interval = c.interval or (met.interval if _convened(c.first) else None)
        if c.first.kind in MEETING and c.place is not None:
            met = c


MEETING = frozenset({vocab.Consult, vocab.Agree})


def _convened(d: Draft) -> bool:
    subjects = [] if d.trigger.entry.noun else grammar.subjects(d.trigger.token)
    return any(t.lemma_.lower() in GATHERINGS and phrases.is_definite(t) for t in subjects)


def _at_meeting(d: Draft) -> bool:
    listening = (c for c in d.trigger.token.children if c.dep_ in {"dobj", "dative"})
    return _convened(d) or any(c.lemma_.lower() in GATHERINGS and phrases.is_definite(c) for c in listening)


def _share(scene: Scene, c: Cluster, named: Mapping[int, Cluster]) -> None:
    """Takes place and day from the event that the words of a draft make this one a part of."""
    if c.place is not None and c.interval is not None:
        return
    for d in c.drafts:
        for other in _around(d, named):
            if other is c or (d.status in UNREAL and other.first.kind != vocab.Mobilize):
                continue
            if c.place is None:
                d.place = other.spot(scene)
            if c.interval is None and d.status not in UNREAL | {vocab.Denied} and not _aim(d.trigger.token):
                d.interval = other.interval


UNREAL = frozenset({vocab.Hypothetical, vocab.Planned})


def _around(d: Draft, named: Mapping[int, Cluster]) -> Iterator[Cluster]:
    """Events that a draft is part of: its subject, what it happens in, what it is told in one breath with."""
    verb = d.trigger.verb or d.trigger.token
    if not d.trigger.entry.noun or d.trigger.verb is not None:
        yield from (named[t.i] for t in _own_subjects(verb) if t.pos_ == "NOUN" and t.i in named)
    yield from (named[t.i] for t in phrases.prepositional(verb, WITHIN) if t.i in named)
    if d.kind == vocab.Consult and verb.dep_ == "pobj" and verb.head.lower_ in WITHIN:
        yield from (
            c for c in (named.get(verb.head.head.i),) if c is not None and c.first.kind == vocab.Agree
        )
    ended = verb.head.head if verb.dep_ == "pobj" and verb.head.lower_ in {"with", "in"} else verb
    if d.trigger.entry.noun and ended.lemma_ in ENDING:
        yield from (named[t.i] for t in grammar.subjects(ended) if t.i in named)
    meeting = gathering(verb) if d.verbal else None
    yield from (named[t.i] for t in (meeting, *_begun(verb)) if t is not None and t.i in named)
    above = verb.head.head.head if _aim(verb) else verb.head
    head = named.get(above.i)
    if head is None or head.first.verbal:
        return
    told = next(x for x in head.drafts if x.position == above.i)
    aimed = verb.dep_ in {"advcl", "xcomp"} and any(c.tag_ == "TO" for c in verb.children)
    joined = verb.dep_ == "conj" and (not d.verbal or d.kind == vocab.Concede)
    if told.speaker is d.speaker and (joined or aimed or _aim(verb)):
        yield head


def _own_subjects(verb: Token) -> list[Token]:
    """The subject that stands with the verb or with the one it is joined to; not who is only understood."""
    while verb.dep_ == "conj" and grammar.own_subject(verb) is None and verb.head.pos_ in phrases.VERBS:
        verb = verb.head
    return grammar.subjects(verb) if grammar.own_subject(verb) is not None else []


def _aim(noun: Token) -> bool:
    """As in "an operation aimed at ethnic cleansing"."""
    return noun.dep_ == "pobj" and noun.head.head.dep_ == "acl"


def _begun(noun: Token) -> Iterator[Token]:
    """As in "the war erupted in May when they sent troops": what it began with."""
    for verb in phrases.happening(noun):
        for clause in verb.subtree:
            if clause.dep_ in {"advcl", "relcl"} and any(c.lower_ == "when" for c in clause.children):
                yield clause


WITHIN = frozenset({"in", "at", "during"})
ENDING = frozenset({"end", "begin", "start", "culminate", "conclude"})


def _at_home(scene: Scene, c: Cluster) -> ReferentId | None:
    """The country in which a state acts on its own: arrests, coups, shelter."""
    if c.first.kind in DOMESTIC and c.first.status != vocab.Hypothetical:
        seizing = any(of_power(d) for d in c.drafts)
        return _country(scene, c) or (_told_of(scene, c) if seizing else None)
    if c.first.lemma in HARBOURING:
        return next((r for r in c.parties("actors") if scene.referent[r].kind == vocab.Country), None)
    return None


def _told_of(scene: Scene, c: Cluster) -> ReferentId | None:
    """The one country that the sentence names, else the one that the text is about."""
    here = c.first.sentence
    inside = (m for m in scene.mentions if here.begin <= m.span.begin < here.end)
    states = {m.referent for m in inside if scene.referent[m.referent].kind == vocab.Country}
    if not states:
        return scene.main_country
    return next(iter(states)) if len(states) == 1 else None


def _country(scene: Scene, c: Cluster) -> ReferentId | None:
    targets = c.parties("targets")
    for r in (*targets, *c.parties("actors")):
        referent = scene.referent[r]
        if referent.kind == vocab.Country and r in targets:
            return r
        if referent.country is not None and scene.referent[referent.country].kind == vocab.Country:
            return referent.country
    return None


def _where_they_fight(scene: Scene, c: Cluster, clusters: Sequence[Cluster]) -> ReferentId | None:
    """Where those who act are first told to fight, for what else they do as a fact."""
    d, doers = c.first, _wide(scene, c.parties("actors"))
    if d.kind not in {vocab.Assault, vocab.Aid} or d.raging or not doers or not told_as_fact(d):
        return None
    if any(x.status in UNREAL for x in c.drafts):
        return None
    for other in clusters:
        if other.first.position >= d.position:
            return None
        fights = other.first.kind == vocab.Assault and other.first.status not in UNREAL
        if fights and other.place is not None and doers & _wide(scene, other.parties("actors")):
            return other.spot(scene) if d.interval in {None, other.interval} else None
    return None


NEXT = 45
"""Tokens within which a telling stays where it is."""


def _goes_on(scene: Scene, c: Cluster, reached: Cluster) -> bool:
    """Whether the telling goes on of what is done there: close by, as a fact, at no other time."""
    d, last = c.first, reached.drafts[-1]
    goes_on = d.raging and not phrases.is_definite(d.trigger.token)
    if d.kind not in STAYING or goes_on or any(x.status in UNREAL for x in c.drafts):
        return False
    if d.kind == vocab.Retreat and d.lemma not in LEAVING:
        return False
    if d.interval not in {None, reached.interval} or d.position - last.position > NEXT:
        return False
    return _voiced_alike(scene, d, last) and told_as_fact(d) and _same_sides(scene, c, reached)


STAYING = frozenset({vocab.Assault, vocab.Coerce, vocab.Retreat, vocab.Accuse})


def _voiced_alike(scene: Scene, d: Draft, last: Draft) -> bool:
    if last.speaker is None or d.speaker is None or d.speaker is last.speaker:
        return True
    voices = (_wide(scene, speech.actors.referents) for speech in (d.speaker, last.speaker))
    return bool(set.intersection(*voices))


def told_as_fact(d: Draft) -> bool:
    """As in "soldiers later detained ten", "the raid"; not "has seized", "to seize", "a raid"."""
    if d.trigger.entry.noun and d.trigger.verb is None:
        return phrases.is_definite(d.trigger.token)
    verb = d.trigger.verb or d.trigger.token
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp":  # "accused it of shelling"
        by = d.accuser or d.speaker
        return by is not None and by.kind == vocab.Accuse
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    present = any(c.dep_ == "auxpass" and c.lower_ in {"is", "are", "be"} for c in verb.children)
    tensed = (verb.tag_ in {"VBD", "VBN"} and not present) or (
        verb.tag_ == "VBG" and bool(auxiliaries & BEING)
    )
    return tensed and not auxiliaries & {"to", "has", "have"}


BEING = frozenset({"is", "are", "was", "were"})


def _same_sides(scene: Scene, c: Cluster, reached: Cluster) -> bool:
    """Whether one who acts here is a side there, as far as they are named."""
    here = _wide(scene, c.parties("actors"))
    there = _wide(scene, (*reached.parties("actors"), *reached.parties("targets")))
    return bool(here & there) or not here or not reached.parties("targets")


def _wide(scene: Scene, referents: Sequence[ReferentId]) -> set[ReferentId]:
    return set().union(*(family(scene, r) for r in referents)) if referents else set()
