"""`/terms.json`: terms and prefixes that the editor completes, what they mean, how often they occur."""

import json
from collections.abc import Iterator
from typing import Final

from flask import Blueprint, Response

from kg import terms
from kg.endpoint.delivery import entity_tag, known, not_modified, tagged
from kg.endpoint.kept import classes, kept, properties
from kg.endpoint.labels import compact
from kg.endpoint.site import site
from kg.ontology import Ontology, Term, read

_MEANINGS: Final = {
    terms.RDF_TYPE: "the class of a thing",
    terms.RDFS_LABEL: "the name of a thing",
    terms.SKOS_ALT_LABEL: "another name of a thing",
    terms.OWL_SAME_AS: "the same thing in Wikidata, certain",
    terms.SKOS_CLOSE_MATCH: "probably the same thing in Wikidata",
    terms.NIF_ANCHOR_OF: "the words of a mention",
    terms.NIF_BEGIN_INDEX: "the first character of a mention in its article",
    terms.NIF_END_INDEX: "the character after the last one of a mention",
    terms.NIF_REFERENCE_CONTEXT: "the article of a mention",
    terms.NIF_OFFSET_BASED_STRING: "a mention: some words of an article",
    terms.ITSRDF_TA_IDENT_REF: "the entity that a mention names",
    terms.ITSRDF_TA_CONFIDENCE: "how sure it is that a mention names its entity, from 0 to 1",
    terms.DCTERMS_TITLE: "the title of an article",
    terms.DCTERMS_ISSUED: "the day on which an article appeared",
    terms.DCTERMS_PUBLISHER: "who published an article",
    terms.DCTERMS_IDENTIFIER: "the identifier that an article came with",
    terms.GEO_HAS_GEOMETRY: "the geometry of a place",
    terms.GEO_AS_WKT: "a point or shape as text",
    terms.RDF_SUBJECT: "whom or what an assertion is about",
    terms.RDF_PREDICATE: "the relation that an assertion states",
    terms.RDF_OBJECT: "the other end of the relation that an assertion states",
}
"""In our words, what terms of others are used for in this graph."""
routes = Blueprint("vocabulary", __name__)


@routes.get("/terms.json")
def vocabulary() -> Response:
    """Prefixes, and every term of the ontology or of the data."""
    tag = entity_tag(site().executor.version, "terms")
    if known(tag):
        return not_modified(tag)
    return tagged(Response(kept("terms", _document), content_type="application/json"), tag)


def _document() -> str:
    ontology, counts = read(), {**properties(), **classes()}
    own = [_own(term, ontology, counts.get(term.iri, 0)) for _, term in sorted(ontology.terms.items())]
    others = [*_others(classes(), "class", ontology), *_others(properties(), "property", ontology)]
    content = {"prefixes": dict(terms.NAMESPACES), "terms": [*own, *others]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _own(term: Term, ontology: Ontology, count: int) -> dict[str, object]:
    found: dict[str, object] = {
        "iri": term.iri,
        "name": compact(term.iri),
        "kind": str(term.kind),
        "label": term.label,
        "definition": term.definition,
    }
    if term.kind in ("class", "object property", "datatype property"):
        found["count"] = count
    for role, iris in (("domain", term.domain), ("range", term.range)):
        if iris:
            found[role] = ", ".join(
                ontology.terms[i].label if i in ontology.terms else compact(i) for i in iris
            )
    return found


def _others(counts: dict[str, int], kind: str, ontology: Ontology) -> Iterator[dict[str, object]]:
    for iri, count in sorted(counts.items()):
        name = compact(iri)
        if iri not in ontology.terms and name != iri:  # without a prefix there is nothing to complete
            yield {
                "iri": iri,
                "name": name,
                "kind": kind,
                "label": "",
                "definition": _MEANINGS.get(iri, ""),
                "count": count,
            }
