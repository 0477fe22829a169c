"""Links judged from what the graph keeps, when an article is read and when the base has changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg import terms
from kg.knowledge import Knowledge
from kg.link import entities
from kg.link.candidates import SERVICE
from kg.mapping.article import entity_iris
from kg.mapping.entities import mapping_quads
from kg.mapping.iri import Mint
from kg.model import Link, LinkedReading
from kg.rdf import Literal, NamedNode, Quad, iri
from kg.relink.readings import Facts, facts, rebuilt
from kg.relink.verdicts import Verdicts, is_link, link_quads, mappings_in, verdicts
from kg.store import Store


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """The links of one entity before and after: item -> predicate."""

    entity: str
    label: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    contested: bool


def confirmed(
    linked: LinkedReading, article: Iterable[Quad], knowledge: Knowledge, base: str
) -> LinkedReading:
    """The reading with the links that its graph alone gives: `relink` with the same base gives the same."""
    links = judged(article, knowledge, base)
    iris = entity_iris(linked, Mint(base))
    kept = {
        referent: replace(entity, link=links.get(iris[referent]))
        for referent, entity in linked.entities.items()
    }
    return replace(linked, entities=kept)


def judged(article: Iterable[Quad], knowledge: Knowledge, base: str) -> dict[str, Link]:
    """Entity -> its link, from the graph of one article."""
    read, iris = rebuilt(article, base)
    found = entities(read, knowledge)
    return {node: link for referent, node in iris.items() if (link := found[referent].link)}


def relink(store: Store, knowledge: Knowledge) -> list[Change]:
    """Judges every link of a store anew; returns the entities whose links changed, sorted.

    The mappings of what changes are replaced, all else stays, and no IRI changes. What a reconciliation
    service said stays where the base knows nothing.
    """
    names = store.names
    known = facts(store.quads(names.entities))
    old = list(store.quads(names.links))
    before = verdicts(mappings_in(old))
    fresh = _judged(store, known, knowledge)
    foreign = _from_services(old) - set(fresh)
    after = {entity: items for entity, items in before.items() if entity in foreign}
    made = {entity: list(_mappings(entity, links, known, names.base)) for entity, links in fresh.items()}
    after |= verdicts(mappings_in(one for quads in made.values() for one in quads))
    touched = {entity for entity in {*before, *after} if before.get(entity, {}) != after.get(entity, {})}
    if touched:
        _write(store, old, after, {entity: made.get(entity, []) for entity in sorted(touched)})
    return sorted(_change(entity, known, before, after) for entity in touched)


def _judged(store: Store, known: Facts, knowledge: Knowledge) -> dict[str, list[Link]]:
    """Entity -> the links that its articles give it today."""
    found: dict[str, list[Link]] = {}
    for graph in store.articles():
        for node, link in judged(store.quads(graph), knowledge, store.names.base).items():
            if _label(node, known):
                found.setdefault(node, []).append(link)
    return dict(sorted(found.items()))


def _label(entity: str, known: Facts) -> str:
    return next(iter(known.get(entity, {}).get(terms.RDFS_LABEL, ())), "")


def _from_services(links: list[Quad]) -> set[str]:
    """Entities that a reconciliation service linked."""
    tool = terms.SSSOM + "mapping_tool"
    told = {
        one.subject
        for one in links
        if one.predicate.value == tool
        and isinstance(one.object, Literal)
        and one.object.value.endswith(f": {SERVICE}")
    }
    return {entity for mapping, entity in _subjects(links) if mapping in told}


def _subjects(links: list[Quad]) -> Iterator[tuple[object, str]]:
    """Mappings with the entity that each is of."""
    for one in links:
        if one.predicate.value == terms.OWL + "annotatedSource" and isinstance(one.object, NamedNode):
            yield one.subject, one.object.value


def _mappings(entity: str, links: list[Link], known: Facts, base: str) -> Iterator[Quad]:
    for link in links:
        yield from mapping_quads(entity, _label(entity, known), link, base)


def _write(store: Store, old: list[Quad], after: Verdicts, made: Mapping[str, list[Quad]]) -> None:
    """Replaces the mappings and links of entities that are judged otherwise."""
    names, nodes = store.names, {iri(entity) for entity in made}
    dropped = {mapping for mapping, entity in _subjects(old) if entity in made}
    links = [one for one in old if one.subject not in dropped]
    links += [one for quads in made.values() for one in quads]
    described = [
        one for one in store.quads(names.entities) if not (one.subject in nodes and is_link(one))
    ] + link_quads({entity: after[entity] for entity in made if entity in after}, names.entities)
    with store.together():
        store.replace_graph(names.links, set(links))
        store.replace_graph(names.entities, set(described))


def _change(entity: str, known: Facts, before: Verdicts, after: Verdicts) -> Change:
    was, now = before.get(entity, {}), after.get(entity, {})
    contested = len(now) > 1 and terms.OWL_SAME_AS not in now.values()
    label = _label(entity, known) or entity
    return Change(entity, label, tuple(was.items()), tuple(now.items()), contested)
