"""Where the text quotes: the stretches between quotation marks of any style."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span

MARKS = {"“": "”", "«": "»", "„": "“", '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'"}
SINGLE = frozenset({"’", "'"})
PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[“\"«A-Z])")
MARK = re.compile(r"``|''|[“”«»„\"‘’']")


@dataclass(frozen=True, slots=True)
class Quotations:
    """A text and the insides of its quotations, in order; none holds another."""

    text: str
    spans: tuple[Span, ...]
    begins: tuple[int, ...]

    def before(self, offset: int) -> Span | None:
        """The last quotation that ends at or before an offset."""
        at = bisect_right(self.begins, offset) - 1
        while at >= 0 and self.spans[at].end > offset:
            at -= 1
        return self.spans[at] if at >= 0 else None

    def after(self, offset: int) -> Span | None:
        """The first quotation that begins at or after an offset."""
        at = bisect_left(self.begins, offset)
        return self.spans[at] if at < len(self.spans) else None

    def around(self, offset: int) -> Span | None:
        """The quotation that an offset lies in."""
        at = bisect_right(self.begins, offset) - 1
        return self.spans[at] if at >= 0 and offset < self.spans[at].end else None


def quotations(text: str) -> Quotations:
    """The quotations of a text; one that the paragraph never closes ends with the paragraph."""
    found = tuple(span for begin, end in _paragraphs(text) for span in _quotations(text, begin, end))
    return Quotations(text, found, tuple(span.begin for span in found))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in PARAGRAPH.finditer(text):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(text)


def _quotations(text: str, begin: int, end: int) -> Iterator[Span]:
    opened, closing = -1, ""
    for match in MARK.finditer(text, begin, end):
        mark = match.group()
        if opened < 0 and mark in MARKS and _opens(text, match):
            opened, closing = match.end(), MARKS[mark]
        elif opened >= 0 and mark == closing and _closes(text, match):
            if match.start() > opened:
                yield Span(opened, match.start())
            opened = -1
    if opened >= 0 and closing not in SINGLE and (stripped := text[opened:end].rstrip()):
        yield Span(opened, opened + len(stripped))


def _opens(text: str, match: re.Match[str]) -> bool:
    """A single mark opens only before a word and after none, and where one closes it later in its line."""
    if MARKS[match.group()] not in SINGLE:
        return True
    before = text[match.start() - 1 : match.start()]
    follows = text[match.end() : match.end() + 1]
    if before.isalnum() or not follows.isalpha() or before in {".", ","}:
        return False
    line_end = text.find("\n", match.end())
    rest = MARK.finditer(text, match.end(), line_end if line_end >= 0 else len(text))
    return any(m.group() == MARKS[match.group()] and _closes(text, m) for m in rest)


def _closes(text: str, match: re.Match[str]) -> bool:
    """A single mark closes only after the stop that ends what was said, so that no apostrophe does."""
    return match.group() not in SINGLE or text[match.start() - 1] in ",.?!"


def unquoted(text: str, begin: int) -> Span:
    """The span of words that begin at an offset, without marks that enclose them or open or close nothing."""
    start, end = 0, len(text)
    if text[:1] in '“"' and text.count("”") + text.count('"') <= (1 if text[0] == "“" else 2):
        if text[-1] in '”"' and len(text) > 2:
            start, end = 1, end - 1
        elif "”" not in text and text.count('"') <= 1:
            start = 1
    elif text[-1:] in '”"' and "“" not in text and text.count('"') <= 1:
        end -= 1
    while end - start > 1 and text[end - 1] in ",.;: ":
        end -= 1
    return Span(begin + start, begin + max(end, start + 1))
