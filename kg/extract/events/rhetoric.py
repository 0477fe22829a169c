"""Turns of phrase that look like an act of speech and are none: "I must say", "he never said"."""

from collections.abc import Sequence

from kg import vocab
from kg.extract.events import grammar, passives, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.negation import negated
from kg.extract.events.participants import STAND_INS
from kg.extract.events.quotations import Quotations
from kg.extract.events.status import settle
from kg.extract.events.trailing import SPEAKING_ON
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

CITING = word_list("citing")
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
    if _relaying(token) or _naming(d) or _aside(d) or _bidding(d) or _credit(token) or _telling_sign(d):
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


def _relaying(verb: Token) -> bool:
    """As in "was quoted as saying": one act of speech, that of the one who is quoted."""
    return (
        verb.lemma_.lower() in {"quote", "cite"}
        and passives.is_passive(verb)
        and not passives.agents(verb)
        and any(c.dep_ == "pcomp" for p in phrases.prepositions(verb) if p.lower_ == "as" for c in p.children)
    )


ASKING = frozenset({"ask", "request"})


def _anonymous(verb: Token) -> bool:
    """As in "a source, who asked not to be named": says only why the article gives no name."""
    asked = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"}]
    return any(c.lemma_.lower() in {"name", "identify", "quote"} and negated(c) for c in asked)


def pass_on(drafts: Sequence[Draft], unsaid: Sequence[Draft]) -> None:
    """Gives what stands inside words that were never said to who speaks around them.

    What somebody did not say, confirm or believe is nobody's claim: it is hypothetical.
    """
    gone = {id(d) for d in unsaid}
    for d in drafts:
        speaker, skipped = d.speaker, list[Draft]()
        while speaker is not None and id(speaker) in gone and not any(s is speaker for s in skipped):
            skipped.append(speaker)
            speaker = speaker.speaker
        if any(_bidding(s) or (negated(s.trigger.token) and not s.trigger.entry.refusal) for s in skipped):
            known = d.trigger.entry.noun and phrases.is_definite(d.trigger.token)
            d.speaker = speaker if known else None
            settle(d)
            if not known and d.status == vocab.Actual:
                d.status = vocab.Hypothetical
        elif skipped and d.content is not None and skipped[0].position in d.content.tokens:
            d.speaker = None  # what it holds does not hold it
            settle(d)
        elif (
            skipped
            and (speaker is not None or _relaying(skipped[-1].trigger.token))
            and id(speaker) not in gone
        ):
            d.speaker = speaker
            settle(d)


def _naming(d: Draft) -> bool:
    """As in "a town called Goma", "ten, compared to four", "those seeking shelter": tells what is meant."""
    token = d.trigger.token
    if token.tag_ == "VBG" and token.dep_ == "xcomp" and token.head.lemma_.lower() in CITING:
        return True  # "cited disparaging remarks"
    if d.trigger.entry.noun or token.dep_ not in {"acl", "amod", "prep", "advcl"}:
        return False
    if token.tag_ == "VBN" and d.lemma in {"call", "compare", "dub", "term", "label"}:
        return not passives.agents(token)
    return token.dep_ == "acl" and token.tag_ == "VBG" and d.lemma in {"seek", "support", "back", "defend"}


LABELLING = frozenset({"call", "describe", "term", "label", "dub", "brand", "characterise", "characterize"})


def _aside(d: Draft) -> bool:
    """As in "He denounced what he called a plot": words of a speech already told, no second one."""
    token = d.trigger.token
    named = any(c.lower_ == "what" and c.i < token.i for c in token.children)
    clause = next((t for t in token.ancestors if t.pos_ in phrases.VERBS), token)
    return d.lemma in LABELLING and named and (d.speaker is not None or clause.lemma_.lower() in SPEAKING_ON)


def _bidding(d: Draft) -> bool:
    """As in "Say a war broke out", "Let us say", "too early to tell": nobody says it."""
    token = d.trigger.token
    if d.kind != vocab.Statement or token.tag_ not in {"VB", "VBP"} or d.trigger.entry.noun:
        return False
    if d.lemma in {"tell", "say", "know"} and _assessed(token):
        return True
    if token.dep_ == "ccomp" and token.head.lemma_.lower() == "let":
        return True
    opened = any(c.dep_ in {"aux", "nsubj", "nsubjpass", "mark", "csubj"} for c in token.children)
    return token.dep_ == "ROOT" and not opened and not phrases.inverted(token)


def _assessed(verb: Token) -> bool:
    """As in "it is hard to tell whether": how far something can be told, by nobody."""
    judged = verb.head.pos_ == "ADJ" or phrases.child(verb.head, "acomp") is not None
    return judged and any(c.tag_ == "TO" for c in verb.children)


def _credit(token: Token) -> bool:
    """As in "(Reporting by A; editing by B)", "contributed reporting": who wrote the article."""
    if token.lower_ != "reporting" or token.i + 1 >= len(token.doc):
        return False
    before = token.nbor(-1).lower_ if token.i else "("
    credits = before in {"(", "additional", "contributed", "-", "—", "_"}
    return credits or (token.nbor(1).lower_ in {"by", "from"} and token.is_title)


def _telling_sign(d: Draft) -> bool:
    """As in "he said the footage showed a fight": no second speaker, only what his words rest on."""
    sign = d.speaker is not None and d.lemma in SIGNS and not d.actors.referents
    return sign and not any(t.lemma_.lower() in STAND_INS for t in grammar.uttering(d.trigger.token))


SIGNS = frozenset(
    {"show", "suggest", "indicate", "confirm", "reveal", "underscore", "signal", "imply", "raise", "mean",
     "determine", "highlight", "underline"}
)  # fmt: skip


def _quoted(d: Draft, quotes: Quotations) -> bool:
    quote = quotes.around(d.span.begin)
    return quote is not None and quote.end - quote.begin >= LONG


LABEL = ":"
LONG = 30
"""Characters; a shorter quotation is a borrowed word."""
