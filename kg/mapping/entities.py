"""Entities and their links: the graphs `entities` and `links`, which all articles share."""

from collections.abc import Iterator
from typing import Final

from kg import terms, vocab
from kg.descriptions import consolidated
from kg.mapping.article import entity_iris
from kg.mapping.iri import BASE, Mint
from kg.mapping.quoting import plain
from kg.model import Candidate, Entity, Link, LinkedReading
from kg.rdf import Quad, canonical, decimal, quad, string, wkt_point

_SUBJECT: Final = terms.OWL + "annotatedSource"
_PREDICATE: Final = terms.OWL + "annotatedProperty"
_OBJECT: Final = terms.OWL + "annotatedTarget"
_MAPPING_CLASSES: Final = (terms.OWL + "Axiom", terms.SSSOM + "Mapping")
_JUSTIFICATION: Final = terms.SSSOM + "mapping_justification"
_CONFIDENCE: Final = terms.SSSOM + "confidence"


def entity_quads(linked: LinkedReading, base: str = BASE) -> list[Quad]:
    """Class, names, coordinates and Wikidata link of every entity of a reading: the graph `entities`.

    A Post is an office of what its referent names as its country.
    """
    mint = Mint(base)
    iris = entity_iris(linked, mint)
    found = [
        quad(mint.entities, terms.RDFS_LABEL, string("Entities: names, coordinates, links"), mint.entities)
    ]
    for referent, entity in linked.entities.items():
        found.extend(_description(iris[referent], entity, mint))
    for part in linked.reading.referents:
        if part.kind == vocab.Post and part.country in iris:
            found.append(quad(iris[part.id], vocab.officeOf, iris[part.country], mint.entities))
    return consolidated(found)


def link_quads(linked: LinkedReading, base: str = BASE) -> list[Quad]:
    """How each link to Wikidata was made, as SSSOM mappings: the graph `links`.

    Slots have the IRIs of SSSOM 1.0 (a mapping is an owl:Axiom); rivals stand in `sssom:other`.
    """
    mint = Mint(base)
    iris = entity_iris(linked, mint)
    found = [quad(mint.links, terms.RDFS_LABEL, string("Mappings to Wikidata, same events"), mint.links)]
    for referent, entity in linked.entities.items():
        if entity.link:
            found.extend(mapping_quads(iris[referent], entity.name, entity.link, base))
    return canonical(found)


def _description(node: str, entity: Entity, mint: Mint) -> Iterator[Quad]:
    graph = mint.entities
    yield quad(node, terms.RDF_TYPE, entity.kind, graph)
    yield quad(node, terms.RDFS_LABEL, string(plain(entity.name)), graph)
    for alias in entity.aliases:
        if alias != entity.name:
            yield quad(node, terms.SKOS_ALT_LABEL, string(plain(alias)), graph)
    if entity.latitude is not None and entity.longitude is not None:
        geometry = mint.geometry(node)
        yield quad(node, terms.GEO_HAS_GEOMETRY, geometry, graph)
        yield quad(geometry, terms.RDF_TYPE, terms.GEO_GEOMETRY, graph)
        yield quad(geometry, terms.GEO_AS_WKT, wkt_point(entity.latitude, entity.longitude), graph)
    if entity.link:
        yield quad(node, _link_predicate(entity.link), terms.WD + entity.link.qid, graph)


def _link_predicate(link: Link) -> str:
    return terms.OWL_SAME_AS if link.certain else terms.SKOS_CLOSE_MATCH


def mapping_quads(node: str, label: str, link: Link, base: str = BASE) -> Iterator[Quad]:
    """How one link of an entity, given by its IRI and label, was made: for the graph `links`."""
    mint = Mint(base)
    grounds = "\n".join(
        (_link_predicate(link), link.method, f"{link.confidence:.4f}", link.reason, link.hit, _other(link))
    )
    mapping, graph = mint.mapping(node, link.qid, grounds), mint.links
    for kind in _MAPPING_CLASSES:
        yield quad(mapping, terms.RDF_TYPE, kind, graph)
    yield quad(mapping, _SUBJECT, node, graph)
    yield quad(mapping, _PREDICATE, _link_predicate(link), graph)
    yield quad(mapping, _OBJECT, terms.WD + link.qid, graph)
    yield quad(mapping, _JUSTIFICATION, _justification(link), graph)
    yield quad(mapping, _CONFIDENCE, decimal(link.confidence), graph)
    for predicate, value in (
        ("sssom:subject_label", label),
        ("sssom:object_label", link.label),
        ("sssom:mapping_tool", f"conflict-news-graph: {link.method}"),
        ("sssom:match_string", link.hit),
        ("sssom:other", _other(link)),
        ("rdfs:comment", link.reason),
    ):
        if value:
            prefix, name = predicate.split(":")
            yield quad(mapping, terms.NAMESPACES[prefix] + name, string(plain(value)), graph)


def _justification(link: Link) -> str:
    """A term of the mapping vocabulary; a method that is none of them combines several grounds."""
    name = link.method.removeprefix(terms.SEMAPV).removeprefix("semapv:")
    known = ("ManualMappingCuration", "LexicalMatching", "BackgroundKnowledgeBasedMatching", "MappingReview")
    return terms.SEMAPV + (name if name in known else "CompositeMatching")


def _other(link: Link) -> str:
    """What SSSOM has no slot for, as its pairs of key and value parted by bars."""
    parts = (
        ("rivals", "; ".join(_rival(rival) for rival in link.rivals)),
        ("features", "; ".join(f"{name} {decimal(value).value}" for name, value in link.features.items())),
        ("date", link.on.isoformat() if link.on else ""),
        ("sources", "; ".join(link.sources)),
    )
    return " | ".join(f"{key}: {value.replace('|', '/')}" for key, value in parts if value)


def _rival(rival: Candidate) -> str:
    return f"{rival.name} ({rival.item}) {decimal(rival.score).value}"
