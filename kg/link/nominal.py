"""Countries that a text does not name: "the nation" in a text about one country only."""

from typing import Final

from kg import vocab
from kg.link.context import Context
from kg.link.decision import NOTHING, Decision
from kg.model import Candidate, Link, Referent

METHOD: Final = "the country of the text"
_ALONE: Final = 0.8
"""The share of what speaks for countries from which on a text is about one country."""
_CONFIDENCE: Final = 0.8


def is_nominal(referent: Referent, context: Context) -> bool:
    """Whether a country is called by common nouns only."""
    return referent.kind == vocab.Country and all(name.islower() for name in context.names_of(referent))


def decide_nominal(referent: Referent, context: Context) -> Decision:
    """The country that nearly all of a text speaks for."""
    weights = {
        key: sum(one.weight for one in found if one.referent != referent.id)
        for key, found in context.support.items()
    }
    shares = {key: weight / (sum(weights.values()) or 1.0) for key, weight in weights.items()}
    states = [key for key in shares if (item := context.knowledge.item(key)) and item.kind == vocab.Country]
    best, *others = sorted(states, key=lambda key: (-shares[key], key)) or [""]
    item = context.knowledge.item(best)
    if item is None or shares[best] < _ALONE:
        return NOTHING
    if item.qid is None:
        return Decision(item)
    rivals = tuple(
        Candidate(rival.key, rival.name, round(shares[rival.key], 3))
        for key in others[:5]
        if (rival := context.knowledge.item(key))
    )
    link = Link(
        item.qid, item.name, True, METHOD, _CONFIDENCE, f"{shares[best]:.2f} of what speaks for countries",
        rivals, hit=referent.name, features={"share": round(shares[best], 3)}, sources=item.sources,
    )  # fmt: skip
    return Decision(item, link)
