"""The gate: what it lets through, what it reports, and that it reports the same whatever the order."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.rdf import BlankNode, NamedNode, Quad, integer, iri, parse, quad, select, string
from kg.terms import NIF_CONTEXT, OWL_SAME_AS, RDF_TYPE, RDFS_LABEL, SH
from kg.validate import Report, Severity, audit, require, validate
from kg.vocab import Actual, Assault, City, Country, actor, evidence, sentence, status

CONFORMING = Path(__file__).parents[1] / "shapes" / "conforming.trig"
BASE = "https://example.org/id/"
ARTICLE, ENTITIES = BASE + "graph/a1", BASE + "graph/entities"
URGE = BASE + "urge"


@pytest.fixture
def sound() -> list[Quad]:
    return list(parse(CONFORMING))


def without(quads: list[Quad], subject: str, predicate: str) -> list[Quad]:
    return [item for item in quads if (item.subject, item.predicate) != (iri(subject), iri(predicate))]


def shapes_of(report: Report) -> list[str]:
    return [result.shape.rpartition("#")[2] for result in report.results]


def test_violation_keeps_the_graph_out(sound: list[Quad]) -> None:
    faulty = without(sound, URGE, evidence)
    assert not validate(faulty).conforms
    with pytest.raises(
        GraphError, match=r"ReportedItem-evidence: https://example.org/id/urge: .* point cno:"
    ):
        require(faulty)


def test_warning_lets_the_graph_in(sound: list[Quad]) -> None:
    report = require([*sound, quad(URGE, actor, BASE + "elm", ARTICLE)])
    assert report.conforms
    assert [result.severity for result in report.results] == [Severity.WARNING]


def test_checks_and_shapes_end_in_one_report_the_worst_first(sound: list[Quad]) -> None:
    faulty = without(sound, URGE, status)
    faulty += [quad(URGE, actor, BASE + "elm", ARTICLE), quad(URGE, actor, BASE + "nobody", ARTICLE)]
    assert shapes_of(validate(faulty)) == [
        "Event-status",
        "no-dangling-reference",
        "Event-actor",
        "Event-actor",
    ]


@pytest.mark.parametrize(
    "quads",
    [
        [],
        [quad("urn:a", RDF_TYPE, "http://xmlns.com/foaf/0.1/Person")],
        [quad("urn:a", RDFS_LABEL, string("a"), "urn:g"), Quad(BlankNode("b"), iri("urn:p"), string("c"))],
        [
            quad(
                "urn:a",
                RDF_TYPE,
                "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#OffsetBasedString",
            )
        ],
    ],
    ids=["nothing", "other classes", "blank nodes", "mention of no article"],
)
def test_data_without_our_terms_conforms(quads: list[Quad]) -> None:
    assert validate(quads).results == ()


NAMES = st.sampled_from([f"urn:{name}" for name in "abcd"] + [RDF_TYPE, RDFS_LABEL, OWL_SAME_AS, NIF_CONTEXT])
VALUES = st.one_of(NAMES.map(NamedNode), st.text(max_size=4).map(string), st.integers().map(integer))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.builds(quad, NAMES, NAMES, VALUES, NAMES), max_size=8))
def test_whatever_others_say_conforms(quads: list[Quad]) -> None:
    assert validate(quads).results == ()


def test_order_of_quads_changes_nothing(sound: list[Quad]) -> None:
    faulty = without(without(sound, URGE, evidence), BASE + "elm", RDFS_LABEL)
    shuffled = faulty[:]
    random.Random(7).shuffle(shuffled)
    assert validate(shuffled) == validate(faulty)


def test_report_as_quads_is_a_validation_report_without_blank_nodes(sound: list[Quad]) -> None:
    faulty = [*without(sound, URGE, sentence), quad(URGE, actor, BASE + "elm", ARTICLE)]
    report = validate(faulty)
    quads = list(report.quads("urn:report", "urn:reports"))
    assert {item.graph_name for item in quads} == {NamedNode("urn:reports")}
    assert not any(isinstance(term, BlankNode) for item in quads for term in (item.subject, item.object))
    rows = select(
        quads,
        """SELECT * { <urn:report> sh:conforms false ; sh:result ?result .
             ?result sh:resultSeverity ?severity ; sh:focusNode ?focus ; sh:resultPath ?path
             OPTIONAL { ?result sh:value ?value } } ORDER BY ?severity""",
    )
    assert [[str(row.get(name)) for name in ("severity", "focus", "path", "value")] for row in rows] == [
        [f"<{SH}Violation>", f"<{URGE}>", f"<{sentence}>", "None"],
        [f"<{SH}Warning>", f"<{URGE}>", f"<{actor}>", f"<{BASE}elm>"],
    ]


def test_audit_goes_article_by_article(sound: list[Quad]) -> None:
    """A fault of one article is not laid at another's door, nor hidden by it."""
    second = [_moved(item) for item in sound if item.graph_name == NamedNode(ARTICLE)]
    faulty = without(second, BASE + "urge2", sentence)
    reports = dict(audit([*sound, *faulty]))
    assert list(reports) == [ARTICLE, BASE + "graph/a2", ""]
    assert reports[ARTICLE].results == ()
    assert shapes_of(reports[BASE + "graph/a2"]) == ["ReportedItem-sentence"]


def test_audit_ignores_that_the_default_graph_repeats_the_articles(sound: list[Quad]) -> None:
    repeated = [Quad(item.subject, item.predicate, item.object) for item in sound]
    assert all(report.results == () for _, report in audit([*sound, *repeated]))


def test_audit_looks_at_what_belongs_to_no_article() -> None:
    lonely = [quad(BASE + "x", RDF_TYPE, City, ENTITIES), quad(BASE + "x", RDF_TYPE, Country, ENTITIES)]
    ((graph, report),) = audit(lonely)
    assert graph == ""
    assert {"one-class", "Entity-label"} <= set(shapes_of(report))


def test_turtle_without_graphs_is_validated_as_one() -> None:
    quads = [quad(URGE, RDF_TYPE, Assault), quad(URGE, status, Actual)]
    ((graph, report),) = audit(quads)
    assert graph == ""
    assert {"ReportedItem-evidence", "ReportedItem-sentence"} <= set(shapes_of(report))


def _moved(item: Quad) -> Quad:
    """The quad as another article would say it."""

    def move(term: object) -> NamedNode:
        assert isinstance(term, NamedNode)
        own = term.value.removeprefix(BASE)
        renamed = {"a1": "a2", "graph/a1": "graph/a2"}.get(own, own.replace("a1#", "a2#"))
        if own in ("accuse", "shelling", "urge", "dead", "office"):
            renamed = own + "2"
        return NamedNode(BASE + renamed) if term.value.startswith(BASE) else term

    value = move(item.object) if isinstance(item.object, NamedNode) else item.object
    return Quad(move(item.subject), item.predicate, value, move(item.graph_name))
