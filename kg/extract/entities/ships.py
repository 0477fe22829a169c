"""Ships by name: "HMS Coventry", "the tanker Mercer Street", "the Rubymar, a Belize-flagged freighter"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg import vocab
from kg.extract.entities.lexicon import Phrases
from kg.extract.entities.sites import lists
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import DASHES, Words

_PREFIXES = frozenset({"USS", "HMS", "INS", "PNS", "HMAS", "HMCS", "ROKS", "USNS", "ARA", "BRP", "KRI"})
_MERCHANT = frozenset({"MV", "M/V", "MT"})
_SHORT = _PREFIXES | _MERCHANT
_OPENING = frozenset({"the", "flagged"})
_SHIPPED = frozenset({vocab.Person, vocab.City, vocab.Organization, vocab.Place, vocab.Media})
LONGEST, EXPLAINING = 3, 5


def ashore(words: Words, names: Iterable[Spot]) -> list[Spot]:
    """The names with those of ships: a ship of war is a part of a force, any other a place."""
    spots = list(names)
    lands = {spot.begin for spot in spots if spot.kind == vocab.Country}
    found = [ship for ship in _ships(words) if ship.begin not in lands]
    told = {ship.name: ship for ship in found}
    told |= {ship.name.partition(" ")[2]: ship for ship in found if words.text[ship.begin] in _PREFIXES}
    again = [
        replace(told[spot.name], begin=spot.begin, end=spot.end, extra={"same as": told[spot.name].name})
        for spot in spots
        if spot.name in told and spot.kind in _SHIPPED
        if not spot.items or words.lower[spot.begin - 1] in {"the", "aboard"} or words.is_possessive(spot.end)
    ]
    afloat = [*found, *again]
    taken = {i for spot in afloat for i in range(spot.begin, spot.end)}
    kept = [spot for spot in spots if taken.isdisjoint(range(spot.begin, spot.end))]
    every = {spot.begin: spot for spot in (*kept, *again, *found)}
    return sorted(every.values(), key=lambda spot: spot.begin)


def _ships(words: Words) -> Iterator[Spot]:
    last, nouns = -1, _nouns()
    for i in range(1, len(words)):
        begin, kind, before = i, None, words.lower[i - 1]
        if words.text[i] in _SHORT:
            kind = vocab.ArmedForce if words.text[i] in _PREFIXES else vocab.Place
            end = _run(words, i + 1)
            if end == i + 1:
                continue
        elif not (before in _OPENING or nouns.closes_with(before)):
            continue
        elif words.is_capital(i) and (before == "the" or not words.is_capital(i - 1)):
            end = _run(words, i)
            kind = _told_before(words, i) or _told_after(words, i, end)
        if kind is not None and begin > last and end - begin <= LONGEST:
            yield Spot(begin, end, kind, Sort.NAME, words.joined(begin, end), weight=8, group="ship")
            last = end


def _told_before(words: Words, i: int) -> str | None:
    """The class by the noun right before a name: "the destroyer X", "Barbados-flagged X"."""
    if i > 1 and words.lower[i - 1] == "flagged" and words.text[i - 2] in DASHES:
        return vocab.Place
    found = _nouns().ending(words.lower, i)
    return found[1] if found is not None and words.pos[i] == "PROPN" else None


def _told_after(words: Words, i: int, end: int) -> str | None:
    """The class by an explanation: "the Rubymar, a Belize-flagged freighter"."""
    if words.lower[i - 1] != "the" or words.lower[end : end + 2] not in ([",", "a"], [",", "an"]):
        return None
    for k in range(end + 3, min(len(words), end + 3 + EXPLAINING)):
        found = _nouns().ending(words.lower, k)
        if found is not None:
            return found[1]
        if words.pos[k - 1] in {"VERB", "ADP"} and words.tag[k - 1] not in {"VBN", "VBG"}:
            return None
    return None


@cache
def _nouns() -> Phrases[str]:
    entries = [(tuple(noun.split()), vocab.Place) for noun in lists()["ships"]]
    return Phrases([*entries, *((tuple(noun.split()), vocab.ArmedForce) for noun in lists()["warships"])])


def _run(words: Words, i: int) -> int:
    """Where the capitalised words of a name end."""
    end = i
    while end < len(words) and words.same_sentence(i, end) and words.is_capital(end):
        if not words.text[end].isalpha() or words.ent[end] in {"DATE", "NORP"}:
            break
        end += 1
    return end
