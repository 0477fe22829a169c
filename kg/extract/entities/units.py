"""Numbered units of forces: "Ukraine's 47th Mechanised Brigade", "3rd Battalion, 6th Marines"."""

import re
from collections.abc import Iterable, Iterator

from kg import vocab
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.extract.numbers import ordinals

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)", re.IGNORECASE)
_NOUNS = frozenset(
    {"battalion", "brigade", "division", "regiment", "corps", "squadron", "fleet", "company", "marines"}
    | {"infantry", "platoon", "battery", "wing", "army", "cavalry", "legion", "flotilla"}
)
_SENDERS = frozenset({vocab.Country, vocab.Territory})
LONGEST = 6


def units(words: Words, names: Iterable[Spot]) -> Iterator[Spot]:
    """Units by number; one that only a number tells is nameless, because every force has such a unit."""
    names = list(names)
    ends = {spot.end: spot for spot in names}
    longer = {i for spot in names if spot.items for i in range(spot.begin + 1, spot.end)}
    i, count = 0, len(words)
    while i < count:
        opens = words.text[i][:1].isdigit() or words.lower[i] in ordinals()
        end = _unit(words, i) if opens and i not in longer else None
        if end is None:
            i += 1
            continue
        begin, number = i, end - i == 2
        more = _unit(words, end + 1) if words.text[end : end + 1] == [","] else None
        end = more or end
        owner = ends.get(i - 1 if words.is_possessive(i - 1) else i)
        spot = Spot(
            begin, end, vocab.ArmedForce, Sort.NAME, words.joined(begin, end), weight=6, extra={"unit": "yes"}
        )
        if owner is not None and owner.kind in _SENDERS and words.same_sentence(owner.begin, begin):
            spot.begin, spot.owner = owner.begin, owner
        elif number and more is None:
            spot.extra["nameless"] = "yes"
        yield spot
        i = end


def _unit(words: Words, i: int) -> int | None:
    """Where a unit that opens with a number ends: capitalised words up to a noun for units."""
    if i >= len(words):
        return None
    figure = words.text[i][:1].isdigit()
    if not (_ORDINAL.fullmatch(words.text[i]) if figure else _is_spelled(words, i)):
        return None
    for k in range(i + 1, min(len(words), i + LONGEST)):
        if not words.is_capital(k) or not words.same_sentence(i, k):
            return None
        if words.lower[k] in _NOUNS and not (k + 1 < len(words) and words.lower[k + 1] in _NOUNS):
            return k + 1
    return None


def _is_spelled(words: Words, i: int) -> bool:
    return words.lower[i] in ordinals() and words.is_capital(i)
