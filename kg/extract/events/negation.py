"""Whether an event is said not to have been: "no attacks", "neither confirmed nor denied"."""

from kg.extract.events import phrases
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token


def negated(token: Token) -> bool:
    """Whether the event is said not to be: "was not involved", "no attacks", "without firing"."""
    carriers = [token]
    if token.pos_ in {"NOUN", "PROPN"}:
        verb = None if touched(token) else phrases.governor(token)
        carriers += [verb] if verb is not None and not _told_of(token, verb) else []
    elif token.dep_ == "xcomp":
        carriers.append(token.head)
    if any(
        c.dep_ == "neg" or (c.dep_ in {"det", "preconj"} and c.lower_ == "no")
        for t in carriers
        for c in t.children
    ):
        return True
    if neither(token) or by_nobody(token) or _unproven(token):
        return True
    return token.dep_ in {"pcomp", "pobj"} and token.head.lower_ == "without"


def unless(verb: Token) -> bool:
    """As in "if the army did not withdraw": what is threatened for want of it is asked for."""
    words = {c.lower_ for c in verb.children if c.dep_ in {"mark", "neg"}}
    return "if" in words and len(words) > 1


def _unproven(verb: Token) -> bool:
    """As in "there was no sign that it had been shot down"."""
    sign = verb.head
    return (
        verb.dep_ in {"acl", "ccomp", "relcl"}
        and sign.lemma_.lower() in {"indication", "evidence", "sign", "proof", "suggestion"}
        and any(c.dep_ == "det" and c.lower_ == "no" for c in sign.children)
    )


def touched(noun: Token) -> bool:
    """As in "would not affect the drills": they go on, whatever is said of them."""
    verb = phrases.governor(noun) if noun.dep_ in {"dobj", "nsubjpass"} else None
    return verb is not None and verb.lemma_.lower() in AFFECTING


AFFECTING = word_list("affecting")


def _told_of(noun: Token, verb: Token) -> bool:
    """As in "the truce did not concern them": something is said of it, not that there was none."""
    if noun.dep_ != "nsubj" or not phrases.is_definite(noun):
        return False
    return verb.pos_ == "VERB" and verb.lemma_.lower() not in phrases.HAPPENING


def passed_over(noun: Token) -> bool:
    """As in "said the truce did not concern them": who says so neither claims nor denies it."""
    verb = phrases.governor(noun) if noun.pos_ == "NOUN" else None
    return verb is not None and _told_of(noun, verb) and negated(verb)


def taken_part_in(noun: Token) -> bool:
    """As in "denied any role in the attack": the role is denied, not the attack."""
    above = noun.head
    if noun.dep_ == "dobj" and above.pos_ == "VERB" and above.lemma_.lower() in INSTIGATING:
        return phrases.is_definite(noun)  # "denied steering the protests"
    part = noun.dep_ == "pobj" and above.lower_ in {"in", "with", "to", "for"} and above.head.lemma_ in ROLES
    return part and phrases.is_definite(noun)


INSTIGATING = word_list("instigating")
ROLES = frozenset(
    {"role", "involvement", "part", "hand", "complicity", "connection", "link", "responsibility"}
)


def neither(verb: Token) -> bool:
    """Whether two joined verbs are both said not to be, as in "neither confirmed nor denied"."""
    if any(c.lower_ == "neither" and c.i < verb.i for c in verb.children):
        return True
    joined = verb.dep_ == "conj" and verb.i > 0 and verb.nbor(-1).lower_ == "nor"
    return joined and any(c.lower_ == "neither" for c in (*verb.head.children, *verb.head.lefts))


def by_nobody(verb: Token) -> bool:
    """As in "no group claimed responsibility", "neither side said"."""
    subject = phrases.child(verb, "nsubj", "nsubjpass")
    if subject is None or verb.pos_ not in phrases.VERBS:
        return False
    return subject.lower_ in NOBODY or any(
        c.dep_ in {"det", "preconj"} and c.lower_ in {"no", "neither"} for c in subject.children
    )


NOBODY = frozenset({"nobody", "none", "neither", "nothing"})


WILL = frozenset({"will", "wo", "would", "'ll", "’ll", "shall"})
DOES = frozenset({"do", "does"})
STANDING = frozenset({"recognise", "recognize", "accept", "acknowledge", "tolerate"})
"""Verbs whose present says where somebody stands: not to recognise a court is to reject it."""


def refuses(verb: Token) -> bool:
    """As in "will not lift the ban", "would never accept it", "does not recognise the court"."""
    if not any(c.dep_ == "neg" for c in verb.children):
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return bool(auxiliaries & WILL) or (verb.lemma_.lower() in STANDING and bool(auxiliaries & DOES))
