"""What people call the things behind IRIs, and where their pages are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import url_for

from kg import ontology, rdf, terms
from kg.endpoint.kept import select
from kg.endpoint.site import site
from kg.errors import QueryError
from kg.rdf import Literal, NamedNode
from kg.store.failures import BusyError

_NAMES: Final = "|".join(f"<{name}>" for name in (terms.RDFS_LABEL, terms.DCTERMS_TITLE, terms.NIF_ANCHOR_OF))
"""A title stands for its article, the words of a mention for the mention."""


_PLAIN: Final = {
    terms.DCTERMS_IDENTIFIER: "identifier",
    terms.DCTERMS_ISSUED: "published on",
    terms.DCTERMS_PUBLISHER: "publisher",
    terms.GEO_AS_WKT: "coordinates",
    terms.GEO_HAS_GEOMETRY: "position",
    terms.ITSRDF_TA_CONFIDENCE: "confidence",
    terms.ITSRDF_TA_IDENT_REF: "names",
    terms.NIF_ANCHOR_OF: "words",
    terms.NIF_BEGIN_INDEX: "first character",
    terms.NIF_END_INDEX: "end, in characters",
    terms.NIF_OFFSET_BASED_STRING: "mention",
    terms.NIF_REFERENCE_CONTEXT: "in the article",
    terms.OWL_SAME_AS: "the same in Wikidata",
    terms.RDF_OBJECT: "object",
    terms.RDF_PREDICATE: "relation",
    terms.RDF_SUBJECT: "subject",
    terms.SKOS_CLOSE_MATCH: "probably in Wikidata",
}
"""What pages call terms of others, which the graph has no labels of."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A term as a page shows it."""

    text: str
    href: str = ""
    """Where it leads; empty for what leads nowhere."""
    iri: str = ""
    language: str = ""


def labels(iris: Iterable[str]) -> dict[str, str]:
    """IRI -> label, where it has one; of several the first by alphabet. Empty where the store is too busy."""
    known = ontology.read().terms
    every = sorted(set(iris))
    found = {
        iri: known[iri].label if iri in known else _PLAIN[iri]
        for iri in every
        if iri in known or iri in _PLAIN
    }
    values = " ".join(f"<{iri}>" for iri in every if iri not in found)
    if not values:
        return found
    text = (
        f"SELECT ?i (MIN(?l) AS ?n) {{ VALUES ?i {{ {values} }} LATERAL {{ ?i {_NAMES} ?l }} }} GROUP BY ?i"
    )
    try:
        rows = select(text)
    except (QueryError, BusyError):
        return found
    return found | {
        row[0].value: row[1].value
        for row in rows
        if len(row) == 2 and isinstance(row[0], NamedNode) and isinstance(row[1], Literal)
    }


def compact(iri: str) -> str:
    """An IRI by a known prefix, or as it is where none fits."""
    for prefix, namespace in terms.NAMESPACES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def address(iri: str) -> str:
    """Where an IRI leads: here, if there is a page of it; empty for what no browser opens."""
    base = site().base
    if iri.startswith(base):
        return url_for("pages.home") + "id/" + iri.removeprefix(base).replace("#", "%23")
    if iri.startswith(ontology.NAMESPACE):
        return f"{url_for('ontology.page')}#{iri.removeprefix(ontology.NAMESPACE)}"
    return iri if iri.startswith(("http://", "https://")) else ""


def shown(term: rdf.Term, names: dict[str, str]) -> Shown:
    """A term for a page, by its label in `names` if there is one."""
    if isinstance(term, Literal):
        return Shown(term.value, language=term.language or "")
    if not isinstance(term, NamedNode):
        return Shown(str(term))
    return shown_iri(term.value, names)


def shown_iri(iri: str, names: dict[str, str]) -> Shown:
    """An IRI for a page."""
    return Shown(names.get(iri) or compact(iri.removeprefix(site().base)), address(iri), iri)
