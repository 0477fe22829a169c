"""Counts that follow a count: parts of it ("including three children") and what a list adds to it."""

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.harms.amounts import Amount, Amounts, words_for
from kg.extract.harms.words import listed, people, table_of
from kg.extract.syntax import Doc, Token

_REACH = 14
"""Tokens after a count within which a part of it may begin."""
_INCLUDING = frozenset({"including", "among"})
_THEM = frozenset({"them", "whom"})


def parts(total: Amount, word: Token, limit: int, amounts: Amounts) -> Iterator[Amount]:
    """The counts that share the harm of a total: named parts of it, and the next of a list.

    `limit` is the token at which the next total begins.
    """
    if total.maximum == 0:
        return
    doc = amounts.doc
    start, limit = total.end, min(word.sent.end, limit, max(total.end, word.i + 1) + _REACH)
    for i in range(start, limit):
        if doc[i].lower_ in _INCLUDING and i + 1 < limit:
            yield from _listed(i + 1 if doc[i].lower_ == "including" else i + 2, limit, amounts)
        elif (
            doc[i].lower_ == "of"
            and i + 1 < limit
            and doc[i + 1].lower_ in _THEM
            and i - 1 in amounts.by_token
        ):
            yield from _of_them(i - 1, word.sent.end, amounts)
        elif doc[i].lower_ in listed("adverbs", "gravity") and i - 1 in amounts.by_token:
            quantity, begin, end = amounts.by_token[i - 1]
            yield Amount(quantity.minimum, quantity.maximum, begin, end, elided=True)
    added = _added(total, word, limit, amounts)
    if added is not None:
        yield added


def _listed(start: int, limit: int, amounts: Amounts) -> Iterator[Amount]:
    """ "Including three children and a nurse"."""
    i = start
    while i < limit:
        amount = _next(i, amounts) or _bare(i, amounts)
        if amount is None or amount.maximum == 0 or amount.end <= i:
            return
        yield amount
        i = amount.end
        while i < limit and (amounts.doc[i].lower_ in ("and", ",")):
            i += 1


def _bare(i: int, amounts: Amounts) -> Amount | None:
    """ "Including 29 in the north"."""
    if i not in amounts.by_token:
        return None
    quantity, begin, end = amounts.by_token[i]
    after = amounts.doc[end] if end < len(amounts.doc) else None
    placed = after is not None and after.lower_ in ("in", "from", "at", "near", "on", "over")
    return Amount(quantity.minimum, quantity.maximum, begin, end, elided=True) if placed else None


def _next(start: int, amounts: Amounts) -> Amount | None:
    """The amount of the noun phrase that begins at a token."""
    doc = amounts.doc
    for i in range(start, min(start + 6, len(doc))):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "ADP") or (token.is_punct and token.text not in "-–"):
            return None
        if token.pos_ in ("NOUN", "PROPN") and not _modifies_noun(token):
            amount = amounts.of(token)
            known = token.lemma_.lower() in people() or token.ent_type_ == "NORP"
            return amount if amount is not None and known and amount.begin >= start else None
    return None


def _modifies_noun(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return (
        token.dep_ in ("compound", "amod", "poss")
        and following is not None
        and following.pos_ in ("NOUN", "PROPN")
    )


def _of_them(number: int, limit: int, amounts: Amounts) -> Iterator[Amount]:
    """ "One of them an aid worker", "12 of whom were children", "two of them critically"."""
    doc = amounts.doc
    quantity, begin, _ = amounts.by_token[number]
    if doc[begin].lower_ == "of":
        return
    i = number + 3
    while i < limit and doc[i].lower_ in ("was", "were", "are", "is"):
        i += 1
    if i < limit and doc[i].pos_ == "VERB" and doc[i].tag_ in ("VBN", "VBD", "VBG"):
        return
    amount = Amount(quantity.minimum, quantity.maximum, begin, number + 3)
    noun = next(
        (t for t in doc[i : min(i + 6, limit)] if t.pos_ in ("NOUN", "PROPN") and not _modifies_noun(t)), None
    )
    plain = noun is not None and all(
        t.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM") for t in doc[i : noun.i]
    )
    yield (
        replace(amount, end=noun.i + 1, victims=words_for(noun, i)) if noun is not None and plain else amount
    )


def _added(total: Amount, word: Token, limit: int, amounts: Amounts) -> Amount | None:
    """The next of a list that a parenthesis breaks: "killed 20 people, all of them boys, and a nurse"."""
    if word.i > total.begin:
        return None
    doc = amounts.doc
    for i in range(total.end, limit - 1):
        if doc[i].lower_ == "and" and i + 1 in amounts.by_token:
            amount = _next(i + 1, amounts)
            return amount if amount is not None and not _starts_clause(amount, doc) else None
        if doc[i].pos_ in ("VERB", "AUX") or doc[i].text in ".;:":
            return None
    return None


def _starts_clause(amount: Amount, doc: Doc) -> bool:
    """Whether the amount is the subject of what follows: "and 160 soldiers were wounded"."""
    if amount.end >= len(doc):
        return False
    following = doc[amount.end]
    return following.pos_ in ("VERB", "AUX") or following.lower_ in table_of("states")
