"""Parties that a text shows with arms: what is known as a party is an armed group there."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import SUBJECTS, Words

_FIGHTERS = frozenset(
    {"gunmen", "fighters", "militia", "militias", "militiamen", "guerrillas", "rebels", "insurgents"}
    | {"militants", "guerilla", "guerrilla", "guerillas", "bands", "infiltrators", "troops", "gunners"}
    | {"commandos", "snipers", "positions", "stronghold", "hideouts", "arsenal"}
)
_LINKING = frozenset({"of", "from"})
_FIGHTING = frozenset(
    {"shell", "mortar", "rocket", "overrun", "recapture", "besiege", "ambush", "storm", "bombard", "shoot"}
)


def armed_parties(words: Words, spots: Iterable[Spot]) -> frozenset[str]:
    """The records of parties that have fighters or fight in a text: "Fatah gunmen", "fighters of the RPF"."""
    parties = (s for s in spots if s.sort is Sort.NAME and s.kind == vocab.PoliticalParty and s.items)
    return frozenset(spot.items[0].key for spot in parties if _is_armed(words, spot))


def _is_armed(words: Words, spot: Spot) -> bool:
    after = spot.end + words.is_possessive(spot.end)
    if after < len(words) and words.lower[after] in _FIGHTERS:
        return True
    before = spot.begin - 1 - (spot.begin > 0 and words.lower[spot.begin - 1] == "the")
    if before > 0 and words.lower[before] in _LINKING and words.lower[before - 1] in _FIGHTERS:
        return True
    root = words.root(spot.begin, spot.end)
    return words.dep[root] in SUBJECTS and words.lemma[words.head[root]] in _FIGHTING
