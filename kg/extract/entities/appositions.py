"""Names that explain a description beside them: "the peacekeeping force, Unifil, said"."""

from collections.abc import Iterator, Sequence

from kg import vocab
from kg.extract.entities.names import PLACES
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words

_CALLED = frozenset({"known", "called", "dubbed", "named"})
_CLOSING = frozenset({",", ".", ";", ")", "--", "–", "—"})
_OPEN = frozenset({vocab.Organization, vocab.InternationalOrganization})
REACH = 7


def explained(words: Words, spots: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Descriptions with the name that says what they are."""
    for at, spot in enumerate(spots):
        if spot.sort not in {Sort.DESCRIPTION, Sort.BARE} or not spot.group or spot.plural:
            continue
        for name in spots[at + 1 : at + 4]:
            if name.begin - spot.end > REACH or not words.same_sentence(spot.begin, name.begin):
                break
            if name.sort is Sort.NAME and _alike(spot, name) and _explains(words, spot, name):
                yield spot, name
                break


def _alike(spot: Spot, name: Spot) -> bool:
    if spot.kind in PLACES or name.kind in PLACES:
        return spot.kind == name.kind
    return name.kind == spot.kind or name.kind in _OPEN or (spot.kind in _OPEN and name.kind != vocab.Person)


def _explains(words: Words, spot: Spot, name: Spot) -> bool:
    before = words.lower[name.begin - 1]
    if before in {"as", '"', "“"} or before in _CALLED:
        return any(words.lower[i] in _CALLED for i in range(spot.end, name.begin))
    if before != "," or words.pos[name.begin] not in {"PROPN", "NOUN"}:
        return False
    closed = name.end >= len(words) or words.text[name.end] in _CLOSING
    verbs = any(words.pos[i] in {"VERB", "AUX"} for i in range(spot.end, name.begin))
    return (
        closed
        and not verbs
        and words.dep[words.root(name.begin, name.end)] in {"appos", "conj", "nsubj", "pobj"}
    )
