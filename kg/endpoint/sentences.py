"""A sentence with the words that a fact was read from marked in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article: where they begin (a code point of its text), and what part they play."""

    begin: int
    text: str
    role: str

    @property
    def end(self) -> int:
        return self.begin + len(self.text)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a sentence, and the parts that it plays."""

    text: str
    roles: tuple[str, ...] = ()


def marked(sentence: str, words: Iterable[Words]) -> list[Stretch]:
    """The sentence in stretches. Words that stand elsewhere in the article are left out.

    A sentence is kept as its words alone, so that where it begins is found from the words themselves: it is
    where most of them fall on text that reads the same.
    """
    every = sorted(set(words), key=lambda one: (one.begin, one.end, one.role))
    begin = _begin(sentence, every)
    if begin is None:
        return [Stretch(sentence)]
    here = [
        one
        for one in every
        if sentence[one.begin - begin : one.end - begin] == one.text and one.begin >= begin
    ]
    ends = {place - begin for one in here for place in (one.begin, one.end)}
    return [
        Stretch(
            sentence[first:last],
            tuple(one.role for one in here if one.begin - begin <= first and last <= one.end - begin),
        )
        for first, last in pairwise(sorted({0, len(sentence), *ends}))
    ]


def _begin(sentence: str, words: list[Words]) -> int | None:
    """Where the sentence begins in the article; None where none of the words stands in it."""
    votes: dict[int, int] = {}
    for one in words:
        for place in _places(sentence, one.text):
            if one.begin >= place:
                votes[one.begin - place] = votes.get(one.begin - place, 0) + 1
    return max(votes, key=lambda begin: (votes[begin], -begin)) if votes else None


def _places(sentence: str, text: str) -> Iterator[int]:
    place = sentence.find(text) if text else -1
    while place >= 0:
        yield place
        place = sentence.find(text, place + 1)
