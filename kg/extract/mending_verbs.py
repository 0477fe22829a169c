"""Verbs that the parser takes for attributes of their objects: "Poland scrambled fighters"."""

from spacy.tokens import Token

from kg.extract.events.word_lists import word_list

PARTICIPLES = frozenset({"VBD", "VBN", "VBG"})
OBJECT_CONTROL = word_list("object_control")
_NAMED = frozenset({"NOUN", "PROPN", "PRON"})
_OF_NOUN = frozenset({"nsubj", "nmod", "compound", "npadvmod", "poss", "amod", "dep"})
_OF_CLAUSE = frozenset({"prep", "advcl", "npadvmod", "punct", "ccomp", "dep", "parataxis"})
_QUALITIES = frozenset(
    {"armed", "limited", "mixed", "increased", "trained", "continued", "renewed", "growing", "united"}
    | {"advanced", "combined", "organised", "organized", "occupied", "displaced", "wounded", "injured"}
)
_PERFECT = frozenset({"have", "has", "had"})


def free(participle: Token) -> None:
    """Makes a verb of what the parser hung before its object, in place.

    As in "Poland scrambled fighters", "jets have since levelled homes", "accused him of bartering graves".
    """
    noun = participle.head
    if participle.lower_ in _QUALITIES or not participle.i or noun.i < participle.i:
        return
    if participle.tag_ == "VBG":
        _of_charge(participle, noun)
        return
    before = _before(participle)
    if before is None:
        return
    if before.lower_ in _PERFECT and before == noun.head and noun.dep_ == "dobj":
        _perfect(participle, before, before, noun)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "since" and before.head == noun.head:
        if before.lower_ in _PERFECT:
            _perfect(participle, before, noun.head, noun)
    elif noun.dep_ == "ROOT":
        _of_root(participle, noun)
    elif noun.dep_ == "appos" and noun.head.dep_ == "ROOT" and before.text == ",":
        _of_apposition(participle, noun)
    elif participle.tag_ == "VBD" and noun.dep_ in {"dobj", "conj"} and before.text in {",", "and"}:
        _joined(participle, noun)


def hang(token: Token, head: Token, label: str) -> None:
    """Hangs a token on another under a label."""
    token.head, token.dep_ = head, label


def _before(participle: Token) -> Token | None:
    """The word before a verb, adverbs and what is joined to it by a hyphen passed over."""
    k = participle.i - 1
    if k > 0 and participle.doc[k].text == "-":
        k -= 2
    while k > 0 and (participle.doc[k].dep_ == "advmod" or participle.doc[k].lower_ == "since"):
        k -= 1
    return participle.doc[k] if k >= 0 else None


def _of_charge(verb: Token, noun: Token) -> None:
    """As in "accused the soldiers of burning hamlets"."""
    of = verb.nbor(-1)
    if noun.dep_ != "pobj" or noun.head != of or of.lower_ != "of":
        return
    above = of.head.head if of.head.dep_ in {"dobj", "nsubjpass"} else of.head
    if above.lemma_ in OBJECT_CONTROL:
        hang(verb, of, "pcomp")
        hang(noun, verb, "dobj")


def _perfect(verb: Token, have: Token, top: Token, noun: Token) -> None:
    """As in "had hidden grenades", "have since levelled homes"."""
    own = [c for c in top.children if c not in {noun, have}]
    above, label = (verb, "ROOT") if top.head == top else (top.head, top.dep_)
    hang(verb, above, label)
    hang(noun, verb, "dobj")
    hang(have, verb, "aux")
    if top != have:
        hang(top, verb, "advmod")
    for c in own:
        hang(c, verb, c.dep_)


def _of_root(verb: Token, noun: Token) -> None:
    """As in "Poland scrambled fighters for the third time": the whole sentence is taken for a noun."""
    left = [c for c in noun.lefts if c.i < verb.i and c.dep_ in _OF_NOUN and c.pos_ in _NAMED]
    subject = next((c for c in left if c.dep_ == "nsubj"), left[-1] if left else None)
    lone = verb.tag_ == "VBD" or (subject is not None and subject.pos_ == "PROPN")
    own = [c for c in verb.lefts if c.dep_ in {"nsubj", "npadvmod"} and c.pos_ in _NAMED]
    if subject is None and own and verb.tag_ == "VBD":
        subject, lone = own[0], True
    if subject is None or not lone or verb.nbor(-1).text == "-":
        return
    moved = [c for c in noun.children if c.i < verb.i or (c.i > noun.i and c.dep_ in _OF_CLAUSE)]
    _take(verb, noun, subject, moved)


def _of_apposition(verb: Token, noun: Token) -> None:
    """As in "Israel, which says so, bombed tanks": the object is taken for another name of who did it."""
    subject = noun.head
    if not any(c.dep_ == "relcl" for c in subject.children) or verb.left_edge != verb:
        return
    moved = [c for c in subject.children if c.i > noun.i]
    moved += [c for c in noun.children if c.i > noun.i and c.dep_ in _OF_CLAUSE]
    _take(verb, noun, subject, moved)


def _take(verb: Token, noun: Token, subject: Token, moved: list[Token]) -> None:
    """Makes a verb the root of its sentence."""
    hang(verb, verb, "ROOT")
    hang(noun, verb, "dobj")
    hang(subject, verb, "nsubj")
    for c in moved:
        if c not in {verb, subject}:
            hang(c, verb, c.dep_)


def _joined(verb: Token, noun: Token) -> None:
    """As in "had looted shops, raped women and fled"."""
    clause = noun.head if noun.dep_ == "dobj" else noun.head.head
    if clause.pos_ == "VERB" and clause.i < verb.i:
        hang(verb, clause, "conj")
        hang(noun, verb, "dobj")
