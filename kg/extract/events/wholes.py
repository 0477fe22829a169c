"""What an event is a part of, by the words of its sentence: that is where and when it happened."""

from collections.abc import Iterator, Mapping, Sequence

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.clusters import Cluster
from kg.extract.events.contradictions import UNREAL, adds_up
from kg.extract.events.drafts import TRYING, Draft
from kg.extract.events.venues import gathering
from kg.extract.scene import Scene
from kg.extract.syntax import Token

__all__ = ["UNREAL", "share"]


def share(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Gives events the place and day of what they are part of, where they have none of their own."""
    named = {d.position: c for c in reversed(clusters) for d in c.drafts}
    for c in clusters:
        _share(scene, c, named)


def _share(scene: Scene, c: Cluster, named: Mapping[int, Cluster]) -> None:
    """Takes place and day from the event that the words of a draft make this one a part of."""
    if c.place is not None and c.interval is not None:
        return
    for d in c.drafts:
        if _made_elsewhere(d, named):
            continue
        if c.place is None and d.kind == vocab.Retreat and not d.trigger.entry.noun:
            ended = (named[t.i] for t in grammar.objects(d.trigger.token) if t.i in named)
            d.place = next((o.spot(scene) for o in ended if o.first.kind == vocab.Assault), None)
        if c.place is None and not d.verbal and d.status not in UNREAL:
            d.place = next(
                (o.spot(scene) for o in _joined(d.trigger.verb or d.trigger.token, named) if o is not c), None
            )
        for other in _around(d, named):
            if other is c or (d.status in UNREAL and not _begun_already(d, other)):
                continue
            decided = other.first.kind == vocab.Consult != d.kind  # "imposed sanctions at a summit in X"
            if c.place is None and not decided:
                d.place = other.spot(scene)
            if c.interval is None and d.status not in UNREAL | {vocab.Denied} and not _aim(d.trigger.token):
                d.interval = other.interval


def _begun_already(d: Draft, other: Cluster) -> bool:
    """As in "sent troops to help", "raided a house to arrest him": what is meant is meant for there."""
    at_work = other.first.kind in {vocab.Assault, vocab.Coerce, vocab.Protest} and not d.verbal
    at_work = at_work or other.first.kind == d.kind == vocab.Consult
    actual = other.first.status not in UNREAL
    serving = _to(d.trigger.token) and d.trigger.token.dep_ != "xcomp"
    return other.first.kind == vocab.Mobilize or (at_work and actual and serving)


def _around(d: Draft, named: Mapping[int, Cluster]) -> Iterator[Cluster]:
    """Events that a draft is part of: its subject, what it happens in, what it is told in one breath with."""
    verb = d.trigger.verb or d.trigger.token
    if not d.trigger.entry.noun or d.trigger.verb is not None:
        yield from (named[t.i] for t in _own_subjects(verb) if t.pos_ == "NOUN" and t.i in named)
    within = WITHIN | {"since"} if adds_up(d) else WITHIN
    yield from (named[t.i] for t in phrases.prepositional(verb, within) if t.i in named)
    if d.kind == vocab.Consult and verb.dep_ == "pobj" and verb.head.lower_ in WITHIN:
        yield from (
            c for c in (named.get(verb.head.head.i),) if c is not None and c.first.kind == vocab.Agree
        )
    ended = verb.head.head if verb.dep_ == "pobj" and verb.head.lower_ in {"with", "in"} else verb
    if d.trigger.entry.noun and d.kind != vocab.Agree and ended.lemma_ in ENDING:
        yield from (named[t.i] for t in grammar.subjects(ended) if t.i in named)
    yield from _lasting(d, named)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "before" and verb.tag_ == "VBG" and not d.verbal:
        yield from (named[t.i] for t in (verb.head.head,) if t.i in named)  # "burned it before fleeing"
    meeting = gathering(verb) if d.verbal else None
    yield from (named[t.i] for t in (meeting, *_begun(verb)) if t is not None and t.i in named)
    above = _above(verb)
    head = named.get(above.i)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ == "nsubj" and head is None:
        above = verb.head.head  # "a vehicle escorting them hit a mine"
        head = named.get(above.i)
        if head is not None and not head.first.verbal and not d.verbal:
            yield head
        return
    if head is None or (head.first.verbal and {head.first.kind, d.kind} != {vocab.Consult}):
        return
    told = next(x for x in head.drafts if x.position == above.i)
    aimed = (
        _to(verb)
        or _meanwhile(verb)
        or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and not _own_subjects(verb))
    )
    joined = verb.dep_ == "conj" and not d.verbal
    afar = d.kind in AFAR and head.first.kind not in AFAR  # "shot ten, and France cut its aid"
    if told.speaker is d.speaker and (joined or aimed or _aim(verb)) and not afar:
        yield head


AFAR = frozenset({vocab.Sanction, vocab.Accuse, vocab.Request, vocab.Reject, vocab.Concede, vocab.Threaten})


def _made_elsewhere(d: Draft, named: Mapping[int, Cluster]) -> bool:
    """As in "a UN-brokered truce"; but "talks mediated by the UN" are mediated where they are held."""
    token = d.trigger.token
    brokered = d.kind == vocab.Consult and token.dep_ in {"amod", "acl"}
    return brokered and not (token.head.i in named and named[token.head.i].first.kind == vocab.Consult)


def _joined(verb: Token, named: Mapping[int, Cluster]) -> Iterator[Cluster]:
    """As in "disarmed and shot in X", "killed five and freed a hostage in a gunbattle in X": both there."""
    bare = not any(c.dep_ in {"dobj", "prep", "prt", "npadvmod"} for c in verb.children)
    for c in verb.children:
        own = any(t.dep_ in {"nsubj", "nsubjpass"} for t in c.children)
        if c.dep_ != "conj" or c.i not in named or own or named[c.i].first.verbal:
            continue
        if bare or any(t.i in named for t in phrases.prepositional(c, WITHIN)):
            yield named[c.i]


def _lasting(d: Draft, named: Mapping[int, Cluster]) -> Iterator[Cluster]:
    """As in "pulled out of X after weeks of fighting", "signed in X after days of talks"."""
    for span in phrases.measured(d.trigger.token):
        if (
            span.lemma_ in SPANS
            and span.dep_ == "pobj"
            and span.head.lower_ in {"after", "following", "amid"}
        ):
            ended = next((named[t.i] for t in span.ancestors if t.i in named), None)
            if ended is not None and ended.first.verbal == d.verbal:
                yield ended


SPANS = frozenset({"hour", "day", "week", "month", "year"})


def _above(verb: Token) -> Token:
    """The verb that a verb serves: "attacked as they tried to disperse", "an operation aimed at"."""
    if _aim(verb):
        return verb.head.head.head
    if verb.dep_ in {"acl", "relcl"} and verb.head.dep_ == "dobj" and _to(verb):
        return verb.head.head  # "raided a house to arrest him"
    tried = verb.dep_ == "xcomp" and verb.head.lemma_ in TRYING
    return verb.head.head if tried and verb.head.dep_ == "advcl" else verb.head


def _to(verb: Token) -> bool:
    return verb.dep_ in {"advcl", "xcomp", "acl", "relcl"} and any(c.tag_ == "TO" for c in verb.children)


def _meanwhile(verb: Token) -> bool:
    """As in "were killed when a convoy was ambushed", "as they tried to leave"."""
    clause = verb.head if verb.dep_ == "xcomp" else verb
    return clause.dep_ == "advcl" and any(c.lower_ in {"as", "when", "while"} for c in clause.children)


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
