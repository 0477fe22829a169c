"""Names that a noun beside their list makes those of lands: "the provinces of Idlib and Aleppo"."""

from collections.abc import Iterable, Sequence

from kg import vocab
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge

_NOUNS = frozenset(
    {"province", "region", "district", "state", "governorate", "oblast", "prefecture", "county", "canton"}
    | {"department", "voivodeship", "emirate", "raion"}
)
_PLURALS = {f"{noun}s": noun for noun in _NOUNS} | {"counties": "county"}
_OPEN = frozenset({vocab.City, vocab.Person, vocab.Place, vocab.Territory})
_LINKS = frozenset({",", "and", "or", "&"})


def lands(words: Words, names: Iterable[Spot], knowledge: Knowledge) -> list[Spot]:
    """The names, those of lands with the class of lands."""
    spots = list(names)
    at = 0
    while at < len(spots):
        end = at + 1
        while end < len(spots) and _linked(words, spots[end - 1], spots[end]):
            end += 1
        noun = _noun(words, spots[at:end])
        if noun is not None:
            spots[at:end] = [_land(spot, noun, knowledge) for spot in spots[at:end]]
        at = end
    return spots


def _linked(words: Words, left: Spot, right: Spot) -> bool:
    between = words.lower[left.end : right.begin]
    return 0 < len(between) < 3 and _LINKS.issuperset(between) and left.sort is right.sort is Sort.NAME


def _noun(words: Words, group: Sequence[Spot]) -> str | None:
    """The noun, made singular, that stands before or after a list of names, or before a single one."""
    first, last = group[0], group[-1]
    if any(spot.sort is not Sort.NAME for spot in group):
        return None
    before = words.lower[first.begin - 2] if first.begin > 1 and words.lower[first.begin - 1] == "of" else ""
    after = words.lower[last.end] if last.end < len(words) else ""
    if len(group) == 1:
        return before if before in _NOUNS and after not in _NOUNS else None
    return _PLURALS.get(after) or _PLURALS.get(before)


def _land(spot: Spot, noun: str, knowledge: Knowledge) -> Spot:
    if spot.kind not in _OPEN or spot.weight >= 9:
        return spot
    name = spot.name if spot.kind == vocab.Territory else f"{spot.name} {noun.capitalize()}"
    known = (*(i for i in spot.items), *knowledge.named(name), *knowledge.named(spot.name))
    items = tuple(dict.fromkeys(item for item in known if item.kind == vocab.Territory))
    return Spot(spot.begin, spot.end, vocab.Territory, Sort.NAME, name, items[:1], weight=2,
                extra={"told": "yes"})  # fmt: skip
