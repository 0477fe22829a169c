"""The vocabulary module says what the ontology says."""

from kg import vocab
from kg.ontology import read
from kg.ontology.vocabulary import TARGET, render


def test_module_equals_ontology() -> None:
    """After a change of the ontology run `python -m kg.ontology.vocabulary`."""
    assert TARGET.read_text(encoding="utf-8") == render(read())


def test_superclasses_lead_from_the_nearest_to_the_root() -> None:
    assert vocab.SUPERCLASSES[vocab.PeacekeepingForce] == (
        vocab.ArmedForce,
        vocab.Organization,
        vocab.Actor,
        vocab.Entity,
    )
    assert set(vocab.SUPERCLASSES[vocab.Country]) >= {vocab.Actor, vocab.Place}


def test_event_classes_are_the_plover_types_and_statement() -> None:
    plover = {notation for term in read().subclasses(vocab.Event) for notation in term.notations}
    assert len(plover) == 16
    assert len(vocab.EVENT_CLASSES) == 17
    assert vocab.Statement in vocab.EVENT_CLASSES
    assert set(vocab.VERBAL_CLASSES) < set(vocab.EVENT_CLASSES)


def test_every_class_of_events_finds_its_modes() -> None:
    assert set(vocab.MODES_OF) < set(vocab.EVENT_CLASSES)
    assert {slug for slugs in vocab.MODES_OF.values() for slug in slugs} == set(vocab.MODES)
