"""Names that take in the words beside them: "CJTF-OIR", "ISIL tactical units", "Jordan's Public Security
Directorate", "eastern Aleppo"."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg import vocab
from kg.extract.entities.institutions import lists
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.names import RARE
from kg.extract.entities.sites import heads
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words

_OWNED = frozenset({vocab.Organization, vocab.ArmedForce, vocab.Government, vocab.Ministry, vocab.ArmedGroup})
_OWNERS = frozenset(
    {vocab.Country, vocab.Territory, vocab.InternationalOrganization, vocab.ArmedGroup, vocab.Government}
    | {vocab.Organization, vocab.PoliticalParty, vocab.Ministry}
)
_LANDS = frozenset({vocab.Country, vocab.Territory})
_FOLDED = frozenset({vocab.ArmedGroup, vocab.InternationalOrganization, vocab.Organization})
REACH = 3


def longer(words: Words, names: Iterable[Spot], lexicon: Lexicon) -> list[Spot]:
    """The names, those grown that go on; what they took in is gone."""
    spots = list(names)
    ends = {spot.end: spot for spot in spots}
    begins = {spot.begin: spot for spot in spots}
    grown: list[Spot] = []
    for spot in spots:
        if spot.sort is not Sort.NAME or spot.weight >= 9:
            continue
        found = (
            _hyphenated(words, spot, begins)
            or _two_towns(words, spot, begins, lexicon)
            or _of_members(words, spot)
            or _owned(words, spot, ends, lexicon)
            or _part_of_town(words, spot)
            or _part_of_land(words, spot)
        )
        if found is not None:
            grown.append(found)
    taken = {i for spot in grown for i in range(spot.begin, spot.end)}
    return sorted(
        [*grown, *(spot for spot in spots if taken.isdisjoint(range(spot.begin, spot.end)))],
        key=lambda spot: spot.begin,
    )


def _two_towns(words: Words, spot: Spot, begins: Mapping[int, Spot], lexicon: Lexicon) -> Spot | None:
    """A name of two words that are little known towns each, and a third one together: "Kelo Belo"."""
    other = begins.get(spot.end)
    if other is None or not all(_is_small(one) for one in (spot, other)):
        return None
    after = other.end < len(words) and words.is_capital(other.end)
    comma = spot.begin - 1
    if comma > 0 and words.text[comma] == "," and lexicon.posts.ending(words.lower, comma) is not None:
        return replace(spot, end=other.end, kind=vocab.Person, name=words.joined(spot.begin, other.end),
                       items=(), weight=2)  # fmt: skip
    if after or not words.same_sentence(spot.begin, other.begin):
        return None
    return Spot(spot.begin, other.end, vocab.City, Sort.NAME, words.joined(spot.begin, other.end), weight=2)


def _is_small(spot: Spot) -> bool:
    """Whether a word is a little known town, or one that only the recogniser takes for a place."""
    known = bool(spot.items) and spot.items[0].prior < RARE
    return (
        spot.kind == vocab.City and spot.end - spot.begin == 1 and (known or spot.extra.get("label") == "GPE")
    )


def _hyphenated(words: Words, spot: Spot, begins: Mapping[int, Spot]) -> Spot | None:
    """Two abbreviations that a hyphen joins, where the tables do not know both."""
    dash = spot.end
    if spot.begin > 1 and words.text[spot.begin - 1] == "-" and spot.begin - 1 not in begins:
        dash = spot.begin - 1
    left = dash - 1
    right = dash + 1
    if right >= len(words) or words.text[dash] != "-" or words.spaced[left] or words.spaced[dash]:
        return None
    if not (_abbreviates(words, left) and _abbreviates(words, right)) or spot.end - spot.begin > 1:
        return None
    both = [found for i in (left, right) if (found := begins.get(i)) is not None]
    if any(found.items for found in both):
        return None
    kind = next((found.kind for found in both if found.kind in _FOLDED), vocab.Organization)
    return Spot(left, right + 1, kind, Sort.NAME, words.joined(left, right + 1), weight=2)


def _abbreviates(words: Words, i: int) -> bool:
    text = words.text[i]
    return text.isalpha() and text.isupper() and 1 < len(text) < 8


def _of_members(words: Words, spot: Spot) -> Spot | None:
    """A group with the noun for those who fight for it, which says nothing more: "FARC guerrillas"."""
    mission = spot.kind == vocab.PeacekeepingForce
    if not (mission or spot.kind == vocab.ArmedGroup) or words.is_possessive(spot.end):
        return None
    between, nouns = (
        (lists()["of_missions"],) * 2 if mission else (lists()["of_groups"], lists()["of_members"])
    )
    end = spot.end
    while end < len(words) and words.lower[end] in between and end - spot.end < REACH:
        end += 1
    if end == spot.end or words.lower[end - 1] not in nouns:
        return None
    if end - spot.end == 1 and words.lower[end - 1] == "movement":
        return None
    goes_on = end < len(words) and (words.pos[end] in {"NOUN", "PROPN"} or words.text[end] == "-")
    if goes_on and words.head[end - 1] >= end:
        return None
    return replace(spot, end=end)


def _owned(words: Words, spot: Spot, ends: Mapping[int, Spot], lexicon: Lexicon) -> Spot | None:
    """A named body with the possessive before it, as in "India's Central Reserve Police Force"."""
    described = not spot.items and lexicon.heads.ending(words.lower, spot.end) is not None
    if spot.kind not in _OWNED or spot.end - spot.begin < 2 or described:
        return None
    i = spot.begin - 1
    while i > 0 and words.pos[i] == "ADJ" and spot.begin - i <= REACH:
        i -= 1
    owner = ends.get(i) if words.is_possessive(i) and words.same_sentence(i, spot.begin) else None
    if owner is None or owner.kind not in _OWNERS or not _is_body(words, spot, lexicon):
        return None
    if spot.items and not _shares_country(spot, owner):
        return None
    kind = vocab.ArmedGroup if owner.kind == vocab.ArmedGroup == _armed(spot.kind) else spot.kind
    return replace(spot, begin=owner.begin, kind=kind, owner=owner, weight=max(spot.weight, 2))


def _shares_country(spot: Spot, owner: Spot) -> bool:
    return any(item.country == state.key for item in spot.items for state in owner.items)


def _armed(kind: str) -> str:
    return vocab.ArmedGroup if kind == vocab.ArmedForce else kind


def _is_body(words: Words, spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a name is known as that of a body, or has a word for bodies in it."""
    if spot.items:
        return True
    last = lexicon.last.ending(words.lower, spot.end)
    if last is not None and last[1] in _OWNED:
        return True
    return any(words.lower[i] in lists()["heads"] for i in range(spot.begin, spot.end))


def _part_of_town(words: Words, spot: Spot) -> Spot | None:
    """The half of a town that a compass point tells: "eastern Aleppo"."""
    i = spot.begin - 1
    if spot.kind != vocab.City or i < 0 or words.lower[i] not in lists()["halves"]:
        return None
    if words.head[i] >= spot.end or words.head[i] < spot.begin or words.is_possessive(spot.end):
        return None
    name = f"{words.text[i].capitalize()} {spot.name}"
    return Spot(i, spot.end, vocab.Place, Sort.NAME, name, weight=2, extra={"base": spot.name})


def _part_of_land(words: Words, spot: Spot) -> Spot | None:
    """The part of a country or region that a compass point tells: "northern Uganda"."""
    i, end = spot.begin - 1, spot.end
    if spot.kind not in _LANDS or i < 0 or words.lower[i] not in lists()["parts_of_lands"]:
        return None
    joint = i > 1 and words.lower[i - 1] == "and" and words.lower[i - 2] in lists()["parts_of_lands"]
    administered = heads().starting(words.lower, end) or heads().ending(
        words.lower, end
    )  # "northern X province"
    if joint or words.text[i - 1] == "-" or administered is not None:
        return None
    if words.head[i] >= end or words.head[i] < spot.begin:
        return None
    name = f"{words.text[i].capitalize()} {spot.name}"
    return Spot(i, end, vocab.Territory, Sort.NAME, name, owner=spot, weight=2, extra={"base": spot.name})
