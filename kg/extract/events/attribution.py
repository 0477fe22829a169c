"""Who says what: speech acts find what they tell, quotations go on, charges are answered."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from kg import vocab
from kg.extract.events.asides import SAYINGS
from kg.extract.events.contents import stretch
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import objects
from kg.extract.events.lexicon import Entry
from kg.extract.events.participants import Participants, participants
from kg.extract.events.quotations import Quotations
from kg.extract.events.speech import UNCITED, according_to
from kg.extract.events.status import by_nobody
from kg.extract.events.triggers import Trigger
from kg.extract.events.vouching import vouching
from kg.extract.scene import Scene
from kg.model import Span

REPORTS = re.compile(r"(report(?<=\w report)s?)(?=\.(?:\s|$))")
ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)


def citations(scene: Scene) -> list[Draft]:
    """As in "according to X": a statement of X."""
    found = []
    for match in ACCORDING.finditer(scene.document.text):
        words = scene.doc.char_span(*match.span())
        if words is None or words.end >= len(scene.doc):
            continue
        token = words[0]
        cited = [t for c in token.children if c.lower_ == "to" for t in c.children if t.dep_ == "pobj"]
        who = participants(scene, cited)
        if not cited or not (who.referents or cited[0].lemma_.lower() not in UNCITED):
            continue
        trigger = Trigger(token, Entry(vocab.Statement, False, frozenset({"according"}), verbal=True))
        span = Span(token.idx, token.nbor(1).idx + len(token.nbor(1).text))
        found.append(
            Draft(trigger, vocab.Statement, span, scene.sentence(token), who, content=according_to(token))
        )
    return found


def reported(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """As in "…, the Reuters news agency reports.", where the parser takes "reports" for a noun."""
    found = []
    for match in REPORTS.finditer(scene.document.text):
        inside = scene.doc.char_span(*match.span(1), alignment_mode="expand")
        if inside is None or inside[0].pos_ not in {"NOUN", "PROPN"} or inside[0].i < 2:
            continue
        token = inside[0]
        told_by = [m for m in scene.at(token.nbor(-1)) if scene.referent[m.referent].kind == vocab.Media]
        if not told_by:
            continue
        words = Span(told_by[0].span.begin, told_by[0].span.end)
        start = token.sent.start
        content = stretch(scene.doc, [t.i for t in scene.doc[start : token.i] if t.idx < words.begin - 4])
        who = Participants((told_by[0].referent,), (words,))
        trigger = Trigger(token, Entry(vocab.Statement, False, frozenset({"report"}), verbal=True))
        span = Span(token.idx, token.idx + len(token))
        found.append(Draft(trigger, vocab.Statement, span, scene.sentence(token), who, content=content))
        for d in drafts:
            if d.content is not None and token.i in d.content.tokens and content is not None:
                d.content = stretch(scene.doc, [i for i in d.content.tokens if i in content.tokens])
    return found


def find_speakers(drafts: Sequence[Draft]) -> None:
    """Each draft's speaker is the innermost verbal draft whose content holds it."""
    speaking = [d for d in drafts if d.content is not None and d.trigger.entry.verbal]
    positions = {d.position for d in drafts}
    holding = defaultdict[int, list[Draft]](list)
    for s in speaking:
        for position in positions & (s.content.tokens if s.content else frozenset()):
            holding[position].append(s)
    for d in drafts:
        around = [s for s in holding[d.position] if s is not d and not _holds(d, s)]
        around = [s for s in around if s.trigger.entry.object != "content" or not by_nobody(s.trigger.token)]
        if around:
            d.speaker = vouching(d, sorted(around, key=lambda s: len(s.content.tokens) if s.content else 0))
            for s in around:
                s.about.append(d)


def answer_charges(drafts: Sequence[Draft]) -> None:
    """As in "a charge the capital denies": what was said before is what is denied."""
    for d in drafts:
        if d.kind == vocab.Reject and not d.about and not d.targets.referents:
            _answer_demand(d, drafts)
        if (
            d.kind != vocab.Reject
            or d.about
            or not any(t.lemma_.lower() in SAYINGS for t in objects(d.trigger.token))
        ):
            continue
        said = [s for s in drafts if s.verbal and s.about and s.position < d.position]
        for told in _last_clause(said[-1]) if said else ():
            if told.kind != vocab.Statement:
                told.accuser, told.speaker = told.speaker, d
                d.about.append(told)


def _answer_demand(d: Draft, drafts: Sequence[Draft]) -> None:
    """As in "rejected the demand": the last demand or offer before it is what is rejected."""
    if not any(t.lemma_.lower() in DEMANDS for t in objects(d.trigger.token)):
        return
    before = [s for s in drafts if s.kind in ANSWERED and 0 < d.position - s.position <= REACH]
    before = [s for s in before if s.actors.referents and (s.speaker is None or s.speaker not in before)]
    if before and not set(before[-1].actors.referents) & set(d.actors.referents):
        d.answered = before[-1]
        d.about += [before[-1], *before[-1].about]


DEMANDS = frozenset(
    {
        "demand",
        "request",
        "call",
        "appeal",
        "proposal",
        "offer",
        "ultimatum",
        "plea",
        "deadline",
        "invitation",
    }
    | {"ruling", "verdict", "resolution", "suggestion", "idea"}
)
ANSWERED = frozenset({vocab.Request, vocab.Concede})
REACH = 80
"""Tokens between a demand and its answer."""


def _last_clause(said: Draft) -> list[Draft]:
    """As in "said that … and that …, a claim X denied": what is told after the last "that"."""
    inside = said.content.tokens if said.content is not None else frozenset[int]()
    doc = said.trigger.token.doc
    last = max((i for i in inside if doc[i].lower_ == "that" and doc[i].dep_ == "mark"), default=-1)
    return [told for told in said.about if told.position > last] or said.about


def continue_quotations(scene: Scene, drafts: Sequence[Draft], quotes: Quotations) -> None:
    """A quotation without "he said" goes on with what the speaker before said."""
    begins = sorted((d.span.begin, number) for number, d in enumerate(drafts))
    ends = sorted((d.span.end, n) for n, d in enumerate(drafts) if d.verbal and d.content is not None)
    latest = list(accumulate((number for _, number in ends), max))
    for quote in quotes.spans:
        within = begins[bisect_left(begins, (quote.begin, 0)) : bisect_left(begins, (quote.end, 0))]
        inside = [drafts[number] for number in sorted(number for _, number in within)]
        if quote.end - quote.begin < LONG_QUOTE or any(_told_outside(d, quote) for d in inside):
            continue
        inside = [d for d in inside if d.speaker is None]
        count = bisect_left(ends, (quote.begin + 1, 0))
        if not count:
            continue
        before = drafts[latest[count - 1]]
        if "." not in scene.document.text[before.span.end + 3 : quote.begin].strip().strip("."):
            for d in inside:
                d.speaker = before
                before.about.append(d)


def _told_outside(d: Draft, quote: Span) -> bool:
    return d.speaker is not None and not quote.begin <= d.speaker.span.begin < quote.end


LONG_QUOTE = 30
"""Characters; a shorter quotation is a borrowed word."""


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the outer draft's content holds the inner's trigger, and is the larger of the two."""
    if outer.content is None or inner.position not in outer.content.tokens:
        return False
    return inner.content is None or len(outer.content.tokens) > len(inner.content.tokens)
