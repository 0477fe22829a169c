"""Which body is a part of which, by what the words around its name say."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.registry import Place
from kg.extract.relations.ground import BODIES, Find, Ground
from kg.extract.relations.lists import words_for

_STATES = frozenset({vocab.Country, vocab.Territory})
_ATTRIBUTES = frozenset({"amod", "compound", "poss", "nmod"})
REACH = 7


def memberships(ground: Ground) -> Iterator[Find]:
    """All that is said of bodies as parts of others."""
    for place in ground.named():
        if place.entry.kind in BODIES:
            yield from _linked(ground, place)
            yield from _wing_before(ground, place)
            yield from _explained(ground, place)
            yield from _part(ground, place)
            yield from _made_up(ground, place)


def _find(part: Place, whole: Place, rule: str) -> Iterator[Find]:
    if part.entry is not whole.entry and whole.entry.kind in BODIES and part.entry.kind in BODIES:
        begin, end = min(part.begin, whole.begin), max(part.end, whole.end)
        yield Find(vocab.affiliatedWith, part.entry, whole.entry, begin, end, rule)


def _linked(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the Al-Qaeda-linked group X"."""
    words, i = ground.words, place.begin - 1
    while i > 2 and place.begin - i < REACH and words.pos[i] in {"ADJ", "NOUN"} and i not in ground.at:
        if words.lower[i] in words_for("linked"):
            break
        i -= 1
    if i < 2 or words.lower[i] not in words_for("linked") or words.text[i - 1] != "-":
        return
    whole = ground.at.get(i - 2)
    if whole is not None and words.same_sentence(whole.begin, place.begin):
        yield from _find(place, whole, "linked, hyphenated")


def _wing_before(ground: Ground, place: Place) -> Iterator[Find]:
    """ "Hamas's armed wing, X", "the armed wing of Hamas, X", "its military wing X"."""
    words, i = ground.words, place.begin - 1
    while i > 0 and (words.lower[i] in words_for("articles") or words.text[i] == ","):
        i -= 1
    if i < 2 or not words.same_sentence(i, place.begin):
        return
    whole = ground.at.get(i)
    if whole is not None and words.lower[i] in words_for("wings"):
        yield from _find(place, whole, "wing before")
    elif whole is not None and whole.begin > 2:
        noun = whole.begin - 1 - (words.lower[whole.begin - 1] in words_for("articles"))
        if words.lower[noun] == "of" and words.lower[noun - 1] in words_for("wings"):
            yield from _find(place, whole, "wing before")
    elif words.lower[i] in words_for("wings"):
        owner = _owner(ground, i)
        if owner is not None:
            yield from _find(place, owner, "wing before")


def _owner(ground: Ground, noun: int) -> Place | None:
    """Whose a wing is by the possessor among the words before it."""
    words = ground.words
    for i in range(noun - 1, max(-1, noun - 5), -1):
        place = ground.at.get(i)
        if place is not None:
            return place if words.is_possessive(place.end) or words.tag[i] == "PRP$" else None
        modifies = words.pos[i] in {"ADJ", "NOUN"} or words.dep[i] == "amod" or words.text[i] == "-"
        if not modifies and not words.is_possessive(i):
            return None
    return None


def _behind(ground: Ground, place: Place) -> int:
    """The word after a name and what stands in brackets after it."""
    words, end = ground.words, place.end
    return end + 3 if words.text[end : end + 1] == ["("] and words.text[end + 2 : end + 3] == [")"] else end


def _explained(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the FDLR, a Rwandan rebel group", "X, the armed wing of Y", "Y, whose armed wing is X"."""
    words, comma = ground.words, _behind(ground, place)
    if words.text[comma : comma + 1] != [","]:
        return
    first = ground.skip(comma + 1, words_for("articles"))
    for i in range(first, min(len(words), first + REACH)):
        if not words.same_sentence(i, place.begin) or words.text[i] == "," or words.pos[i] == "VERB":
            return
        other = ground.at.get(i)
        if other is None or other.entry is place.entry or other.anaphor:
            continue
        if _is_wing(ground, first, other):
            pair = (other, place) if words.lower[first] == "whose" else (place, other)
            yield from _find(*pair, "apposition")
        elif (
            place.entry.kind == vocab.ArmedGroup
            and other.entry.kind in _STATES
            and words.dep[other.end - 1] in _ATTRIBUTES
        ):
            yield Find(vocab.affiliatedWith, place.entry, other.entry, place.begin, other.end, "apposition")
        return


def _is_wing(ground: Ground, first: int, other: Place) -> bool:
    """Whether a noun for a part stands before "of" and a body, or behind the body."""
    words, wings = ground.words, words_for("wings")
    if any(words.lower[k] in wings for k in range(first, other.begin)):
        return True
    for k in range(other.end, min(len(words), other.end + 4)):
        if words.lower[k] in wings:
            return words.same_sentence(k, other.begin)
        if words.pos[k] not in {"ADJ", "NOUN"} and not words.is_possessive(k):
            return False
    return False


def _part(ground: Ground, place: Place) -> Iterator[Find]:
    """ "X, part of the Y force", "X, which is affiliated with Y", "police serving with Y"."""
    words, first = ground.words, _behind(ground, place)
    for i in range(first, min(len(words) - 1, first + REACH)):
        if not words.same_sentence(i, place.begin) or i in ground.at:
            return
        if words.lower[i] in words_for("parts") and words.lower[i + 1] in words_for("part_prepositions"):
            whole = _next(ground, i + 2)
            if whole is not None:
                yield from _find(place, whole, "part of")
            return
        if words.lower[i] not in words_for("before_part") and words.pos[i] not in {"ADV", "ADJ", "NUM"}:
            return


def _next(ground: Ground, i: int) -> Place | None:
    """The mention that nothing but plain modifiers stand before."""
    words = ground.words
    for k in range(i, min(len(words), i + REACH)):
        if k in ground.at:
            return ground.at[k]
        if words.pos[k] not in {"DET", "ADJ", "NOUN", "NUM"} and words.text[k] != "-":
            return None
    return None


def _made_up(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the alliance, made up of A, B and C"."""
    words, i = ground.words, _behind(ground, place)
    while i < len(words) and words.lower[i] in words_for("before_part") and i - place.end < REACH:
        i += 1
    if i >= len(words) or words.lower[i] not in words_for("comprises"):
        return
    i = ground.skip(i + 1, words_for("comprising_particles"))
    while (member := ground.at.get(i)) is not None and words.same_sentence(i, place.begin):
        if member.entry.kind in BODIES and not member.anaphor:
            yield from _find(member, place, "made up of")
        i = ground.skip(_behind(ground, member), words_for("between_members"))
