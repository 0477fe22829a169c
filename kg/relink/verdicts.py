"""The link of an entity that follows from the mappings of all articles together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from kg import terms
from kg.rdf import NamedNode, Quad, Row, iri, quad
from kg.store import Store
from kg.terms import NAMESPACES

Verdicts = Mapping[str, Mapping[str, str]]
"""Entity -> item -> the predicate that joins them."""
_LINKS: Final = frozenset((terms.OWL_SAME_AS, terms.SKOS_CLOSE_MATCH))
_SEVERAL: Final = """
    SELECT ?entity
    WHERE { GRAPH <%s> { VALUES ?link { owl:sameAs skos:closeMatch } ?entity ?link ?item }
            FILTER (STRSTARTS(STR(?item), STR(wd:))) }
    GROUP BY ?entity HAVING (COUNT(DISTINCT ?item) > 1) ORDER BY ?entity"""
_JUDGED: Final = """
    SELECT DISTINCT ?entity ?predicate ?item
    WHERE { VALUES ?entity { %s } GRAPH <%s> { ?mapping owl:annotatedSource ?entity ;
            owl:annotatedProperty ?predicate ; owl:annotatedTarget ?item } }
    ORDER BY ?entity ?item ?predicate"""


def verdicts(mappings: Iterable[tuple[str, str, str]]) -> Verdicts:
    """What follows from mappings (entity, predicate, item): an item is certain if no other is."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entity, predicate, item in sorted(mappings, reverse=True):
        if found[entity].get(item) != terms.OWL_SAME_AS:
            found[entity][item] = predicate
    for items in found.values():
        if sum(predicate == terms.OWL_SAME_AS for predicate in items.values()) > 1:
            items.update(dict.fromkeys(items, terms.SKOS_CLOSE_MATCH))
    return {entity: dict(sorted(items.items())) for entity, items in sorted(found.items())}


def contested(mappings: Iterable[tuple[str, str, str]]) -> dict[str, list[str]]:
    """Entity -> the items, more than one, that articles take it to be for certain."""
    certain: dict[str, set[str]] = defaultdict(set)
    for entity, predicate, item in mappings:
        if predicate == terms.OWL_SAME_AS:
            certain[entity].add(item)
    return {entity: sorted(items) for entity, items in sorted(certain.items()) if len(items) > 1}


def settled(quads: Iterable[Quad]) -> tuple[list[Quad], dict[str, list[str]]]:
    """The quads of a whole graph with no entity certain to be two items, and the entities that were."""
    kept = list(quads)
    found = contested(mappings_in(kept))
    return doubted(kept, found), found


def doubted(quads: Iterable[Quad], found: Mapping[str, list[str]]) -> list[Quad]:
    """The quads with the links of contested entities as likely ones."""
    doubtful = {(iri(entity), iri(item)) for entity, items in found.items() for item in items}
    return [_likely(one) if _contests(one, doubtful) else one for one in quads]


def settle(store: Store) -> dict[str, list[str]]:
    """Make no entity of a store certain to be two items; returns the entities that were, with the items."""
    entities, links = store.names.entities, store.names.links
    several = [str(row["entity"]) for row in _rows(store, _SEVERAL % entities)]
    if not several:
        return {}
    rows = _rows(store, _JUDGED % (" ".join(several), links))
    found = contested((_iri(row, "entity"), _iri(row, "predicate"), _iri(row, "item")) for row in rows)
    described = list(store.quads(entities))
    replaced = doubted(described, found)
    if replaced != described:
        store.replace_graph(entities, replaced)
    return found


def mappings_in(quads: Iterable[Quad]) -> list[tuple[str, str, str]]:
    """The mappings among quads: (entity, predicate, item)."""
    parts: dict[object, dict[str, str]] = defaultdict(dict)
    for one in quads:
        if one.predicate.value.startswith(terms.OWL + "annotated") and isinstance(one.object, NamedNode):
            parts[one.subject][one.predicate.value.removeprefix(terms.OWL + "annotated")] = one.object.value
    return [(part["Source"], part["Property"], part["Target"]) for part in parts.values() if len(part) == 3]


def _contests(one: Quad, doubtful: set[tuple[NamedNode, NamedNode]]) -> bool:
    return one.predicate.value == terms.OWL_SAME_AS and (one.subject, one.object) in doubtful


def _likely(one: Quad) -> Quad:
    return Quad(one.subject, iri(terms.SKOS_CLOSE_MATCH), one.object, one.graph_name)


def is_link(one: Quad) -> bool:
    """Whether a quad joins an entity to Wikidata."""
    return (
        one.predicate.value in _LINKS
        and isinstance(one.object, NamedNode)
        and one.object.value.startswith(terms.WD)
    )


def link_quads(found: Verdicts, graph: str) -> list[Quad]:
    """The links of entities as quads."""
    return [
        quad(entity, predicate, item, graph)
        for entity, items in found.items()
        for item, predicate in items.items()
    ]


def _rows(store: Store, query: str) -> list[Row]:
    return list(store.query(query, prefixes=NAMESPACES).rows())


def _iri(row: Row, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode) else ""
