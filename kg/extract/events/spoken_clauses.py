"""The clause that a verb of speech reports, wherever the parser hangs it."""

from kg.extract.events import phrases
from kg.extract.events.trailing import SPEAKING_ON
from kg.extract.syntax import Token


def spoken_clause(verb: Token) -> Token | None:
    """The clause that a verb of speech reports."""
    for c in verb.children:
        if c.dep_ == "ccomp" and not parted(c, verb):
            return c
    beside = next((c for c in verb.children if _loosely_reported(c, verb)), None)
    return beside or _in_a_statement(verb) or _gerund(verb)


def _gerund(verb: Token) -> Token | None:
    """As in "reported hearing shots", "are reported to have fled"; "continued shelling" says nothing."""
    if verb.lemma_ == "continue":
        return None
    passive = phrases.child(verb, "nsubjpass") is not None and verb.lemma_.lower() == "report"
    told = (c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i)
    return next((c for c in told if c.tag_ == "VBG" or (passive and _perfect(c))), None)


def _perfect(infinitive: Token) -> bool:
    return {"to", "have"} <= {c.lower_ for c in infinitive.children if c.dep_ == "aux"}


def _in_a_statement(verb: Token) -> Token | None:
    """As in "said in a statement that …": the parser hangs the clause on the statement."""
    for noun in phrases.prepositional(verb, {"in", "at", "during", "on"}):
        for c in noun.children:
            if c.dep_ in {"acl", "ccomp", "relcl"} and any(
                x.dep_ == "mark" and x.lower_ == "that" for x in c.children
            ):
                return c
    return None


def parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between: "the town fell, he said; the army denied it"."""
    return any(t.text == ";" for t in verb.doc[min(clause.i, verb.i) : max(clause.i, verb.i)])


def _loosely_reported(clause: Token, verb: Token) -> bool:
    """A clause that the parser hangs beside the verb, or takes for an adverbial though nothing opens it."""
    if clause.pos_ not in phrases.VERBS or parted(clause, verb):
        return False
    opened = any(c.dep_ == "mark" or c.tag_ in {"TO", "WRB"} for c in clause.children)
    stands_alone = clause.i > verb.i and not opened and phrases.child(clause, "nsubj") is not None
    beside = clause.dep_ in {"parataxis", "dep"} and (clause.i > verb.i or clause.lemma_ not in SPEAKING_ON)
    return beside or (clause.dep_ == "advcl" and stands_alone)
