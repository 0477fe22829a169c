"""Which time expression says when an event happened: the one of its own clause, and of what shares its time.

In "X on Tuesday launched an operation and demanded Y" both verbs have Tuesday; in "X said on Tuesday that Y
attacked" only the saying has.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice

from kg.extract.dates import TimeExpression
from kg.extract.syntax import Token
from kg.extract.times.grammar import calendar
from kg.extract.times.intervals import month
from kg.model import Interval

_OPEN_LIMITS = frozenset({"until", "till", "before", "after"})
_REACH = 4
"""Steps through the parse that a time may be away from the event."""
_SHARING_MARKS = frozenset({"when", "as", "while", "since"})
_WITHIN = frozenset({"in", "during", "at", "by", "amid", "through", "via"})
_SERIES = frozenset({"series", "wave", "string", "spate", "round", "number", "campaign", "phase", "barrage"})
_SCENES = frozenset({"centre", "center", "scene", "site", "heart", "grip", "throe", "midst"})
_PERCEIVED = frozenset({"hear", "see", "report"})
_LONG = timedelta(days=27)
"""What is said "in December" to have happened did happen in December; what is said on a day need not."""


def interval_for(trigger: Token, expressions: Sequence[TimeExpression]) -> Interval | None:
    """When the event that a token names happened, as far as its own sentence says so.

    By the annotation guide a stretch of time gives its beginning ("between 1985 and 2018" is 1985), and what
    is neither day, month nor year ("last week", "over Christmas") the month that holds it, if one does.
    """
    expression = expression_for(trigger, expressions)
    return in_calendar(expression) if expression is not None else None


def in_calendar(expression: TimeExpression) -> Interval | None:
    """The day, month or year that a time expression stands for."""
    if expression.onset is None:
        return None
    return _of_calendar(expression.onset, vague=expression.lead == "over")


def _of_calendar(found: Interval, *, vague: bool) -> Interval | None:
    """A day, month or year as it is; else the month around it."""
    days = (found.end - found.start).days
    if days >= _LONG.days or (days == 0 and not vague):
        return found
    within = month(found.start.year, found.start.month)
    return within if found.end <= within.end else None


def narrowest(intervals: Iterable[Interval]) -> Interval | None:
    """When an event happened that several sentences date: the first, or what lies inside it."""
    found: Interval | None = None
    for interval in intervals:
        if found is None or (found.start <= interval.start and interval.end <= found.end):
            found = interval
    return found


def expression_for(trigger: Token, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """The resolved expression nearest to a trigger through the parse that dates it."""
    heads = _heads(trigger, expressions)
    if not heads:
        return _when(trigger, expressions)
    distance, queue = {trigger.i: 0}, deque([trigger])
    while queue:
        token = queue.popleft()
        if token.i in heads and not _past(trigger, token, heads[token.i]):
            return heads[token.i]
        if distance[token.i] == _REACH:
            continue
        for other in _contemporaries(token):
            if other.i not in distance:
                distance[other.i] = distance[token.i] + 1
                queue.append(other)
    return _when(trigger, expressions) or _of_the_saying(trigger, heads) or _opening(trigger, heads)


def _past(trigger: Token, dated: Token, expression: TimeExpression) -> bool:
    """Whether the trigger is in a clause that comes after the one that is dated.

    As in "X fell on Monday and Y said", "were driven out in May and often attack".
    """
    clause = trigger
    while clause != dated and clause.head.i != clause.i:
        if clause.dep_ == "conj" and clause.head.pos_ in _VERBAL and expression.begin < clause.i:
            present = _is_present(clause) and dated.tag_ in _TENSES and not _is_present(dated)
            apart = _has_subject(clause) and clause.head.i < expression.begin
            if present or apart:
                return True
        clause = clause.head
    return False


def _is_present(verb: Token) -> bool:
    """As in "attack", "are demanding", "have promised"."""
    return verb.tag_ in _PRESENT or any(c.dep_ == "aux" and c.tag_ in _PRESENT for c in verb.children)


_VERBAL = frozenset({"VERB", "AUX"})
_PRESENT = frozenset({"VBP", "VBZ"})
_TENSES = frozenset({"VBD", "VBN", "VBP", "VBZ"})


def _when(trigger: Token, expressions: Sequence[TimeExpression]) -> TimeExpression | None:
    """As in "since July, when rebels bombed a convoy": July."""
    for clause in (trigger, trigger.head):
        marks = [c for c in clause.children if c.lower_ == "when" and c.i < clause.i]
        if clause.dep_ == "relcl" and marks:
            return next((e for e in expressions if e.begin <= clause.head.i < e.end and e.interval), None)
    return None


def _opening(trigger: Token, heads: dict[int, TimeExpression]) -> TimeExpression | None:
    """As in "Last week they sent a video to the families, threatening to": what opens a sentence dates it."""
    sentence = trigger.sent
    if trigger.tag_ != "VBG" or trigger.dep_ not in ("acl", "advcl") or len(heads) != 1:
        return None
    above = trigger.head
    while above.head.i != above.i and above.dep_ in ("pobj", "dobj", "prep", "poss", "dative"):
        above = above.head
    expression = heads.get(above.i)
    return expression if expression is not None and expression.begin - sentence.start < 2 else None


def _of_the_saying(trigger: Token, heads: dict[int, TimeExpression]) -> TimeExpression | None:
    clause = trigger
    while clause.head.i != clause.i and clause.dep_ != "ccomp":
        clause = clause.head
    expression = heads.get(clause.head.i)
    if expression is None or expression.interval is None or expression.begin > clause.i:
        return None
    length = expression.interval.end - expression.interval.start
    earlier = any(c.lower_ == "had" and c.dep_ == "aux" for c in clause.children)
    if earlier and (length >= 2 * _LONG or expression.begin - trigger.sent.start > 2):
        return None  # "found in 2005 that they had looted it"
    return expression if length >= _LONG else None


def _heads(trigger: Token, expressions: Sequence[TimeExpression]) -> dict[int, TimeExpression]:
    """Head -> the expression of the trigger's sentence that attaches there; of several the nearest."""
    sentence = trigger.sent
    heads: dict[int, TimeExpression] = {}
    first = bisect_left(expressions, sentence.start, key=lambda expression: expression.begin)
    for expression in islice(expressions, first, None):
        if expression.begin >= sentence.end:
            break
        usable = (
            expression.interval is not None
            and not expression.dateline
            and expression.limit not in _OPEN_LIMITS
        )
        known = heads.get(expression.head)
        if usable and (known is None or _distance(expression) < _distance(known)):
            heads[expression.head] = expression
    return heads


def _distance(expression: TimeExpression) -> int:
    return min(abs(expression.begin - expression.head), abs(expression.end - 1 - expression.head))


def _contemporaries(token: Token) -> Iterator[Token]:
    """The tokens next to one in the parse whose events share its time; what depends on it first."""
    for child in token.children:
        if _shares_with_child(child):
            yield child
    yield from _set_off(token)
    if token.head.i != token.i and _shares_with_head(token):
        yield token.head


def _set_off(noun: Token) -> Iterator[Token]:
    """As in "the accord, signed in May,", which the parser may hang on the verb."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i + 2 >= noun.sent.end or noun.nbor().text != ",":
        return
    if noun.nbor(2).tag_ == "VBN" and noun.nbor(2).dep_ == "advcl":
        yield noun.nbor(2)


def _shares_with_head(token: Token) -> bool:
    """Whether what a token names happens when its head happens."""
    head, label = token.head, token.dep_
    if label == "relcl" and _lasts(token) and not _lasts(head):
        return False  # "where they have fought for weeks"
    if label in ("conj", "compound", "prt"):
        return True
    if label in ("relcl", "acl"):
        return token.tag_ != "VBG" or _happens(token)
    if label in ("dobj", "nsubj", "nsubjpass", "csubj", "xcomp"):
        return _happens(head) or (label == "nsubjpass" and head.lemma_ in _PERCEIVED)
    if label == "advcl":
        finished = token.tag_ == "VBN" and any(c.lower_ == "having" for c in token.children)
        return _mark(token) in _SHARING_MARKS or (
            (token.tag_ == "VBG" or finished) and not _mark(token) and not _has_subject(token)
        )
    if label == "prep":
        return token.lower_ in _WITHIN or token.lower_ in ("of", "with")
    if label == "pobj" and head.lower_ == "with":
        return _happens(head.head)
    return label in ("pobj", "pcomp") and (
        head.lower_ in _WITHIN or (head.lower_ == "of" and head.head.lemma_ in _SERIES | _SCENES)
    )


def _shares_with_child(child: Token) -> bool:
    """Whether what depends on a token says when the token's event happens."""
    head, label = child.head, child.dep_
    if label == "conj":
        parted = any(c.dep_ == "cc" and c.lower_ == "but" for c in head.children)
        return child.i - head.i < 12 and not _has_subject(child) and not parted
    if label == "advcl":
        return _mark(child) in _SHARING_MARKS
    if label in ("relcl", "acl"):
        who = any(c.lower_ in ("who", "whom") for c in child.children)
        return head.pos_ in ("NOUN", "PROPN") and not who and (child.tag_ != "VBG" or _happens(child))
    if label == "dobj" and head.lemma_ == "follow":
        return False
    if label == "xcomp" and head.lemma_ in _ATTEMPTED:
        return head.tag_ in ("VBD", "VBN")
    if label in ("dobj", "nsubjpass", "xcomp"):
        return _happens(head)
    if label == "prep":
        return child.lower_ in _WITHIN
    return label in ("pobj", "pcomp") and head.lower_ in _WITHIN


_ATTEMPTED = frozenset({"refuse", "decline", "fail", "try", "attempt", "manage", "begin", "start", "resume"})
"""As in "refused to receive them on Monday": the time of the whole."""


def _lasts(verb: Token) -> bool:
    """Whether a verb stands in the present perfect: "have since driven them out"."""
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in verb.children)


def _happens(verb: Token) -> bool:
    return verb.lemma_.lower() in calendar()["happen"]["verbs"]


def _mark(clause: Token) -> str:
    marks = [c.lower_ for c in clause.children if c.i < clause.i and (c.dep_ == "mark" or c.tag_ == "WRB")]
    return marks[0] if marks else ""


def _has_subject(clause: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in clause.children)
