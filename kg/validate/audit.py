"""Validation of a whole dataset, article by article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from kg import vocab
from kg.rdf import BlankNode, DefaultGraph, NamedNode, Quad, Term, iri
from kg.terms import OWL, RDF_TYPE

Graph = NamedNode | BlankNode | DefaultGraph
_TYPE, _ARTICLE_GRAPH = iri(RDF_TYPE), iri(vocab.ArticleGraph)
_SOURCE = iri(OWL + "annotatedSource")


def articles(quads: Iterable[Quad]) -> Iterator[tuple[str, list[Quad]]]:
    """Each article's graph by its IRI, together with what other graphs say of the entities it touches.

    Quads of no article's graph that no article touches come last, under an empty name. A triple of the
    default graph that an article's graph holds too is left to that graph.
    """
    parts: dict[Graph, list[Quad]] = defaultdict(list)
    for item in quads:
        parts[item.graph_name].append(item)
    graphs = sorted((name for name, part in parts.items() if _is_article(name, part)), key=str)
    said = {item.triple for name in graphs for item in parts[name]}
    shared: dict[Term, list[Quad]] = defaultdict(list)
    for item in chain.from_iterable(part for name, part in parts.items() if name not in graphs):
        if item.triple not in said:
            shared[item.subject].append(item)
    for mapping, entity in _mapped(shared):
        shared[entity] += shared[mapping]
    touched: set[Term] = set()
    for name in graphs:
        around = touching(parts[name], shared)
        touched.update(item.subject for item in around)
        yield name.value if isinstance(name, NamedNode) else "", [*parts[name], *around]
    rest = [item for subject, part in shared.items() if subject not in touched for item in part]
    if rest:
        yield "", list(dict.fromkeys([*rest, *touching(rest, shared)]))


def touching(quads: Iterable[Quad], shared: dict[Term, list[Quad]]) -> list[Quad]:
    """What is said elsewhere of whatever these quads name, and of what that names in turn: a post and its
    country, a place and its geometry."""
    seen: set[Term] = set()
    level: set[Term] = {term for item in quads for term in (item.subject, item.object)}
    found: list[Quad] = []
    while level:
        seen |= level
        fresh = [item for term in level for item in shared.get(term, ())]
        found += fresh
        level = {item.object for item in fresh} - seen
    return found


def _mapped(shared: dict[Term, list[Quad]]) -> list[tuple[Term, Term]]:
    """Each mapping with the entity that it maps: it belongs to what is said of the entity."""
    return [
        (item.subject, item.object) for part in shared.values() for item in part if item.predicate == _SOURCE
    ]


def _is_article(name: Graph, part: Iterable[Quad]) -> bool:
    return any(
        item.subject == name and item.predicate == _TYPE and item.object == _ARTICLE_GRAPH for item in part
    )
