"""Names that the recogniser of spaCy marks, cut to what a name is."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.names import LABELS, is_acronym, kind_of_name, titled
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words

_NO_OPENING = frozenset(
    {"the", "a", "an", "near", "in", "at", "from", "of", "on", "to", "with", "by", "for", "and"}
)
_CUTTING = frozenset({"/", "(", ")", "[", "]", "|", ";", "•"})
"""Marks that end a name, whatever the recogniser thinks: "(Jane Doe/Reuters)"."""
_DOCUMENTS = frozenset({"resolution", "resolutions", "communique", "communiqué", "protocol", "directive"})
_NO_ENDING = frozenset({"of", "for", "the", "and", "at", "to", "in", "on"})


def recognised_names(words: Words, lexicon: Lexicon) -> Iterator[Spot]:
    """What spaCy's recogniser marks, trimmed of articles, titles and endings."""
    for first, last, label in words.ents:
        if label not in LABELS or _is_document(words, first, last):
            continue
        for from_, to in _pieces(words, first, last):
            begin, end = trimmed(words, from_, to, lexicon)
            if begin < end and _is_name(words, begin, end, label, lexicon):
                yield _spot(words, begin, end, label, lexicon)


def _spot(words: Words, begin: int, end: int, label: str, lexicon: Lexicon) -> Spot:
    kind = kind_of_name(words, begin, end, label, lexicon)
    if label == "PERSON" and end - begin == 1 and is_acronym(words, begin):
        kind = vocab.Organization
    return Spot(begin, end, kind, Sort.NAME, words.joined(begin, end), extra={"label": label})


def _is_name(words: Words, begin: int, end: int, label: str, lexicon: Lexicon) -> bool:
    """Whether a marked stretch is a name and not a title, a day or a word of another kind."""
    if not any(words.is_capital(i) for i in range(begin, end)):
        return False
    if end - begin == 1 and (words.lower[begin].rstrip(".") in lexicon.never or len(words.text[begin]) < 2):
        return False
    edges = {words.lower[begin]} if label == "PERSON" else {words.lower[begin], words.lower[end - 1]}
    if edges & lexicon.not_bodies or words.lower[begin].startswith(("pro-", "anti-", "non-")):
        return False
    return not (end - begin == 1 and label == "ORG" and _part_of_title(words, begin, lexicon))


def _is_document(words: Words, first: int, last: int) -> bool:
    """Whether a marked stretch names a text by its number: "Security Council Resolution 2254"."""
    return any(
        words.lower[i] in _DOCUMENTS and (i + 1 == last or words.text[i + 1][:1].isdigit())
        for i in range(first, min(last, len(words) - 1))
    )


def _part_of_title(words: Words, i: int, lexicon: Lexicon) -> bool:
    """Whether a capitalised word belongs to a title: Interior in "Interior Minister"."""
    if i + 1 >= len(words) or words.lower[i] not in lexicon.post_modifiers | {"wing"}:
        return False
    return titled(words, i + 1, lexicon) is not None or titled(words, i, lexicon) is not None


def _pieces(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A stretch cut at the marks that no name holds, and where a bracket sticks to a word."""
    begin = first
    for i in range(first, last):
        if words.text[i] in _CUTTING:
            if i > begin:
                yield begin, i
            begin = i + 1
    if last > begin:
        yield begin, last


def trimmed(words: Words, begin: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """A stretch without article, title, possessive ending or anything of the next sentence."""
    for i in range(begin, end):
        if not words.same_sentence(begin, i):
            end = i
            break
    while begin < end and (words.lower[begin] in _NO_OPENING or not words.text[begin][0].isalnum()):
        begin += 1
    while begin < end and (
        words.is_possessive(end - 1)
        or not words.text[end - 1][-1].isalnum()
        or words.text[end - 1] in _NO_ENDING
    ):
        if words.text[end - 1].endswith(".") and len(words.text[end - 1]) > 1:
            break
        end -= 1
    while (title := titled(words, begin, lexicon)) and title < end:
        begin = title
    return begin, end
