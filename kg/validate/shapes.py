"""SHACL core shapes over one article: the only door to pyshacl.

pyshacl is given an rdflib graph in memory: on one backed by Oxigraph it takes quadratic time.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

import pyshacl
import rdflib
from rdflib import RDF, SH
from rdflib.term import BNode, Node, URIRef

from kg.errors import ConfigurationError
from kg.rdf import Literal, NamedNode, Quad, Term, iri, rdflib_term
from kg.settings import data_dir
from kg.terms import NIF_REFERENCE_CONTEXT, RDF_TYPE, RDFS_SUB_CLASS_OF
from kg.validate.indexed import IndexedGraph
from kg.validate.report import Result, Severity
from kg.vocab import Article

_TYPE: Final = iri(RDF_TYPE)
_ARTICLE: Final = iri(Article)
_CONTEXT: Final = iri(NIF_REFERENCE_CONTEXT)
_SH: Final = str(SH)


@cache
def shapes() -> rdflib.Graph:
    """All of `shapes/*.ttl`, parsed once in a process. To be read only."""
    graph = rdflib.Graph()
    for file in sorted(data_dir("shapes").glob("*.ttl")):
        graph.parse(file)
    return IndexedGraph(graph)


def core_results(quads: Iterable[Quad]) -> Iterator[Result]:
    """What the core shapes find in these quads, taken as one graph."""
    data = IndexedGraph(_rdflib(item) for item in _of_articles(list(quads)))
    _, found, text = pyshacl.validate(data, shacl_graph=shapes(), inference="none")
    if not isinstance(found, rdflib.Graph):
        raise ConfigurationError(f"the shapes cannot be used: {text}")
    for node in found.subjects(RDF.type, SH.ValidationResult):
        yield _result(found, node)


def _of_articles(quads: list[Quad]) -> Iterator[Quad]:
    """All that a shape could see, but for the links of mentions to NIF contexts that are no articles."""
    seen, articles = predicates(), {i.subject for i in quads if i.predicate == _TYPE and i.object == _ARTICLE}
    for item in quads:
        if item.predicate in seen and (item.predicate != _CONTEXT or item.object in articles):
            yield item


@cache
def predicates() -> frozenset[NamedNode]:
    """The predicates that decide what the shapes find: every IRI that they name, types and the class tree.

    A core shape that is not closed (none may be, since anybody may add to our entities) reads no others.
    """
    if (None, SH.closed, None) in shapes():
        raise ConfigurationError("a shape is closed (sh:closed), but a graph may say more than shapes know")
    named = {NamedNode(str(node)) for node in shapes().objects() if isinstance(node, URIRef)}
    return frozenset(named | {_TYPE, iri(RDFS_SUB_CLASS_OF)})


def _rdflib(item: Quad) -> tuple[Node, Node, Node]:
    return _term_of(item.subject), _term_of(item.predicate), _term_of(item.object)


@lru_cache(maxsize=8192)
def _term_of(term: Term) -> Node:
    """As `kg.rdf.rdflib_term`, each term once: one article repeats its terms, and the next one many."""
    node = rdflib_term(term)
    return _named_by_shapes().get(node, node)


@cache
def _named_by_shapes() -> dict[Node, Node]:
    """The terms of the shapes by themselves: what is the same object is found without a comparison."""
    return {node: node for triple in shapes() for node in triple}


def _result(graph: rdflib.Graph, node: Node) -> Result:
    def value(predicate: Node) -> Node | None:
        return graph.value(node, predicate)

    path, focus = value(SH.resultPath), value(SH.focusNode)
    return Result(
        severity=Severity(_local(value(SH.resultSeverity))),
        shape=str(value(SH.sourceShape)),
        focus=f"_:{focus}" if isinstance(focus, BNode) else str(focus),
        message=str(value(SH.resultMessage)),
        path=str(path) if isinstance(path, URIRef) else None,
        value=_term(value(SH.value)),
        component=_local(value(SH.sourceConstraintComponent)),
    )


def _local(node: Node | None) -> str:
    return str(node).removeprefix(_SH)


def _term(node: Node | None) -> Term | None:
    """An rdflib term as one of ours; a blank node has no name that outlives the graph, and is left out."""
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return (
            Literal(str(node), datatype=NamedNode(str(node.datatype)))
            if node.datatype
            else Literal(str(node))
        )
    return None
