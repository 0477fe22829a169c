"""Time expressions of an article, resolved against its day of publication.

Weekdays are the last one up to and including that day, or the next one in what is planned; a month or a year is its
first and last day; a date without a year is the last one. What cannot be resolved has no interval.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from kg.extract.time_grammar import calendar, expression
from kg.extract.time_resolution import Context, Reading, resolve, span_of
from kg.model import Interval, Span

_LIMITS = frozenset("since until till before after by from between through".split())
_EXPLICIT = frozenset("iso slashed month_first day_first month feast years".split())
_DATELINE = re.compile(r"\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,20}/|\[[^\]\n]{2,40}\])?[\s.,]*(?:\(|/|[-–—])")
_TALE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when.

    `begin` and `end` are tokens (end exclusive); `head` is the token that the words attach to. `onset` is the first
    day, month or year of a range ("Nov. 29 and 30"), else equal to `interval`. `limit` is the preposition where it
    makes the time a limit ("since", "until", "before"). The date of a dateline says when the article was sent.
    """

    span: Span
    begin: int
    end: int
    head: int
    interval: Interval | None
    onset: Interval | None
    limit: str = ""
    dateline: bool = False


def time_expressions(doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
    """All time expressions of a parsed text, in order, without overlaps."""
    return tuple(_merged(doc, list(_found(doc, published))))


@dataclass(slots=True)
class _Story:
    """How far the telling has come: what the last expression meant, and the tale's own time."""

    published: date | None
    anchor: Interval | None = None
    anchor_sentence: int = -1
    told: date | None = None

    def context(self, sentence: int, ahead: bool) -> Context:
        return Context(self.published, self.anchor, self.told, ahead, sentence == self.anchor_sentence)

    def follow(self, shape: str, reading: Reading, sentence: int) -> None:
        self.anchor, self.anchor_sentence = reading.interval, sentence
        start = reading.interval.start
        long_ago = self.published is None or self.published - start > _TALE
        if shape not in _EXPLICIT or not long_ago:
            self.told = None
        elif shape != "years" and (reading.explicit_year or self.told is not None):
            self.told = start


def _found(doc: Doc, published: date | None) -> Iterator[tuple[TimeExpression, str, Reading | None]]:
    story = _Story(published)
    for match in expression().finditer(doc.text):
        shape = match.lastgroup or ""
        words = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is None or not _is_time(shape, match, words):
            continue
        head = _head(words, match)
        sentence = words[0].sent.start
        reading = resolve(shape, match.groupdict(), story.context(sentence, _ahead(words, doc[head])))
        dateline = shape in ("month_first", "day_first", "iso") and _in_dateline(doc.text, match)
        if dateline and story.published is None and reading is not None and reading.explicit_year:
            story.published = reading.interval.start
        if reading is not None and not dateline:
            story.follow(shape, reading, sentence)
        yield _expression(words, head, reading, dateline), shape, reading


def _expression(words: Words, head: int, reading: Reading | None, dateline: bool) -> TimeExpression:
    return TimeExpression(
        Span(words.start_char, words.end_char),
        words.start,
        words.end,
        head,
        reading.interval if reading else None,
        reading.onset if reading else None,
        _limit(words),
        dateline,
    )


def _limit(words: Words) -> str:
    before = words[0].nbor(-1).lower_ if words.start else ""
    return before if before in _LIMITS else ""


_MONTH_LEADS = frozenset(
    "in since until till by last this next early late mid during from to between and through of before after".split()
)
_YEAR_LEADS = _MONTH_LEADS | frozenset("the a an summer winter spring autumn fall throughout around -".split())
_DAY_LEADS = frozenset("on late early since until till by before after from to and or between last next this".split())


def _is_time(shape: str, match: re.Match[str], words: Words) -> bool:
    """Whether words that have the shape of a time are one: not the verb "may", "the Sun" or "1800 troops"."""
    lead = words[0].nbor(-1).lower_ if words.start else ""
    if shape == "month":
        name = match["mo_month"]
        if not name[0].isupper():
            return False
        certain = match["mo_side"] or match["mo_year"] or match["mo_which"] or lead in _MONTH_LEADS
        return bool(certain) or (len(name.rstrip(".")) > 3 and name.lower() not in ("march", "april", "june", "sept"))
    if shape == "weekday":
        name = match["wd_day"]
        return name[0].isupper() and (len(name.rstrip(".")) > 4 or name.endswith(".") or lead in _DAY_LEADS)
    if shape == "years":
        return _is_year(match, words, lead)
    return shape not in ("month_first", "day_first") or (match["mf_month"] or match["df_month"])[0].isupper()


def _is_year(match: re.Match[str], words: Words, lead: str) -> bool:
    if match["ys_year2"]:
        return True
    following = words.doc[words.end] if words.end < len(words.doc) else None
    counts = following is not None and following.tag_ == "NNS" and following.lower_ not in ("elections", "protests")
    if counts and (lead in ("the", "a", "an", "of", "and", "to", "around") or int(match["ys_year"]) < 1900):
        return False
    return lead in _YEAR_LEADS or (words.start > 0 and words[0].nbor(-1).text in "(—–")


def _in_dateline(text: str, match: re.Match[str]) -> bool:
    """Whether a date stands in a dateline: "KINSHASA, Dec. 8 (Xinhua) --" at the start of a line."""
    line = text.rfind("\n", 0, match.start()) + 1
    before = text[line : match.start()].strip(" ,.-–—:")
    return (
        len(before) <= 60
        and bool(before)
        and before.replace(" ", "").replace("/", "").replace(",", "").replace("-", "").isalpha()
        and before[0].isupper()
        and all(word[0].isupper() for word in re.findall(r"\w+", before))
        and _DATELINE.match(text, match.end()) is not None
    )


def _head(words: Words, match: re.Match[str]) -> int:
    """The token that the words attach to; after "a day after" it is what came a day before."""
    root = words.root
    if (match["ct_way"] or match["bs_way2"] or "").lower() in ("before", "after"):
        last = words[-1]
        complements = [t for t in last.children if t.i > last.i and t.dep_ in ("pobj", "pcomp", "ccomp", "advcl")]
        if complements:
            return int(complements[0].i)
        if last.dep_ == "mark" and last.head.i > last.i:
            return int(last.head.i)
    head = root.head
    while head.i not in (root.i, head.head.i) and (
        head.dep_ in ("prep", "pcomp") or head.pos_ in ("ADP", "SCONJ") or words.start <= head.i < words.end
    ):
        root, head = head, head.head
    return int(head.i)


def _ahead(words: Words, head: Token) -> bool:
    """Whether what a time expression dates is planned."""
    tables = calendar()["ahead"]
    verb = head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    children = {child.lower_: child for child in verb.children if child.i < verb.i}
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in children.values()):
        return False
    if any(name in children and children[name].dep_ == "aux" for name in tables["auxiliaries"]):
        return True
    infinitive = "to" in children and children["to"].dep_ == "aux"
    return infinitive and (verb.head.lemma_ in tables["governors"] or verb.head.lemma_ == "be")


def _merged(doc: Doc, found: list[tuple[TimeExpression, str, Reading | None]]) -> Iterator[TimeExpression]:
    """Join "Saturday, Sept. 23" into one expression, and "from May 1 to June 5" into a range."""
    pending: tuple[TimeExpression, str, Reading | None] | None = None
    for current in found:
        joined = pending and _joined(doc, pending, current)
        if joined:
            pending = joined
            continue
        if pending:
            yield pending[0]
        pending = current
    if pending:
        yield pending[0]


def _joined(
    doc: Doc,
    first: tuple[TimeExpression, str, Reading | None],
    last: tuple[TimeExpression, str, Reading | None],
) -> tuple[TimeExpression, str, Reading | None] | None:
    left, right = first[0], last[0]
    between = doc.text[left.span.end : right.span.begin].strip().lower()
    span = Span(left.span.begin, right.span.end)
    if between in ("", ",", "(") and {first[1], last[1]} & {"weekday"} and {first[1], last[1]} & _EXPLICIT:
        explicit = last if first[1] == "weekday" else first
        merged = replace(left, span=span, end=right.end, interval=explicit[0].interval, onset=explicit[0].onset)
        return merged, explicit[1], explicit[2]
    ranged = between in ("to", "until", "till", "through", "-", "–", "—") or (between == "and" and left.limit == "between")
    reading = first[2] and last[2] and ranged and span_of(first[2], last[2])
    if not reading:
        return None
    merged = replace(left, span=span, end=right.end, interval=reading.interval, onset=reading.onset, limit="")
    return merged, last[1], reading
