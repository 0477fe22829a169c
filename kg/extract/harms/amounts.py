"""How many people a noun phrase means, and the words for them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.harms.words import listed, people, tables
from kg.extract.numbers import Quantity, ordinals, quantities
from kg.extract.syntax import Doc, Token
from kg.extract.syntax import Passage as Words
from kg.extract.times.grammar import expression


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of people: bounds, first and last token (end exclusive) of its phrase, words for them."""

    minimum: int | None
    maximum: int | None
    begin: int
    end: int
    victims: str = ""
    elided: bool = False


class Amounts:
    """The amounts of some sentences of a text, found once."""

    def __init__(self, doc: Doc, sentences: Iterable[Words]) -> None:
        self.doc = doc
        self.by_token: dict[int, tuple[Quantity, int, int]] = {}
        for sentence in sentences:
            text, begin = sentence.text, sentence.start_char
            for quantity in _outside(quantities(text), text):
                tokens = doc.char_span(begin + quantity.begin, begin + quantity.end, alignment_mode="expand")
                if tokens is not None and not _is_age(tokens):
                    place = (quantity, tokens.start, tokens.end)
                    self.by_token.update(dict.fromkeys(range(tokens.start, tokens.end), place))

    def of(self, noun: Token) -> Amount | None:
        """How many a noun or a number stands for; None where the text does not count them."""
        if noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no":
            return Amount(0, 0, noun.i - 1, noun.i + 1)
        own = self.by_token.get(noun.i)
        if own is not None:
            return self._of_number(noun, *own)
        if noun.lower_ in ("nobody", "none", "no-one"):
            return Amount(0, 0, noun.i, noun.i + 1)
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.i in self.by_token:
            number = noun.head.head
            return self._of_number(number, *self.by_token[number.i])
        counted = self._counted(noun)
        if counted is not None:
            return counted
        return self._one(noun) or self._group(noun)

    def _of_number(self, number: Token, quantity: Quantity, begin: int, end: int) -> Amount | None:
        """ "23", "hundreds of rebels", "three of its employees"."""
        partitive = next((c for c in number.children if c.lower_ == "of" and c.i >= end - 1), None)
        if partitive is None and end < len(self.doc) and self.doc[end].lower_ == "of":
            partitive = self.doc[end]
        noun = (
            next((c for c in partitive.children if c.dep_ == "pobj"), None) if partitive is not None else None
        )
        if noun is None:
            return Amount(quantity.minimum, quantity.maximum, begin, end, elided=True)
        if noun.lemma_.lower() in listed("people", "nobody"):
            return None
        return Amount(
            quantity.minimum, quantity.maximum, begin, noun.i + 1, words_for(noun, noun.left_edge.i)
        )

    def _counted(self, noun: Token) -> Amount | None:
        """ "At least 35 more innocent civilians"."""
        for i in range(noun.i - 1, max(-1, noun.i - 9), -1):
            token = self.doc[i]
            if i in self.by_token:
                quantity, begin, end = self.by_token[i]
                if not self._reaches(token, noun):
                    return None
                return Amount(quantity.minimum, quantity.maximum, begin, noun.i + 1, words_for(noun, end))
            if token.pos_ in ("VERB", "AUX", "ADP", "SCONJ") and token.tag_ not in ("VBN", "VBG"):
                return None
            if token.is_punct and token.text not in "-–\"'“”‘’":
                return None
            if token.dep_ == "det" and token.head.i == noun.i and token.lower_ in ("a", "an", "no"):
                return None
        return None

    def _reaches(self, number: Token, noun: Token) -> bool:
        """Whether a number counts a noun: by the parse, or with nothing but modifiers between them."""
        token = number
        for _ in range(5):
            if token.i == noun.i:
                return True
            token = token.head
        between = self.doc[number.i + 1 : noun.i]
        return all(
            t.pos_ in ("ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "NUM") or t.tag_ == "VBN" for t in between
        )

    def _one(self, noun: Token) -> Amount | None:
        """ "A woman", "another", "a third", "no civilians"."""
        determiner = next(
            (c for c in noun.children if c.dep_ in ("det", "amod", "neg") and c.lower_ in _ONE), None
        )
        if noun.lower_ == "another":
            return Amount(1, 1, noun.i, noun.i + 1, elided=True)
        if determiner is None:
            return None
        if determiner.lower_ == "no":
            return Amount(0, 0, determiner.i, noun.i + 1, words_for(noun, determiner.i + 1))
        if determiner.lower_ == "both":
            return Amount(2, 2, determiner.i, noun.i + 1, words_for(noun, determiner.i + 1))
        if noun.lower_ in ordinals():
            return Amount(1, 1, determiner.i, noun.i + 1, elided=True)
        single = noun.tag_ == "NN" and noun.lemma_.lower() in people() and noun.lemma_.lower() not in _GROUPS
        return Amount(1, 1, determiner.i, noun.i + 1, words_for(noun, determiner.i)) if single else None

    def _group(self, noun: Token) -> Amount | None:
        """ "A family of five", "a group of 12 men", "a couple"."""
        pairs: dict[str, int] = tables()["people"]["pairs"]
        lemma = noun.lemma_.lower()
        if lemma in listed("people", "groups"):
            for of in (c for c in noun.children if c.lower_ == "of"):
                for member in (c for c in of.children if c.dep_ == "pobj"):
                    inside = self.of(member)
                    if inside is not None:
                        return Amount(
                            inside.minimum, inside.maximum, noun.left_edge.i, member.i + 1, inside.victims
                        )
        if lemma in pairs and noun.tag_ == "NN":
            return Amount(
                pairs[lemma], pairs[lemma], noun.left_edge.i, noun.i + 1, words_for(noun, noun.left_edge.i)
            )
        return None


_ONE = frozenset({"a", "an", "another", "no", "both"})
_NAMES = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_GROUPS = frozenset({"family", "group", "crew", "crowd", "gang", "household", "police", "staff", "personnel"})


def _outside(found: Iterable[Quantity], text: str) -> Iterator[Quantity]:
    """The quantities that are no part of a time expression."""
    found = list(found)
    times = list(expression().finditer(text)) if found else []
    position = 0
    for quantity in found:
        while position < len(times) and times[position].end() <= quantity.begin:
            position += 1
        over = times[position] if position < len(times) else None
        if over is None or over.start() >= quantity.end or not _is_time(over, text):
            yield quantity


def _is_time(match: re.Match[str], text: str) -> bool:
    """A bare year has the form of a number: "1600 civilians"; it is a year after "in" or "since"."""
    if match.lastgroup != "years" or match["ys_year2"]:
        return True
    before = text[: match.start()].rstrip().rpartition(" ")[2].lower()
    return before in ("in", "since", "until", "by", "during", "of")


def _is_age(tokens: Words) -> bool:
    """ "Keith Lawrence, 27, was killed"."""
    doc, begin, end = tokens.doc, tokens.start, tokens.end
    if end - begin > 1 or begin < 2 or doc[begin - 1].text not in ",(" or not tokens.text.isdigit():
        return False
    named = doc[begin - 2].ent_type_ == "PERSON" or doc[begin - 2].tag_ == "NNP"
    return named and (end == len(doc) or doc[end].is_punct or doc[end].text == "―")


def words_for(noun: Token, begin: int) -> str:
    """The words for the victims: the noun with what describes it, from a token on, without clauses."""
    doc = noun.doc
    while begin < noun.i and (doc[begin].lower_ in listed("adverbs", "more") or doc[begin].is_punct):
        begin += 1
    return " ".join(doc[begin : _extent(noun)].text.split())


def _extent(noun: Token) -> int:
    """The token after a noun and the phrases that say whose or which it is."""
    end = noun.i + 1
    for child in noun.rights:
        if child.i > end or not _describes(child):
            break
        if child.dep_ == "acl":
            end = child.right_edge.i + 1
        else:
            end = max([end, *(_extent(member) for member in child.children if member.dep_ == "pobj")])
    bracketed = [child for child in noun.rights if child.dep_ == "appos" and child.i == end + 1]
    if bracketed and noun.doc[end].text == "(" and noun.doc[end + 2 : end + 3].text == ")":
        return end + 3
    return end


def _describes(child: Token) -> bool:
    if child.dep_ == "prep":
        kinds = {c.ent_type_ for c in child.children if c.dep_ == "pobj"}
        return child.lower_ == "of" or (child.lower_ in ("from", "with") and bool(kinds & _NAMES))
    return child.dep_ == "acl" and child.tag_ == "VBG" and len(list(child.subtree)) <= 5
