"""Where places lie by what a text only implies: the province that a sentence is about, and the like."""

from collections.abc import Container, Iterator

from kg import vocab
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import Find, Ground
from kg.extract.relations.lists import words_for

_OPENING = frozenset({"in", "across", "throughout"})
REACH = 30
"""How many words back a sentence may name the province of a town."""


def implied(ground: Ground, located: Container[Entry]) -> Iterator[Find]:
    """Where those places lie of which nothing else in the text tells it."""
    for place in ground.named():
        entry = place.entry
        if entry in located:
            continue
        if entry.kind == vocab.City:
            found = list(_in_province(ground, place)) or list(_introduced(ground, place))
            yield from found
        elif entry.kind == vocab.Territory:
            yield from _in_province(ground, place) if _is_district(ground, place) else ()
            yield from _in_state(ground, place)
        elif entry.kind == vocab.Place:
            yield from _in_town(ground, place)


def _is_district(ground: Ground, place: Place) -> bool:
    """Whether a land is called a part of a province."""
    words = ground.words
    return {"district", "county"} & {
        words.lower[place.end - 1],
        *words.lower[place.end : place.end + 1],
    } != set()


def _is_called(ground: Ground, place: Place) -> bool:
    """Whether a noun for a place stands beside a name or ends it: "the town of X", "X district"."""
    words, nouns = ground.words, words_for("place_nouns")
    before = words.lower[place.begin - 2 : place.begin] if place.begin > 1 else ["", ""]
    after = words.lower[place.end] if place.end < len(words) else ""
    return (before[1] == "of" and before[0] in nouns) or after in nouns or words.lower[place.end - 1] in nouns


def _in_province(ground: Ground, place: Place) -> Iterator[Find]:
    """ "Fighting in the province of Q reached the town of X", "In Q, they took X"."""
    words = ground.words
    called = _is_called(ground, place)
    for other in ground.before(place.begin, 4):
        if not words.same_sentence(other.begin, place.begin) or place.begin - other.begin > REACH:
            return
        if other.entry.kind == vocab.City and called:
            return
        if other.entry.kind == vocab.Territory and not other.anaphor:
            if (called or _opens(ground, other)) and _fits(ground, place.entry, other.entry):
                yield Find(
                    vocab.locatedIn, place.entry, other.entry, other.begin, place.end, "province told of"
                )
            return


def _opens(ground: Ground, place: Place) -> bool:
    """Whether a sentence opens with a place: "In southern Q,"."""
    words, i = ground.words, place.begin - 1
    while i > 0 and words.same_sentence(i, place.begin) and words.lower[i] not in _OPENING:
        if words.pos[i] not in {"DET", "ADJ", "NOUN"}:
            return False
        i -= 1
    return words.lower[i] in _OPENING and (i == 0 or not words.same_sentence(i - 1, i))


def _fits(ground: Ground, town: Entry, province: Entry) -> bool:
    """Whether the records of a town and a province know of no two countries, nor of a capital."""
    if town.item is None:
        return True
    state = ground.own_country(town)
    if state is not None and state.item is not None and state.item.capital == town.item.key:
        return False
    return (
        province.item is None
        or None in {town.item.country, province.item.country}
        or (town.item.country == province.item.country)
    )


def _in_state(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the Q region", of a state that the text names too."""
    state = ground.own_country(place.entry)
    if state is not None and _is_called(ground, place):
        yield Find(vocab.locatedIn, place.entry, state, place.begin, place.end, "province of a state")


def _introduced(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the hamlet of X", "X, a market town": what needs telling lies in the land told of last."""
    words, comma = ground.words, place.end
    hamlet = words.lower[place.begin - 1] == "of" and words.lower[place.begin - 2] in _SMALL
    told = words.lower[comma : comma + 2] in ([",", "a"], [",", "an"])
    apposed = told and any(word in _SMALL | {"town"} for word in words.lower[comma + 2 : comma + 6])
    if not hamlet and not apposed:
        return
    home = _told_last(ground, place) or ground.main
    if home is not None and home.mentions and home.kind in _LANDS and _fits(ground, place.entry, home):
        yield Find(vocab.locatedIn, place.entry, home, place.begin, place.end, "village of the land told of")


_SMALL = frozenset({"village", "hamlet"})
_LANDS = frozenset({vocab.Country, vocab.Territory})
NEAR = 2
"""How many sentences back the province of a village is told."""


def _told_last(ground: Ground, place: Place) -> Entry | None:
    """The province that the sentences right before speak of."""
    words = ground.words
    for other in ground.before(place.begin, 12):
        if words.sentence[place.begin] - words.sentence[other.begin] > NEAR:
            return None
        if other.entry.kind == vocab.Territory and not other.anaphor and not other.entry.base:
            return other.entry
    return None


def _in_town(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the city's stadium"."""
    words, noun = ground.words, place.begin - 2
    if (
        noun < 1
        or not words.is_possessive(noun + 1)
        or words.lower[noun] not in {"city", "town", "village", "capital"}
    ):
        return
    town = next((p for p in ground.before(place.begin, 6) if p.entry.kind == vocab.City), None)
    if town is not None:
        yield Find(vocab.locatedIn, place.entry, town.entry, noun, place.end, "town's own")
