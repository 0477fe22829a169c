"""How an article is laid out: where its lines, paragraphs and dateline end. Plain text in, offsets out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)"
_WORD = r"[^\W\d_][\w'’.\-]*"
_TOWN = rf"{_WORD}(?:[ /]{_WORD}){{0,3}}"
_PLACE = rf"{_TOWN}(?:,\s+{_WORD}(?:\s{_WORD}){{0,4}})?"
_CAPITALS = r"[^\W\d_a-zà-öø-ÿ][^\Wa-zà-öø-ÿ]+(?:[ /'’\-][^\Wa-zà-öø-ÿ]+){0,3}"
_AGENCY = r"\([^()\n]{2,40}\)"
_DASH = r"(?:\.?\s*(?:--|[-–—])|:)"
_DATELINE = re.compile(
    rf"""\s*(?:
      (?P<signed>{_PLACE}) (?:,?\s+{_DATE})? [.,]?\s+ (?P<agency>{_AGENCY}) {_DASH}
    | (?P<slashed>{_PLACE}),?\s+{_DATE}\.?\s+ /(?P<between>[^/\n]{{2,30}})/ \.?
    | (?P<dated>{_PLACE}),?\s+{_DATE}\s*{_DASH}
    | (?P<plain>{_CAPITALS}) (?:,\s+{_TOWN}(?:,\s+{_WORD}(?:\s{_WORD}){{0,2}})?)? \s*{_DASH}
    | (?P<bare>{_AGENCY}) \s*{_DASH}
    )\s+(?=[^\s])""",
    re.VERBOSE,
)
_BREAK = re.compile(r"[^\S\n]*\n\s*")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
WRAP_WIDTH = (40, 130)
"""Widths in characters between which lines are taken to be wrapped by a machine, not ended by a writer."""
LONGEST_PART = 20_000
"""Characters that are parsed at once, unless one sentence-like line is longer."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and agency that open a wire story; `end` is where its first sentence starts.

    `certain` is False where only capitals before a dash or colon speak for it.
    """

    places: Span | None
    agency: Span | None
    end: int
    certain: bool


@lru_cache(maxsize=2)
def dateline(text: str) -> Dateline | None:
    """The dateline that opens one of the first three paragraphs, if any."""
    start = 0
    for _ in range(3):
        found = _DATELINE.match(text, start)
        if found:
            return _opened(found)
        gap = _BREAK.search(text, start)
        if gap is None:
            return None
        start = gap.end()
    return None


def _opened(found: re.Match[str]) -> Dateline:
    place = next((g for g in ("signed", "slashed", "dated", "plain") if found.group(g)), None)
    bracketed = next((g for g in ("agency", "bare") if found.group(g)), None)
    agency = Span(found.start(bracketed) + 1, found.end(bracketed) - 1) if bracketed else None
    if found.group("between"):
        agency = Span(*found.span("between"))
    return Dateline(
        Span(*found.span(place)) if place else None,
        agency,
        found.end(),
        place != "plain",
    )


def line_breaks(text: str) -> Iterator[tuple[int, bool]]:
    """Offsets of the first character after each line break, with whether a paragraph starts there.

    A break that only wraps a line (the next word would not have fitted) starts none.
    """
    width = _width(text)
    line = 0
    for gap in _BREAK.finditer(text):
        if gap.end() == len(text):
            return
        blank = gap.group().count("\n") > 1
        yield gap.end(), blank or not _wraps(text, line, gap, width)
        line = gap.end() - len(gap.group().rpartition("\n")[2])


def _width(text: str) -> int | None:
    """The width at which a machine wrapped the text, if one did."""
    lines = [len(line.rstrip()) for line in text.split("\n") if line.strip()]
    lowest, highest = WRAP_WIDTH
    if len(lines) < 3 or not lowest <= max(lines) <= highest:
        return None
    return max(lines)


def _wraps(text: str, line: int, gap: re.Match[str], width: int | None) -> bool:
    before = text[line : gap.start()]
    word = text[gap.end() : gap.end() + 30].split(None, 1)[0]
    if word[0].islower() and not _ENDED.search(before):
        return True
    return width is not None and len(before) + 1 + len(word) > width


def parts(text: str, longest: int = LONGEST_PART) -> Iterator[Span]:
    """Cuts a text at paragraph breaks, else at spaces, into parts of at most about `longest` characters."""
    begin = 0
    while begin < len(text):
        end = min(len(text), begin + longest)
        if end < len(text):
            end = _cut(text, begin, end)
        yield Span(begin, end)
        begin = end


def _cut(text: str, begin: int, limit: int) -> int:
    """The best place to cut between the middle and the limit: a blank line, a line, a sentence, a space."""
    middle = (begin + limit) // 2
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, middle, limit)
        if at >= 0:
            return at + len(mark)
    return limit
