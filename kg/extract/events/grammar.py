"""Who does what to whom, read off the dependency parse (labels of spaCy's English models)."""

from collections.abc import Iterator, Sequence

from kg.extract.events.passives import agents, by_agent, is_passive
from kg.extract.events.phrases import (
    CLOSING,
    VERBS,
    asked,
    child,
    governor,
    prepositional,
    with_conjuncts,
)
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token, asked_once

SUBJECTS = frozenset({"nsubj", "csubj"})
RELATIVE = word_list("relative")
OBJECT_CONTROL = word_list("object_control")
DOCUMENTS = word_list("documents")
BEFORE_GERUND = word_list("before_gerund")


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if token.lower_ in RELATIVE and token.pos_ in {"PRON", "DET", "SCONJ"}:
        clause = token.head
        for _ in range(6):
            if clause.dep_ == "relcl":
                return clause.head
            if clause.head == clause:
                break
            clause = clause.head
    return token


def objects(verb: Token) -> list[Token]:
    """What the verb is done to, conjuncts included."""
    return [*_objects(verb)]


@asked_once
def _objects(verb: Token) -> Sequence[Token]:
    if is_passive(verb):
        return _undergoers(verb)
    own = _own_objects(verb)
    if own:
        return own
    shares = verb.dep_ == "conj" and verb.head.pos_ == "VERB" and child(verb, "nsubj") is None
    if shares and not is_passive(verb.head) and _shares_object(verb):
        return _own_objects(verb.head)
    subject = own_subject(verb)
    fronted = [c for c in verb.children if c.dep_ == "nsubj" and subject is not None and c.i < subject.i]
    if fronted:
        return fronted
    if verb.dep_ == "relcl" and subject is not None and subject.lower_ not in RELATIVE:
        return [verb.head]
    return _later_object(verb)


def _undergoers(verb: Token) -> list[Token]:
    """What a passive is done to: its subject, that of the verb it is joined to, or the noun it describes."""
    own = child(verb, "nsubjpass", "nsubj")
    if own is not None:
        return [antecedent(t) for t in with_conjuncts(own)]
    if verb.dep_ == "conj":
        return _undergoers(verb.head) if is_passive(verb.head) else []
    if _told_of(verb):
        return [verb.head.head]
    return with_conjuncts(verb.head) if verb.dep_ in {"acl", "amod"} else _any_subject(verb.head)


def _told_of(verb: Token) -> bool:
    """As in "a group that experts say is backed by …": whether a verb has the noun before as its subject."""
    return verb.dep_ == "ccomp" and verb.head.dep_ == "relcl" and verb.head.i + 1 >= verb.left_edge.i


def _own_objects(verb: Token) -> list[Token]:
    if is_gerund_object(verb):
        return with_conjuncts(verb.head)
    own = child(verb, "dobj", "attr") or child(verb, "dative") or asked(verb)
    return [antecedent(t) for t in with_conjuncts(own)] if own is not None else []


def is_gerund_object(token: Token) -> bool:
    """As in "denied blocking supplies", which the parser may take for supplies that block."""
    if token.tag_ != "VBG" or token.dep_ != "amod":
        return False
    head = token.head
    follows_verb = token.i > 0 and token.nbor(-1) == head.head and head.head.pos_ == "VERB"
    return head.dep_ == "dobj" and follows_verb and head.head.lemma_.lower() in BEFORE_GERUND


def _shares_object(verb: Token) -> bool:
    return not any(c.dep_ in {"prep", "ccomp", "xcomp", "advmod", "npadvmod", "prt"} for c in verb.children)


def _later_object(verb: Token) -> list[Token]:
    """As in "degrade and defeat the group": the object stands at the last of the joined verbs."""
    for c in verb.children:
        if c.dep_ == "conj" and c.pos_ == "VERB" and not list(_between(verb, c)):
            return _own_objects(c) or _later_object(c)
    return []


def _between(left: Token, right: Token) -> Iterator[Token]:
    """Tokens between two joined verbs, but for the conjunction itself and particles."""
    return (t for t in left.doc[left.i + 1 : right.i] if t.dep_ not in {"cc", "punct", "advmod", "prt"})


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does what the verb says: its subject, the agent of a passive, or who is understood (control)."""
    if depth > 8:
        return []
    return _subjects(verb, depth) if depth else [*_first_subjects(verb)]


@asked_once
def _first_subjects(verb: Token) -> Sequence[Token]:
    return _subjects(verb, 0)


def _subjects(verb: Token, depth: int) -> list[Token]:
    if is_passive(verb):
        return agents(verb) or _hyphenated(verb)
    own = own_subject(verb)
    if own is not None:
        return [antecedent(t) for t in with_conjuncts(own)]
    clause = child(verb, "csubj")
    return [clause] if clause is not None else understood(verb, depth)


def _hyphenated(verb: Token) -> list[Token]:
    """As in "Moscow-brokered deal": who brokered."""
    joined = verb.dep_ == "amod" and verb.i >= 2 and verb.nbor(-1).text == "-"
    return [verb.nbor(-2)] if joined else []


@asked_once
def own_subject(verb: Token) -> Token | None:
    """The subject next to the verb: before it may stand a fronted object, "a charge the capital denies"."""
    named = [c for c in verb.children if c.dep_ == "nsubj"]
    before = [c for c in named if c.i < verb.i]
    after = named[len(before)] if len(named) > len(before) else None
    if before and after is not None and any(t.text in CLOSING for t in verb.doc[before[-1].i : verb.i]):
        return after  # "“… Full panic,” said the envoy": what is quoted says nothing
    return before[-1] if before else after


def understood(verb: Token, depth: int = 0) -> list[Token]:
    """The subject of a verb that has none of its own."""
    head = verb.head
    if head == verb:
        return []
    if verb.dep_ == "conj" and head.pos_ in VERBS:
        return _any_subject(head, depth + 1)
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "dep", "parataxis"} and head.pos_ in VERBS:
        return _controller(verb, head, depth)
    if verb.dep_ == "relcl":
        return _any_subject(head.head, depth + 1) if _complains(verb, head.head) else with_conjuncts(head)
    if is_gerund_object(verb):
        return _any_subject(head.head, depth + 1)
    if verb.dep_ == "acl":
        told = verb.tag_ == "VBG" and head.lemma_.lower() in DOCUMENTS  # "dropped leaflets urging them to go"
        return (told and _owner(head, depth)) or (
            _owner(head, depth) if _infinitive(verb) else with_conjuncts(head)
        )
    if verb.dep_ in {"pcomp", "pobj"} and head.dep_ in {"prep", "agent"}:
        clause = _clause_of(head)
        own = head.lower_ in {"after", "before", "by", "while", "without", "since", "upon"}
        return (
            _any_subject(clause, depth + 1)
            if own and clause.pos_ in VERBS
            else _of_preposition(clause, depth)
        )
    if verb.dep_ == "acomp" and head.pos_ in VERBS:
        return _any_subject(head, depth + 1)
    if verb.dep_ in {"xcomp", "acomp"} and head.pos_ == "ADJ":
        return _any_subject(head.head, depth + 1) if head.head != head else []
    return []


def _clause_of(preposition: Token) -> Token:
    """As in "sent troops into the region after accusing the rebels": who sent them accused."""
    above = preposition.head
    if preposition.lower_ in {"after", "before", "while", "since", "upon"} and above.pos_ not in VERBS:
        return next((t for t in preposition.ancestors if t.pos_ in VERBS), above)
    return above


def _infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    if _told_of(verb):
        return [antecedent(head.head)]
    given = child(head, "dative") if head.lemma_ in GIVING and _infinitive(verb) else None
    if given is not None and given.pos_ != "ADP":  # "gave the rebels a day to leave"
        return with_conjuncts(given)
    if (
        head.lemma_.lower() in OBJECT_CONTROL
        and (verb.dep_ != "advcl" or _infinitive(verb))
        and not _complains(verb, head)
    ):
        controlled = objects(head) or prepositional(head, {"on", "upon", "to", "with", "for"})
        if controlled:
            return controlled
    return _any_subject(head, depth + 1)


def _complains(verb: Token, above: Token) -> bool:
    """As in "summoned the envoy to protest": who summoned protests."""
    return above.lemma_ == "summon" and verb.lemma_ in COMPLAINING and _infinitive(verb)


GIVING = frozenset({"give", "grant", "offer", "allow", "afford", "deny"})
COMPLAINING = frozenset({"protest", "complain", "express", "condemn", "demand", "convey", "lodge", "deliver"})


def _of_preposition(head: Token, depth: int) -> list[Token]:
    """As in "accused the militia of occupying", "responded by firing"."""
    if head.pos_ in VERBS:
        if head.lemma_.lower() in OBJECT_CONTROL and objects(head):
            return objects(head)
        return _any_subject(head, depth + 1)
    if (passive := by_agent(head)) is not None and passive.lemma_.lower() in OBJECT_CONTROL:
        return objects(passive)  # "are accused by residents of burning the town"
    while head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.dep_ in {"dobj", "pobj"}:
        head = head.head.head  # "accused forces of the coalition of shelling": the forces
    if head.dep_ in {"dobj", "pobj"} and head.head.lemma_.lower() in OBJECT_CONTROL:
        return with_conjuncts(head)
    return _owner(head, depth)


def _owner(noun: Token, depth: int) -> list[Token]:
    """Whose plan, pledge or attempt a noun is."""
    poss = child(noun, "poss")
    if poss is not None:
        return with_conjuncts(poss)
    under = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "under" else None
    if under is not None and under.head.pos_ in VERBS:  # "came under pressure to leave"
        return _any_subject(under.head, depth + 1)
    verb = governor(noun)
    if verb is None:
        return []
    given = child(verb, "dative") if noun.dep_ == "dobj" and verb.lemma_ in GIVING else None
    if given is not None:  # "gave the UN a chance to broker a truce"
        return with_conjuncts(given) if given.pos_ != "ADP" else prepositional(verb, {given.lower_})
    return agents(verb) if is_passive(verb) else subjects(verb, depth + 1)


def relatives(verb: Token) -> list[Token]:
    """The relative pronoun that is the verb's own subject: "who" in "the envoy, who said"."""
    own = own_subject(verb)
    if own is None and verb.dep_ == "conj" and verb.head.pos_ in VERBS:
        return relatives(verb.head)
    return [own] if own is not None and own.lower_ in RELATIVE and antecedent(own) != own else []


def uttering(verb: Token) -> list[Token]:
    """The subject as it stands, the verb's own or that of the verb it is joined to."""
    own = own_subject(verb) or child(verb, "nsubjpass")
    if own is None:  # the parser may give the subject to the auxiliary
        own = next((t for c in verb.children if c.dep_ in {"aux", "auxpass"} and (t := own_subject(c))), None)
    if own is None and verb.dep_ == "conj" and verb.head.pos_ in VERBS:
        return uttering(verb.head)
    return [own] if own is not None else []


def undergoers(verb: Token) -> list[Token]:
    """The subject of a clause, whether it acts or undergoes."""
    return _any_subject(verb)


def _any_subject(verb: Token, depth: int = 0) -> list[Token]:
    own = child(verb, "nsubj", "nsubjpass")
    if own is not None:
        return [antecedent(t) for t in with_conjuncts(own)]
    return understood(verb, depth) if depth <= 8 else []
