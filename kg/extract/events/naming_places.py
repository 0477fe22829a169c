"""The place that a word names, itself or through a common noun: "the town of X", "the east of X"."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
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


def first_of_kind(scene: Scene, tokens: Iterable[Token], kinds: Set[str] = PLACES) -> ReferentId | None:
    """The first place of some kinds that is named at one of several tokens."""
    found = (of_kind(scene, t) for t in tokens)
    return next((r for r in found if r is not None and scene.referent[r].kind in kinds), None)


def first_named(scene: Scene, tokens: Iterable[Token], kinds: Set[str] = PLACES) -> ReferentId | None:
    """The first place of some kinds that one of several tokens names, itself or through a common noun."""
    found = (named(scene, t) for t in tokens)
    return next((r for r in found if r is not None and scene.referent[r].kind in kinds), None)


def named_before(scene: Scene, token: Token, kinds: Set[str]) -> Iterator[ReferentId]:
    """Who or what of some kinds is named before a token, the last first."""
    before = bisect_left(scene.mentions, token.idx, key=lambda m: m.span.begin)
    for i in range(before - 1, -1, -1):
        if scene.referent[scene.mentions[i].referent].kind in kinds:
            yield scene.mentions[i].referent


def named(scene: Scene, token: Token, depth: int = 0) -> ReferentId | None:
    """The place a token names, itself or through "the town of", "a house in the east of"."""
    if scene.at(token):
        return _called(scene, token) or of_kind(scene, token)
    if depth > 2:
        return None
    for name in _namers(token):
        located = named(scene, name, depth + 1)
        if located is not None and not _state_of_capital(scene, token, located):
            return site(scene, token) or located
    return site(scene, token) or _capital(scene, token) or _area(scene, token)


def _called(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "in the Qatari capital, Doha,": the town, not the state that the words before it mean."""
    return first_of_kind(scene, beside(noun)) if noun.lemma_ == "capital" else None


def _area(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "moved troops to the area", "clashes in the same region": the place named last."""
    inside = noun.dep_ in {"dobj", "nsubjpass"} or noun.head.lower_ in LOCATIVE | {"to", "from"}
    plain = inside and not any(c.dep_ != "det" and not _same(c) for c in noun.children)
    if noun.lower_ not in AREAS or not phrases.is_definite(noun) or not plain:
        return None
    return last_spot(scene, noun, {vocab.Territory} if noun.lower_ == "region" else SPOTS)


SPOTS = PLACES - {vocab.Country}


def last_spot(scene: Scene, token: Token, kinds: Set[str] = SPOTS) -> ReferentId | None:
    """The place named last before a token; of "X, a town in Y" it is X."""
    spots = named_before(scene, token, kinds)
    last = next(spots, None)
    town = next(spots, None)
    return town if town is not None and last is not None and scene.container.get(town) == last else last


def _same(word: Token) -> bool:
    """As in "the same area", "the mountainous region"; "the northern region" is a part of it or another."""
    return word.dep_ == "amod" and word.pos_ == "ADJ" and not word.lower_.endswith(("ern", "other"))


AREAS = frozenset({"area", "scene", "site", "region", "zone", "vicinity"})


def _state_of_capital(scene: Scene, noun: Token, located: ReferentId) -> bool:
    return noun.lemma_.lower() == "capital" and scene.referent[located].kind == vocab.Country


def _capital(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "in the capital", "the Lebanese capital", where the text names it elsewhere."""
    if noun.lemma_ != "capital" or noun.pos_ != "NOUN" or not phrases.is_definite(noun):
        return None
    around = [*noun.lefts, *phrases.prepositional(noun, {"of"})]
    state = first_of_kind(scene, around) or scene.main_country
    return scene.capitals.get(state) if state is not None else None


def site(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "landed in the airport compound", "hit the bridge": the only one of its kind that is named."""
    kinds = {c.lower_ for c in (noun, *noun.children) if c == noun or c.dep_ == "compound"}
    kinds -= LINES if noun.lemma_.lower() in PARTS else set()  # "a border town" is no border
    kinds |= {"mount", "mt", "mt."} if noun.lemma_ == "mountain" else set()
    if not phrases.is_definite(noun) or noun.pos_ != "NOUN":
        return None
    alike = [place for kind in sorted(kinds) for place in scene.sites.get(kind, ())]
    return alike[0] if len(alike) == 1 else None


def _namers(token: Token) -> list[Token]:
    """What may name the place a common noun means, the likeliest first."""
    appositions = [*beside(token), *(c for c in token.children if c.dep_ == "appos")]
    borders = token.lemma_.lower() in LINES | {"capital"}
    before = [c for c in token.children if c.dep_ in {"compound", "poss", "nmod", "amod"} and not borders]
    if token.lemma_.lower() in MOVING:
        before = [c for c in before if c.dep_ == "compound"]  # "fired on Kenyan vessels"
    before.sort(key=lambda c: c.dep_ == "poss")  # "off Malaysia's Sabah state"
    inside = [t for t in phrases.prepositional(token, LOCATIVE - {"on"} | {"of"}) if not beyond(t)]
    of = [t for t in inside if t.head.lower_ == "of"]
    if token.lemma_.lower() in ROADS:
        inside += phrases.prepositional(token, {"between", "from", "to", "linking"})
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


ROADS = frozenset({"road", "highway", "route", "motorway", "track", "line", "railway"})
MOVING = word_list("moving")
HELD_WITHIN = 7
"""Tokens; the parser rarely hangs "due to be held in X" on the talks."""


def held(gathering: Token) -> list[Token]:
    """As in "talks due to be held in Mexico"."""
    if gathering.lemma_.lower() not in GATHERINGS:
        return []
    behind = gathering.doc[gathering.i + 1 : min(gathering.i + HELD_WITHIN, gathering.sent.end)]
    inside = INSIDE | {"for"}
    return [t for verb in behind if verb.lemma_ in HOLDING for t in phrases.prepositional(verb, inside)]


HOLDING = frozenset({"hold", "take", "begin", "start", "open", "resume", "set", "schedule", "plan"})


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
