"""Descriptions: organisations, forces and groups that are told by what they are, not by a name.

"Azerbaijan’s defence ministry", "the Armenian army", "UN peacekeepers", "rebels", "the ministry".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg import vocab
from kg.extract.entities.lexicon import Head, Lexicon
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import DASHES, Words

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})
_SPEAKING = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokespeople",
        "spokesmen",
        "official",
        "officials",
        "statement",
    }
    | {
        "source",
        "sources",
        "leader",
        "leaders",
        "chief",
        "chiefs",
        "commander",
        "commanders",
        "command",
        "general",
    }
    | {"generals", "leadership", "delegation", "minister", "ministers", "representative", "representatives"}
)
_ALWAYS = frozenset({"ministry", "embassy", "media", "coalition"})
"""Classes whose descriptions stay mentions inside a compound ("embassy staff")."""
_OWNED_BY_OF = frozenset({"government", "force", "group", "population", "court", "opposition"})
_NUMERAL = frozenset({"CARDINAL", "DATE", "TIME", "QUANTITY", "ORDINAL", "MONEY", "PERCENT"})
_KEPT_BEFORE_OWNER = frozenset({"ethnic", "pro", "anti", "new", "ex"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a description is read with."""

    words: Words
    lexicon: Lexicon
    named: Mapping[int, Spot]


def descriptions(around: Surroundings) -> Iterator[Spot]:
    """All descriptions of a text, bare ones with their article."""
    words = around.words
    for end in range(1, len(words) + 1):
        found = around.lexicon.heads.ending(words.lower, end)
        if found is None:
            continue
        begin, head = found
        if _goes_on(around, begin, end) or not _is_noun(around, head, end - 1):
            continue
        spot = _description(around, head, begin, end)
        if spot is not None:
            yield spot


def _goes_on(around: Surroundings, begin: int, end: int) -> bool:
    """Whether a longer head follows, or a name covers the head and more."""
    longer = around.lexicon.heads.ending(around.words.lower, end + 1) if end < len(around.words) else None
    if longer is not None and longer[0] <= begin:
        return True
    name = around.named.get(end - 1)
    return name is not None and name.sort is Sort.NAME and bool(name.items or name.weight)


def _is_noun(around: Surroundings, head: Head, i: int) -> bool:
    """Whether the last word of a head is a noun that does not merely modify another noun."""
    words = around.words
    if words.pos[i] not in {"NOUN", "PROPN"} and not (words.pos[i] == "ADJ" and i + 1 < len(words)):
        return False
    following = i + 1
    if following >= len(words) or words.pos[following] not in {"NOUN", "PROPN", "ADJ"}:
        return words.pos[i] != "ADJ"
    if following in around.named and around.named[following].kind == vocab.Person:
        return True
    if words.lower[following] in _SPEAKING:
        return head.group not in {"population", "border", "party", "opposition"}
    if head.group in _ALWAYS:
        return True
    attached = words.head[i] == following or words.dep[i] in {"compound", "amod", "nmod"}
    return not attached and words.pos[i] != "ADJ"


def _description(around: Surroundings, head: Head, begin: int, end: int) -> Spot | None:
    words = around.words
    start, owner = _left(around, begin)
    group = _turned(around, head, start, begin)
    end, branch = _portfolio(around, head, start, begin, end, owner)
    possessor = words.is_possessive(start - 1) if start > 0 else False
    spot = Spot(
        start, end, around.lexicon.classes[group], Sort.DESCRIPTION, words.joined(start, end),
        group=group, branch=branch, owner=owner, plural=words.tag[end - 1] in {"NNS", "NNPS"},
    )  # fmt: skip
    if possessor and owner is None:
        _take_possessor(around, spot)
    if spot.owner is None:
        _take_following(around, spot, end)
    spot.extra["modified"] = (
        "yes" if start < begin and (spot.owner is None or spot.owner.begin != start) else ""
    )
    if spot.owner is None and "owner at" not in spot.extra:
        return _unowned(around, head, spot, begin)
    return spot


def _left(around: Surroundings, begin: int) -> tuple[int, Spot | None]:
    """Where the modifiers left of a head start, and the name or demonym among them that owns it."""
    words, start, owner = around.words, begin, None
    while start > 0 and words.sentence[start - 1] == words.sentence[begin]:
        i = start - 1
        name = around.named.get(i)
        if name is not None:
            if name.kind == vocab.Person or owner is not None:
                break
            owner, start = name, name.begin
            continue
        if owner is not None and words.lower[i] not in _KEPT_BEFORE_OWNER and words.text[i] not in DASHES:
            break
        if not _modifies(words, i, begin):
            break
        start = i
    while start < begin and words.text[start] in DASHES:
        start += 1
    return start, owner


def _modifies(words: Words, i: int, head: int) -> bool:
    if words.ent[i] in _NUMERAL or words.is_possessive(i):
        return False
    if words.text[i] == "-" and i + 1 < len(words):
        return not words.spaced[i]
    return words.pos[i] in _MODIFIERS - {"ADV"} or (words.tag[i] in {"VBN", "VBG"} and words.head[i] >= head)


def _turned(around: Surroundings, head: Head, start: int, begin: int) -> str:
    """The class of a description after what its modifiers turn it into: "rebel forces" are a group."""
    if head.group == "force":
        for i in range(start, begin):
            turned = around.lexicon.turns.get(around.words.lower[i])
            if turned:
                return turned
            if around.words.lower[i] in {"pro", "anti"} and head.branch == "":
                return "group"
    return head.group


def _portfolio(
    around: Surroundings, head: Head, start: int, begin: int, end: int, owner: Spot | None
) -> tuple[int, str]:
    """The end of a description and the branch or portfolio that it names."""
    words, known = around.words, around.lexicon.portfolio
    if head.group != "ministry":
        return end, head.branch
    if head.branch:
        return end, head.branch
    inner = [words.lower[i] for i in range(owner.end if owner else start, begin) if words.lower[i] in known]
    if inner or end >= len(words) or words.lower[end] != "of":
        return end, " ".join(inner)
    last = end + 1
    while last < len(words) and (words.lower[last] in known or words.lower[last] in {"the", ","}):
        last += 1
    while last > end + 1 and words.lower[last - 1] in {"the", ",", "and"}:
        last -= 1
    return (last, words.joined(end + 1, last).lower()) if last > end + 1 else (end, "")


def _take_possessor(around: Surroundings, spot: Spot) -> None:
    """Takes "Azerbaijan’s" into a description, or notes which words own it."""
    name = around.named.get(spot.begin - 2)
    if name is not None and name.kind != vocab.Person:
        spot.owner, spot.begin = name, name.begin
        spot.name = around.words.joined(spot.begin, spot.end)
    else:
        spot.extra["owner at"] = str(spot.begin - 2)


def _take_following(around: Surroundings, spot: Spot, end: int) -> None:
    """Takes the owner from "of Armenia", "from Tigray", and notes an owning pronoun."""
    words = around.words
    if spot.begin > 0 and words.tag[spot.begin - 1] == "PRP$":
        spot.extra["owner at"] = str(spot.begin - 1)
        return
    if end >= len(words) or words.lower[end] not in {"of", "from"}:
        return
    if spot.group == "ministry" or spot.group in _OWNED_BY_OF:
        i = end + 1
        while i < len(words) and (words.lower[i] == "the" or _titular(around, i)):
            i += 1
        name = around.named.get(i)
        if name is not None:
            if name.kind == vocab.Person:
                spot.extra["owner at"] = str(i)
            else:
                spot.owner = name
            if spot.group == "ministry" and spot.kind == vocab.Ministry and words.lower[end] == "of":
                spot.extra["takes"] = str(name.end)


def _titular(around: Surroundings, i: int) -> bool:
    words = around.words
    return i not in around.named and (words.lower[i] in around.lexicon.post_modifiers or words.lower[i] in
                                      {"president", "minister", "leader", "general", "king"})  # fmt: skip


def _unowned(around: Surroundings, head: Head, spot: Spot, begin: int) -> Spot | None:
    """A description without an owner points back, means the usual one, or means nothing that can be told."""
    words = around.words
    before = words.lower[spot.begin - 1] if spot.begin > 0 else ""
    definite = before in DEFINITE
    article = before in {"a", "an", "any", "no", "some", "each", "every", "other", "another", "several"}
    if spot.group == "border" or (article and spot.group != "group"):
        return None
    phrase = words.joined(begin, spot.end).lower()
    known = head.bare or head.alone or spot.group == "ministry"
    if definite and known:
        spot.sort, spot.begin = Sort.BARE, spot.begin - 1
        return spot
    if spot.extra["modified"] and spot.group == "group" and spot.plural and not article:
        return spot
    if head.alone and not article and not spot.extra["modified"]:
        spot.sort, spot.name = Sort.BARE, phrase
        return spot
    if spot.group == "force" and any(
        words.lower[i] in {"government", "state", "regime", "federal", "loyalist"}
        for i in range(spot.begin, begin)
    ):
        spot.sort = Sort.BARE
        return spot
    if spot.group == "party" and head.branch:
        return spot
    return None
