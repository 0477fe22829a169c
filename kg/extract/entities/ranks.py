"""Titles, ranks and forms of address before a name: where they begin and end."""

from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.words import Words


def titled(words: Words, i: int, lexicon: Lexicon) -> int | None:
    """Where the title, rank or form of address that opens at token i ends, with its full stop."""
    if i >= len(words):
        return None
    first = _without_stop(words.lower[i])
    if not (lexicon.forms.opens_with(first) or lexicon.posts.opens_with(first)):
        return None
    bare = [_without_stop(word) for word in words.lower[i : i + 4]]
    found = lexicon.forms.starting(bare, 0) or lexicon.posts.starting(bare, 0)
    return i + found[0] if found else None


def _without_stop(word: str) -> str:
    return word.rstrip(".") if len(word) > 2 else word


def is_rank(words: Words, i: int, lexicon: Lexicon) -> bool:
    """Whether a word is the short form of a rank before a name: Capt. in "Navy Capt. Jane Doe"."""
    short = words.text[i].endswith(".") and lexicon.forms.ending([words.lower[i].rstrip(".")], 1)
    return bool(short) and words.is_capital(i) and i + 1 < len(words) and words.is_capital(i + 1)


def after_rank(words: Words, begin: int, end: int, lexicon: Lexicon) -> int:
    """Where a stretch goes on after the last short form of a rank in it."""
    return max([begin, *(i + 1 for i in range(begin, end - 1) if is_rank(words, i, lexicon))])
