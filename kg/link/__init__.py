"""Leads every referent of a reading to its entity, with a judged link to Wikidata.

One door: `link`. Links are explained by their method, features, rivals and reason (`kg.model.Link`).
"""

from kg import vocab
from kg.knowledge import Knowledge
from kg.link.context import Context, context_of
from kg.link.decision import NOTHING, Decision, decide
from kg.link.entities import entity_of
from kg.link.persons import decide_person
from kg.link.standing import told_apart
from kg.model import LinkedReading, Reading, Referent

__all__ = ["link"]

_NEVER_LINKED = frozenset({vocab.Population, vocab.Post})


def link(reading: Reading, knowledge: Knowledge) -> LinkedReading:
    """The reading, with peoples and teams told from their countries, and the entity of every referent."""
    reading = told_apart(reading, knowledge)
    context = context_of(reading, knowledge)
    return LinkedReading(
        reading,
        {
            referent.id: entity_of(referent, _decide(referent, context), context)
            for referent in reading.referents
        },
    )


def _decide(referent: Referent, context: Context) -> Decision:
    if referent.kind in _NEVER_LINKED:
        return NOTHING
    return decide_person(referent, context) if referent.kind == vocab.Person else decide(referent, context)
