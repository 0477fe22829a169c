"""Relations that the words around mentions state: offices, affiliations, capitals, places."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.words import Words
from kg.extract.relations.affiliation import affiliations, bodies_of_states
from kg.extract.relations.deployment import deployment
from kg.extract.relations.geography import geography
from kg.extract.relations.ground import Find, Ground
from kg.extract.relations.holding import holding
from kg.extract.relations.implied import implied
from kg.extract.relations.membership import memberships
from kg.extract.relations.offices import offices
from kg.extract.relations.persons import told_by_office
from kg.extract.relations.stationing import stationing
from kg.model import Relation, Span

__all__ = ["relate"]


def relate(words: Words, registry: Registry, lexicon: Lexicon, main: Entry | None) -> tuple[Relation, ...]:
    """All relations between the entries of a registry, each once, with all the words that state it."""
    ground = Ground(words, registry, main)
    held = list(offices(ground, lexicon))
    for place in told_by_office(ground, lexicon):
        registry.enclose(place)
    belonging = [*affiliations(ground), *memberships(ground)]
    belonging += bodies_of_states(ground, {find.subject for find in belonging})
    placed = list(geography(ground))
    placed += implied(ground, {find.subject for find in placed})
    standing = [*stationing(ground), *deployment(ground), *holding(ground)]
    found = [*held, *belonging, *placed, *standing]
    _give_theatres(found)
    return tuple(_relations(words, found))


def _give_theatres(found: Iterable[Find]) -> None:
    """Tells peacekeepers by where they stand."""
    for find in found:
        force = find.subject
        if find.predicate == vocab.stationedIn and force.group == "peacekeepers" and force.theatre is None:
            force.theatre = find.object
            force.name = f"{force.name} in {find.object.name}"


def _relations(words: Words, found: Iterable[Find]) -> Iterable[Relation]:
    together: dict[tuple[str, int, int], list[Find]] = {}
    for find in found:
        if find.subject is not find.object:
            together.setdefault((find.predicate, find.subject.order, find.object.order), []).append(find)
    for finds in together.values():
        first = finds[0]
        spans = sorted({Span(words.starts[f.begin], words.ends[f.end - 1]) for f in finds})
        yield Relation(
            predicate=first.predicate,
            subject=first.subject.id,
            object=first.object.id,
            evidence=tuple(spans),
            sentence=words.sentence_span(first.begin),
            status=vocab.Actual,
            rule=first.rule,
        )
