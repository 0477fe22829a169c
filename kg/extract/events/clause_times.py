"""When an event happened by times of its clause that the parser hangs on another word of it."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import timedelta

from kg import vocab
from kg.extract.dates import TimeExpression
from kg.extract.dating import in_calendar
from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.word_lists import word_list
from kg.extract.numbers import ordinals
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


def stray(d: Draft, dating: Dating, times: Sequence[TimeExpression], told: frozenset[int]) -> Interval | None:
    """The time that the clause of an event names, wherever the parser hangs it.

    `told` are the tokens that name events.
    """
    event = d.trigger.verb or d.trigger.token
    own = () if d.verbal else grammar.objects(d.trigger.token)
    others = told.difference(t.i for t in own)
    for expression in _usable(d, times):
        verbs = (event,) if d.verbal else _with_heads(event)
        if any(_inside(verb, expression, others) for verb in verbs):
            return in_calendar(expression)
        if d.trigger.entry.noun and _behind(d.trigger.token, expression, told):
            return in_calendar(expression)
    above = _set_off(d.trigger.token) if d.trigger.entry.noun else None
    above = above or _accorded(d) or _same_occasion(event, told_of=d.verbal and d.kind != vocab.Consult)
    found = dating(above) if above is not None else None
    return found or _only_day(d, times)


def begun(d: Draft, times: Sequence[TimeExpression]) -> Interval | None:
    """As in "on Monday, the ninth day of fighting", "shelled it for a third day on Friday": the first day."""
    event = d.trigger.token
    number = (_which_day(event) if d.trigger.entry.noun else _running(event)) if not d.verbal else None
    if number is None:
        return None
    days = {e.onset for e in _usable(d, times)}
    then = next(iter(days), None)
    if len(days) != 1 or then is None or then.start != then.end:
        return None
    first = then.start - timedelta(days=number - 1)
    return Interval(first, first)


def _which_day(noun: Token) -> int | None:
    day = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ENTERING:
        day = phrases.child(noun.head, "dobj")
    return _counted(day) if day is not None else None


def _running(verb: Token) -> int | None:
    """As in "shelled the town for a third straight day", wherever the parser hangs it."""
    days = (t for c in (verb, *grammar.objects(verb)) for t in phrases.prepositional(c, {"for"}))
    return next((number for t in days if (number := _counted(t)) is not None), None)


def _counted(day: Token) -> int | None:
    if day.lemma_.lower() not in {"day", "night"}:
        return None
    return next((ordinals()[c.lower_] for c in day.children if c.lower_ in ordinals()), None)


ENTERING = frozenset({"enter", "reach", "begin", "start"})


def _only_day(d: Draft, times: Sequence[TimeExpression]) -> Interval | None:
    """As in "crept in on Sunday to take him but were pinned down": the one day that the sentence names."""
    noun = d.trigger.entry.noun
    verb = d.trigger.token.head if noun else d.trigger.token
    if d.kind not in DAILY or verb.pos_ not in phrases.VERBS:
        return None
    usable = [*_usable(d, times)]
    days = {e.onset for e in usable}
    day = next(iter(days), None)
    if len(days) != 1 or day is None or day.start != day.end:
        return None
    if noun:
        said_of = d.trigger.token.dep_ == "nsubj" and usable[0].head == verb.i
        return day if said_of and verb.tag_ == "VBD" and verb.lemma_ not in RELATING else None
    return day if _told_in_past(verb) and not _of_other_time(verb, usable[0]) else None


RELATING = frozenset({"be", "follow", "remain", "become", "recall"})  # "the raid was an answer to one in May"
DAILY = frozenset({vocab.Assault, vocab.Coerce, vocab.Protest, vocab.Mobilize})


def _told_in_past(verb: Token) -> bool:
    beside = {c.lower_ for c in verb.children}
    if beside & {"being", "also", "later", "already", "had", "has", "have", "to"}:
        return False
    if verb.tag_ == "VBG":
        return verb.dep_ in {"advcl", "conj"} and not beside & {"is", "are", "was", "were"}
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(beside & {"was", "were"}))


def _of_other_time(verb: Token, expression: TimeExpression) -> bool:
    """As in "said on Monday that they shot", "rallied on Monday after they shot ten": told of no day."""
    teller = verb.doc[expression.head]
    if teller.lemma_ in TOLD_THEN:
        return True
    for clause in (verb, *verb.ancestors):
        if clause.dep_ == "ccomp" and not clause.left_edge.i <= expression.begin <= clause.right_edge.i:
            return True
        if any(c.dep_ == "mark" and c.lower_ in {"after", "before"} for c in clause.children):
            return True
    return False


TOLD_THEN = word_list("told_then")


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
    """A verb and those that it is joined to without a subject of its own: "left X on Friday, taking Y"."""
    yield verb
    while verb.head.pos_ in phrases.VERBS and grammar.own_subject(verb) is None:
        taking = verb.dep_ == "advcl" and verb.tag_ == "VBG" and phrases.child(verb, "mark") is None
        if verb.dep_ != "conj" and not taking:
            return
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
        participle = (
            token.dep_ in {"acl", "advcl"} and token.tag_ == "VBG" and phrases.child(token, "mark") is None
        )
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


def _set_off(noun: Token) -> Token | None:
    """As in "talks between X and Y, begun in May, broke down", which the parser hangs on the verb."""
    if noun.dep_ != "nsubj":
        return None
    between = (c for c in noun.head.children if noun.i < c.i < noun.head.i)
    return next((c for c in between if c.dep_ == "advcl" and c.tag_ == "VBN"), None)


def _accorded(d: Draft) -> Token | None:
    """As in "agreed on Friday to a truce", "signed a pact in May, brokered by X": the verb that is dated."""
    token = d.trigger.token
    if d.kind == vocab.Consult and token.dep_ == "advcl" and token.tag_ == "VBN":
        return token.head
    if d.kind != vocab.Retreat or token.lemma_.lower() not in TRUCES:
        return None
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"to", "on"} else token.head
    return verb if verb.lemma_ in AGREEING and verb.tag_ in {"VBD", "VBN"} else None


TRUCES = word_list("truces")
AGREEING = frozenset({"agree", "declare", "sign", "proclaim", "conclude"})


def _same_occasion(verb: Token, *, told_of: bool) -> Token | None:
    """As in "withdrew into X, where they took", "fled after killing ten", "shortly after they left"."""
    if verb.pos_ not in phrases.VERBS:
        return None
    marks = [c for c in verb.children if c.i < verb.i]
    joined = any(c.lower_ in {"after", "before"} for c in marks)
    soon = any(t.lower_ in SOON for c in marks for t in (c, *c.children))
    if verb.dep_ == "advcl" and joined and soon:
        return verb.head
    if told_of:
        return None
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in marks) and _past(verb):
        return next((t for t in verb.head.ancestors if t.pos_ in phrases.VERBS), None)
    after = verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in {"after", "before"}
    return verb.head.head if after and verb.head.head.pos_ in phrases.VERBS else None


def _past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(c.lower_ in {"was", "were", "had"} for c in verb.children)


def from_elsewhere(d: Draft, times: Sequence[TimeExpression]) -> bool:
    """As in "killed ten in June, which X blamed on Y": what is said of it in passing is of no known day."""
    clause = d.trigger.token
    if d.trigger.entry.noun and _broken_off(clause):
        return True
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


def _broken_off(noun: Token) -> bool:
    """As in "talks were broken off in May": the day is that of their end."""
    ends = noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_ in {"break", "call", "cut", "put"}
    return ends and any(c.dep_ == "prt" and c.lower_ == "off" for c in noun.head.children)


def told_at_once(drafts: Sequence[Draft]) -> None:
    """As in "speaking on Friday, X hailed the raid and said": what is said in one breath is of one day."""
    dated = {d.position: d for d in drafts if d.verbal or d.lemma in GATHERING}
    for d in drafts:
        verb = d.trigger.token
        joined = verb.dep_ == "conj" and verb.tag_ == "VBD"
        adding = verb.dep_ == "advcl" and (verb.tag_ == "VBG" or verb.head.lemma_ in GATHERING)
        if d.interval is not None or not d.verbal or not (joined or adding):
            continue
        above = verb.head.head if verb.head.dep_ in {"ccomp", "xcomp"} else verb.head
        before = dated.get(above.i) if grammar.own_subject(verb) is None else None
        if before is not None and before.trigger.token.tag_ == "VBD":
            d.interval = before.interval


GATHERING = word_list("gathering")


def only_wished(d: Draft, times: Sequence[TimeExpression]) -> bool:
    """As in "called on Friday for a truce": what is demanded or feared has no time in its own words."""
    if d.status != vocab.Hypothetical or d.verbal:
        return False
    first, last = d.trigger.token.left_edge.i, d.trigger.token.right_edge.i
    own = times[bisect_left(times, first, key=lambda e: e.begin) :]
    return not own or own[0].begin > last
