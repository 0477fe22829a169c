"""New links for what a store holds, and what they change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg import terms
from kg.knowledge import Knowledge
from kg.link import link
from kg.mapping.entities import mapping_quads
from kg.model import Entity, Link
from kg.rdf import NamedNode, Quad, iri
from kg.relink.readings import Shared, reading, shared
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


def relink(store: Store, knowledge: Knowledge) -> list[Change]:
    """Judges every link of a store anew; returns the entities whose links changed, sorted.

    A link stays as it was unless the base of today adds one, says it for certain, says another one for
    certain, or no longer knows the item. The mappings of what changes are replaced; no IRI changes.
    """
    known = shared(store)
    old = list(store.quads(store.names.links))
    before = verdicts(mappings_in(old))
    found = _judged(store, known, knowledge)
    fresh: dict[str, list[tuple[Entity, Link]]] = {}
    for entity, links in found.items():
        if _better(before.get(entity, {}), [link for _, link in links], knowledge):
            fresh[entity] = links
    gone = {
        entity
        for entity, items in before.items()
        if entity not in fresh and not any(_still(item, knowledge) for item in items)
    }
    return _written(store, known, old, before, fresh, gone)


def _judged(store: Store, known: Shared, knowledge: Knowledge) -> dict[str, list[tuple[Entity, Link]]]:
    """Entity -> the links that its articles give it today."""
    found: dict[str, list[tuple[Entity, Link]]] = {}
    for graph in store.articles():
        read, iris = reading(store, graph, known)
        for referent, entity in link(read, knowledge).entities.items():
            node = iris.get(referent)  # none for peoples told from their country: they get no link
            if entity.link is not None and node and known.described(node):
                found.setdefault(node, []).append((entity, entity.link))
    return dict(sorted(found.items()))


def _better(before: Mapping[str, str], links: list[Link], knowledge: Knowledge) -> bool:
    """Whether links say more than those before them."""
    if not before or not any(_still(item, knowledge) for item in before):
        return True
    certain = {terms.WD + link.qid for link in links if link.certain}
    sure = {item for item, predicate in before.items() if predicate == terms.OWL_SAME_AS}
    return bool(certain) and certain != sure


def _still(item: str, knowledge: Knowledge) -> bool:
    return knowledge.item(item.removeprefix(terms.WD)) is not None


def _written(
    store: Store,
    known: Shared,
    old: list[Quad],
    before: Verdicts,
    fresh: Mapping[str, list[tuple[Entity, Link]]],
    gone: set[str],
) -> list[Change]:
    """Replaces the mappings and links of entities that are judged anew."""
    names, touched = store.names, {*fresh, *gone}
    if not touched:
        return []
    dropped = _mappings_of(old, touched)
    kept = [one for one in old if one.subject not in dropped]
    made = [one for entity, links in fresh.items() for one in _mappings(entity, links, names.base)]
    after = verdicts(mappings_in([*kept, *made]))
    nodes = {iri(entity) for entity in touched}
    described = [
        one for one in store.quads(names.entities) if not (one.subject in nodes and is_link(one))
    ] + link_quads({entity: after[entity] for entity in touched if entity in after}, names.entities)
    store.replace_graph(names.links, {*kept, *made})
    store.replace_graph(names.entities, set(described))
    return sorted(_changes(touched, known, before, after, made))


def _changes(
    touched: set[str], known: Shared, before: Verdicts, after: Verdicts, made: list[Quad]
) -> Iterator[Change]:
    several = {entity for entity, items in after.items() if len(items) > 1}
    for entity in touched:
        one = known.described(entity)
        was, now = before.get(entity, {}), after.get(entity, {})
        if was != now:
            disputed = entity in several and terms.OWL_SAME_AS not in now.values()
            label = one.label if one else entity
            yield Change(entity, label, tuple(was.items()), tuple(now.items()), disputed)


def _mappings_of(links: list[Quad], entities: set[str]) -> set[object]:
    """The mappings of entities."""
    return {
        one.subject
        for one in links
        if one.predicate.value == terms.OWL + "annotatedSource"
        and isinstance(one.object, NamedNode)
        and one.object.value in entities
    }


def _mappings(entity: str, links: list[tuple[Entity, Link]], base: str) -> Iterator[Quad]:
    for described, found in links:
        yield from mapping_quads(entity, described.name, found, base)
