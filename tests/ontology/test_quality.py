"""The ontology keeps the rules of its craft: OBO Foundry principles, OOPS! pitfalls, FOOPS! tests."""

import re
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics  # type: ignore[import-untyped]
from rdflib import RDF, RDFS, BNode, Graph, Namespace, URIRef
from rdflib import term as rdflib_term
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, SKOS
from rdflib.term import Node

from kg.ontology import IRI, MODULES, NAMESPACE, Kind, Term, parse, read
from kg.rdf import parse as rdf_parse
from kg.rdf import serialise, to_rdflib
from kg.settings import data_dir

CNO = Namespace(NAMESPACE)
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
TERMS = sorted(read().terms.values(), key=lambda term: term.iri)
PROPERTIES = {Kind.OBJECT_PROPERTY, Kind.DATATYPE_PROPERTY, Kind.ANNOTATION_PROPERTY}


@cache
def every_module() -> Graph:
    return parse(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_file_reads_alike_in_rdflib_and_oxigraph(module: str) -> None:
    file = data_dir("ontology") / f"{module}.ttl"
    assert isomorphic(Graph().parse(file), Graph().parse(data=serialise(rdf_parse(file), "nt"), format="nt"))


@pytest.mark.parametrize("module", MODULES)
def test_file_says_what_it_is(module: str) -> None:
    graph = parse([module])
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    version = str(graph.value(ontology, OWL.versionInfo))
    assert graph.value(ontology, OWL.versionIRI) == URIRef(f"{ontology}/{version}")
    assert graph.value(ontology, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created):
        assert (ontology, predicate, None) in graph
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_files_agree_on_the_version_and_import_the_core() -> None:
    graph = parse(MODULES)
    ontologies = set(graph.subjects(RDF.type, OWL.Ontology))
    assert len({graph.value(ontology, OWL.versionInfo) for ontology in ontologies}) == 1
    assert ontologies - {URIRef(IRI)} == set(graph.subjects(OWL.imports, URIRef(IRI)))


def test_core_has_no_axiom_about_terms_of_others() -> None:
    own = (str(IRI), NAMESPACE)
    for subject, predicate, value in parse(["conflict", "event-modes"]):
        declared = predicate == RDF.type and value in (OWL.AnnotationProperty, OWL.Class)
        assert str(subject).startswith(own) or declared, (subject, predicate, value)


def test_alignments_define_nothing() -> None:
    graph = parse(["alignments"])
    known = {term.iri for term in TERMS}
    own = {str(node) for triple in graph for node in triple if str(node).startswith(NAMESPACE)}
    assert own <= known
    assert not set(graph.subjects(RDFS.isDefinedBy)) | set(graph.subjects(SKOS.definition))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_term_is_explained(term: Term) -> None:
    graph, subject = every_module(), URIRef(term.iri)
    for predicate in (RDFS.label, SKOS.definition, RDFS.isDefinedBy):
        values = list(graph.objects(subject, predicate))
        assert len(values) == 1, predicate
    for predicate in (RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example):
        assert all(getattr(value, "language", "en") == "en" for value in graph.objects(subject, predicate))
    assert re.fullmatch(r"[A-Z].+\.", term.definition)
    assert all(re.search(r"[.)\"]$", note) for note in term.notes)


@pytest.mark.parametrize("field", ["label", "definition"])
def test_no_two_terms_share_it(field: str) -> None:
    counted = Counter(getattr(term, field) for term in TERMS)
    assert [text for text, number in counted.items() if number > 1] == []


def test_names_keep_the_conventions() -> None:
    for term in TERMS:
        pattern = {Kind.MODE: r"[a-z]+(-[a-z]+)*"}.get(
            term.kind, r"[a-z][A-Za-z]+" if term.kind in PROPERTIES else r"[A-Z][A-Za-z]+"
        )
        assert re.fullmatch(pattern, term.name), term.name
    assert max(Counter(term.name.lower() for term in TERMS if term.kind is not Kind.MODE).values()) <= 2


def test_definition_of_a_class_names_its_parent_and_the_difference() -> None:
    """Genus and difference: an Actor is an entity that …"""
    for term in read().of(Kind.CLASS):
        if term.parents:
            labels = {read().terms[parent].label for parent in term.parents}
            assert any(label in term.definition.lower() for label in labels), term.name


@pytest.mark.parametrize("term", [t for t in TERMS if t.kind in PROPERTIES], ids=lambda term: term.name)
def test_property_has_one_domain_and_one_range(term: Term) -> None:
    if term.kind is not Kind.ANNOTATION_PROPERTY:
        assert len(term.domain) == len(term.range) == 1
        assert all(not iri.startswith(NAMESPACE) or iri in read().terms for iri in term.domain + term.range)


def test_references_between_terms_are_met() -> None:
    for term in TERMS:
        for iri in chain(term.parents, term.disjoint, term.mode_of):
            assert iri in read().terms
    abstract = {term.iri for term in TERMS if term.abstract}
    assert abstract <= {parent for term in TERMS for parent in term.parents}


def test_class_tree_has_no_circle() -> None:
    assert not [term.name for term in TERMS if term.iri in read().ancestors(term.iri)]


def test_siblings_that_cannot_overlap_are_disjoint() -> None:
    """Every two concrete classes of events, and every two of organizations, exclude each other."""
    for root in ("Event", "Organization"):
        concrete = [t for t in read().subclasses(NAMESPACE + root) if t.iri != NAMESPACE + root]
        for one, other in ((a, b) for a in concrete for b in concrete if a.iri < b.iri):
            related = one.iri in read().ancestors(other.iri) or other.iri in read().ancestors(one.iri)
            assert related or _disjoint(one, other), (one.name, other.name)


def _disjoint(one: Term, other: Term) -> bool:
    ours, theirs = ({t.iri, *read().ancestors(t.iri)} for t in (one, other))
    pairs = {(term.iri, iri) for term in TERMS for iri in term.disjoint}
    return any((a, b) in pairs or (b, a) in pairs for a in ours for b in theirs)


def test_modes_are_concepts_of_a_plover_event_type() -> None:
    for mode in read().of(Kind.MODE):
        types = [read().terms[iri] for iri in mode.mode_of]
        assert types
        assert set(mode.notations) == {f"{t.notations[0]} {mode.name}" for t in types}


def closure(*more: tuple[Node, Node, Node]) -> Graph:
    graph = parse(MODULES)
    for triple in more:
        graph.add(triple)
    conversions = dict(rdflib_term._toPythonMapping)
    DeductiveClosure(OWLRL_Semantics, rdfs_closure=True).expand(graph)
    rdflib_term._toPythonMapping.clear()  # owlrl leaves its own behind, for the whole process
    rdflib_term._toPythonMapping.update(conversions)
    return graph


def test_consistent_under_owl_2_rl_with_an_instance_of_every_class() -> None:
    instances = [(URIRef(f"urn:{t.name}"), RDF.type, URIRef(t.iri)) for t in TERMS if t.kind is Kind.CLASS]
    data = to_rdflib(rdf_parse(Path(__file__).parents[1] / "shapes" / "conforming.trig"))
    graph = closure(*instances, *data)
    assert [str(graph.value(node, None)) for node in graph.subjects(RDF.type, ERROR)] == []
    assert (URIRef("urn:PeacekeepingForce"), RDF.type, CNO.Actor) in graph
    assert (URIRef("urn:Country"), RDF.type, CNO.Place) in graph


@pytest.mark.parametrize(("one", "other"), [("Person", "City"), ("Assault", "Statement")])
def test_reasoner_finds_a_contradiction(one: str, other: str) -> None:
    """So that the test before this one means something."""
    thing = URIRef("urn:x")
    graph = closure((thing, RDF.type, CNO[one]), (thing, RDF.type, CNO[other]))
    assert (None, RDF.type, ERROR) in graph


def test_alignments_reach_every_vocabulary_named() -> None:
    spaces = (
        "semanticweb.cs.vu.nl/2009/11/sem/", "www.w3.org/ns/prov#", "schema.org/", "www.w3.org/ns/org#",
        "opengis.net/ont/geosparql#", "nif-core#", "xmlns.com/foaf/0.1/", "www.wikidata.org/entity/Q",
    )  # fmt: skip
    aligned = {value for term in TERMS for _, value in term.alignments}
    assert [space for space in spaces if not any(space in value for value in aligned)] == []
