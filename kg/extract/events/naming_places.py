"""The place that a word names, itself or through a common noun: "the town of X", "the east of X"."""

from typing import TYPE_CHECKING

from kg import vocab
from kg.extract.events import phrases
from kg.extract.events.triggers import PLACES
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

if TYPE_CHECKING:
    from kg.extract.events.drafts import Draft

LOCATIVE = word_list("locative")
INSIDE = frozenset({"in", "at", "near"})
GATHERINGS = word_list("gatherings")
# how two states are told apart on the ground: what lies near one lies on either side of it
LINES = frozenset({"border", "frontier", "line"})


def of_kind(scene: Scene, token: Token) -> ReferentId | None:
    """The place that is named at a token."""
    return next((m.referent for m in scene.at(token) if scene.referent[m.referent].kind in PLACES), None)


def named(scene: Scene, token: Token, depth: int = 0) -> ReferentId | None:
    """The place a token names, itself or through "the town of", "a house in the east of"."""
    if scene.at(token):
        return of_kind(scene, token)
    if depth > 2:
        return None
    return site(scene, token) or next((r for t in _namers(token) if (r := named(scene, t, depth + 1))), None)


def site(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "landed in the airport compound", "hit the bridge": the only one of its kind that is named."""
    kinds = {c.lower_ for c in (noun, *noun.children) if c == noun or c.dep_ == "compound"}
    if not phrases.is_definite(noun) or noun.pos_ != "NOUN":
        return None
    alike = [place for kind in sorted(kinds) for place in scene.sites.get(kind, ())]
    return alike[0] if len(alike) == 1 else None


def _namers(token: Token) -> list[Token]:
    """What may name the place a common noun means, the likeliest first."""
    appositions = [*beside(token), *(c for c in token.children if c.dep_ == "appos")]
    borders = token.lemma_.lower() in LINES | {"capital"}
    before = [c for c in token.children if c.dep_ in {"compound", "poss", "nmod", "amod"} and not borders]
    inside = [t for t in phrases.prepositional(token, LOCATIVE - {"on"} | {"of"}) if not beyond(t)]
    of = [t for t in inside if t.head.lower_ == "of"]
    first = before if any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in before) else []
    return [*appositions, *of, *first, *inside, *held(token), *before]


def beside(noun: Token) -> list[Token]:
    """As in "in the capital, X, residents said", wherever the parser hangs the name."""
    if noun.lemma_.lower() not in PARTS or noun.i + 2 >= noun.sent.end or noun.nbor().text != ",":
        return []
    name = noun.nbor(2)
    while name.dep_ == "compound" and name.head.i == name.i + 1:
        name = name.head
    closed = name.i + 1 < noun.sent.end and name.nbor().text in {",", "."}
    return [name] if name.pos_ == "PROPN" and closed else []


HELD_WITHIN = 7
"""Tokens; the parser rarely hangs "due to be held in X" on the talks."""


def held(gathering: Token) -> list[Token]:
    """As in "talks due to be held in Mexico"."""
    if gathering.lemma_.lower() not in GATHERINGS:
        return []
    behind = gathering.doc[gathering.i + 1 : min(gathering.i + HELD_WITHIN, gathering.sent.end)]
    return [t for verb in behind if verb.lemma_ == "hold" for t in phrases.prepositional(verb, INSIDE)]


def beyond(token: Token) -> bool:
    """As in "an area west of X", "10 km from X": that lies outside."""
    side = token.head.head
    return side.lower_ in SIDES and not any(c.dep_ == "det" for c in side.children)


SIDES = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})

PARTS = word_list("parts")


def for_one(prep: Token) -> bool:
    """As in "a truce, particularly around X": one place of several."""
    before = prep.doc[prep.i - 1] if prep.i > prep.sent.start else prep
    return before.lower_ in INSTANCES or any(c.lower_ in INSTANCES and c.i < prep.i for c in prep.children)


INSTANCES = frozenset({"particularly", "especially", "notably", "including", "mainly", "mostly", "chiefly"})


def apart(found: "Draft", token: Token) -> bool:
    """Whether a meeting is no place of what was only talked of there."""
    around = (token, *phrases.prepositional(token, {"of"}))
    return found.kind != vocab.Consult and any(t.lemma_.lower() in GATHERINGS for t in around)
