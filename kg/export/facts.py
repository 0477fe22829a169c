"""What tables and maps need of a graph: entities described once, then one article after the other.

Memory grows with the entities and the longest article, not with the number of articles.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg import terms, vocab
from kg.rdf import Literal, NamedNode
from kg.statements import DEFAULT, Source, named, quads_of

Said = Mapping[str, list[str]]
"""Predicate -> values, IRIs and literals alike as plain text, sorted."""
_SHARED: Final = ("entities", "links", "provenance", "ontology", "shapes")
_POINT: Final = re.compile(r"POINT ?\((-?[0-9.]+) (-?[0-9.]+)\)")
_TYPED: Final = f"<{vocab.ArticleGraph}>".encode()


@dataclass(frozen=True, slots=True)
class Described:
    """An entity: where it is, what it is called, what it is in Wikidata."""

    iri: str
    kind: str = ""
    label: str = ""
    alternatives: tuple[str, ...] = ()
    item: str = ""
    certain: bool = False
    point: tuple[float, float] | None = None
    """Longitude and latitude in CRS84."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """All that the graph of one article says, by subject."""

    graph: str
    facts: Mapping[str, Said] = field(default_factory=dict)

    def of_kind(self, kinds: frozenset[str]) -> Iterator[tuple[str, str, Said]]:
        """(IRI, class, what is said) of the things of some classes, sorted."""
        for iri, said in self.facts.items():
            for kind in said.get(terms.RDF_TYPE, ()):
                if kind in kinds:
                    yield iri, kind, said

    @property
    def article(self) -> str:
        """The IRI of the article; "" where the graph names none."""
        return next((iri for iri, _, _ in self.of_kind(frozenset((vocab.Article,)))), "")

    def quoted(self, mention: str) -> str:
        """The words of a mention."""
        return first(self.facts.get(mention, {}), terms.NIF_ANCHOR_OF)


def first(said: Said, predicate: str) -> str:
    """The first value; "" where there is none."""
    return next(iter(said.get(predicate, ())), "")


def articles(source: Source, base: str) -> Iterator[ArticleFacts]:
    """One article after the other, sorted by graph."""
    others = {f"{base}graph/{name}" for name in _SHARED}
    for graph in source.graphs():
        name = named(graph)
        if graph == DEFAULT or name in others:
            continue
        content = b"".join(source.lines(graph))
        if _TYPED in content:
            yield ArticleFacts(name, _facts(graph, content))


def described(source: Source, base: str) -> dict[str, Described]:
    """IRI -> entity, sorted, for all that the graph of entities describes."""
    graph = f"<{base}graph/entities>"
    facts = _facts(graph, b"".join(source.lines(graph))) if graph in source.graphs() else {}
    points = {iri: first(said, terms.GEO_AS_WKT) for iri, said in facts.items() if terms.GEO_AS_WKT in said}
    return {iri: _entity(iri, said, points) for iri, said in facts.items() if iri not in points}


def _entity(iri: str, said: Said, points: Mapping[str, str]) -> Described:
    kinds = [kind for kind in said.get(terms.RDF_TYPE, ()) if kind.startswith(terms.CNO)]
    geometry = _POINT.search(points.get(first(said, terms.GEO_HAS_GEOMETRY), ""))
    certain = [item for item in said.get(terms.OWL_SAME_AS, ()) if item.startswith(terms.WD)]
    likely = [item for item in said.get(terms.SKOS_CLOSE_MATCH, ()) if item.startswith(terms.WD)]
    return Described(
        iri,
        next(iter(kinds), ""),
        first(said, terms.RDFS_LABEL),
        tuple(said.get(terms.SKOS_ALT_LABEL, ())),
        next(iter((*certain, *likely)), "").removeprefix(terms.WD),
        bool(certain),
        (float(geometry[1]), float(geometry[2])) if geometry else None,
    )


def _facts(graph: str, content: bytes) -> dict[str, Said]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in quads_of(graph, content):
        if isinstance(one.subject, NamedNode) and isinstance(one.object, (NamedNode, Literal)):
            found[one.subject.value][one.predicate.value].append(one.object.value)
    return {
        iri: {predicate: sorted(set(values)) for predicate, values in said.items()}
        for iri, said in sorted(found.items())
    }
