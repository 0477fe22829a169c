"""Descriptions without an owner: what points back, what means the usual one, and what nobody can tell."""

from kg.extract.entities.lexicon import Head
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.words import DASHES, Words

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset(
    {"a", "an", "any", "no", "some", "each", "every", "other", "another", "several", "such"}
)
_OF_STATE_WORDS = frozenset({"government", "state", "regime", "federal", "loyalist", "pro-government"})
_VAGUE = frozenset({"major", "main", "largest", "key", "powerful", "such", "different"}) | frozenset(
    {"local", "other", "rival", "various", "armed", "regional", "many", "more", "few", "foreign"}
)
_LOCAL = frozenset({"local", "provincial", "regional", "district", "city", "municipal", "health", "hospital"})
"""Whose officials are not the government of the state."""
_RANKS_OF_OFFICIALS = frozenset({"senior", "government", "top", "state", "federal", "national"})


def unowned(around: Surroundings, head: Head, spot: Spot, begin: int) -> Spot | None:
    """A description without an owner points back, means the usual one, or means nothing that can be told."""
    words = around.words
    before = words.lower[spot.begin - 1] if spot.begin > 0 else ""
    inner = {words.lower[i] for i in range(spot.begin, begin)} - {"-"}
    if before in INDEFINITE and not _speaks(words, spot, inner):
        return None
    pointing = before in DEFINITE and not (before == "that" and spot.plural)
    pointing = pointing and words.dep[spot.begin - 1] != "mark"
    told = head.acting and bool(inner)  # "the detained soldiers"
    if pointing and not told and (head.bare or head.alone or spot.group == "ministry"):
        spot.extra |= {"back": "yes"} if head.back else {}
        return _bare(spot, spot.begin - 1)
    if (allied := _coalition(words, head, spot)) is not None:
        return allied
    if (spot.group == "force" and inner & _OF_STATE_WORDS) or _speaks(words, spot, inner):
        return _bare(spot, spot.begin)
    ranked = spot.group == "force" and head.alone and inner <= _LOCAL | _RANKS_OF_OFFICIALS
    if ranked and _leads(around, spot):
        return _bare(spot, begin)
    if _by_others(words, spot.begin):
        return None
    return _told_by_kind(words, head, spot, begin)


def _by_others(words: Words, begin: int) -> bool:
    """As in "Moscow-installed officials", who are nobody's that the text names."""
    hyphen = begin > 0 and words.text[begin - 1] == "-"
    return hyphen or (begin > 1 and words.tag[begin - 1] == "VBN" and words.text[begin - 2] == "-")


def _told_by_kind(words: Words, head: Head, spot: Spot, begin: int) -> Spot | None:
    """A description without article or owner: "local authorities", "officials", "rebels", "police"."""
    inner = {words.lower[i] for i in range(spot.begin, begin)} - {"-"}
    if spot.plural and len(inner) == 1 and inner <= _LOCAL and head.words[-1] in {"officials", "authorities"}:
        return spot
    if head.words[-1].startswith("official"):
        spot.extra["generic"] = "yes"
        return _bare(spot, spot.begin) if spot.plural and inner <= _RANKS_OF_OFFICIALS else None
    if spot.group == "group":
        return _group(words, head, spot, begin)
    acting = head.acting and not inner and _acts(words, spot)
    if acting or (head.alone and (not inner or spot.group == "population")):
        return _bare(spot, begin)
    return spot if spot.group == "party" and head.branch and not inner & _VAGUE else None


def _acts(words: Words, spot: Spot) -> bool:
    """Whether somebody uncounted does something: "soldiers stormed the palace"; not "17 soldiers died"."""
    root = words.root(spot.begin, spot.end)
    counted = spot.begin > 0 and words.pos[spot.begin - 1] in {"NUM", "DET", "PRON"}
    return words.dep[root] == "nsubj" and not counted and words.text[spot.begin - 1] not in DASHES


def _leads(around: Surroundings, spot: Spot) -> bool:
    """Whether somebody follows who speaks for the whole: "regional military commander"."""
    words = around.words
    return spot.end < len(words) and words.lower[spot.end] in around.lexicon.speaking


def _speaks(words: Words, spot: Spot, inner: set[str]) -> bool:
    """Whether a spokesman follows: "foreign ministry spokeswoman", "junta spokesman"."""
    if spot.group not in _SPOKEN_FOR or inner - _RANKS_OF_OFFICIALS - {spot.branch}:
        return False
    return spot.end < len(words) and words.lower[spot.end].startswith("spokes")


_SPOKEN_FOR = frozenset({"ministry", "government", "force"})


def _coalition(words: Words, head: Head, spot: Spot) -> Spot | None:
    """ "Coalition forces"; and as in "coalition aircraft" a coalition that has been spoken of."""
    if spot.group != "coalition" or head.group == "force":
        return _bare(spot, spot.begin) if spot.group == "coalition" else None
    if spot.end >= len(words) or words.lower[spot.end] not in _FLYING:
        return None
    spot.extra["back"] = "yes"
    return _bare(spot, spot.begin)


_FLYING = frozenset({"aircraft", "jets", "warplanes", "planes", "drones", "helicopters"})


def _group(words: Words, head: Head, spot: Spot, begin: int) -> Spot | None:
    """Rebels without an owner: told by their adjective, or just the rebels."""
    inner = [i for i in range(spot.begin, begin)]
    telling = [
        i for i in inner if words.tag[i] in {"JJ", "NN", "NNP"} and words.lower[i] not in _VAGUE - {"foreign"}
    ]
    if telling and spot.plural and words.lower[spot.end - 1] != "groups":
        return spot
    armed = len(inner) == 1 and words.lower[inner[0]] == "armed"
    listed = words.lower[spot.end : spot.end + 1] in (["like"], ["such"], ["including"])
    if not head.alone or listed or (inner and not armed):
        return None
    begin -= armed
    spot.extra["generic"] = "yes"
    return _bare(spot, begin)


def _bare(spot: Spot, begin: int) -> Spot:
    spot.sort, spot.begin = Sort.BARE, begin
    return spot
