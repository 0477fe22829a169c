"""When an event happened by times of its clause that the parser hangs on another word of it."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence

from kg import vocab
from kg.extract.dates import TimeExpression
from kg.extract.dating import in_calendar
from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.syntax import Token
from kg.model import Interval

Dating = Callable[[Token], Interval | None]

OPEN = frozenset({"until", "till", "before", "after", "by", "since"})
NOMINAL = frozenset(
    {"prep", "pobj", "appos", "conj", "dobj", "dative", "attr", "npadvmod", "compound", "nmod"}
)
SOON = frozenset({"shortly", "soon", "immediately", "hours", "minutes", "moments", "just", "right"})
MEETING = frozenset({"meet", "receive", "host", "visit", "greet", "phone"})
NEAR = 12
"""Tokens within which a time behind a noun is the noun's."""


def stray(
    d: Draft, dating: Dating, times: Sequence[TimeExpression], told: Collection[int]
) -> Interval | None:
    """The time that the clause of an event names, wherever the parser hangs it.

    `told` are the tokens that name events.
    """
    event = d.trigger.verb or d.trigger.token
    for expression in _usable(d, times):
        verbs = (event,) if d.verbal else _with_heads(event)
        if any(_inside(verb, expression, told) for verb in verbs):
            return in_calendar(expression)
        if d.trigger.entry.noun and _behind(d.trigger.token, expression, told):
            return in_calendar(expression)
    above = None if d.verbal and d.kind != vocab.Consult else _same_occasion(event)
    return dating(above) if above is not None else None


def _usable(d: Draft, times: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    sentence = d.trigger.token.sent
    for expression in times[bisect_left(times, sentence.start, key=lambda e: e.begin) :]:
        if expression.begin >= sentence.end:
            return
        counted = sentence.doc[expression.end - 1].lower_ in OPEN  # "ten days before the vote"
        if expression.interval is None or expression.dateline or counted:
            continue
        if expression.limit not in OPEN:
            yield expression


def _with_heads(verb: Token) -> Iterator[Token]:
    """A verb and those that it is joined to without a subject of its own."""
    yield verb
    while verb.dep_ == "conj" and verb.head.pos_ in phrases.VERBS and grammar.own_subject(verb) is None:
        verb = verb.head
        yield verb


def _inside(verb: Token, expression: TimeExpression, told: Collection[int]) -> bool:
    """As in "traded fire on the line dividing them on Sunday", "a spokesman on Monday told"."""
    token = verb.doc[expression.head]
    if token == verb or verb.tag_ not in {"VBD", "VBN", "VBG"}:
        return False
    for _ in range(8):
        if token == verb:
            return True
        subject = token.dep_ in {"nsubj", "nsubjpass"} and token.head == verb
        if subject and verb.tag_ == "VBD":
            return expression.begin < verb.i and token.pos_ in {"NOUN", "PROPN"}
        participle = token.dep_ == "acl" and token.tag_ == "VBG"
        if token.i in told and not participle:
            return False
        if not participle and (token.dep_ not in NOMINAL or token.pos_ in phrases.VERBS):
            return False
        token = token.head
    return False


def _behind(noun: Token, expression: TimeExpression, told: Collection[int]) -> bool:
    """As in "was born of a mutiny in April", "after hours of talks on Thursday": the time is the noun's."""
    if not noun.i < expression.begin <= noun.i + NEAR:
        return False
    if any(t.pos_ in phrases.VERBS or t.text == "," for t in noun.doc[noun.i + 1 : expression.begin]):
        return False
    token = noun
    while token.dep_ in {"prep", "pobj", "dobj", "conj"} and token.head.i < noun.i:
        token = token.head
        if token.i == expression.head:
            return token.i not in told
    return False


def _same_occasion(verb: Token) -> Token | None:
    """As in "withdrew into X, where they took", "fled after killing ten", "shortly after they left"."""
    if verb.pos_ not in phrases.VERBS:
        return None
    marks = [c for c in verb.children if c.i < verb.i]
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in marks) and _past(verb):
        return next((t for t in verb.head.ancestors if t.pos_ in phrases.VERBS), None)
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in {"after", "before"}:
        return verb.head.head if verb.head.head.pos_ in phrases.VERBS else None
    joined = any(c.lower_ in {"after", "before"} for c in marks)
    soon = any(t.lower_ in SOON for c in marks for t in (c, *c.children))
    return verb.head if verb.dep_ == "advcl" and joined and soon else None


def _past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(c.lower_ in {"was", "were", "had"} for c in verb.children)


def from_elsewhere(d: Draft, times: Sequence[TimeExpression]) -> bool:
    """As in "killed ten in June, which X blamed on Y": what is said of it in passing is of no known day."""
    clause = d.trigger.token
    if not d.verbal or d.trigger.entry.noun or d.kind in {vocab.Agree, vocab.Consult}:
        return False
    while clause.dep_ == "conj" and clause.head.pos_ in phrases.VERBS:
        clause = clause.head
    if clause != d.trigger.token and clause.dep_ == "ccomp" and grammar.own_subject(d.trigger.token) is None:
        return True  # "said they had shelled it on Monday and urged them": the parser joins the wrong verbs
    when = any(c.lower_ in {"when", "where"} for c in clause.children)
    met = any(t.lemma_ in MEETING for t in clause.ancestors)
    if clause.dep_ != "relcl" or clause.tag_ == "VBN" or when or met:
        return False
    return not any(clause == (t := clause.doc[e.head]) or clause in t.ancestors for e in _usable(d, times))


def told_at_once(drafts: Sequence[Draft]) -> None:
    """As in "speaking on Friday, X hailed the raid and said": all that is said in one breath is of one day."""
    dated = {d.position: d for d in drafts if d.verbal}
    for d in drafts:
        verb = d.trigger.token
        if d.interval is not None or not d.verbal or verb.dep_ != "conj" or verb.tag_ != "VBD":
            continue
        above = verb.head.head if verb.head.dep_ == "ccomp" else verb.head
        before = dated.get(above.i) if grammar.own_subject(verb) is None else None
        if before is not None and before.trigger.token.tag_ == "VBD":
            d.interval = before.interval
