"""Names as look-ups see them: case, accents, typographic marks and hyphens folded away."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘ʼʻ`´′ʿʾʹ‛", "'"))
_LETTERS: Final = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ħ": "h"}
)
_HYPHENS: Final = re.compile(r"[-‐‑‒–—−/_]")
_OTHER_APOSTROPHE: Final = re.compile(r"'(?!s\b)")
_CHUNK: Final = re.compile(r"'s\b|\w+|[^\w\s]")
_ABBREVIATION: Final = re.compile(r"[A-Z]{2,4}")


@lru_cache(maxsize=65536)
def chunks(text: str) -> tuple[str, ...]:
    """The comparable pieces of a name.

    Accents, case, full stops and apostrophes inside words vanish and hyphens separate like spaces, so that
    every usual way of writing and of splitting a name into words gives the same pieces. A possessive 's is a
    piece of its own; other punctuation is too, so that no name matches across it.
    """
    small = _decomposed(_decomposed(text.translate(_APOSTROPHES)).casefold())
    plain = small.translate(_APOSTROPHES).translate(_LETTERS)
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf"))
    plain = _HYPHENS.sub(" ", plain.replace(".", ""))
    return tuple(_CHUNK.findall(_OTHER_APOSTROPHE.sub("", plain)))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def fold(text: str) -> str:
    """One string for all usual spellings of a name."""
    return " ".join(chunks(text))


def abbreviation(text: str) -> str | None:
    """The bare letters of a short all-capital name ("U.N." gives "UN"), which only its own case may match."""
    bare = text.replace(".", "")
    return bare if _ABBREVIATION.fullmatch(bare) else None


def capitalised(text: str) -> bool:
    """Whether the first letter is a capital or the name opens with a digit."""
    first = next((char for char in text if char.isalnum()), "")
    return first.isupper() or first.isdigit()


_SILENT: Final = re.compile(r"(?<=.)[aeiouywh']")
_SOUNDS: Final = (
    ("ck", "k"),
    ("kh", "k"),
    ("gh", "g"),
    ("q", "k"),
    ("x", "ks"),
    ("tch", "ch"),
    ("ts", "c"),
    ("z", "s"),
)
_ARTICLES: Final = frozenset(("al", "el", "as", "ash", "ad", "an", "bin", "ibn", "ben", "ould"))


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """What the ways of writing a foreign name in Latin letters have in common: its consonants.

    "Mohammed", "Muhammad" and "Mohamed" are alike, as are "Yanukovych" and "Yanukovich".
    """
    return " ".join(_sound(piece) for piece in chunks(name) if piece not in _ARTICLES and piece[0].isalnum())


def _sound(piece: str) -> str:
    for written, heard in _SOUNDS:
        piece = piece.replace(written, heard)
    consonants = _SILENT.sub("", piece)
    return "".join(
        char for place, char in enumerate(consonants) if place == 0 or char != consonants[place - 1]
    )


def slug(text: str) -> str:
    """A name as a readable key: "Nagorno-Karabakh" gives "nagorno-karabakh"."""
    return "-".join(piece for piece in chunks(text) if piece[0].isalnum())
