"""What a store holds, counted."""

from collections.abc import Mapping
from typing import Final

from kg.rdf import Literal, Term
from kg.store import Store
from kg.terms import NAMESPACES

QUERIES: Final[Mapping[str, str]] = {
    "articles": "SELECT (COUNT(*) AS ?count) WHERE { ?article a cno:Article }",
    "statements": "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }",
    "mentions": "SELECT (COUNT(*) AS ?count) WHERE { ?mention itsrdf:taIdentRef ?entity }",
    "entities": """
        SELECT ?what (COUNT(DISTINCT ?entity) AS ?count)
        WHERE { GRAPH ?graph { ?entity a ?class ; rdfs:label ?label }
                FILTER (STRENDS(STR(?graph), "graph/entities") && STRSTARTS(STR(?class), STR(cno:)))
                BIND (STRAFTER(STR(?class), "#") AS ?what) }
        GROUP BY ?what""",
    "links to Wikidata": """
        SELECT ?what (COUNT(*) AS ?count)
        WHERE { VALUES (?link ?what) { (owl:sameAs "certain") (skos:closeMatch "likely") } ?entity ?link ?item
                FILTER (STRSTARTS(STR(?item), STR(wd:))) }
        GROUP BY ?what""",
    "events": """
        SELECT ?what (COUNT(DISTINCT ?event) AS ?count)
        WHERE { ?event a ?class ; cno:status ?status ; cno:sentence ?sentence
                FILTER NOT EXISTS { ?event a cno:Assertion }
                FILTER (STRSTARTS(STR(?class), STR(cno:))) BIND (STRAFTER(STR(?class), "#") AS ?what) }
        GROUP BY ?what""",
    "events by status": """
        SELECT ?what (COUNT(DISTINCT ?event) AS ?count)
        WHERE { ?event cno:status ?status ; cno:sentence ?sentence
                FILTER NOT EXISTS { ?event a cno:Assertion }
                BIND (STRAFTER(STR(?status), "#") AS ?what) }
        GROUP BY ?what""",
    "relations": """
        SELECT ?what (COUNT(DISTINCT ?relation) AS ?count)
        WHERE { ?relation a cno:Assertion ; rdf:predicate ?predicate
                BIND (STRAFTER(STR(?predicate), "#") AS ?what) }
        GROUP BY ?what""",
    "casualty counts": """
        SELECT ?what (COUNT(DISTINCT ?casualties) AS ?count)
        WHERE { ?casualties a cno:CasualtyCount ; cno:harm ?harm BIND (STRAFTER(STR(?harm), "#") AS ?what) }
        GROUP BY ?what""",
}
"""Heading -> query; `?what` names the parts of a figure that has parts."""


def figures(store: Store) -> dict[str, dict[str, int]]:
    """Heading -> part -> how many; the part of a figure without parts is "". Parts in alphabetical order."""
    return {heading: _counts(store, query) for heading, query in QUERIES.items()}


def _counts(store: Store, query: str) -> dict[str, int]:
    rows = store.query(query, prefixes=NAMESPACES).rows()
    found = {_words(row.get("what")): int(_words(row["count"])) for row in rows}
    return dict(sorted(found.items()))


def _words(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""
