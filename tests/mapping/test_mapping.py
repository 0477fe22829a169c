"""Readings as graphs: one golden file, and what holds for every reading."""

import dataclasses
import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import mapping, terms, vocab
from kg.errors import GraphError
from kg.mapping import Mint, Run, Software
from kg.model import Document, Entity, Link, LinkedReading, Mention, Reading, ReferentId, Span
from kg.rdf import BlankNode, Literal, Quad, integer, iri, parse, quad, select, serialise, string
from kg.validate import Severity, validate
from tests.mapping.example import LINKED, MONDAY, READING, SHELLING, TEXT, YEAR, V, span

GOLDEN = Path(__file__).parents[1] / "golden" / "report.trig"
T = TypeVar("T")
SOFTWARE = Software("1.2.3", "en_core_web_md 3.7.1")


def whole(linked: LinkedReading) -> list[Quad]:
    """Every quad that a run writes of one article."""
    found = [
        *mapping.quads(linked, software=SOFTWARE),
        *mapping.entity_quads(linked),
        *mapping.link_quads(linked),
    ]
    return found + mapping.default_graph(found)


def named(quads: Iterable[Quad]) -> set[Quad]:
    return {item for item in quads if item.graph_name.__class__.__name__ == "NamedNode"}


def test_golden_graph() -> None:
    """After a wanted change `python -m tests.mapping.test_mapping` rewrites the file: read the difference."""
    assert named(whole(LINKED)) == set(parse(GOLDEN))


def test_the_golden_graph_passes_every_shape() -> None:
    assert [
        str(result) for result in validate(whole(LINKED)).results if result.severity != Severity.INFO
    ] == []


def test_default_graph_holds_each_triple_once() -> None:
    quads = whole(LINKED)
    other = quad("http://example.org/a", terms.RDFS_LABEL, string("a"), "http://example.org/my-graph")
    triples = {item.triple for item in named(quads)}
    default = mapping.default_graph([*quads, *named(quads), other])
    assert {item.triple for item in default} == triples
    assert len(default) == len(triples)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_a_reading_changes_no_byte(chance: random.Random) -> None:
    def mixed(values: Iterable[T]) -> tuple[T, ...]:
        listed = list(values)
        chance.shuffle(listed)
        return tuple(listed)

    parts = ("referents", "mentions", "relations", "events", "casualties")
    reading = dataclasses.replace(READING, **{part: mixed(getattr(READING, part)) for part in parts})  # type: ignore[arg-type]
    entities = dict(mixed(LINKED.entities.items()))
    assert serialise(whole(LinkedReading(reading, entities)), "nq") == serialise(whole(LINKED), "nq")


def test_no_blank_nodes_and_only_canonical_literals() -> None:
    datatypes = {terms.XSD + name for name in ("string", "integer", "decimal", "date")} | {
        terms.GEO_WKT_LITERAL
    }
    for item in whole(LINKED):
        assert not isinstance(item.subject, BlankNode)
        assert not isinstance(item.object, BlankNode)
        if isinstance(item.object, Literal):
            assert item.object.datatype.value in datatypes, item


def test_every_quotation_is_the_text_at_its_offsets() -> None:
    rows = select(
        mapping.quads(LINKED),
        "SELECT ?m ?b ?e ?words { ?m nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?words }",
    )
    assert len(rows) == len({str(row["m"]) for row in rows}) > 20
    for row in rows:
        begin, end = int(value(row["b"])), int(value(row["e"]))
        assert TEXT[begin:end] == value(row["words"])
        assert str(row["m"]).endswith(f"#char={begin},{end}>")


def value(term: object) -> str:
    assert isinstance(term, Literal)
    return term.value


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("?m a cno:Anaphor ; itsrdf:taIdentRef/rdfs:label ?x", {"Norland", "Sudland"}),
        ("?m a cno:Anaphor ; itsrdf:taConfidence ?x", {"0.6"}),
        ("?m nif:anchorOf 'shelled' . FILTER NOT EXISTS { ?m itsrdf:taIdentRef ?x } BIND(1 AS ?x)", {"1"}),
        ("?e a cno:Assault ; cno:claimantMention/nif:anchorOf ?x", {"residents"}),
        ("?e a cno:Agree ; cno:startDate ?x", {"2019-01-01"}),
        (
            "?e a cno:Agree ; rdfs:label ?x",
            {"Agree: agreed – Norland and Sudland (2019)", "Agree: agreed – Norland and Sudland"},
        ),
        ("?c a cno:CasualtyCount ; cno:minimum ?x", {"3"}),
        ("?c a cno:CasualtyCount ; cno:maximum ?x", set()),
        ("?p cno:holdsOffice/cno:officeOf/rdfs:label ?x", {"Sudland"}),
        ("?f cno:stationedIn ?p . ?p rdfs:label ?x", set()),
        ("?a a cno:Assertion ; rdf:predicate cno:stationedIn ; cno:claimedBy/rdfs:label ?x", {"Sudland"}),
        ("?g a cno:ArticleGraph ; prov:wasAttributedTo/schema:softwareVersion ?x", {"1.2.3"}),
        ("?s nif:isString ?x", set()),
        ("?s a cno:Article ; nif:endIndex ?x", {str(len(TEXT))}),
        ("?n geo:hasGeometry/geo:asWKT ?x ; rdfs:label 'Norland'", {"POINT(-7.25 61.5)"}),
        ("?n owl:sameAs ?i . ?n rdfs:label ?x", {"Norland"}),
        ("?n skos:closeMatch ?i . ?n rdfs:label ?x", {"Sudland"}),
        ("?m sssom:confidence ?x ; owl:annotatedProperty owl:sameAs", {"0.99"}),
        ("?m sssom:other ?x", {"rivals: Sudland (island) (Q1000003) 0.31"}),
    ],
)
def test_what_the_graph_says(question: str, answers: set[str]) -> None:
    rows = select(whole(LINKED), f"SELECT DISTINCT ?x {{ {question} }}")
    assert {value(row["x"]) for row in rows} == answers


def test_two_events_of_one_class_and_trigger_stay_two() -> None:
    rows = select(mapping.quads(LINKED), "SELECT ?e { ?e a cno:Agree } ORDER BY ?e")
    first, second = (str(row["e"])[1:-1] for row in rows)
    assert second == f"{first}-2"


def test_the_whole_text_only_on_request() -> None:
    rows = select(mapping.quads(LINKED, with_text=True), "SELECT ?x { ?s a nif:Context ; nif:isString ?x }")
    assert [value(row["x"]) for row in rows] == [TEXT]


MONDAY_EVENT = next(event for event in READING.events if event.id == SHELLING)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"mentions": (Mention(span("Norland"), "Sudland", ReferentId("r1")),)}, "'Sudland' is not at"),
        (
            {"mentions": (Mention(span("Norland"), "Norland", ReferentId("r99")),)},
            "names r99, which leads to no",
        ),
        ({"events": (dataclasses.replace(MONDAY_EVENT, about=(V("v99"),)),)}, "v99, which is no event"),
        ({"events": (dataclasses.replace(MONDAY_EVENT, triggers=()),)}, "has no trigger"),
        (
            {"events": (dataclasses.replace(MONDAY_EVENT, content=Span(0, 9999)),)},
            "quotes 0-9999 of a text of",
        ),
        ({"events": (dataclasses.replace(MONDAY_EVENT, claimant_mention=None),)}, "is Claimed by nobody"),
        ({"events": (MONDAY_EVENT, MONDAY_EVENT)}, "two events have one id"),
        ({"events": ()}, "belongs to v0, which is no event"),
        ({"relations": (dataclasses.replace(READING.relations[0], evidence=()),)}, "has no evidence"),
        ({"casualties": (dataclasses.replace(READING.casualties[0], minimum=None),)}, "has no number"),
    ],
)
def test_a_reading_that_does_not_fit_its_text_is_refused(changed: dict[str, object], message: str) -> None:
    reading = dataclasses.replace(READING, **changed)  # type: ignore[arg-type]
    with pytest.raises(GraphError, match=message):
        list(mapping.quads(LinkedReading(reading, LINKED.entities)))


ANY = st.characters(exclude_categories=())


@settings(max_examples=50, deadline=None)
@given(st.text(ANY, min_size=1, max_size=40), st.text(ANY, max_size=20))
def test_any_text_can_be_mapped_and_read_back(text: str, id: str) -> None:
    """Control characters, astral planes and unpaired surrogates: offsets stay those of the input."""
    referent = ReferentId("r1")
    reading = Reading(Document(id, text, title=id), mentions=(Mention(Span(0, len(text)), text, referent),))
    linked = LinkedReading(reading, {referent: Entity(vocab.Person, text)})
    found = whole(linked)
    assert set(parse(serialise(found, "nq"), "nq")) == set(found)
    rows = select(found, "SELECT ?e { ?m nif:referenceContext ?a ; nif:endIndex ?e }")
    assert [row["e"] for row in rows] == [integer(len(text))]


def told_of(id: str, **changes: object) -> list[Quad]:
    """The graph of an article with one event: the shelling."""
    event = dataclasses.replace(MONDAY_EVENT, **changes)  # type: ignore[arg-type]
    document = dataclasses.replace(READING.document, id=id)
    reading = dataclasses.replace(READING, document=document, events=(event,), casualties=())
    return list(mapping.quads(LinkedReading(reading, LINKED.entities)))


@pytest.mark.parametrize(
    ("changes", "joined"),
    [
        ({}, True),
        ({"status": vocab.Denied}, True),
        ({"kind": vocab.Coerce}, False),
        ({"targets": ()}, False),
        ({"actors": (ReferentId("r1"),)}, False),
        ({"interval": None}, False),
        ({"interval": YEAR}, False),
        ({"interval": MONDAY}, True),
    ],
)
def test_events_of_two_articles_that_are_one(changes: dict[str, object], joined: bool) -> None:
    links = mapping.same_events([*told_of("a"), *told_of("b", **changes)])
    assert len(links) == (2 if joined else 0)
    assert {item.graph_name for item in links} <= {iri(Mint().links)}
    assert mapping.same_events(told_of("a")) == []


NAMES = st.sampled_from(["Recep Erdogan", "Recep Erdoğan", "RECEP ERDOGAN", "Ana", "Ána"])
LINKS = st.none() | st.builds(
    Link, st.sampled_from(["Q1", "Q2"]), st.just(""), st.booleans(), st.just("scored"), st.just(0.9)
)
PEOPLE = st.lists(
    st.builds(
        Entity, st.just(vocab.Person), NAMES, aliases=st.lists(NAMES, max_size=3).map(tuple), link=LINKS
    ),
    max_size=4,
)


def described(people: Iterable[Entity]) -> list[Quad]:
    nobody = Reading(Document("a", "a"))
    return [q for one in people for q in mapping.entity_quads(LinkedReading(nobody, {ReferentId("r"): one}))]


@given(PEOPLE, PEOPLE)
def test_descriptions_from_several_articles_are_one_in_any_order(
    one: list[Entity], other: list[Entity]
) -> None:
    together = mapping.consolidated(described(one) + described(other))
    assert mapping.consolidated(described(other) + mapping.consolidated(described(one))) == together
    said = {(str(item.subject), item.predicate.value, str(item.object)) for item in together}
    labelled = [subject for subject, predicate, _ in said if predicate == terms.RDFS_LABEL]
    assert len(labelled) == len(set(labelled))
    for subject, predicate, object in said:
        assert predicate != terms.SKOS_ALT_LABEL or (subject, terms.RDFS_LABEL, object) not in said
        assert predicate != terms.SKOS_CLOSE_MATCH or (subject, terms.OWL_SAME_AS, object) not in said


def test_times_stand_in_the_provenance_graph_only() -> None:
    began = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)
    run = Run(began, began + timedelta(seconds=2), SOFTWARE)
    quads = list(mapping.run_quads(READING.document, run))
    assert {item.graph_name for item in quads} == {iri(Mint().provenance)}
    rows = select(
        [*quads, *whole(LINKED)],
        """SELECT ?end ?agent { ?graph a cno:ArticleGraph ; prov:wasAttributedTo ?agent ;
           prov:wasGeneratedBy ?run . ?run prov:wasAssociatedWith ?agent ; prov:endedAtTime ?end }""",
    )
    assert [value(row["end"]) for row in rows] == ["2024-03-05T09:30:02Z"]
    assert not [item for item in whole(LINKED) if "dateTime" in str(item.object)]


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_bytes(serialise(named(whole(LINKED)), "trig"))
