"""Abbreviations that a text defines: "the African Union (AU)", "the Rapid Support Forces, or RSF"."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.named_kinds import kind_of_name
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.extract.times.grammar import months

_SHORT = re.compile(r"(?:[A-Z][\w.&-]*[A-Z][\w.]*|[A-Z]\w*\d+)")
_LINKS = frozenset(
    {"of", "for", "the", "and", "in", "de", "la", "du", "des", "on", "to", "&", "-", "'s", "’s", "'", "’"}
)
LONGEST = 12
"""Most words of a long form."""
_NOT_NAMED = frozenset({vocab.Person, vocab.City, vocab.Media})


def abbreviations(words: Words, names: Iterable[Spot], lexicon: Lexicon) -> Iterator[Spot]:
    """A spot for the long form and for every occurrence of the short one that a text defines."""
    names = [spot for spot in names if spot.sort is Sort.NAME]
    ends = {spot.end: spot for spot in names}
    known = {spot.begin: spot for spot in names if spot.items and spot.end - spot.begin == 1}
    defined: dict[str, str] = {}
    for i in range(1, len(words) - 1):
        if not words.is_capital(i) or not _SHORT.fullmatch(words.text[i]) or words.text[i] in defined:
            continue
        full = _expanded(words, i, known, lexicon)
        if full:
            defined[words.text[i]] = full[0].name
            yield from full
            continue
        end = _long_form_end(words, i)
        if end is None:
            continue
        long = _long_form(words, end, words.text[i], ends.get(end), lexicon)
        other = known.get(i)
        if long is not None and (other is None or other.kind == long.kind or long.kind == vocab.Organization):
            yield long
            defined[words.text[i]] = long.name
            kind = long.kind
            for k in (k for k in range(len(words)) if words.text[k] == words.text[i]):
                yield Spot(
                    k,
                    k + 1,
                    kind,
                    Sort.NAME,
                    words.text[k],
                    long.items,
                    weight=4,
                    extra={"same as": long.name},
                )


def _expanded(words: Words, i: int, known: Mapping[int, Spot], lexicon: Lexicon) -> list[Spot]:
    """The long form in brackets after an abbreviation, and the abbreviation wherever it stands."""
    if words.text[i + 1 : i + 2] != ["("]:
        return []
    begin, short = i + 2, words.text[i]
    end = next((k for k in range(begin, min(len(words), begin + LONGEST)) if words.text[k] == ")"), begin)
    letters = [char for char in short.upper() if char.isalpha()]
    if end - begin < 2 or not words.is_capital(begin) or not _spells(words, begin, end, letters):
        return []
    other = known.get(i)
    name = words.joined(begin, end)
    kind = other.kind if other else kind_of_name(words, begin, end, "ORG", lexicon)
    items = other.items if other else ()
    full = Spot(begin, end, kind, Sort.NAME, name, items, weight=4)
    same = [k for k in range(len(words)) if words.text[k] == short]
    return [
        full,
        *(Spot(k, k + 1, kind, Sort.NAME, short, items, weight=4, extra={"same as": name}) for k in same),
    ]


def _long_form_end(words: Words, i: int) -> int | None:
    """Where the long form ends that the short form at token i abbreviates."""
    if words.text[i - 1] == "(" and words.text[i + 1] == ")":
        end = i - 1
    elif words.lower[i - 1] == "or" and words.text[i - 2] == "," and words.text[i + 1] in {",", "."}:
        end = i - 2
    else:
        return None
    while end > 0 and words.text[end - 1] in {'"', "”", "’", "'"}:
        end -= 1
    return end


def _long_form(words: Words, end: int, short: str, spot: Spot | None, lexicon: Lexicon) -> Spot | None:
    """The name before an abbreviation: the capitalised words whose initials it has, else the known name."""
    begin = _run(words, end, short)
    if spot is not None and spot.items and (begin is None or spot.begin <= begin):
        letters = [char for char in short.upper() if char.isalpha()]
        agency = spot.kind == vocab.Media and _spells(words, spot.begin, end, letters)
        return None if spot.kind in _NOT_NAMED and not agency else spot
    if begin is not None and words.lower[begin].rstrip(".") in months():
        return None  # the date of a dateline
    if begin is None:
        return spot if spot is not None and spot.kind not in _NOT_NAMED else None
    kind = kind_of_name(words, begin, end, "ORG", lexicon)
    return Spot(begin, end, kind, Sort.NAME, words.joined(begin, end), weight=4)


def _run(words: Words, end: int, short: str) -> int | None:
    """Where the capitalised words that end at a token begin, at the initial of the short form if possible."""
    begin = i = end
    while i > 0 and words.sentence[i - 1] == words.sentence[end - 1] and end - i < 12:
        i -= 1
        if _opens(words, i) or (words.text[i][0].isdigit() and i > 0):
            begin = i
        elif words.lower[i] not in _LINKS:
            break
    starts = [k for k in range(begin, end) if _opens(words, k) and words.text[k][0].upper() == short[0]]
    if not starts or end - begin < 2:
        return None
    letters = [char for char in short.upper() if char.isalpha()]
    initials = [k for k in starts if _spells(words, k, end, letters)]
    return initials[0] if initials else (begin if words.text[begin][0].upper() == short[0] else starts[0])


def _opens(words: Words, i: int) -> bool:
    """Whether a word may open a name: a capital one, or the article of "al-Qaida"."""
    return words.is_capital(i) or (words.lower[i] in {"al", "el"} and words.text[i + 1] == "-")


def _spells(words: Words, begin: int, end: int, letters: list[str]) -> bool:
    """Whether the initials from a token on contain the letters in order."""
    initials = iter(words.text[k][0].upper() for k in range(begin, end))
    return all(letter in initials for letter in letters)


def redefined(words: Words) -> frozenset[str]:
    """Abbreviations that the text uses for words that are no name: "artificial pancreas (AP)"."""
    found: set[str] = set()
    for i in range(2, len(words) - 1):
        short = words.text[i]
        if words.text[i - 1] != "(" or words.text[i + 1] != ")" or not short.isupper() or not short.isalpha():
            continue
        first = i - 1 - len(short)
        initials = "".join(words.text[k][0] for k in range(max(0, first), i - 1))
        if first >= 0 and initials.upper() == short and initials.islower():
            found.add(short)
    return frozenset(found)
