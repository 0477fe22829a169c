"""Clauses joined by "and" or a comma, given the subject, the object or the verb that is theirs."""

from spacy.tokens import Token

from kg.extract.events.word_lists import word_class, word_list
from kg.extract.mending_verbs import hang

REPORTING = word_list("reporting")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_HOSTILE = word_class("hostile") | {
    "attack",
    "raid",
    "strike",
    "kill",
    "destroy",
    "occupy",
    "retake",
    "enter",
}
_CLOSING_WITH = REPORTING | {"charge", "allege", "add", "assert", "maintain", "claim"}
_HARMING = frozenset({"kill", "wound", "injure", "destroy", "maim", "displace", "damage", "burn"})


def seat_joined(verb: Token) -> None:
    """As in "The army shelled the town and rebels attacked a post": who attacked was not shelled."""
    subject = verb.doc[verb.i - 1]
    while subject.dep_ == "advmod" and subject.head == verb:
        subject = verb.doc[subject.i - 1]
    if verb.tag_ != "VBD" or subject.dep_ != "conj" or subject.pos_ not in {"NOUN", "PROPN"}:
        return
    before = verb.doc[subject.left_edge.i - 1]
    own = any(c.dep_ in SUBJECTS or c.dep_ in {"aux", "auxpass", "cc"} for c in verb.children)
    inside = subject.head.i > verb.head.i and verb.head in subject.ancestors
    if subject.head.head.lower_ == "between" or subject.head.dep_ not in {"dobj", "pobj"}:
        return
    if (
        own
        or before.dep_ != "cc"
        or before.head != subject.head
        or not inside
        or verb.left_edge.i < subject.i
    ):
        return
    hang(subject, verb, "nsubj")
    hang(before, verb.head, "cc")


def part_clauses(verb: Token) -> None:
    """As in "Jets bombed the town and rebels fired back": no clause is what they bombed."""
    above = verb.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if (
        verb.tag_ != "VBD"
        or subject is None
        or above.lemma_ not in _HOSTILE
        or subject.left_edge.i != above.i + 1
    ):
        return
    joined = next((c for c in subject.children if c.dep_ == "conj"), None)
    if joined is None or any(c.dep_ in {"mark", "aux"} for c in verb.children):
        return
    for c in [c for c in subject.children if c.dep_ == "cc"]:
        hang(c, above, "cc")
    hang(joined, verb, "nsubj")
    hang(subject, above, "dobj")
    hang(verb, above, "conj")


def close_with_speaker(verb: Token) -> None:
    """As in "Soldiers shot them in a village, a rights group charged.": who said so, at the end."""
    noun, doc = verb.head, verb.doc
    if verb.tag_ != "VBN" or verb.lemma_ not in _CLOSING_WITH:
        return
    opening = doc[noun.left_edge.i - 1]
    last = verb.i + 1 < len(doc) and doc[verb.i + 1].text == "."
    if not last or noun.i != verb.i - 1 or opening.text != "," or noun.head.i > opening.i:
        return
    clause = verb.sent.root
    if not any(c.dep_ in SUBJECTS for c in clause.children) or clause.i > opening.i:
        return
    hang(verb, verb, "ROOT")
    hang(noun, verb, "nsubj")
    hang(clause, verb, "ccomp")
    verb.tag_ = "VBD"


def hang_on_charge(verb: Token) -> None:
    """As in "accused the army of shelling a school, killing ten": what was shelled killed them."""
    above = verb.head
    if (
        verb.tag_ != "VBG"
        or verb.lemma_ not in _HARMING
        or above.lemma_ not in {"accuse", "blame", "suspect"}
    ):
        return
    charges = [p for p in above.children if p.dep_ == "prep" and p.lower_ in {"of", "for"} and p.i < verb.i]
    charges += [p for o in above.children if o.dep_ == "dobj" for p in o.children if p.lower_ == "of"]
    acts = [c for p in charges for c in p.children if c.dep_ == "pcomp" and above.i < c.i < verb.i]
    acts += [c for p in charges for c in p.children if c.dep_ == "pobj" and above.i < c.i < verb.i]
    own = any(c.dep_ in {"mark", *SUBJECTS} for c in verb.children)
    if acts and not own and verb.nbor(-1).text == ",":
        hang(verb, acts[0], "advcl")
