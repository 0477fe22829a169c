"""What is said, as one span: the words that belong to it, trimmed of the marks around them."""

from dataclasses import dataclass

from kg.extract.events.quotations import Quotations, unquoted
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Doc, Token
from kg.model import Span

_TRAILING = frozenset({".", ",", ";", ":", "-", "—", "–", "and", "but"})


@dataclass(frozen=True, slots=True)
class Content:
    """What is said: its words as one span, and the tokens that belong to it."""

    span: Span
    tokens: frozenset[int]


def within(doc: Doc, quote: Span) -> Content | None:
    """The words of a quotation."""
    inside = doc.char_span(quote.begin, quote.end, alignment_mode="contract")
    if inside is None:
        return None
    span = unquoted(inside.text, inside.start_char)
    return Content(span, frozenset(t.i for t in inside))


def stretch(doc: Doc, indices: list[int]) -> Content | None:
    """The longest run of the words, trimmed of marks at its ends."""
    wanted = sorted(set(indices))
    runs: list[list[int]] = []
    for i in wanted:
        if runs and i - runs[-1][-1] <= 2:
            runs[-1].append(i)
        else:
            runs.append([i])
    if not runs:
        return None
    longest = max(runs, key=len)
    first, last = longest[0], longest[-1]
    while first <= last and (doc[first].is_punct or doc[first].is_space) and doc[first].text not in "“\"‘'":
        first += 1
    while last >= first and (doc[last].is_space or doc[last].text in _TRAILING):
        last -= 1
    if (
        doc[last].text != "”"
        and last + 1 < len(doc)
        and doc[last + 1].text == "”"
        and _opens(doc, first, last)
    ):
        last += 1
    if last < first:
        return None
    return Content(unquoted(doc[first : last + 1].text, doc[first].idx), frozenset(wanted))


COUNTS = word_list("counts")


def by_count(noun: Token) -> Content | None:
    """As in "by the count of the charity, soldiers have killed ten": all that its clause says."""
    by = noun.head
    leads = by.lower_ in {"by", "on", "in", "to"} and by.head.pos_ in {"VERB", "AUX"}
    if noun.lemma_.lower() not in COUNTS or not leads:
        return None
    own = {t.i for t in by.subtree}
    return stretch(noun.doc, [t.i for t in by.head.subtree if t.i not in own])


def _opens(doc: Doc, first: int, last: int) -> bool:
    """Whether a quotation opens in the midst of the words and is not closed."""
    marks = [token.text for token in doc[first + 1 : last + 1] if token.text in {"“", "”"}]
    return marks[-1:] == ["“"]


def widened(doc: Doc, found: Content, quotes: Quotations, cue: int) -> Content:
    """A quotation that began sentences before its "he said" belongs to what he said as a whole."""
    quote = quotes.around(found.span.begin)
    if quote is None or not (
        quote.begin < found.span.begin and quote.end <= cue and found.span.end <= quote.end + 2
    ):
        return found
    inside = doc.char_span(quote.begin, max(found.span.end, quote.end), alignment_mode="contract")
    if inside is None:
        return found
    return Content(unquoted(inside.text, inside.start_char), frozenset(t.i for t in inside) | found.tokens)


def relative(verb: Token) -> Token | None:
    """As in "the truce it had proposed", "a step demanded by the union": the noun they tell of."""
    noun = verb.head
    if verb.dep_ not in {"relcl", "acl"} or noun.pos_ != "NOUN" or noun.i > verb.i:
        return None
    own = [c for c in verb.children if c.dep_ in {"nsubj", "dobj", "xcomp", "ccomp"}]
    if verb.dep_ == "acl":
        return noun if verb.tag_ == "VBN" and not own else None
    speaks = any(c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"} and c.lower_ != "that" for c in own)
    told = [c for c in own if c.dep_ != "nsubj" and c.tag_ not in {"WDT", "WP"} and c.lower_ != "that"]
    return noun if speaks and not told else None
