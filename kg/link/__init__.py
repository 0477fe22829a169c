"""Leads every referent of a reading to its entity, with a judged link to Wikidata.

    link(reading, knowledge)       the reading of a text, with the entity of each referent
    entities(reading, knowledge)   the same for a reading that was linked before

Links are explained by their method, features, rivals and reason (`kg.model.Link`).
"""

from dataclasses import replace

from kg import vocab
from kg.knowledge import Knowledge
from kg.link.context import Context, context_of
from kg.link.decision import NOTHING, Decision, decide
from kg.link.entities import entity_of
from kg.link.longer import without_partial_names
from kg.link.nominal import decide_nominal, is_nominal
from kg.link.persons import decide_person
from kg.link.standing import told_apart
from kg.link.titles import with_office_holders
from kg.model import Document, Entity, LinkedReading, Reading, Referent, ReferentId

__all__ = ["entities", "link"]

_NEVER_LINKED = frozenset({vocab.Population, vocab.Post})


def link(reading: Reading, knowledge: Knowledge) -> LinkedReading:
    """The reading, with peoples and teams told from their countries, and the entity of every referent."""
    reading = told_apart(without_partial_names(reading, knowledge), knowledge)
    reading = with_office_holders(reading, knowledge)
    return LinkedReading(reading, entities(reading, knowledge))


def entities(reading: Reading, knowledge: Knowledge) -> dict[ReferentId, Entity]:
    """The entity of every referent of a reading as it is."""
    context = context_of(reading, knowledge)
    return {referent.id: _entity(referent, context, reading.document) for referent in reading.referents}


def _entity(referent: Referent, context: Context, document: Document) -> Entity:
    """What has no name of its own is another thing in every article."""
    decision = _decide(referent, context)
    entity = entity_of(referent, decision, context)
    if decision.item or not (referent.nameless or is_nominal(referent, context)):
        return entity
    return replace(entity, qualifier=document.content_hash[:16])


def _decide(referent: Referent, context: Context) -> Decision:
    if referent.kind in _NEVER_LINKED:
        return NOTHING
    if is_nominal(referent, context):
        return decide_nominal(referent, context)
    return decide_person(referent, context) if referent.kind == vocab.Person else decide(referent, context)
