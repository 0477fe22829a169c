"""Who suffers what a word for harm says: the nouns, how many they are, and whether they can."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import vocab
from kg.extract.harms.amounts import Amount, Amounts, words_for
from kg.extract.harms.reality import negated
from kg.extract.harms.words import combatants, listed, people
from kg.extract.syntax import Doc, Token
from kg.model import Iri


@dataclass(frozen=True, slots=True)
class Harm:
    """One count before it is attributed: the kind of harm, how many, the word that says so, and the rule."""

    kind: Iri
    amount: Amount
    word: Token
    rule: str


def passive(verb: Token) -> bool:
    """Whether a verb has its victims as subject or before it."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "dobj" for child in verb.children):
        return False
    auxiliaries = [child for child in verb.children if child.dep_ == "aux"]
    subject = any(child.dep_ == "nsubj" for child in verb.children)
    return not any(aux.lemma_ == "have" for aux in auxiliaries) and not (subject and auxiliaries)


def victims_of(verb: Token, role: str) -> list[Token]:
    """The head nouns of those who suffer what a verb says."""
    labels = ("nsubj", "nsubjpass") if role == "subject" or passive(verb) else ("dobj",)
    own = [child for child in verb.children if child.dep_ in labels]
    if own:
        return [_antecedent(token) for token in own]
    before = role == "subject" or passive(verb)
    if verb.dep_ in ("acl", "relcl", "amod") and before:
        return [verb.head.head, verb.head] if _headline_list(verb.head) else [verb.head]
    if _is_feared(verb):
        return victims_of(verb.head, "object")
    counted = [c for c in verb.children if c.dep_ == "nummod" or (c.dep_ == "det" and c.lower_ == "another")]
    return counted or _shared(verb, role, before)


def _shared(verb: Token, role: str, before: bool) -> list[Token]:
    """ "Were shot and killed", "killed and wounded dozens": one noun for two verbs."""
    if before:
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and _adjoins(verb):
            return victims_of(verb.head, role if passive(verb.head) else "subject")
        return []
    joined = [child for child in verb.children if child.dep_ == "conj" and child.i - verb.i <= 2]
    return [noun for child in joined for noun in child.children if noun.dep_ == "dobj"]


def _is_feared(verb: Token) -> bool:
    """ "Dozens feared captured", "two people reported killed"."""
    depends = verb.dep_ in ("xcomp", "oprd", "ccomp", "advcl") and verb.tag_ == "VBN"
    return depends and verb.head.lemma_ in listed("states_by", "verbs") and verb.head.tag_ == "VBN"


def forced(verb: Token) -> list[Token]:
    """ "Forced 10,000 people to flee": who is forced flees."""
    head = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or head.lemma_.lower() not in listed("unreal", "forcing"):
        return []
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    return own or [child for child in head.children if child.dep_ in ("dobj", "nsubjpass")]


def _headline_list(noun: Token) -> bool:
    """ "14 militants, 3 soldiers killed in raid": a headline joins its nouns by commas."""
    finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in noun.sent)
    return not finite and noun.dep_ in ("appos", "conj") and noun.head.pos_ in ("NOUN", "PROPN")


def _adjoins(verb: Token) -> bool:
    """ "Were shot and killed": nothing but "and" between two verbs."""
    between = verb.doc[verb.head.i + 1 : verb.i]
    return all(token.dep_ in ("cc", "advmod", "prt", "auxpass") for token in between)


def _antecedent(token: Token) -> Token:
    if token.lower_ not in ("who", "that", "which"):
        return token
    clause = token.head
    while clause.dep_ != "relcl" and clause.head.i != clause.i:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else token


def coordinated(noun: Token, amounts: Amounts, word: Token) -> Iterator[Amount]:
    """The amounts of a noun and of what is joined to it; a joined noun without a number widens the words."""
    amount = amounts.of(noun)
    if amount is None and is_any(noun) and word.dep_ not in ("acl", "relcl") and negated(word):
        amount = Amount(0, 0, noun.left_edge.i, noun.i + 1, words_for(noun, noun.i))
    pending = amount
    for joined in _conjuncts(noun):
        other = amounts.of(joined)
        if other is None and pending is not None and joined.lemma_.lower() in people():
            text = " ".join(noun.doc[pending.begin : joined.i + 1].text.split())
            words = text[text.find(pending.victims) :] if pending.victims else ""
            pending = replace(pending, victims=words)
        elif other is not None:
            if pending is not None:
                yield pending
            pending = other
    if pending is not None:
        yield pending


def is_any(noun: Token) -> bool:
    return noun.lower_ in ("anyone", "anybody") or any(child.lower_ == "any" for child in noun.children)


def _conjuncts(noun: Token) -> list[Token]:
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ == "conj":
            found += [child, *_conjuncts(child)]
    return found


def can_suffer(kind: Iri, amount: Amount, doc: Doc) -> bool:
    """Whether the words of an amount can come to a harm: people, and for flight no fighters."""
    if amount.maximum == 0 and kind not in (vocab.Killed, vocab.Injured):
        return False
    if amount.elided or not amount.victims:
        return kind != vocab.Displaced or amount.minimum is None or amount.minimum >= 10
    head = doc[amount.end - 1]
    lemma = head.lemma_.lower()
    if lemma in listed("people", "nobody"):
        return False
    if kind == vocab.Killed or kind == vocab.Injured:
        return True
    if kind == vocab.Displaced and lemma in combatants():
        return False
    return (
        lemma in people()
        or head.pos_ == "PROPN"
        or head.ent_type_ in ("NORP", "PERSON")
        or head.pos_ == "PRON"
    )
