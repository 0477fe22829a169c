"""Turns of phrase that look like an act of speech and are none: "I must say", "he never said"."""

from spacy.tokens import Token

from kg import vocab
from kg.extract.events import grammar
from kg.extract.events.drafts import Draft
from kg.extract.events.quotations import Quotations
from kg.extract.events.status import negated
from kg.extract.events.word_lists import word_list

OPINION = word_list("opinion")
SPEAKER = frozenset(
    {"i", "we", "you", "one", "us", "me", "anyone", "someone", "somebody", "everyone", "nobody"}
)
UNREAL = frozenset({vocab.Hypothetical, vocab.Planned})


def rhetorical(d: Draft, quotes: Quotations) -> bool:
    """Whether a draft only has the form of a statement, or tells of one that was never made."""
    if not d.verbal or d.kind == vocab.Agree or d.lemma == LABEL:
        return False
    token = d.trigger.token
    if d.lemma in ASKING and _anonymous(token):
        return True
    if d.kind != vocab.Statement or d.trigger.entry.noun:
        said_by = {t.lower_ for t in grammar.uttering(token)}
        generic = not d.actors.referents or bool(said_by & SPEAKER)
        empty = not d.actors.referents and not (d.trigger.entry.noun and d.content is not None)
        return _quoted(d, quotes) and (empty or (d.status in UNREAL and generic))
    if d.speaker is not None and negated(token):
        return not d.speaker.trigger.entry.denies
    if d.speaker is not None and d.lemma in OPINION:
        return True
    if _quoted(d, quotes):
        past = token.tag_ == "VBD" or any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children)
        said_by = {t.lower_ for t in grammar.uttering(token)}
        return d.status in UNREAL or (not past and (not said_by or bool(said_by & SPEAKER)))
    return d.status in UNREAL and not d.actors.referents


ASKING = frozenset({"ask", "request"})


def _anonymous(verb: Token) -> bool:
    """As in "a source, who asked not to be named": says only why the article gives no name."""
    asked = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"}]
    return any(c.lemma_.lower() in {"name", "identify", "quote"} and negated(c) for c in asked)


def _quoted(d: Draft, quotes: Quotations) -> bool:
    quote = quotes.around(d.span.begin)
    return quote is not None and quote.end - quote.begin >= LONG


LABEL = ":"
LONG = 40
"""Characters; a shorter quotation is a borrowed word."""
