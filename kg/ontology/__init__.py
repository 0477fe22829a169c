"""The ontology as values, read from `ontology/*.ttl`: what the vocabulary module and the page are made from.

It stands below `kg.vocab`, which is generated from it, and so reads with rdflib and not with `kg.rdf`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS
from rdflib.term import Node

from kg.settings import data_dir

IRI: Final = "https://w3id.org/conflict-news/ontology"
NAMESPACE: Final = IRI + "#"
MODULES: Final = ("conflict", "event-modes", "alignments")
"""The files of `ontology/`, the core first."""

_CNO = Namespace(NAMESPACE)
_ABSTRACT = URIRef("http://datashapes.org/dash#abstract")
_ALIGNMENTS = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
    RDFS.seeAlso,
)


class Kind(StrEnum):
    """What a term is."""

    CLASS = "class"
    OBJECT_PROPERTY = "object property"
    DATATYPE_PROPERTY = "datatype property"
    ANNOTATION_PROPERTY = "annotation property"
    STATUS = "status"
    HARM = "kind of harm"
    MODE = "event mode"


_KINDS: Final = {
    OWL.Class: Kind.CLASS,
    OWL.ObjectProperty: Kind.OBJECT_PROPERTY,
    OWL.DatatypeProperty: Kind.DATATYPE_PROPERTY,
    OWL.AnnotationProperty: Kind.ANNOTATION_PROPERTY,
    _CNO.Status: Kind.STATUS,
    _CNO.Harm: Kind.HARM,
    _CNO.EventMode: Kind.MODE,
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology. All references are IRIs; tuples are sorted."""

    iri: str
    kind: Kind
    label: str
    definition: str
    abstract: bool
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    notations: tuple[str, ...]
    parents: tuple[str, ...]
    """Direct superclasses or superproperties, those of other vocabularies left out."""
    domain: tuple[str, ...]
    range: tuple[str, ...]
    disjoint: tuple[str, ...]
    mode_of: tuple[str, ...]
    alignments: tuple[tuple[str, str], ...]
    """Predicate and term of another vocabulary."""
    module: str
    """The IRI of the ontology that defines it."""

    @property
    def name(self) -> str:
        """The local name."""
        return self.iri.removeprefix(NAMESPACE)


@dataclass(frozen=True, slots=True)
class Ontology:
    """All terms, by IRI, and what the ontology says about itself."""

    title: str
    description: str
    version: str
    terms: dict[str, Term]

    def of(self, *kinds: Kind) -> list[Term]:
        """The terms of these kinds, by name."""
        return [term for _, term in sorted(self.terms.items()) if term.kind in kinds]

    def ancestors(self, iri: str) -> tuple[str, ...]:
        """All own superclasses or superproperties of a term, the nearest first."""
        found: dict[str, None] = {}
        level = [iri]
        while level:
            level = [up for term in level for up in self.terms[term].parents if up not in found]
            found.update(dict.fromkeys(level))
        return tuple(found)

    def subclasses(self, iri: str) -> list[Term]:
        """The concrete classes at or below a class, by name."""
        classes = (term for term in self.of(Kind.CLASS) if not term.abstract)
        return [term for term in classes if term.iri == iri or iri in self.ancestors(term.iri)]


@cache
def read() -> Ontology:
    """The ontology of this installation."""
    graph = parse(MODULES)
    subject = URIRef(IRI)
    return Ontology(
        title=str(graph.value(subject, DCTERMS.title)),
        description=str(graph.value(subject, DCTERMS.description)),
        version=str(graph.value(subject, OWL.versionInfo)),
        terms={term.iri: term for term in _terms(graph)},
    )


def parse(modules: Iterable[str]) -> Graph:
    """The files of `ontology/` with these names, in one rdflib graph in memory."""
    graph = Graph()
    for module in modules:
        graph.parse(data_dir("ontology") / f"{module}.ttl")
    return graph


def _terms(graph: Graph) -> Iterator[Term]:
    for subject in sorted(set(graph.subjects(RDFS.isDefinedBy)), key=str):
        kind = next(kind for mark, kind in _KINDS.items() if (subject, RDF.type, mark) in graph)
        yield _term(graph, subject, kind)


def _term(graph: Graph, subject: Node, kind: Kind) -> Term:
    def values(*predicates: Node) -> tuple[str, ...]:
        return tuple(sorted(str(o) for predicate in predicates for o in graph.objects(subject, predicate)))

    return Term(
        iri=str(subject),
        kind=kind,
        label=str(graph.value(subject, RDFS.label)),
        definition=str(graph.value(subject, SKOS.definition)),
        abstract=(subject, _ABSTRACT, None) in graph,
        notes=values(SKOS.scopeNote),
        examples=values(SKOS.example),
        notations=values(SKOS.notation),
        parents=tuple(filter(_own, values(RDFS.subClassOf, RDFS.subPropertyOf))),
        domain=values(RDFS.domain),
        range=values(RDFS.range),
        disjoint=values(OWL.disjointWith),
        mode_of=values(_CNO.modeOf),
        alignments=tuple(
            (str(predicate), value)
            for predicate in _ALIGNMENTS
            for value in values(predicate)
            if not _own(value)
        ),
        module=values(RDFS.isDefinedBy)[0],
    )


def _own(iri: str) -> bool:
    return iri.startswith(NAMESPACE)
