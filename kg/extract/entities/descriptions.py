"""Descriptions: organisations, forces and groups that are told by what they are, not by a name.

"Azerbaijan’s defence ministry", "the Armenian army", "UN peacekeepers", "rebels", "the ministry".
"""

from collections.abc import Iterator
from dataclasses import replace

from kg import vocab
from kg.extract.entities.lexicon import Head
from kg.extract.entities.ownership import fits, is_deed, modifiers, take_owner
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.unowned import DEFINITE, INDEFINITE, unowned
from kg.extract.entities.words import SUBJECTS, Words

_ALWAYS = frozenset({"ministry", "embassy", "media", "coalition"})
"""Classes whose descriptions stay mentions inside a compound ("embassy staff")."""
_NEVER_INSIDE = frozenset({"population", "border", "party", "opposition"})
_OF_STATE = frozenset({"government", "force", "ministry"})


def descriptions(around: Surroundings) -> Iterator[Spot]:
    """All descriptions of a text, bare ones with their article."""
    words = around.words
    for end in range(1, len(words) + 1):
        found = around.lexicon.heads.ending(words.lower, end)
        if found is None:
            continue
        begin, head = found
        if head.group == "border" or _is_part_of_more(around, begin, end) or _names(words, end):
            continue
        if head.words == ("force",) and _no_force(words, begin):
            continue
        if _is_noun(around, head, end - 1):
            spot = _description(around, head, begin, end)
            if spot is not None:
                yield spot
                yield from _shared(around, spot)


def _names(words: Words, end: int) -> bool:
    """As in "the Xela People's Front": the owner inside a name."""
    goes_on = end + 1 < len(words) and words.is_possessive(end) and words.is_capital(end + 1)
    return goes_on and words.is_capital(end - 1) and words.same_sentence(end - 1, end + 1)


def _no_force(words: Words, i: int) -> bool:
    """As in "work force", "by force", "force commander"."""
    after = words.lower[i + 1] if i + 1 < len(words) else ""
    return words.lower[i - 1] in {"task", "work", "labour", "labor", "by"} or after.startswith("commander")


def _shared(around: Surroundings, spot: Spot) -> Iterator[Spot]:
    """What else shares a plural noun: "Congolese" in "the Congolese and Rwandan armies"."""
    words, owner = around.words, spot.owner
    joint = owner is not None and (
        owner.sort is Sort.DEMONYM or owner.kind == vocab.InternationalOrganization
    )
    if owner is None or not joint or not spot.plural or spot.begin != owner.begin:
        return
    i = owner.begin - 1
    while i > 0 and words.lower[i] in {"and", ",", "or"} and words.same_sentence(i - 1, spot.begin):
        i -= words.text[i - 1] == ","
        other = around.named.get(i - 1)
        if other is None or other.sort is not Sort.DEMONYM or words.tag[i - 1] in {"NNS", "NNPS"}:
            return
        yield replace(spot, begin=other.begin, end=other.end, owner=other, extra={}, others=(),
                      name=f"{other.name} {words.joined(owner.end, spot.end)}")  # fmt: skip
        i = other.begin - 1


def _is_part_of_more(around: Surroundings, begin: int, end: int) -> bool:
    """Whether a longer head follows, or a known name covers the head."""
    longer = around.lexicon.heads.ending(around.words.lower, end + 1) if end < len(around.words) else None
    if longer is not None and longer[0] <= begin:
        return True
    name = around.named.get(end - 1)
    return name is not None and name.sort is Sort.NAME and bool(name.items or name.weight)


def _is_noun(around: Surroundings, head: Head, i: int) -> bool:
    """Whether the last word of a head is a noun that does not merely modify another noun."""
    words, following = around.words, i + 1
    scrambling = head.group in _OF_STATE and following < len(words) and is_deed(words, following)
    if scrambling or _modifies_far(around, i):
        return scrambling  # "the Navy scrambled jets"
    if words.pos[i] not in {"NOUN", "PROPN", "ADJ"} or not words.text[i][0].isalpha():
        return False
    if following >= len(words) or words.pos[following] not in {"NOUN", "PROPN", "ADJ"}:
        return words.pos[i] != "ADJ"
    if following in around.named and around.named[following].kind == vocab.Person:
        return True
    if words.lower[following] == "officer" and following + 1 in around.named:
        return around.named[following + 1].kind == vocab.Person
    if words.is_capital(i) and len(head.words) > 1 and head.group == "force" and i - 1 not in around.named:
        return True
    if words.lower[following] in around.lexicon.speaking:
        return head.group not in _NEVER_INSIDE
    if head.group in _ALWAYS:
        return True
    if words.is_capital(i) and head.group in _OF_STATE and i - len(head.words) in around.named:
        return True  # "a Syrian Government website"
    modifying = words.head[i] == following and words.dep[i] not in SUBJECTS
    attached = modifying or words.dep[i] in {"compound", "amod", "nmod"}
    return not attached and words.pos[i] != "ADJ" and words.pos[following] != "NOUN"


def _modifies_far(around: Surroundings, i: int) -> bool:
    """Whether a word modifies a noun further on: "military and police operations"."""
    words, above = around.words, around.words.head[i]
    if words.dep[i] not in {"amod", "compound", "nmod"} or above <= i + 1 or words.pos[above] != "NOUN":
        return False
    return words.lower[above] not in around.lexicon.speaking and not any(
        k in around.named for k in range(i + 1, above)
    )


def _description(around: Surroundings, head: Head, begin: int, end: int) -> Spot | None:
    words, before = around.words, modifiers(around, begin)
    group = _turned(around, head, before.begin, begin)
    if group is None:
        return None
    owner_end = before.owner.end if before.owner else before.begin
    end, branch = _portfolio(around, head, (owner_end, begin, end))
    spot = Spot(
        before.begin, end, around.lexicon.classes[group], Sort.DESCRIPTION, words.joined(before.begin, end),
        group=group, branch=branch, owner=before.owner, plural=words.tag[end - 1] in {"NNS", "NNPS"},
    )  # fmt: skip
    if group == "embassy" and end < len(words) and words.lower[end] in {"in", "at"}:
        spot.theatre = around.named.get(end + 1)
    if before.begin < begin:
        spot.extra["modified"] = "yes"
    if group == "group" != head.group and before.owner is not None and before.owner.kind == vocab.Population:
        spot.extra["forces"] = "yes"
    take_owner(around, spot)
    spot.name = words.joined(spot.begin, spot.end)
    if head.words == ("office",) and not _of_leader(spot):
        return None
    capital = words.is_capital(end - 1) and words.is_capital(before.begin)
    if spot.owner is None and capital and _shortened(words, end):
        return None  # "the United Self-Defence Forces (AUC)": a name
    if spot.owner is not None:
        return spot if fits(spot, spot.owner) and not _vague_part(around, head, spot, begin) else None
    if "owner at" in spot.extra:
        return spot if spot.group not in {"population", "folk", "coalition"} or "told" in spot.extra else None
    return unowned(around, head, spot, begin)


def _shortened(words: Words, end: int) -> bool:
    """Whether an abbreviation in brackets follows."""
    return (
        words.text[end : end + 1] == ["("]
        and words.text[end + 2 : end + 3] == [")"]
        and (words.text[end + 1].isupper())
    )


def _of_leader(spot: Spot) -> bool:
    """Whether an office is somebody's: "Netanyahu's office"."""
    return spot.owner is not None and spot.owner.kind == vocab.Person


def _turned(around: Surroundings, head: Head, start: int, begin: int) -> str | None:
    """The class of a description after what its modifiers turn it into: "rebel forces" are a group."""
    words = around.words
    if head.group not in {"force", "government"}:
        return head.group
    for i in range(start, begin):
        turned = around.lexicon.turns.get(words.lower[i])
        small = head.group == "force" and not words.is_capital(begin) and not head.branch.endswith("Police")
        if small and _is_people(around, i):
            return "group"  # "Krahn troops"
        if turned and head.group == "government" and words.lower[i] == "opposition":
            return "opposition"  # "opposition lawmakers"
        if turned and (head.group == "force" or turned == "group"):
            return turned
        if words.lower[i] in {"pro", "anti"} and head.group == "force":
            ruling = words.lower[i : i + 3] in (["pro", "-", "government"], ["pro", "-", "regime"])
            return head.group if ruling else "group"
        if head.words[-1].startswith("official") and around.lexicon.heads.ending(words.lower, i + 1):
            return None  # "military officials" are the military
    return head.group


def _is_people(around: Surroundings, i: int) -> bool:
    """Whether a word tells of which people somebody is, where that is not the people of a state."""
    name, word = around.named.get(i), around.words.lower[i]
    if name is not None:
        return name.kind == vocab.Population
    return word in around.lexicon.peoples or f"{word}s" in around.lexicon.peoples


def _portfolio(around: Surroundings, head: Head, at: tuple[int, int, int]) -> tuple[int, str]:
    """The end of a description and the branch or portfolio that it names."""
    (start, begin, end), words, known = at, around.words, around.lexicon.portfolio
    if head.group != "ministry" or head.branch:
        return end, head.branch
    inner = [words.lower[i] for i in range(start, begin) if words.lower[i] in known]
    if inner or end >= len(words) or words.lower[end] != "of":
        return end, " ".join(inner)
    last = end + 1
    while last < len(words) and (words.lower[last] in known or words.lower[last] in {"the", ","}):
        last += 1
    while last > end + 1 and words.lower[last - 1] in {"the", ",", "and"}:
        last -= 1
    return (last, words.joined(end + 1, last).lower()) if last > end + 1 else (end, "")


def _vague_part(around: Surroundings, head: Head, spot: Spot, begin: int) -> bool:
    """Whether an owned description still tells nobody: "a Rwandan rebel group", "people of Gaza said"."""
    words, group = around.words, spot.group
    before = words.lower[spot.begin - 1] if spot.begin > 0 else ""
    if group == "group" and spot.owner is not None:
        single = not spot.plural and not (head.words[-1] == "militia" and before not in INDEFINITE)
        return single and before not in DEFINITE and not words.is_possessive(spot.owner.end)
    if group == "population" and head.branch == "people":
        return (
            before not in {"the", "all", "most", "and"}
            and spot.owner is not None
            and spot.owner.begin < spot.end
        )
    return (
        group == "government"
        and head.words[-1] == "official"
        and before not in INDEFINITE | {"the", "senior"}
    )
