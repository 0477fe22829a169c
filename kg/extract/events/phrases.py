"""Around a word: its conjuncts, prepositions, modifiers, and the verb that carries it."""

from collections.abc import Iterable, Iterator

from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token, asked_once

VERBS = frozenset({"VERB", "AUX"})
CAMPAIGN = word_list("campaign")


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the labels."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def with_conjuncts(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", in order."""
    found = [token]
    for c in token.children:
        if c.dep_ == "conj":
            found += with_conjuncts(c) if c.children else [c]
    return found


def infinitive_of(verb: Token) -> Token:
    """As in "signed a pledge to protect civilians and let aid in": the parser may join "let" to "signed"."""
    if verb.dep_ != "conj" or verb.tag_ != "VB" or verb.head.tag_ in {"VB", "VBG"}:
        return verb
    if child(verb, "aux", "nsubj") is not None:
        return verb
    before = [t for t in verb.doc[verb.head.i + 1 : verb.i] if t.tag_ == "VB" and child(t, "aux") is not None]
    return before[-1] if before and verb.head in before[-1].ancestors else verb


def astray(infinitive: Token) -> list[Token]:
    """The verbs that belong with an infinitive though the parser joined them further up."""
    found = [c for above in infinitive.ancestors for c in above.children if c.i > infinitive.i]
    return [c for c in found if c.dep_ == "conj" and infinitive_of(c) == infinitive]


ENGAGING = word_list("engaging")


def governor(noun: Token) -> Token | None:
    """The verb that a noun is object or subject of, through "and" and "of"."""
    token = noun.head if opens_name(noun) else noun
    for _ in range(6):
        head = token.head
        if head == token:
            return None
        if head.pos_ in VERBS and token.dep_ in {"dobj", "nsubjpass", "nsubj", "attr", "oprd"}:
            return head
        if token.dep_ == "pobj" and head.dep_ == "prep" and head.head.lemma_.lower() in ENGAGING:
            return head.head
        if (
            token.dep_ in {"conj", "appos"}
            or (token.dep_ == "pobj" and head.lower_ == "of")
            or (
                token.dep_ == "prep"
                and head.pos_ == "NOUN"
                and head.lemma_
                in {"series", "wave", "number", "phase", "string", "campaign", "spate", "round"}
            )
        ):
            token = head
        else:
            return None
    return None


def measured(noun: Token) -> list[Token]:
    """As in "the next round of talks": the round."""
    above = noun.head
    return [above.head] if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.pos_ == "NOUN" else []


DEMANDING = word_list("demanding")


def demanded(verb: Token) -> bool:
    """As in "told them to leave", "48 hours to quit the town": what somebody is to do."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not (auxiliaries & DUTY or (not auxiliaries and verb.tag_ in {"VB", "VBP", "VBZ", "VBD"})):
        return False
    above = verb
    if "must" in auxiliaries:
        return True
    for _ in range(5):
        joined = above.dep_ == "conj"
        if above.dep_ not in ASKED:
            return False
        above = above.head
        if not joined and above.lemma_.lower() in DEMANDING:
            return "to" in auxiliaries or above.lemma_ not in TERMS
        if not joined and above.pos_ in VERBS:
            return False
    return False


TERMS = frozenset({"hour", "day", "week", "give"})
DUTY = frozenset({"to", "must", "should", "be"})
ASKED = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "conj", "pobj", "prep", "dobj"})

HAPPENING = word_list("happening")


def happening(noun: Token) -> list[Token]:
    """As in "fighting broke out between A and B": the verb whose subject the noun is."""
    happens = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in HAPPENING
    return [noun.head] if happens else made(noun)


MAKING = word_list("making")


def made(noun: Token) -> list[Token]:
    """As in "an attack carried out by A on B", "a raid which was led by A": the verb of who did it."""
    clauses = (c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VBN")
    return [c for c in clauses if c.lemma_.lower() in MAKING and child(c, "nsubj", "dobj") is None]


@asked_once
def prepositions(token: Token) -> tuple[Token, ...]:
    """The prepositions that hang on a token, chains ("out of", "up to") included."""
    return tuple(_prepositions(token))


def _prepositions(token: Token) -> Iterator[Token]:
    for c in token.children:
        if c.dep_ in {"prep", "dative", "agent", "prt", "advmod"}:
            if c.dep_ in {"prep", "dative", "agent"}:
                yield c
            yield from (p for p in c.children if p.dep_ == "prep")


@asked_once
def for_clause(token: Token) -> Token | None:
    """As in "called for both sides to withdraw": the clause whose subject "for" opens."""
    for c in token.rights:
        if c.dep_ in FOR_CLAUSES and c.tag_ in {"VB", "VBN"}:
            marks = {m.lower_ for m in c.children if m.dep_ in {"mark", "aux"}}
            if {"for", "to"} <= marks:
                return c
    return None


def asked(verb: Token) -> Token | None:
    """As in "implored both to talk", where the parser makes those who are asked the subject of "talk"."""
    clause = child(verb, "ccomp") if verb.lemma_.lower() in ASKING else None
    if clause is None or clause.i < verb.i or not any(c.tag_ == "TO" for c in clause.children):
        return None
    return child(clause, "nsubj", "nsubjpass")


ASKING = word_list("asking")
FOR_CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "acl", "relcl"})


def of_what(noun: Token) -> list[Token]:
    """The objects of "of", apart from what an act is a part of: "the worst attack of the U.S. campaign"."""
    return [t for t in prepositional(noun, {"of"}) if t.i != noun.i and t.lemma_.lower() not in CAMPAIGN]


def prepositional(token: Token, preps: Iterable[str]) -> list[Token]:
    """The objects of a token's prepositions, conjuncts included."""
    wanted = frozenset(preps)
    if not wanted:
        return []
    return [
        t
        for prep in prepositions(token)
        if prep.lower_ in wanted
        for pobj in prep.children
        if pobj.dep_ in {"pobj", "pcomp"}
        for t in with_conjuncts(pobj)
    ]


@asked_once
def modifiers(noun: Token) -> tuple[Token, ...]:
    """Adjectives, nouns and possessors before a noun, theirs included."""
    return tuple(_modifiers(noun))


def _modifiers(noun: Token) -> Iterator[Token]:
    for c in noun.lefts:
        if c.dep_ in {"amod", "compound", "poss", "nmod", "nummod", "advmod", "punct"}:
            if c.dep_ != "punct":
                yield from with_conjuncts(c)
            yield from _modifiers(c)


@asked_once
def is_definite(noun: Token) -> bool:
    """As in "the", "this", "that" or a possessor before it, or in a name ("Operation Storm")."""
    return opens_name(noun) or any(
        c.dep_ == "poss"
        or (c.dep_ == "det" and c.lower_ in {"the", "this", "these", "those", "that", "both"})
        for c in noun.children
    )


def opens_name(noun: Token) -> bool:
    """As in "Operation Storm": the noun opens a name."""
    return noun.dep_ == "compound" and noun.text.istitle() and noun.head.pos_ == "PROPN"


def named_thing(verb: Token) -> Token | None:
    """As in "struck what it called a camp": what the verb gives a name to."""
    named = verb.dep_ == "relcl" and any(c.lower_ == "what" and c.dep_ == "dobj" for c in verb.children)
    return verb.head if named and verb.head.i > verb.i else None


def unhyphenated(token: Token) -> Token:
    """The first part of a hyphenated word."""
    doc = token.doc
    while token.i >= 2 and doc[token.i - 1].text == "-" and not doc[token.i - 2].whitespace_:
        token = doc[token.i - 2]
    return token


def hyphenated(token: Token) -> str:
    """The lemma of the whole of a hyphenated word: "sit-in", "test-fire"."""
    if not token.i or token.doc[token.i - 1].text != "-":
        return token.lemma_.lower()
    first = unhyphenated(token)
    return token.doc.text[first.idx : token.idx].lower() + token.lemma_.lower()


CLOSING = frozenset({"”", '"', "''", "’", "»"})


def inverted(verb: Token) -> bool:
    """As in "“…,” said the envoy", where the parser takes the envoy for the object."""
    if not verb.i or verb.nbor(-1).text not in CLOSING:
        return False
    told = child(verb, "dobj", "npadvmod", "oprd")
    spoken = child(verb, "nsubj", "nsubjpass") is None
    return spoken and told is not None and verb.tag_ in {"VBD", "VBZ"} and told.left_edge.i == verb.i + 1
