"""Where events happen: by their own words, their clause, whose land it is, the scene of the telling."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.triggers import PLACES, Trigger
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.model import ReferentId

if TYPE_CHECKING:
    from kg.extract.events.clusters import Cluster
    from kg.extract.events.drafts import Draft

LOCATIVE = word_list("locative")
# prepositions that may lead to whom a verb addresses
ADDRESSING = frozenset({"on", "over", "between", "around"})
# the parser hangs "in Geneva" on the partner of "talks with the rebels in Geneva"
COMPANY = frozenset({"with", "between", "against"})
INSIDE = frozenset({"in", "at", "near"})
LANDS = word_list("lands")
DOMESTIC = frozenset({vocab.Coerce})


def place(scene: Scene, found: "Draft") -> ReferentId | None:
    """The nearest place named with a preposition of place, else the place that it is done to."""
    for token in _own(found.trigger):
        located = named(scene, token)
        if located is not None:
            return located
    for token in (*_before(found.trigger), *_done_to(found.trigger)):
        located = _land(scene, token)
        if located is not None and (located not in found.actors.referents or not scene.at(token)):
            return located
    onto = (r for r in found.targets.referents if scene.referent[r].kind in PLACES - {vocab.Country})
    return next(onto, None) or _clause(scene, found.trigger.token)


def platform(scene: Scene, found: "Draft") -> ReferentId | None:
    """The town where something is said: "said in New York"."""
    for token in phrases.prepositional(found.trigger.token, {"in", "at", "from"}):
        located = named(scene, token)
        told = found.content is not None and token.i in found.content.tokens
        if located is not None and not told and scene.referent[located].kind == vocab.City:
            return located
    return None


def _own(trigger: Trigger) -> Iterator[Token]:
    """The objects of prepositions of place at the trigger, its carrying verb and its object."""
    wanted = LOCATIVE | trigger.entry.goals | trigger.entry.sources
    carriers = [trigger.token, trigger.verb, *phrases.happening(trigger.token)]
    if not trigger.entry.noun:
        carriers += [t for t in grammar.objects(trigger.token) if t.i > trigger.token.i]
    for carrier in filter(None, carriers):
        yield from phrases.prepositional(carrier, wanted)
    for carrier in filter(None, carriers):
        for partner in phrases.prepositional(carrier, COMPANY):
            yield from phrases.prepositional(partner, INSIDE)


def _before(trigger: Trigger) -> list[Token]:
    return [c for c in trigger.token.lefts if c.dep_ in {"poss", "compound", "nmod", "amod"}]


def _done_to(trigger: Trigger) -> list[Token]:
    return [] if trigger.entry.noun else grammar.objects(trigger.token)


def _land(scene: Scene, token: Token) -> ReferentId | None:
    """The place a word names, or whose land it is."""
    if scene.at(token):
        return _of_kind(scene, token)
    if token.lemma_.lower() in LANDS:
        return next(
            (r for c in token.lefts if c.dep_ in {"poss", "amod", "compound"} if (r := _of_kind(scene, c))),
            None,
        )
    return None


def _of_kind(scene: Scene, token: Token) -> ReferentId | None:
    return next((m.referent for m in scene.at(token) if scene.referent[m.referent].kind in PLACES), None)


def named(scene: Scene, token: Token) -> ReferentId | None:
    """The place a token names, itself or through "the town of", "the city in"."""
    if scene.at(token):
        return _of_kind(scene, token)
    return next((r for t in _namers(token) if (r := _of_kind(scene, t))), None)


def _namers(token: Token) -> list[Token]:
    """What may name the place a common noun means, the likeliest first."""
    appositions = [c for c in token.children if c.dep_ == "appos"]
    before = [c for c in token.children if c.dep_ in {"compound", "poss", "nmod", "amod"}]
    return [*appositions, *phrases.prepositional(token, LOCATIVE | {"of"}), *before]


def _clause(scene: Scene, token: Token) -> ReferentId | None:
    """A place named at the verbs above, as far as they tell of the same occasion."""
    for _ in range(4):
        head = token.head
        if head == token:
            return None
        opening = token.dep_ in {"ccomp", "parataxis", "dobj"}
        for prep in phrases.prepositions(head):
            if prep.lower_ in LOCATIVE - ADDRESSING and (not opening or prep.i < head.i):
                for t in prep.children:
                    located = named(scene, t) if t.dep_ == "pobj" else None
                    if located is not None:
                        return located
        token = head
    return None


def settle(scene: Scene, clusters: "Sequence[Cluster]") -> None:
    """Gives acts of rule the country they are done in, and acts of war the scene that is reached."""
    reached: Cluster | None = None
    for c in clusters:
        if c.first.verbal:
            continue
        if c.place is None and c.first.kind in DOMESTIC:
            c.first.place = _country(scene, c)
        if c.place is None and reached is not None and _goes_on(c.first, reached):
            c.first.place = reached.place
        if c.place is not None and c.first.kind == vocab.Assault:
            reached = c


def _country(scene: Scene, c: "Cluster") -> ReferentId | None:
    targets = c.parties("targets")
    for r in (*targets, *c.parties("actors")):
        referent = scene.referent[r]
        if referent.kind == vocab.Country and r in targets:
            return r
        if referent.country is not None and scene.referent[referent.country].kind == vocab.Country:
            return referent.country
    return None


NEXT = 45
"""Tokens within which a telling stays where it is."""


def _goes_on(d: "Draft", reached: "Cluster") -> bool:
    """Whether the same voice goes on telling of war, close by and without another date."""
    last = reached.drafts[-1]
    same_voice = last.speaker is None or d.speaker is last.speaker
    near = d.interval is None and d.position - last.position <= NEXT and d.status != vocab.Hypothetical
    return d.kind in {vocab.Assault, vocab.Retreat} and not d.raging and near and same_voice
