"""The number that a toll has reached: "the toll rose from 12 to 15", "put the number of wounded at 300"."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.harms.amounts import Amount, Amounts
from kg.extract.harms.words import listed
from kg.extract.syntax import Token

_TO = frozenset({"to", "at", "past", "above", "beyond", "over", "of", "as", "below"})


def toll_amount(noun: Token, amounts: Amounts) -> Amount | None:
    """The number that a toll noun stands at, with the bound that its verb sets."""
    for number, verb in _numbers(noun, amounts):
        quantity, begin, end = amounts.by_token[number.i]
        if quantity.maximum == 0:
            continue
        amount = Amount(quantity.minimum, quantity.maximum, begin, end)
        if amounts.doc[begin].lower_ == "from" and quantity.maximum is not None:
            amount = replace(amount, minimum=quantity.maximum)
        beyond = verb is not None and verb.lemma_ in listed("tolls", "exceeders")
        if beyond or (number.dep_ == "pobj" and number.head.lower_ in ("past", "above", "beyond", "over")):
            amount = replace(amount, maximum=None)
        return amount
    return None


def _numbers(noun: Token, amounts: Amounts) -> Iterator[tuple[Token, Token | None]]:
    """Number tokens that may be the toll, the surest first, each with the verb that moves the toll."""
    for preposition in noun.children:
        if preposition.lower_ in _TO and preposition.dep_ == "prep":
            yield from ((t, None) for t in preposition.children if t.i in amounts.by_token)
    verb = noun.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    if verb.lemma_ not in listed("tolls", "movers"):
        return
    for child in verb.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("dobj", "attr", "oprd", "acomp", "npadvmod") and child.i in amounts.by_token:
            yield child, verb
        if child.dep_ in ("prep", "dative", "prt", "advmod") and child.lower_ in _TO:
            yield from ((t, verb) for t in child.subtree if t.i in amounts.by_token)
    numbers = [t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.i in amounts.by_token]
    if numbers and abs(numbers[0].i - verb.i) <= 6:
        yield numbers[0], verb
