"""The passive: what is in it, and who does what it tells."""

from kg.extract.events.phrases import child, with_conjuncts
from kg.extract.syntax import Token, asked_once

WISHING = frozenset({"want", "need", "order", "like"})


@asked_once
def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, or a bare participle that modifies its object."""
    labels = [c.dep_ for c in verb.children]
    if "auxpass" in labels or "nsubjpass" in labels or (verb.tag_ == "VBN" and "agent" in labels):
        return True
    if verb.dep_ == "conj" and "nsubj" in labels and _shares_auxiliary(verb, labels):
        return is_passive(verb.head)
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBN", "VBD"} and verb.head.lemma_ in WISHING:
        return not {"aux", "dobj", "mark"} & set(labels)  # "wants the contingent brought home"
    if verb.tag_ != "VBN" or "nsubj" in labels or "dobj" in labels:
        return False
    if any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ in {"acl", "advcl", "relcl", "amod"}:
        return True
    return verb.dep_ == "conj" and is_passive(verb.head)


def _shares_auxiliary(verb: Token, labels: list[str]) -> bool:
    """As in "ten were killed and dozens abducted"."""
    if verb.tag_ not in {"VBN", "VBD"} or {"aux", "dobj", "ccomp"} & set(labels):
        return False
    counted = (c.tag_ == "CD" or c.lemma_.lower() in COUNTS for c in verb.children if c.dep_ == "nsubj")
    return verb.tag_ == "VBN" or any(counted)


COUNTS = frozenset({"dozen", "score", "hundred", "thousand", "other", "many", "several", "dozens"})


def agents(verb: Token) -> list[Token]:
    """The pobj of the "by" of a passive; of one without, that of the active verb or joined passive in it."""
    by = child(verb, "agent") or _astray(verb)
    pobj = child(by, "pobj") if by is not None else None
    return with_conjuncts(pobj) if pobj is not None else []


def _astray(verb: Token) -> Token | None:
    """As in "were ordered to leave by the court", "was burned and its men abducted by the militia"."""
    if verb.tag_ != "VBN":
        return None
    for c in verb.children:
        active = c.dep_ in {"xcomp", "advcl"} and c.tag_ in {"VB", "VBG"}
        by = child(c, "agent") if active and not is_passive(c) else None
        if by is not None:
            return by
    joined = child(verb, "conj")
    by = child(joined, "agent") if joined is not None and joined.tag_ == "VBN" else None
    if joined is None or by is None:
        return None
    close = all(t.dep_ in {"cc", "advmod"} for t in verb.doc[verb.i + 1 : joined.i])
    return by if close or by.nbor(-1).text == "," else None


def by_agent(noun: Token) -> Token | None:
    """The passive whose agent a noun is."""
    return noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else None
