"""Time expressions of an article, resolved against its day of publication.

Weekdays are the last one up to and including that day, or the next one in what is planned; a month or a year
is its first and last day; a date without a year is the last one. What cannot be resolved has no interval.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract.layout import dateline as opens_with
from kg.extract.syntax import Doc, Token
from kg.extract.syntax import Passage as Words
from kg.extract.times.grammar import expression, hints
from kg.extract.times.intervals import Context, Reading, span_of
from kg.extract.times.resolution import resolve
from kg.extract.times.sense import head_of, is_ahead, is_time
from kg.model import Interval, Span

_LIMITS = frozenset(["since", "until", "till", "before", "after", "by", "from", "between", "through"])
_EXPLICIT = frozenset(["iso", "slashed", "month_first", "day_first", "month", "feast", "years"])
_OF_PUBLICATION = frozenset(["weekday", "side", "fixed"])
_FIGURE = re.compile(r"\d")
_ALSO = re.compile(r",?\s+(?:and|or)\s+(?:again\s+)?(?:in|on|at)?\s*")
_REPORTING = frozenset(["say", "tell", "report", "add", "announce", "state", "confirm", "write", "note"])
"""When something is reported is not when the next thing told "minutes later" happened."""
_TALE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when.

    `begin` and `end` are tokens (end exclusive); `head` is the token that the words attach to. `onset` is
    the first day, month or year of a range ("Nov. 29 and 30"), else equal to `interval`. `limit` is the
    preposition that makes the time a limit ("since", "until", "before"), `lead` the word before them.
    The date of a dateline says when the article was sent.
    """

    span: Span
    begin: int
    end: int
    head: int
    interval: Interval | None
    onset: Interval | None
    limit: str = ""
    lead: str = ""
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
    news: bool = False
    day: Interval | None = None
    first: Interval | None = None

    def context(self, words: Words, head: Token) -> Context:
        same, ahead = words[0].sent.start == self.anchor_sentence, is_ahead(words, head)
        opened = self.first if _came(words) else None
        return Context(self.published, self.anchor, self.told, ahead, same, self.news, self.day, opened)

    def follow(self, shape: str, reading: Reading, sentence: int, head: Token) -> None:
        self.anchor, self.anchor_sentence = reading.interval, sentence
        if reading.interval.start == reading.interval.end:
            self.day = reading.interval
            self.first = self.first or reading.interval
        start = reading.interval.start
        long_ago = self.published is None or self.published - start > _TALE
        if not long_ago or shape in _OF_PUBLICATION:
            self.told, self.news = None, True
        elif shape != "years" and (_narrates(head) or not self.news):
            self.told = start if reading.explicit_year or self.told is not None else None


def _found(doc: Doc, published: date | None) -> Iterator[tuple[TimeExpression, str, Reading | None]]:
    text = doc.text
    opening = opens_with(text)
    story = _Story(published, news=opening is not None)
    body = opening.end if opening else 0
    last: TimeExpression | None = None
    for match in _matches(doc, text):
        shape = match.lastgroup or ""
        words = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is None or not is_time(shape, match, words):
            continue
        head = head_of(words, match)
        if last is not None and _ALSO.fullmatch(text, last.span.end, words.start_char):
            head = last.head
        sentence = words[0].sent.start
        reading = resolve(shape, match.groupdict(), story.context(words, doc[head]))
        dateline = match.start() < body
        if dateline and story.published is None and reading is not None and reading.explicit_year:
            story.published = reading.interval.start
        reported = story.anchor is not None and _reports(doc[head])
        if reading is not None and not dateline and not reported:
            story.follow(shape, reading, sentence, doc[head])
        last = _expression(words, head, reading, dateline)
        yield last, shape, reading


def _came(words: Words) -> bool:
    """As in "the attack came two days after": what the article opened with."""
    verb = words.root
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    told = [c for c in verb.head.children if c.dep_ == "nsubj"] if verb.dep_ == "advcl" else []
    came = verb.head if told else verb
    told = told or [c for c in verb.children if c.dep_ == "nsubj"]
    known = any(
        t.lower_ in {"it", "this"} or any(c.lower_ in {"the", "this"} for c in t.children) for t in told
    )
    return came.lemma_ in _COMING and known


_COMING = frozenset({"come", "follow", "happen", "occur", "take"})


def _narrates(head: Token) -> bool:
    """Whether a time is that of a clause of its own; "the office, opened in May 2018," only tells which."""
    set_off = head.tag_ in {"VBN", "VBD"} and head.i > 0 and head.nbor(-1).text == ","
    return head.pos_ in {"VERB", "AUX"} and head.dep_ not in {"acl", "relcl", "amod"} and not set_off


def _reports(verb: Token) -> bool:
    return verb.lemma_ in _REPORTING and any(c.dep_ == "ccomp" for c in verb.children)


def _matches(doc: Doc, text: str) -> Iterator[re.Match[str]]:
    """Matches of the pattern in the sentences that hold a figure or a word of time."""
    hinting, done = hints(), 0
    for sentence in doc.sents:
        hint = not hinting.isdisjoint([token.lower_ for token in sentence])
        if not hint and not _FIGURE.search(text, sentence.start_char, sentence.end_char):
            continue
        # The parser may end a sentence inside "Aug. 24".
        for match in expression().finditer(text, max(done, sentence.start_char), sentence.end_char + 12):
            if match.start() >= sentence.end_char:
                break
            done = match.end()
            yield match


def _expression(words: Words, head: int, reading: Reading | None, dateline: bool) -> TimeExpression:
    return TimeExpression(
        Span(words.start_char, words.end_char),
        words.start,
        words.end,
        head,
        reading.interval if reading else None,
        reading.onset if reading else None,
        _limit(words),
        words[0].nbor(-1).lower_ if words.start else "",
        dateline,
    )


def _limit(words: Words) -> str:
    """The preposition that makes a limit of a time; "the worst defeat since 2016" does not date it."""
    before = words[0].nbor(-1).lower_ if words.start else ""
    compared = before == "since" and any(
        t.tag_ == "JJS" or t.lower_ == "first" for t in words.doc[max(0, words.start - 6) : words.start]
    )
    if compared:
        return "before"
    return before if before in _LIMITS else ""


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
    if right.begin - left.end > 3:
        return None
    between = doc[left.end : right.begin].text.strip().lower() if left.end < right.begin else ""
    span = Span(left.span.begin, right.span.end)
    if between in ("", ",", "(") and {first[1], last[1]} & {"weekday"} and {first[1], last[1]} & _EXPLICIT:
        explicit = last if first[1] == "weekday" else first
        merged = replace(
            left, span=span, end=right.end, interval=explicit[0].interval, onset=explicit[0].onset
        )
        return merged, explicit[1], explicit[2]
    ranged = between in ("to", "until", "till", "through", "-", "–", "—") or (
        between == "and" and left.limit == "between"
    )
    reading = first[2] and last[2] and ranged and span_of(first[2], last[2])
    if not reading:
        return None
    merged = replace(left, span=span, end=right.end, interval=reading.interval, onset=reading.onset, limit="")
    return merged, last[1], reading
