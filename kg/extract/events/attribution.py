"""Who says what: speech acts find what they tell, quotations go on, charges are answered."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise

from kg import vocab
from kg.extract.events import phrases
from kg.extract.events.asides import SAYINGS
from kg.extract.events.contents import Content, stretch
from kg.extract.events.drafts import Draft
from kg.extract.events.grammar import objects
from kg.extract.events.lexicon import Entry
from kg.extract.events.negation import by_nobody
from kg.extract.events.participants import Participants, participants
from kg.extract.events.quotations import Quotations
from kg.extract.events.spoken_clauses import spoken_clause
from kg.extract.events.trailing import SPEAKING_ON
from kg.extract.events.triggers import Trigger
from kg.extract.events.vouching import spoken_of, vouching
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Span

UNCITED = word_list("uncited")
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
            Draft(trigger, vocab.Statement, span, scene.sentence(token), who, content=_according_to(token))
        )
    return found


def _according_to(token: Token) -> Content | None:
    """The rest of the sentence around "according to X", or of the clause that somebody else reports."""
    clause = next((t for t in (token, *token.ancestors) if t.dep_ == "ccomp" and t.head.i != t.i), None)
    around = clause if clause is not None and _reports(clause) else None
    phrase = {t.i for t in token.subtree}
    for t in token.sent:
        joined = t.dep_ == "conj" and t.i > token.i and t.pos_ in phrases.VERBS
        spoken = joined and t.lemma_.lower() in SPEAKING_ON and phrases.child(t, "nsubj")
        if spoken or (joined and around is not None and around.head.i > t.i and _closed(token)):
            phrase |= {x.i for x in t.subtree}
    words = token.sent if around is None else around.subtree
    return stretch(token.doc, [t.i for t in words if t.i not in phrase])


def _reports(clause: Token) -> bool:
    """Whether a verb of speech reports a clause, so that it stands outside of what others say in it."""
    return clause.head.lemma_.lower() in SPEAKING_ON


def _closed(token: Token) -> bool:
    """As in "ten died, according to a tally, and …": a comma ends the phrase."""
    last = token.right_edge.i + 1
    return last < len(token.doc) and token.doc[last].text == ","


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
    first = {d.kind: d.sentence.begin for d in reversed(drafts)}
    for d in drafts:
        around = [s for s in holding[d.position] if s is not d and not _holds(d, s)]
        around = [s for s in around if s.trigger.entry.object != "content" or not by_nobody(s.trigger.token)]
        if around:
            d.speaker = vouching(d, sorted(around, key=lambda s: len(s.content.tokens) if s.content else 0))
            d.known = first[d.kind] < d.sentence.begin and spoken_of(d)
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
            or not (_all_of_it(d) or any(t.lemma_.lower() in SAYINGS for t in objects(d.trigger.token)))
        ):
            continue
        said = [s for s in drafts if s.verbal and s.about and s.position < d.position]
        for told in _last_clause(_charged(d, said)) if said else ():
            if told.kind not in {vocab.Statement, vocab.Request}:
                d.about.append(told)
                if not any(t.lemma_.lower() in FIGURES for t in objects(d.trigger.token)):
                    told.accuser, told.speaker = told.speaker, d


def _all_of_it(d: Draft) -> bool:
    """As in "says Iran has armed the rebels, which Iran denies": what is denied is what was said."""
    verb = d.trigger.token
    which = phrases.child(verb, "dobj") if verb.dep_ == "relcl" and d.trigger.entry.denies else None
    return which is not None and which.lower_ == "which" and verb.doc[which.i - 1].text == ","


FIGURES = frozenset({"figure", "estimate", "number", "toll"})
"""Who disputes the number of the dead does not deny that there are dead."""


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


def _charged(denial: Draft, said: Sequence[Draft]) -> Draft:
    """What was said that is denied: "the accusation" is what somebody accused of before."""
    word = next((t.lemma_.lower() for t in objects(denial.trigger.token)), "")
    beside = [s for s in said if s.sentence == denial.sentence]
    if beside and denial.trigger.token.dep_ == "relcl":
        return beside[-1]  # "the arms, he added, were supplied by Iran, a charge Tehran rejects"
    charges = [s for s in said if s.kind == vocab.Accuse and denial.position - s.position < CHARGED_WITHIN]
    return charges[-1] if word in CHARGES and charges else said[-1]


CHARGES = frozenset({"charge", "accusation", "allegation"})
CHARGED_WITHIN = 60
"""Tokens."""


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
        if not inside or any(_told_outside(d, quote) for d in inside):
            continue
        inside = [d for d in inside if d.speaker is None]
        count = bisect_left(ends, (quote.begin + 1, 0))
        if not count:
            continue
        before = drafts[latest[count - 1]]
        long = quote.end - quote.begin >= LONG_QUOTE
        if _goes_on(scene, before, quote) if long else _cut(scene, before, quote):
            for d in inside:
                d.speaker = before
                before.about.append(d)


def _cut(scene: Scene, before: Draft, quote: Span) -> bool:
    """As in "“The army,” he said, “burned the town.”", "…,” he said. “They fled.”": the same speech."""
    text, said = scene.document.text, before.span
    opening = before.content.span.end if before.content is not None else said.end
    between = text[said.end : quote.begin - 1].rstrip()
    quoted = text[opening : said.begin].lstrip(",").startswith(CLOSING)
    whole = between.endswith(".") and text[quote.end - 1] in ".?!"
    return quoted and (between.endswith(",") or whole) and not any(c in between[:-1] for c in ".?!\n")


CLOSING = ("”", '"', "’", "''")


def _goes_on(scene: Scene, before: Draft, quote: Span) -> bool:
    """Whether a quotation opens in the sentence of "he said" or right after it."""
    opening = scene.doc.char_span(quote.begin, quote.begin + 1, alignment_mode="expand")
    if not opening or scene.document.text[quote.begin - 1].isspace():
        return False
    here, told = scene.sentence(opening[0]), scene.sentence(before.trigger.token)
    return here == told or scene.follows(told, here)


def continue_reports(scene: Scene, drafts: Sequence[Draft], quotes: Quotations) -> None:
    """As in "The firm said it had shut the mine. It had asked for help.": still what the firm says."""
    told = defaultdict[Span, list[Draft]](list)
    for d in drafts:
        told[d.sentence].append(d)
    speech: Draft | None = None
    for before, here in pairwise(scene.sentences):
        spoken = next(
            (s for s in reversed(told.get(before, ())) if s.speaker is None and _backshifted(s)), None
        )
        speech = spoken or speech
        root = next((d.trigger.token.sent.root for d in told.get(here, ())), None)
        if speech is None or root is None or not _distant(root) or not _by_pronoun(root):
            speech = None
            continue
        for d in told[here]:
            if d.speaker is None and quotes.around(d.span.begin) is None:
                d.speaker = speech
                speech.about.append(d)


def _backshifted(d: Draft) -> bool:
    """Whether somebody said in the past what he had done or would do."""
    clause = spoken_clause(d.trigger.token) if d.kind == vocab.Statement and d.content is not None else None
    return clause is not None and d.trigger.token.tag_ == "VBD" and _distant(clause)


def _distant(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"had", "would"} for c in verb.children)


def _by_pronoun(verb: Token) -> bool:
    subject = phrases.child(verb, "nsubj", "nsubjpass")
    return subject is not None and subject.lower_ in {"it", "he", "she", "they"}


def _told_outside(d: Draft, quote: Span) -> bool:
    return d.speaker is not None and not quote.begin <= d.speaker.span.begin < quote.end


LONG_QUOTE = 30
"""Characters; a shorter quotation is a borrowed word."""


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the outer draft's content holds the inner's trigger, and is the larger of the two."""
    if outer.content is None or inner.position not in outer.content.tokens:
        return False
    return inner.content is None or len(outer.content.tokens) > len(inner.content.tokens)
