"""Whether words for harm report harm that was done: not what could happen, is threatened, denied or asked."""

from kg.extract.harms.words import listed
from kg.extract.syntax import Token

_VERBS = frozenset({"VERB", "AUX"})


def unreal(word: Token) -> bool:
    """Whether a verb (or the verb over a noun) says what might be, will be or is not."""
    verb = governing(word)
    if verb is None:
        return False
    if any(child.dep_ == "neg" for child in verb.children) or _doubted(verb) or _modal(verb):
        return True
    if _without(verb):
        return True
    inherits = verb.dep_ == "conj" or (verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VBG")
    return inherits and not _has_own_frame(verb) and verb.head.i != verb.i and unreal(verb.head)


def negated(word: Token) -> bool:
    """Whether "any" means "no" there: under a negation, a denial or "without"."""
    token = word
    for _ in range(8):
        if token.lemma_.lower() in listed("unreal", "deniers") and token.i != word.i:
            return True
        if token.pos_ in _VERBS and any(child.dep_ == "neg" for child in token.children):
            return True
        if token.lower_ == "without":
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def denied(word: Token) -> bool:
    """Whether somebody denies the clause that a word stands in."""
    token = word
    for _ in range(8):
        if token.head.i == token.i:
            return False
        if token.dep_ in ("ccomp", "pcomp", "dobj", "xcomp") and token.head.lemma_.lower() in listed(
            "unreal", "deniers"
        ):
            return True
        if token.dep_ in ("relcl", "advcl") or (token.dep_ == "ccomp" and token.head.pos_ in _VERBS):
            return False
        token = token.head
    return False


def governing(word: Token) -> Token | None:
    """The verb of the clause that a word stands in, or None in a bare phrase."""
    token = word
    while token.pos_ not in _VERBS:
        if token.head.i == token.i:
            return None
        token = token.head
    return token


def _doubted(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in listed("unreal", "doubts") for child in verb.children)


def _modal(verb: Token) -> bool:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(aux.lemma_ == "have" for aux in auxiliaries):
        return False
    if any(aux.lower_ in listed("unreal", "modals") for aux in auxiliaries):
        return True
    infinitive = any(aux.tag_ == "TO" for aux in auxiliaries)
    return infinitive and verb.head.lemma_.lower() not in listed("unreal", "reporting")


def _without(verb: Token) -> bool:
    return verb.dep_ == "pcomp" and verb.head.lower_ == "without"


def _has_own_frame(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in verb.children)
