"""Adjectives and nouns that count people who came to harm: "13 dead", "no deaths", "the toll rose to 15"."""

from collections.abc import Iterator
from dataclasses import replace

from kg import vocab
from kg.extract.harms.amounts import Amount, Amounts, words_for
from kg.extract.harms.reality import denied, governing, negated, unreal
from kg.extract.harms.tolls import toll_amount
from kg.extract.harms.victims import Harm, can_suffer, coordinated, is_any, victims_of
from kg.extract.harms.words import listed, people, table_of
from kg.extract.syntax import Token
from kg.model import Iri

_FOUND = frozenset(
    ["find", "recover", "discover", "retrieve", "exhume", "pull", "unearth", "count", "collect"]
)


def of_state(token: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "Left 30 dead", "13 dead, 40 injured", "ten people are missing"."""
    kind = table_of("states")[token.lower_]
    if any(child.lower_ == "the" for child in token.children):
        toll = toll_amount(token, amounts)
        if toll is not None and not unreal(token):
            yield Harm(kind, toll, token, "toll")
            return
    for noun in _bearers(token, amounts):
        found = [
            amount for amount in coordinated(noun, amounts, token) if can_suffer(kind, amount, amounts.doc)
        ]
        real = [amount for amount in found if amount.maximum == 0 or not (unreal(token) or denied(token))]
        yield from (Harm(kind, amount, token, f"state {token.lower_}") for amount in real)
        if real:
            return
    single = _single(token) if kind == vocab.Missing else None
    if single is not None and not unreal(token):
        amount = Amount(1, 1, single.left_edge.i, single.i + 1, words_for(single, single.left_edge.i))
        yield Harm(kind, amount, token, f"state {token.lower_}")


def _bearers(token: Token, amounts: Amounts) -> Iterator[Token]:
    """The nouns or numbers that an adjective may say its state of, the surest first."""
    before = token.i - 1
    while before > token.sent.start and amounts.doc[before].lower_ in listed("adverbs", "more"):
        before -= 1
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    yield from (
        c for over in (token, *auxiliaries) for c in over.children if c.dep_ in ("nsubj", "nsubjpass")
    )
    if token.dep_ == "amod":
        yield token.head
    if before >= token.sent.start and before in amounts.by_token and token.dep_ != "amod":
        yield amounts.doc[before]
    if token.dep_ in ("acomp", "oprd", "attr", "ccomp", "xcomp", "advcl", "dobj", "advmod"):
        verb = token.head
        made = verb.lemma_ in listed("states_by", "verbs")
        wanted = ("dobj", "nsubjpass") if made else ("nsubj", "nsubjpass")
        yield from (c for c in verb.children if c.dep_ in wanted and (made or c.i < token.i))
    if token.head.lower_ == "as" and token.head.head.pos_ == "VERB":
        yield from victims_of(token.head.head, "object")
    if token.i - 1 >= token.sent.start and token.nbor(-1).pos_ in ("NOUN", "PROPN"):
        yield token.nbor(-1)


def _single(token: Token) -> Token | None:
    """ "The pilot is missing": one person, known by what he is."""
    for child in (*token.children, *token.head.children):
        if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ == "NN" and child.lemma_.lower() in people():
            return child if any(c.lower_ == "the" for c in child.children) else None
    return None


def of_noun(noun: Token, lemma: str, amounts: Amounts) -> Iterator[Harm]:
    """ "Three deaths", "no casualties", "the killing of six men", "the bodies of 40 people"."""
    if noun.pos_ != "NOUN" or noun.dep_ == "compound":
        return
    found = list(_no_casualties(noun, amounts) if lemma == "casualty" else _suffered(noun, lemma, amounts))
    yield from found or _counted(noun, lemma, amounts)


def _no_casualties(noun: Token, amounts: Amounts) -> Iterator[Harm]:
    zero = coordinated(noun, amounts, noun) if noun.dep_ != "conj" else [amounts.of(noun)]
    if any(amount is not None and amount.maximum == 0 for amount in zero) or _without_any(noun):
        nobody = Amount(0, 0, noun.left_edge.i, noun.i + 1)
        yield Harm(vocab.Killed, nobody, noun, "no casualties")
        yield Harm(vocab.Injured, nobody, noun, "no casualties")


def _suffered(noun: Token, lemma: str, amounts: Amounts) -> Iterator[Harm]:
    """ "The killing of six men"."""
    kind = table_of("acts").get(lemma)
    if kind is None or _act_ahead(noun):
        return
    for member in (m for of in noun.children if of.lower_ == "of" for m in of.children if m.dep_ == "pobj"):
        for amount in coordinated(member, amounts, noun):
            if amount.maximum != 0 and can_suffer(kind, amount, amounts.doc):
                yield Harm(kind, amount, noun, f"noun {lemma}")


def _counted(noun: Token, lemma: str, amounts: Amounts) -> Iterator[Harm]:
    """ "Three deaths", "no injuries", "ten bodies were found"."""
    kind = table_of("events").get(lemma)
    if lemma == "body" and _found(noun):
        kind = vocab.Killed
    if kind is None or any(child.lemma_.lower() in listed("people", "nobody") for child in noun.lefts):
        return
    own = amounts.of(noun)
    if own is None and noun.tag_ == "NNS" and noun.dep_ == "nsubj":
        own = toll_amount(noun, amounts)
    if own is None or (own.maximum == 0 and kind not in (vocab.Killed, vocab.Injured)):
        return
    if own.maximum == 0 or not (unreal(noun) or denied(noun)):
        yield Harm(kind, replace(own, victims=""), noun, f"noun {lemma}")


def _without_any(noun: Token) -> bool:
    return (is_any(noun) and negated(noun)) or (noun.dep_ == "pobj" and noun.head.lower_ == "without")


def _act_ahead(noun: Token) -> bool:
    verb = governing(noun)
    return verb is not None and (
        unreal(noun) or verb.lemma_ in ("threaten", "plan", "prevent", "avert", "plot")
    )


def _found(noun: Token) -> bool:
    verb = governing(noun)
    return verb is not None and verb.lemma_ in _FOUND


def of_toll(noun: Token, amounts: Amounts) -> Iterator[Harm]:
    kind = _toll_kind(noun)
    if kind is None:
        return
    amount = toll_amount(noun, amounts)
    if amount is not None and not unreal(noun):
        yield Harm(kind, amount, noun, "toll")


def _toll_kind(noun: Token) -> Iri | None:
    """What a toll counts: "death toll", "the number of wounded", "the toll of dead"."""
    lemma = noun.lemma_.lower()
    counted = [t for of in noun.children if of.lower_ == "of" for t in of.subtree if t.i > of.i]
    for token in [*(c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")), *counted]:
        kind = table_of("states").get(token.lower_) or table_of("events").get(token.lemma_.lower())
        if kind is not None:
            return kind
        if token.lower_ == "body":
            return vocab.Killed
    return vocab.Killed if lemma == "toll" and not any(c.dep_ == "compound" for c in noun.children) else None
