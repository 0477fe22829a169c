"""Every constraint of every shape and every check finds its fault, and finds nothing in a sound graph."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH, URIRef

from kg.rdf import NamedNode, Quad, parse
from kg.terms import NAMESPACES
from kg.validate import Severity, validate
from kg.validate.checks import check_results, checks
from kg.validate.report import SHAPES, Result
from kg.validate.shapes import core_results, shapes
from tests.shapes.faults import CHECK_FAULTS, CORE_FAULTS, Fault

BASE = "https://example.org/id/"
GRAPH = NamedNode(BASE + "graph/a1")
PARAMETERS = {
    "class", "datatype", "disjoint", "hasValue", "in", "lessThan", "lessThanOrEquals", "maxCount",
    "maxInclusive", "minCount", "minInclusive", "minLength", "nodeKind", "not", "or", "pattern",
}  # fmt: skip


@cache
def conforming() -> tuple[Quad, ...]:
    return tuple(parse(Path(__file__).parent / "conforming.trig"))


def broken(fault: Fault) -> list[Quad]:
    """The conforming graph with a fault."""
    dropped = {tuple(map(_iri, pair.split())) for pair in fault.drop.split("; ") if pair}
    kept = [item for item in conforming() if (str(item.subject), str(item.predicate)) not in dropped]
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in NAMESPACES.items())
    text = f"@base <{BASE}> .\n{head}{fault.add}{' .' if fault.add else ''}"
    added = [Quad(item.subject, item.predicate, item.object, GRAPH) for item in parse(text.encode(), "ttl")]
    return [*kept, *added]


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{NAMESPACES[prefix]}{local}>" if prefix in NAMESPACES else f"<{BASE}{name}>"


def names(results: Iterable[Result]) -> set[str]:
    return {
        f"{r.shape.removeprefix(SHAPES)}-{r.component.removesuffix('ConstraintComponent')}" for r in results
    }


def test_sound_graph_conforms() -> None:
    assert validate(conforming()).results == ()


@pytest.mark.parametrize("fault", CORE_FAULTS, ids=lambda fault: fault.name)
def test_core_shape_finds(fault: Fault, background: list[Quad]) -> None:
    assert names(core_results([*broken(fault), *background])) == {fault.name, *fault.also}


@pytest.mark.parametrize("fault", CHECK_FAULTS, ids=lambda fault: fault.name)
def test_check_finds(fault: Fault, background: list[Quad]) -> None:
    found = names(check_results([*broken(fault), *background]))
    assert found == {fault.name, *(f"{name}-SPARQL" for name in fault.also)}


def test_every_constraint_of_every_shape_has_a_fault() -> None:
    graph = shapes()
    declared = {
        f"{str(shape).removeprefix(SHAPES)}-{name[0].upper()}{name[1:]}"
        for name in PARAMETERS
        for shape in graph.subjects(SH[name])
        if isinstance(shape, URIRef)
    }
    assert {fault.name for fault in CORE_FAULTS} == declared


def test_every_check_has_a_fault() -> None:
    assert {fault.shape for fault in CHECK_FAULTS} == {check.name for check in checks()}


def test_every_shape_says_what_to_do_and_how_bad_it_is() -> None:
    graph = shapes()
    severities = {SH[severity] for severity in Severity}
    for shape in {s for kind in (SH.NodeShape, SH.PropertyShape) for s in graph.subjects(RDF.type, kind)}:
        constrained = any((shape, SH[name], None) in graph for name in PARAMETERS)
        if isinstance(shape, URIRef) and constrained:
            assert graph.value(shape, SH.severity) in severities, shape
            assert ": " in str(graph.value(shape, SH.message)), shape
    assert all(": " in check.message for check in checks())


def test_shapes_are_valid_shacl() -> None:
    """By the shapes that the SHACL recommendation gives for shapes (appendix C)."""
    data = rdflib.Graph()
    data += shapes()  # pyshacl wants a graph with blank nodes of its own kind
    conforms, _, text = pyshacl.validate(data, shacl_graph="http://www.w3.org/ns/shacl-shacl")
    assert conforms, text
