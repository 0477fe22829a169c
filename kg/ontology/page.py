"""The ontology as one HTML page: what its IRI shows to people. Each term has its name as anchor."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from kg.ontology import IRI, NAMESPACE, Kind, Ontology, Term, read

PREFIXES: Final = {
    "cno": NAMESPACE,
    "dash": "http://datashapes.org/dash#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "lode": "http://linkedevents.org/ontology/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes by which the page shows terms."""

_SECTIONS: Final = (
    ("Classes", (Kind.CLASS,)),
    ("Properties", (Kind.OBJECT_PROPERTY, Kind.DATATYPE_PROPERTY, Kind.ANNOTATION_PROPERTY)),
    ("Statuses", (Kind.STATUS,)),
    ("Kinds of harm", (Kind.HARM,)),
    ("Event modes", (Kind.MODE,)),
)


@cache
def ontology_page() -> str:
    """The page: HTML that needs no script, font or other file. The same text on every call."""
    return _rendered("page.html")


@cache
def terms_content() -> str:
    """What the page says, without its head and style: for pages that bring their own."""
    return _rendered("terms.html")


def _rendered(template: str) -> str:
    ontology = read()
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["curie"] = curie
    return environment.get_template(template).render(
        iri=IRI,
        namespace=NAMESPACE,
        ontology=ontology,
        sections=[(title, ontology.of(*kinds)) for title, kinds in _SECTIONS],
        roots=[term for term in ontology.of(Kind.CLASS) if not term.parents],
        children=_children(ontology),
        uses=_uses(ontology),
        kinds=Kind,
    )


def curie(iri: str) -> str:
    """An IRI as a prefixed name, or as it is where no prefix fits."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and iri != space:
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


def _children(ontology: Ontology) -> dict[str, list[Term]]:
    """Term -> the terms directly below it, by name."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in ontology.of(*Kind):
        for parent in term.parents:
            found[parent].append(term)
    return found


def _uses(ontology: Ontology) -> dict[str, list[tuple[str, Term]]]:
    """Class -> what refers to it: properties with it as domain or range, modes of it."""
    found: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for term in ontology.of(*Kind):
        for role, iris in (("domain of", term.domain), ("range of", term.range), ("has mode", term.mode_of)):
            for iri in iris:
                found[iri].append((role, term))
    return {iri: sorted(uses, key=lambda use: (use[0], use[1].name)) for iri, uses in found.items()}
