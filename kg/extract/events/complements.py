"""What a verb of naming says its object is: "called the vote a farce", "described it as a raid"."""

from kg.extract.events import grammar, phrases
from kg.extract.events.triggers import Trigger
from kg.extract.syntax import Token


def complemented(trigger: Trigger) -> bool:
    """As in "called the vote a farce": whether it is said what the verb calls its object."""
    token = trigger.token
    if any(c.dep_ in {"oprd", "ccomp", "xcomp", "attr"} for c in token.children) or phrases.named_thing(
        token
    ):
        return True
    if any(p.lower_ in {"as", "to"} for p in phrases.prepositions(token)):
        return True
    told = [t for t in grammar.objects(token) if t.i > token.i]
    if any(c.pos_ == "ADJ" and c.i > t.i for t in told for c in t.children):
        return True  # "called it all outrageous"
    return sum(t.dep_ == "dobj" for t in told) > 1 or any(_bare_apposition(t) for t in told)


def _bare_apposition(noun: Token) -> bool:
    """As in "called the plan and the vote a farce": the parser takes what it is called for an apposition."""
    return any(
        c.dep_ == "appos" and c.left_edge.lower_ in {"a", "an"} and c.left_edge.nbor(-1).text != ","
        for c in noun.children
    )
