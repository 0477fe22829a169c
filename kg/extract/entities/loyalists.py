"""Forces that are told by whom they follow: "forces loyal to Khalifa Haftar"."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.ranks import titled
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.words import Words

_FORCES = frozenset({"forces", "troops", "fighters", "soldiers", "units", "militias", "militiamen", "gunmen"})
_RULERS = frozenset({"president", "king", "emir", "sultan", "premier", "minister"})
_STATES = frozenset({"government", "junta", "regime", "president", "king"})
_LED = frozenset({vocab.Person, vocab.ArmedGroup, vocab.PoliticalParty})


def loyalists(around: Surroundings) -> Iterator[Spot]:
    """Whoever is loyal to a ruler is an armed force, to anybody else an armed group."""
    words = around.words
    for i in range(1, len(words) - 2):
        if words.lower[i] != "loyal" or words.lower[i + 1] != "to" or words.lower[i - 1] not in _FORCES:
            continue
        leader, ruling = _leader(words, i + 2, around.lexicon)
        name = around.named.get(leader)
        if name is not None and name.kind in _LED:
            kind = vocab.ArmedForce if ruling else vocab.ArmedGroup
            yield Spot(i - 1, i, kind, Sort.NAME, f"Forces loyal to {name.name}", plural=True, weight=6,
                       extra={"nameless": "yes"})  # fmt: skip
        elif leader < len(words) and words.lower[leader] in _STATES:
            yield Spot(i - 1, i, vocab.ArmedForce, Sort.BARE, words.lower[i - 1], group="force", plural=True)


def _leader(words: Words, i: int, lexicon: Lexicon) -> tuple[int, bool]:
    """The word that names the leader, after titles, and whether these are those of a ruler."""
    ruling = False
    start = i
    while i < len(words) and i - start < 8 and words.same_sentence(start, i):
        after = titled(words, i, lexicon)
        ruling = ruling or (after is not None and not _RULERS.isdisjoint(words.lower[i:after]))
        if after is None and words.lower[i] not in {
            "the",
            "ousted",
            "former",
            "warlord",
            "eastern",
            "leader",
        }:
            if words.is_capital(i) and after is None and not _demonym(words, i):
                break
            if not words.is_capital(i):
                break
        i = after or i + 1
    return i, ruling


def _demonym(words: Words, i: int) -> bool:
    return words.ent[i] == "NORP" or words.pos[i] == "ADJ"
