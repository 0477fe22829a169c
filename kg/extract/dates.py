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

from kg.extract.layout import dateline as opens_with
from kg.extract.time_grammar import calendar, expression
from kg.extract.time_resolution import Context, Reading, resolve, span_of
from kg.model import Interval, Span

_LIMITS = frozenset("since until till before after by from between through".split())
_EXPLICIT = frozenset("iso slashed month_first day_first month feast years".split())
_HEARSAY = frozenset("report say believe think allege claim know understand".split())
_OF_PUBLICATION = frozenset("weekday side fixed".split())
_ALSO = re.compile(r",?\s+(?:and|or)\s+(?:again\s+)?(?:in|on|at)?\s*")
_CARRIERS = frozenset({"ADP", "SCONJ", "ADV"})
_VERBS = frozenset({"VERB", "AUX"})
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
        if not long_ago or shape in _OF_PUBLICATION:
            self.told = None
        elif shape != "years" and (reading.explicit_year or self.told is not None):
            self.told = start


def _found(doc: Doc, published: date | None) -> Iterator[tuple[TimeExpression, str, Reading | None]]:
    story = _Story(published)
    text = doc.text  # spaCy joins the tokens anew each time
    opening = opens_with(text)
    body = opening.end if opening else 0
    last: TimeExpression | None = None
    for match in expression().finditer(text):
        shape = match.lastgroup or ""
        words = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is None or not _is_time(shape, match, words):
            continue
        head = _head(words, match)
        if last is not None and _ALSO.fullmatch(text, last.span.end, words.start_char):
            head = last.head
        sentence = words[0].sent.start
        reading = resolve(shape, match.groupdict(), story.context(sentence, _ahead(words, doc[head])))
        dateline = match.start() < body
        if dateline and story.published is None and reading is not None and reading.explicit_year:
            story.published = reading.interval.start
        if reading is not None and not dateline:
            story.follow(shape, reading, sentence)
        last = _expression(words, head, reading, dateline)
        yield last, shape, reading


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
    """The preposition that makes a limit of a time; "the worst defeat since 2016" says nothing of when it was."""
    before = words[0].nbor(-1).lower_ if words.start else ""
    compared = before == "since" and any(
        t.tag_ == "JJS" or t.lower_ == "first" for t in words.doc[max(0, words.start - 6) : words.start]
    )
    if compared:
        return "before"
    return before if before in _LIMITS else ""


_MONTH_LEADS = frozenset(
    "in since until till by last this next early late mid during from to between and through of before after".split()
)
_YEAR_LEADS = _MONTH_LEADS | frozenset(
    "the a an summer winter spring autumn fall throughout around -".split()
)
_DAY_LEADS = frozenset(
    "on late early since until till by before after from to and or between last next this".split()
)


def _is_time(shape: str, match: re.Match[str], words: Words) -> bool:
    """Whether words that have the shape of a time are one: not the verb "may", "the Sun" or "1800 troops"."""
    lead = words[0].nbor(-1).lower_ if words.start else ""
    if shape == "month":
        name = match["mo_month"]
        if not name[0].isupper():
            return False
        certain = match["mo_side"] or match["mo_year"] or match["mo_which"] or lead in _MONTH_LEADS
        return bool(certain) or (
            len(name.rstrip(".")) > 3 and name.lower() not in ("march", "april", "june", "sept")
        )
    if shape == "weekday":
        name = match["wd_day"]
        return name[0].isupper() and (len(name.rstrip(".")) > 4 or lead in _DAY_LEADS)
    if shape == "years":
        return _is_year(match, words, lead)
    if shape in ("month_first", "day_first"):
        named = (
            words.end < len(words.doc)
            and words.root.dep_ == "compound"
            and words.doc[words.end].tag_ == "NNP"
        )
        return bool((match["mf_month"] or match["df_month"])[0].isupper()) and not named
    return True


def _in_name(words: Words, lead: str) -> bool:
    """ "The March 23 Movement", not "the March 23 Kabul attack"."""
    doc, i = words.doc, words.end
    while i < len(doc) and doc[i].is_title:
        i += 1
    return lead in ("the", "a") and i > words.end and (i == len(doc) or doc[i].pos_ != "NOUN")


def _is_year(match: re.Match[str], words: Words, lead: str) -> bool:
    if match["ys_year2"]:
        return True
    following = words.doc[words.end] if words.end < len(words.doc) else None
    counts = (
        following is not None
        and following.tag_ == "NNS"
        and following.lower_ not in ("elections", "protests")
    )
    if counts and (lead in ("the", "a", "an", "of", "and", "to", "around") or int(match["ys_year"]) < 1900):
        return False
    return lead in _YEAR_LEADS or (words.start > 0 and words[0].nbor(-1).text in "(—–")


def _head(words: Words, match: re.Match[str]) -> int:
    """The token that the words attach to; after "a day after" it is what came a day before."""
    if (match["ct_way"] or match["bs_way2"] or "").lower() in ("before", "after"):
        complement = _complement(words[-1])
        if complement is not None:
            return int(complement.i)
    top, head = words.root, words.root.head
    while head.i != top.i and (head.pos_ in _CARRIERS or words.start <= head.i < words.end):
        top, head = head, head.head
    sentence = words[0].sent
    if head.pos_ not in _VERBS and _opens(words, sentence):
        head = sentence.root
    return int(_said_before(words, head).i)


def _complement(last: Token) -> Token | None:
    after = [t for t in last.children if t.i > last.i and t.dep_ in ("pobj", "pcomp", "ccomp", "advcl")]
    if after:
        return after[0]
    return last.head if last.dep_ == "mark" and last.head.i > last.i else None


def _opens(words: Words, sentence: Words) -> bool:
    """Whether only "Earlier on" or "But in" stand before the words, and a comma or the clause after them."""
    before = [
        token
        for token in words.doc[sentence.start : words.start]
        if not token.is_space and not token.is_punct
    ]
    return len(before) <= 3 and all(token.pos_ in _CARRIERS or token.pos_ == "CCONJ" for token in before)


def _said_before(words: Words, head: Token) -> Token:
    """In "they were shot on Tuesday, said the mission" the day is that of the shooting."""
    if head.i > words.end and head.pos_ in _VERBS:
        said = [t for t in head.children if t.dep_ == "ccomp" and t.i < words.start]
        if said:
            return said[-1]
    if head.lemma_ in _HEARSAY and any(t.dep_ == "auxpass" for t in head.children):
        told = [t for t in head.children if t.dep_ == "xcomp"]
        if told:
            return told[0]
    if head.pos_ == "NOUN" and words.start > head.i:
        return _verb_of(head)
    return head


def _verb_of(noun: Token) -> Token:
    """In "airlifted 100 people, most of them staff, on Friday" the parse may lean the day on the last noun."""
    if noun.dep_ == "appos" and noun.head.dep_ == "dobj":
        return noun.head.head
    return noun


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


_GAP = 12
"""Characters that two expressions which make one may be apart."""


def _joined(
    doc: Doc,
    first: tuple[TimeExpression, str, Reading | None],
    last: tuple[TimeExpression, str, Reading | None],
) -> tuple[TimeExpression, str, Reading | None] | None:
    left, right = first[0], last[0]
    if right.span.begin - left.span.end > _GAP:
        return None
    between = doc.text[left.span.end : right.span.begin].strip().lower()
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
