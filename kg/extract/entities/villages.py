"""Capitalised words that nobody knows, and that their surroundings tell to be places."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.sites import heads, lists
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.towns import Towns
from kg.extract.entities.whereabouts import natural, placed
from kg.extract.entities.words import DASHES, Words

LONGEST = 3
_SETTLED = frozenset({"city", "town", "village", "port", "suburb", "settlement", "hamlet"})
_ARTICLES = frozenset({"a", "an", "the"})
_NOT_DWELLED_IN = frozenset({"people", "centre", "center", "market"})
"""Nouns that "of" and the name of anything may follow."""


def unknown_places(words: Words, names: Iterable[Spot], towns: Towns, lexicon: Lexicon) -> Iterator[Spot]:
    """Unknown words as places: "in Xai, a town", "near Al Xai", "residents of Xai", "Xai, 35km south of"."""
    spots = list(names)
    covered = {i for spot in spots for i in range(spot.begin, spot.end)}
    ends = {spot.end: spot for spot in spots}
    last = 0
    for i in range(1, len(words) - 2):
        if not words.is_capital(i) or i in covered or words.pos[i] != "PROPN" or not words.text[i].isalpha():
            continue
        if words.ent[i] in {"DATE", "TIME"} or i < last:
            continue
        kind = _kind(words, i, ends)
        end = i + 1 if kind else _run(words, i, covered)
        if kind is None and end <= i + LONGEST and _is_dwelled_in(words, i, end):
            natural = lexicon.first.starting(words.lower, i)  # "Mount Xeri"
            kind = natural[1] if natural is not None and natural[1] == vocab.Place else vocab.City
        if kind is None and end <= i + LONGEST and towns.is_one(i, end):
            kind = vocab.City
        if kind is None:
            kind = _told(words, i, end, ends, lexicon)
        if kind is not None:
            last, spot = end, Spot(i, end, kind, Sort.NAME, words.joined(i, end))
            ends[end] = spot
            yield spot


def _told(words: Words, i: int, end: int, ends: Mapping[int, Spot], lexicon: Lexicon) -> str | None:
    """The class of words that nothing takes for a name, by what they are in, at or beside."""
    plain = all(words.tag[k] == "NNP" and not words.text[k].isupper() for k in range(i, end) if k not in ends)
    if not plain or words.ent[i] not in _GUESSES or end > i + LONGEST or len(words.text[i]) < 3:
        return None
    if end >= len(words) or words.is_capital(end) or lexicon.never & {words.lower[i], words.lower[end - 1]}:
        return None
    if heads().starting(words.lower, end) and end > i + 1 and words.lower[i - 1] not in {"a", "an"}:
        return vocab.City  # what the noun after it makes another place of
    spot = Spot(i, end, vocab.City, Sort.NAME, words.joined(i, end))
    if natural(words, spot):
        return vocab.Place
    if words.pos[end] in {"NOUN", "NUM"} or words.is_possessive(end) or words.text[end] in DASHES:
        return None
    if words.lower[i - 1] == "in" or placed(words, spot, words.lower[i - 1]):
        return vocab.City if words.ent[i] != "NORP" or words.lower[i - 1] in _INSIDE else None
    town = ends.get(i - 1) if words.lower[i - 1] in {"and", ","} else None
    joint = town is not None and words.head[words.root(i, end)] in range(town.begin, town.end)
    return vocab.City if joint and town is not None and town.kind == vocab.City and not town.items else None


_GUESSES = frozenset({"", "PRODUCT", "WORK_OF_ART", "NORP", "FAC", "GPE"})
_INSIDE = frozenset({"in", "at", "near"})


def _kind(words: Words, i: int, ends: Mapping[int, Spot]) -> str | None:
    """The class of one unknown word by the noun after it, the place before it, or an explanation."""
    if heads().starting(words.lower, i + 1) and words.lower[i - 1] != "a" and words.same_sentence(i, i + 1):
        return vocab.City
    if _in_chain(words, i, ends):
        return vocab.Place
    return vocab.City if _is_explained(words, i) or _is_one_of(words, i) else None


def _is_one_of(words: Words, i: int) -> bool:
    """Whether an unknown word says which: "one of the villages, Xai, 40 km south", "the town, Xai, fell"."""
    noun = words.lower[i - 2] if i > 1 and words.text[i - 1] == "," else ""
    return words.text[i + 1] == "," and bool(noun) and {noun, noun[:-1], f"{noun[:-3]}y"} & _SETTLED != set()


def _is_explained(words: Words, i: int) -> bool:
    """Whether an unknown word after a preposition goes on with ", in" or ", a town"."""
    if words.lower[i - 1] not in lists()["prepositions"] | {"on", "of"} or words.text[i + 1] != ",":
        return False
    article, noun = words.lower[i + 2] in _ARTICLES, words.lower[i + 3 : i + 4]
    return words.lower[i + 2] in {"in", "near"} or (article and bool(noun) and noun[0] in lists()["nouns"])


def _is_dwelled_in(words: Words, i: int, end: int) -> bool:
    """Whether unknown words are what something is near to, or where somebody lives, comes from or goes."""
    before = words.lower[i - 1]
    if end < len(words) and words.is_capital(end):
        return False
    if before in {"near", "outside"}:
        return True
    settled = before == "of" and words.ent[i] == "NORP" and words.tag[i] == "NNP"
    if (words.ent[i] != "" and not settled) or any(words.text[k].isupper() for k in range(i, end)):
        return False
    if words.dep[end - 1] == "dobj" and words.lemma[words.head[end - 1]] in lists()["stormed"]:
        return True
    if before == "of" and i > 1:
        return words.lower[i - 2] in lists()["dwellers"] - _NOT_DWELLED_IN
    moving = words.lemma[words.head[i - 1]] in lists()["motion"] | {"come"}
    return before in {"from", "to", "into", "towards", "toward"} and moving


def _run(words: Words, i: int, covered: Collection[int]) -> int:
    """Where the capitalised words that nobody knows end that begin at a word."""
    end = i + 1
    while end < len(words) and end not in covered and words.same_sentence(i, end):
        joint = words.text[end] == "-" and end + 1 < len(words) and words.is_capital(end + 1)
        if not (joint or (words.is_capital(end) and words.pos[end] == "PROPN" and words.text[end].isalpha())):
            break
        end += 1
    return end


def _in_chain(words: Words, i: int, ends: Mapping[int, Spot]) -> bool:
    """Whether a word is what a place before it lies in: "in Tumaco, Nariño, on Friday"."""
    town = ends.get(i - 1)
    if town is None or town.kind not in {vocab.City, vocab.Place} or words.text[i - 1] != ",":
        return False
    placed = town.begin > 0 and words.lower[town.begin - 1] in lists()["prepositions"]
    return placed and words.text[i + 1] in {",", "."} and words.same_sentence(town.begin, i)
