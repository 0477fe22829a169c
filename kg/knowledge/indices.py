"""The names by which items are found: whole names, demonyms, last names, other spellings, compositions."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kg import vocab
from kg.knowledge.composition import parts_of
from kg.knowledge.content import Content
from kg.knowledge.names import abbreviation, capitalised, chunks, fold, skeleton

AliasRow = tuple[str, int, str, int, str]
"""folded name, 1 for a demonym, the only case that counts or "", 1 when it may start small, key"""

_PARTICLES: Final = frozenset(
    (
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "do",
        "dos",
        "la",
        "le",
        "di",
        "du",
    )
)
_FAMILY_FIRST: Final = frozenset(
    ("Q148", "Q865", "Q884", "Q423", "Q881", "Q424", "Q334", "Q8646", "Q14773")
)  # China, Taiwan, the Koreas, Vietnam, Cambodia, Singapore, Hong Kong, Macau
_REPLACED: Final = (("United Nations ", "UN "), ("United States ", "US "), ("United Kingdom ", "UK "))


def aliases(knowledge: Content) -> Iterator[AliasRow]:
    """Every name of every item but posts, which only make sense with their country."""
    for row in knowledge.items.values():
        if row[2] == vocab.Post:
            continue
        for name in (row[1], *row[5].split("|")):
            for form in _forms(name, row[2]):
                exact = "" if row[2] == vocab.Person else abbreviation(form) or ""
                if (fold(form), row[0]) not in knowledge.denied:
                    yield fold(form), 0, exact, 0 if capitalised(form) else 1, row[0]
        for demonym in filter(None, row[6].split("|")):
            for form in (demonym, *_plural(demonym)):
                if (fold(form), row[0]) not in knowledge.denied:
                    yield fold(form), 1, abbreviation(form) or "", 0, row[0]


def _forms(name: str, kind: str) -> Iterator[str]:
    if not chunks(name):
        return
    yield name
    if (spelt := _spelt_out(name)) != name:
        yield spelt
    if name.startswith("The ") and len(chunks(name)) > 2:
        yield name[4:]
    if kind != vocab.Person:
        for long, short in _REPLACED:
            if name.startswith(long):
                yield short + name[len(long) :]


_SPELT_OUT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa",
     "Å": "Aa", "ß": "ss"}
)  # fmt: skip
"""How news agencies write letters that a wire did not have."""


def _spelt_out(name: str) -> str:
    return name.translate(_SPELT_OUT)


def _plural(demonym: str) -> Iterator[str]:
    if re.search(
        r"(n|i|an|ot|k|r|c|al|er|ane|ede|ole|tan|it|ard|o|e|l|u|q)$", demonym
    ) and not demonym.endswith("ese"):
        yield demonym + "s"
    if demonym.endswith("man"):
        yield demonym[:-3] + "men"


def surnames(knowledge: Content) -> Iterator[tuple[str, str]]:
    """Last names, with and without particle; where the family name stands first, that too."""
    for row in knowledge.items.values():
        if row[2] == vocab.Person:
            pieces = chunks(row[1])
            if len(pieces) < 2:
                continue
            yield pieces[-1], row[0]
            yield chunks(_spelt_out(row[1]))[-1], row[0]
            start = len(pieces) - 1
            while start > 1 and pieces[start - 1] in _PARTICLES:
                start -= 1
            yield " ".join(pieces[start:]), row[0]
            if row[4] in _FAMILY_FIRST:
                yield pieces[0], row[0]


def variants(knowledge: Content) -> Iterator[tuple[str, int, str]]:
    """How the names of persons sound: (skeleton, 1 for a whole name or 0 for two parts of it, key)."""
    for row in knowledge.items.values():
        if row[2] == vocab.Person:
            for name in (row[1], *filter(None, row[5].split("|"))):
                pieces = skeleton(name).split(" ")
                yield " ".join(pieces), 1, row[0]
                if len(pieces) > 2:
                    yield f"{pieces[0]} {pieces[-1]}", 0, row[0]
                    yield f"{pieces[0]} {pieces[1]}", 0, row[0]


def given_names(knowledge: Content) -> list[tuple[str, int]]:
    """How many persons have a first name."""
    first = Counter(
        chunks(row[1])[0] for row in knowledge.items.values() if row[2] == vocab.Person and chunks(row[1])
    )
    return sorted(first.items())


def compositions(knowledge: Content) -> Iterator[tuple[str, str, str, str, int]]:
    """Items that are a part of a state: (kind, country, part, key, 1 where the item is just that part)."""
    for row in knowledge.items.values():
        if row[4]:
            state = knowledge.items.get(row[4])
            names = (state[1], *state[5].split("|"), *state[6].split("|")) if state else ()
            for part, same in parts_of(row[2], (row[1], *row[5].split("|")), names):
                yield row[2], row[4], part, row[0], int(same)
