"""Whom bare descriptions mean that name nobody: "all four", "both men", "an officer"."""

from bisect import bisect_right
from collections.abc import Sequence

from kg import vocab
from kg.extract.events.clusters import Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.participants import Participants
from kg.extract.events.word_lists import word_list
from kg.extract.numbers import parse_number
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

Group = tuple[ReferentId, ...]
PARTIES = frozenset(
    {
        vocab.Country,
        vocab.Territory,
        vocab.Government,
        vocab.Ministry,
        vocab.ArmedForce,
        vocab.ArmedGroup,
        vocab.PoliticalParty,
        vocab.Population,
    }
)
PAIRING = frozenset({"both", "either", "neither", "each"})
OPENING = frozenset({"the", "all"})
PERSONS = word_list("counted_persons")
STATES = word_list("counted_states")
BODIES = word_list("counted_bodies")
SOLDIERLY = word_list("soldierly")
REBELLIOUS = word_list("rebellious")
MEN = frozenset({vocab.ArmedForce, vocab.PeacekeepingForce})
REACH = 2
"""Sentences back that a force may have been named in."""


def name_nameless(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Names the actors and targets of drafts that are only counted or stand for a force named before."""
    drafts = sorted((d for c in clusters for d in c.drafts), key=lambda d: d.position)
    groups: list[Group] = []
    for d in drafts:
        for role in ("actors", "targets"):
            who: Participants = getattr(d, role)
            if not who.referents and who.words:
                found = _counted(scene, who, groups)
                if not found and role == "actors" and d.kind != vocab.Statement:
                    found = _force(scene, d, who)
                if found:
                    setattr(d, role, Participants(found, who.words))
        groups += [g for g in (d.actors.referents, d.targets.referents) if len(g) > 1]
        if len(d.actors.referents) == len(d.targets.referents) == 1 and d.kind != vocab.Statement:
            groups.append(d.actors.referents + d.targets.referents)


def _counted(scene: Scene, who: Participants, groups: Sequence[Group]) -> Group:
    """As in "all four", "both men", "each country": the last so many that acted together."""
    span = who.words[0]
    words = scene.document.text[span.begin : span.end].lower().split()
    opened = words[0] in OPENING and len(words) > 1
    words = words[opened:]
    number, _ = (2, False) if words[0] in PAIRING else parse_number(words[0]) or (0, False)
    if not number or len(words) > 2 or not (opened or words[0] in PAIRING) or words == ["two"]:
        return ()
    kinds = _kinds(words[1]) if len(words) == 2 else PARTIES | {vocab.Person}
    fitting = (g for g in reversed(groups) if len(g) == number)
    return next((g for g in fitting if all(scene.referent[r].kind in kinds for r in g)), ())


def _kinds(noun: str) -> frozenset[str]:
    if noun in PERSONS:
        return frozenset({vocab.Person})
    if noun in STATES:
        return frozenset({vocab.Country})
    return PARTIES if noun in BODIES else frozenset()


def _force(scene: Scene, d: Draft, who: Participants) -> Group:
    """As in "an officer said", "troops struck": the force that was named last, unless it is hit."""
    words = scene.doc.char_span(who.words[0].begin, who.words[0].end)
    head = words[-1] if words else None
    if head is None or head.i > d.position or not head.text.islower() or _described(head):
        return ()
    lemma = head.lemma_.lower()
    kinds = MEN if lemma in SOLDIERLY else frozenset({vocab.ArmedGroup}) if lemma in REBELLIOUS else None
    return _named_last(scene, d, head, kinds) if kinds is not None else ()


def _described(noun: Token) -> bool:
    """Whether words around it say whose it is: "tanks loyal to X", "armed officers of Y"."""
    own = {"poss", "compound", "nmod", "relcl", "acl", "appos"}
    return any(c.dep_ in own or (c.dep_ in {"prep", "amod"} and c.i > noun.i) for c in noun.children)


def _named_last(scene: Scene, d: Draft, head: Token, kinds: frozenset[str]) -> Group:
    told = bisect_right(scene.sentences, head.idx, key=lambda s: s.begin) - 1
    since = scene.sentences[max(0, told - REACH)].begin
    fitting = (m for m in reversed(scene.within(since, head.idx)) if scene.referent[m.referent].kind in kinds)
    last = next(fitting, None)
    return () if last is None or last.referent in d.targets.referents else (last.referent,)
