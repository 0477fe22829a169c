"""What the words beside an unknown name say of where it is: "35 km south of X", "at X", "fled to X"."""

from collections.abc import Mapping
from functools import cache

from kg import vocab
from kg.extract.entities.lexicon import Phrases
from kg.extract.entities.sites import PLACES, lists
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import DASHES, Words

_HELD = frozenset({"held", "controlled", "occupied", "administered", "run"})
_TO = frozenset({"to", "from", "into", "toward", "towards"})
_ENCLOSING = frozenset({"in", "near", "outside", "off"})


def placed(words: Words, spot: Spot, before: str) -> str:
    """Whether a preposition or noun ("likely"), or a deed or a distance ("sure"), tells a place."""
    noun = words.lower[spot.begin - 2] if spot.begin > 1 else ""
    dwelt = before in {"of", "from"} and noun in lists()["dwellers"] and not words.is_possessive(spot.end)
    alone = noun == "mayor" and spot.end - spot.begin == 1
    if before == "of" and (noun in lists()["plurals"] or noun == "out"):
        return "sure"
    if is_sited(words, spot) or (
        before == "over" and words.lemma[words.head[spot.begin - 1]] in lists()["hovering"]
    ):
        return "sure"
    if dwelt and not (spot.kind == vocab.Person and noun in {"people", "mayor"} and not alone):
        return "sure"
    if _is_taken(words, spot) or _is_measured(words, spot.end) or _is_reached(words, spot):
        return "sure"
    held = before in _HELD and words.text[spot.begin - 2] == "-"
    area = words.lower[spot.end : spot.end + 1] == ["area"]
    of_town = before == "of" and noun in lists()["nouns"]
    if is_told(words, spot) or _is_way(words, spot.begin, before) or _is_at(words, spot, before):
        return "sure"
    if _is_hit(words, spot, before) or _is_explained(words, spot) or _is_listed(words, spot, before):
        return "sure"
    return "likely" if of_town or area or held or before in _ENCLOSING else ""


def is_sited(words: Words, spot: Spot) -> bool:
    """Whether the noun after a name is a thing that is called after where it is: "the Xai road"."""
    sited = spot.end < len(words) and not words.is_capital(spot.end)
    return (
        sited
        and words.lower[spot.begin - 1] == "the"
        and _sited().starting(words.lower, spot.end) is not None
    )


@cache
def _sited() -> Phrases[None]:
    return Phrases((tuple(text.split()), None) for text in sorted(lists()["sited"]))


def is_told(words: Words, spot: Spot) -> bool:
    """Whether a sentence says what a name is: "Xerilo is a town in the north"."""
    root = words.root(spot.begin, spot.end)
    verb = words.head[root]
    if words.dep[root] != "nsubj" or words.lemma[verb] != "be":
        return False
    return any(words.dep[c] == "attr" and words.lower[c] in lists()["nouns"] for c in words.children[verb])


def _is_way(words: Words, begin: int, before: str) -> bool:
    """Whether a road goes to a name: "the road between Xai and Yoro", "the Highway from Xai to Yoro"."""
    if before not in {"between", "and", "to", "from"}:
        return False
    opening = max(0, begin - 6)
    stretch = words.lower[opening : begin - (before in {"between", "from"})]
    return any(word in _WAYS and {"between", "from", before} & {*stretch[k + 1 : k + 2], before} and
               (before in {"between", "from"} or stretch[k + 1 : k + 2] in (["between"], ["from"]))
               for k, word in enumerate(stretch) if words.same_sentence(opening + k, begin))  # fmt: skip


_WAYS = frozenset({"road", "highway", "route", "motorway", "track", "railway", "path"})


def is_joined(words: Words, spot: Spot, at: Mapping[int, Spot]) -> bool:
    """Whether a name is joined by "and" to one that is a place for sure."""
    root = words.root(spot.begin, spot.end)
    joined = at.get(words.head[root]) if words.dep[root] == "conj" else None
    if joined is None or not (joined.kind in PLACES or "placed" in joined.extra):
        return False
    if joined.extra.get("placed") == "sure":
        spot.extra["placed"] = "sure"
    elif _is_inside(words, joined) and joined.kind in PLACES:
        spot.extra["placed"] = "likely"  # "in Ain Xera and Qasr bin Xeli"
    return bool(joined.items) or "placed" in joined.extra or _is_inside(words, joined)


def _is_measured(words: Words, end: int) -> bool:
    """Whether words after a name tell how far from what it lies: ", 35km south of", ", also north of"."""
    if words.text[end : end + 1] not in ([","], ["("]):
        return False
    last = min(len(words), end + 7)
    for i in range(end + 1, last):
        if not words.same_sentence(i, end) or words.text[i] in {",", ")"} or words.pos[i] == "VERB":
            return False
        if words.lower[i] in lists()["lengths"] or words.lower[i].lstrip("0123456789.") in {"km", "mi"}:
            return True
        if words.lower[i] in lists()["directions"] and words.lower[i + 1 : i + 2] == ["of"]:
            return True
    return False


def _is_taken(words: Words, spot: Spot) -> bool:
    """Whether a name of two words or more is what somebody storms or flees: "attacked Yirga Mado"."""
    root = words.root(spot.begin, spot.end)
    if words.dep[root] != "dobj" or spot.kind == vocab.Place:
        return False
    verb = words.lemma[words.head[root]]
    sure = verb in lists()["stormed"] or (
        verb in {"reach", "leave", "control"} and spot.kind == vocab.Organization
    )
    if verb == "reach" and spot.kind == vocab.Person and " " not in spot.name:
        asked = {"not", "n't", "could", "immediately"} & {
            words.lower[c] for c in words.children[words.head[root]]
        }
        sure = not asked and words.lower[spot.end : spot.end + 1] not in (["by"], ["for"])
    burning = _burns(words, words.head[root]) or _falls(words, words.head[root])
    return sure or (verb in lists()["taken"] and burning)


def _falls(words: Words, verb: int) -> bool:
    """Whether what strikes is a weapon that falls on towns: "rockets struck Abu Xeli"."""
    subject = words.subject(verb)
    return subject is not None and words.lower[subject] in lists()["falling"]


def _burns(words: Words, verb: int) -> bool:
    """Whether a clause also tells of houses or dwellers, so that its object is a village."""
    return any(words.lower[i] in {"houses", "homes", "huts", "villagers", "residents", "shops"}
               for i in range(verb, min(len(words), verb + 12)) if words.same_sentence(verb, i))  # fmt: skip


def _is_reached(words: Words, spot: Spot) -> bool:
    """Whether a name is where somebody goes: "moved to Thornhill", "fled from Rufaila"."""
    before = spot.begin - 1
    if before < 1 or words.lower[before] not in _TO or spot.kind == vocab.Place:
        return False
    moving = words.lemma[words.head[before]] in lists()["motion"]
    return moving and spot.end - spot.begin < (2 if spot.kind == vocab.Person else 3)


def _is_inside(words: Words, spot: Spot) -> bool:
    """Whether a preposition of place stands before a name."""
    return spot.begin > 0 and words.lower[spot.begin - 1] in _ENCLOSING | {"from", "into", "across"}


def _is_at(words: Words, spot: Spot, before: str) -> bool:
    """Whether something is at a name: "a base at X"; nobody looks at it, or works for it."""
    if before != "at" or words.is_possessive(spot.end) or words.text[spot.begin].isupper():
        return False
    above = words.lemma[words.head[spot.begin - 1]]
    if above in lists()["aiming"]:
        return False
    return spot.extra.get("label") in {"GPE", "LOC", "FAC"} or above not in lists()["scholars"]


def _is_hit(words: Words, spot: Spot, before: str) -> bool:
    """Whether things fall or armies march on a name, or there is fighting around it."""
    if before not in {"on", "around"} or spot.begin < 2:
        return False
    above = words.head[spot.begin - 1]
    if before == "around":
        return words.lemma[above] in lists()["surroundings"]
    return words.lower[above] in lists()["falling"] or words.lemma[above] in lists()["descending"]


def _is_explained(words: Words, spot: Spot) -> bool:
    """Whether an explanation behind a comma tells that a name is a town: "X, a village in the hills"."""
    if words.lower[spot.end : spot.end + 2] not in ([",", "a"], [",", "an"], [",", "the"]):
        return False
    for i in range(spot.end + 2, min(len(words) - 1, spot.end + 7)):
        if words.text[i] == "," or words.pos[i] in {"VERB", "ADP"}:
            return False
        if words.lower[i] in lists()["nouns"] and words.pos[i + 1] not in {"NOUN", "PROPN"}:
            return words.lower[i] not in lists()["aims"] and not words.is_possessive(i + 1)
    return False


def _is_listed(words: Words, spot: Spot, before: str) -> bool:
    """As in "two villages, X and Y, were burned"."""
    return before == "," and spot.begin > 1 and words.lower[spot.begin - 2] in lists()["plurals"]


def natural(words: Words, spot: Spot) -> bool:
    """Whether a name is that of a river or an island: "crossed the X", "the banks of the X", "on X"."""
    before = spot.begin - 1
    if before < 1 or spot.end - spot.begin > 1 or "dateline" in spot.extra:
        return False
    if words.lower[before] == "of":
        return words.lower[before - 1] in lists()["natural"]
    if words.lower[before] != "the":
        return words.lower[before] == "on" and words.lemma[words.head[before]] in lists()["insular"]
    after = spot.end
    goes_on = after < len(words) and (words.pos[after] in {"NOUN", "PROPN"} or words.text[after] in DASHES)
    if goes_on or words.is_possessive(after):
        return False
    root, opening = words.root(spot.begin, spot.end), words.lower[before - 1]
    if words.dep[root] == "dobj":
        return words.lemma[words.head[root]] in lists()["crossing"]
    if opening == "of":
        return words.lower[before - 2] in lists()["banks"]
    watery = words.lemma[words.head[before - 1]] in lists()["floating"]
    return opening in {"across", "along"} or (watery and opening in {"in", "into", "down", "up", "over"})
