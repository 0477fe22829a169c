"""Of which things writes have changed the texts that are searched by words."""

from typing import Final

from kg.rdf import NamedNode, iri
from kg.store.journal import Journal
from kg.store.oxigraph import OxigraphStore
from kg.terms import OWL, RDF_TYPE, TEXTUAL

MOST: Final = 20_000
"""Things beyond which a write counts as having changed them all."""
_TEXTUAL: Final = frozenset(iri(name) for name in TEXTUAL)
_TYPE: Final = iri(RDF_TYPE)
_ONTOLOGY: Final = iri(OWL + "Ontology")


def retold(after: OxigraphStore, journal: Journal) -> list[str] | None:
    """Things with other texts, or with texts and other classes; None where it may be any thing."""
    told: set[str] = set()
    typed: set[NamedNode] = set()
    for item in (*journal.added, *journal.removed):
        subject = item.subject
        if item.predicate == _TYPE and item.object == _ONTOLOGY:
            return None  # what a graph defines counts only while it is an ontology
        if not isinstance(subject, NamedNode):
            continue
        if item.predicate in _TEXTUAL:
            told.add(subject.value)
        elif item.predicate == _TYPE:
            typed.add(subject)
    told.update(one.value for one in typed if one.value not in told and _has_texts(after, one))
    return sorted(told) if len(told) <= MOST else None


def _has_texts(store: OxigraphStore, subject: NamedNode) -> bool:
    return any(item.predicate in _TEXTUAL for item in store.engine.quads_for_pattern(subject, None, None))
