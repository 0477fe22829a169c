"""Whether an event is planned or only supposed, by the words around it: "will", "if", "fear", "due to"."""

from kg import vocab
from kg.extract.events import phrases
from kg.extract.events.negation import touched
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

WILL = word_list("will")
MAYBE = word_list("maybe")
PLANNING = word_list("planning")
SUPPOSING = word_list("supposing")
DOUBTING = word_list("doubting")
COMING = word_list("coming")
LASTING = frozenset({"continue", "resume", "go", "last"})


def supposed(token: Token) -> str | None:
    """Planned or Hypothetical by the words around, None where they say neither."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return _supposed_noun(token)
    return _modal(token) or _governed(token) or hedged(token)


def hedged(verb: Token) -> str | None:
    """As in "reportedly fired", "is said to have fired": somebody says so, nobody knows who."""
    if any(c.lower_ in HEARSAY for c in verb.children):
        return vocab.Hypothetical
    passive = verb.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in verb.head.children)
    said = passive and verb.head.lemma_.lower() in {"say", "believe", "think", "suspect", "rumour", "rumor"}
    return vocab.Hypothetical if said and phrases.child(verb.head, "agent") is None else None


HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly", "rumouredly"})


def _supposed_noun(noun: Token) -> str | None:
    if any(m.lower_ in DOUBTING for m in phrases.modifiers(noun)) or any(
        c.lower_ == "any" for c in noun.children
    ):
        return vocab.Hypothetical
    if any(m.lower_ in COMING for t in (noun, *phrases.measured(noun)) for m in phrases.modifiers(t)):
        return vocab.Planned
    if any(c.dep_ in {"amod", "acl"} and c.lower_ in SCHEDULED for c in noun.rights):
        return vocab.Planned  # "talks due to open on Monday"
    if phrases.is_definite(noun) or touched(noun):
        return None
    verb = phrases.governor(noun)
    if verb is not None and verb.lemma_.lower() in LASTING and noun.dep_ == "nsubj":
        return _modal(verb)
    if verb is not None and verb.lemma_.lower() in PRESUPPOSING:
        return supposed(verb) if verb.lemma_.lower() == "resume" and noun.dep_ in {"dobj", "conj"} else None
    if verb is not None:
        return _complement_of(verb, noun) or supposed(verb)
    return _governed(noun)


def _complement_of(verb: Token, noun: Token) -> str | None:
    as_object = noun.dep_ in {"dobj", "conj", "pobj", "nsubjpass"}
    return _by_word(verb) if as_object else None


PRESUPPOSING = word_list("presupposing")
SCHEDULED = frozenset({"due", "scheduled", "set", "slated", "planned", "expected"})


def _modal(verb: Token) -> str | None:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & WILL:
        return vocab.Planned
    if "would" in auxiliaries:
        return vocab.Planned if _reported(verb) else vocab.Hypothetical
    if auxiliaries & MAYBE and "have" not in auxiliaries:
        return vocab.Hypothetical
    if any(c.dep_ == "mark" and c.lower_ in CONDITIONS and not _came(verb, c) for c in verb.children):
        return vocab.Hypothetical
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return vocab.Planned
    return None


CONDITIONS = frozenset({"if", "unless", "until", "should", "whether"})


def _came(verb: Token, mark: Token) -> bool:
    """As in "they fought until the army took the town": what put an end to it happened."""
    before = verb.head
    told = mark.lower_ == "until" and verb.tag_ == "VBD" and before.tag_ == "VBD"
    return told and before != verb and not any(c.dep_ in {"aux", "neg"} for c in before.children)


def _reported(verb: Token) -> bool:
    """As in "said troops would be sent": the future seen from the past."""
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.children):
        return False
    if any(c.dep_ == "parataxis" for c in verb.children):
        return True  # "attacks, he said, would go on"
    return verb.dep_ in {"ccomp", "conj"} or any(t.dep_ == "ccomp" for t in verb.ancestors)


def _by_word(word: Token) -> str | None:
    lemma = word.lemma_.lower()
    if lemma == "set" and any(c.dep_ == "prt" for c in word.children):  # "roadblocks were set up"
        return None
    if lemma == "rule" and phrases.child(word, "prt") is None:
        return None  # what a court rules; what is ruled out is supposed
    if lemma in PLANNING:
        return vocab.Planned
    return vocab.Hypothetical if lemma in SUPPOSING else None


AROUND = word_list("around")


def _governed(token: Token, depth: int = 0) -> str | None:
    """By the nearest word above that plans or supposes."""
    head = token.head
    if head == token or depth > 5 or head.lower_ in AROUND:
        return None
    if token.dep_ in {"xcomp", "acl", "pcomp", "pobj", "dobj", "advcl", "conj", "ccomp"}:
        if _apart(token):
            return _modal(head) if _following(token) else None
        if token.dep_ == "conj":
            return _joined(token, depth)
        found = _by_word(head)
        if found is not None:
            return found
        if token.dep_ == "advcl" and _to(token):
            return None if head.lemma_.lower() in GATHERING else vocab.Planned
        if head.pos_ in phrases.VERBS and token.dep_ in {"xcomp", "dobj"}:
            return _modal(head) or _governed(head, depth + 1)
        if head.dep_ == "prep" or head.pos_ in {"ADP", "NOUN"}:
            return (
                _governed(head, depth + 1)
                if head.pos_ == "ADP"
                else (_by_word(head) if token.dep_ == "acl" else None)
            )
    if token.dep_ in {"prep"} and (head.pos_ in {"NOUN", "ADJ"} or _kept_from(token)):
        return _by_word(head)
    return None


def _kept_from(prep: Token) -> bool:
    """As in "prevented the crowd from storming the gate"."""
    if prep.lower_ == "for" and prep.head.pos_ == "VERB":
        return True  # "provides for a truce"
    return prep.lower_ == "from" and prep.head.lemma_.lower() in {"prevent", "deter", "discourage"}


def _following(token: Token) -> bool:
    """As in "its fall would end the war, driving them out": what only follows from what may be."""
    participle = token.dep_ == "advcl" and token.tag_ == "VBG" and token.i > token.head.i
    return participle and not any(
        c.dep_ in {"mark", "nsubj", "prep", "aux"} and c.i < token.i for c in token.children
    )


def _apart(token: Token) -> bool:
    """Whether a clause stands for itself: one that is no purpose, or that a semicolon parts from the next."""
    if token.dep_ == "ccomp":
        return any(t.text == ";" for t in token.doc[token.i : token.head.i])
    return token.dep_ in {"acl", "advcl"} and not _to(token)


def _joined(token: Token, depth: int) -> str | None:
    """By what governs the word before the "and"; "would attack, the minister told …" tells a fact."""
    if (infinitive := phrases.infinitive_of(token)) != token:
        return _governed(infinitive, depth + 1)
    head = token.head
    if token.tag_ == "VBD" or (token.tag_ == "VBZ" and head.tag_ == "VB"):
        return None
    return (_modal(head) if head.pos_ in phrases.VERBS else None) or _governed(head, depth + 1)


GATHERING = word_list("gathering")


def _to(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)
