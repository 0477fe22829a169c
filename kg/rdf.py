"""RDF below the stages: terms, external vocabulary, parsing, canonical order, serialisation, small queries.

Only this module and `kg.store` import pyoxigraph. Terms are pyoxigraph's own; IRIs of `kg.vocab` and
`kg.terms` are plain strings, which `quad` and `iri` turn into terms. Data never holds blank nodes.
Lexical forms are canonical (XML Schema 1.1 part 2), since the store rewrites all others: 0.90 becomes 0.9.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import IO, Final

import pyoxigraph as ox
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import GraphError, QueryError
from kg.terms import GEO_WKT_LITERAL, NAMESPACES, RDF, RDF_TYPE, XSD

__all__ = [
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "RdfFormat",
    "Triple",
]

Term = NamedNode | BlankNode | Literal | Triple
Row = Mapping[str, Term]
"""One solution: variable name without the question mark -> term; an unbound variable is absent."""

FORMATS: Final[Mapping[str, RdfFormat]] = {
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
}
"""File suffix -> format."""

DEFAULT_GRAPH: Final = DefaultGraph()
_BARE: Final = {RDF + "langString", *(XSD + name for name in ("string", "integer", "decimal", "boolean"))}
"""Datatypes that Turtle writes without naming them."""


@lru_cache(maxsize=8192)
def iri(value: str) -> NamedNode:
    """An absolute IRI as a term. Raises GraphError where it is none (RFC 3987)."""
    try:
        return NamedNode(value)
    except ValueError as error:
        raise GraphError(f"found {value!r} where an absolute IRI was expected: {error}") from error


def string(value: str, language: str | None = None) -> Literal:
    """A plain string, or a language-tagged one."""
    return Literal(value, language=language) if language else Literal(value)


def typed(value: str, datatype: str) -> Literal:
    """A literal of any other datatype, lexical form as given."""
    return Literal(value, datatype=iri(datatype))


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return typed(str(value), XSD + "integer")


def decimal(value: float | Decimal | int, places: int = 4) -> Literal:
    """An xsd:decimal in canonical form, rounded half to even: 0.90 -> "0.9", 1.0 -> "1"."""
    text = format(round(Decimal(repr(value) if isinstance(value, float) else value), places), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return typed("0" if text in ("-0", "") else text, XSD + "decimal")


def boolean(value: bool) -> Literal:
    """An xsd:boolean, "true" or "false"."""
    return typed("true" if value else "false", XSD + "boolean")


def day(value: date) -> Literal:
    """An xsd:date without a time zone."""
    return typed(date(value.year, value.month, value.day).isoformat(), XSD + "date")


def instant(value: datetime) -> Literal:
    """An xsd:dateTime in UTC, to the second. `value` must carry its time zone."""
    if value.utcoffset() is None:
        raise ValueError(f"{value!r} has no time zone")
    seconds = int(value.timestamp())
    return typed(datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), XSD + "dateTime")


def wkt_point(latitude: float, longitude: float) -> Literal:
    """A geo:wktLiteral in CRS84, longitude first (GeoSPARQL 1.1, 8.5.1)."""
    x, y = (decimal(number, 6).value for number in (longitude, latitude))
    return typed(f"POINT({x} {y})", GEO_WKT_LITERAL)


def quad(
    subject: str | NamedNode, predicate: str, object: Term | str, graph: str | NamedNode | None = None
) -> Quad:
    """A quad from IRIs, as strings or terms; a string object is an IRI too. No graph: the default one."""
    return Quad(
        iri(subject) if isinstance(subject, str) else subject,
        iri(predicate),
        iri(object) if isinstance(object, str) else object,
        DEFAULT_GRAPH if graph is None else iri(graph) if isinstance(graph, str) else graph,
    )


def quad_of(triple: Triple, graph: NamedNode | DefaultGraph = DEFAULT_GRAPH) -> Quad:
    """The triple as a quad of a graph."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """Quads in the order of their N-Quads lines by code point, each once (RDFC-1.0, section 4.4.3)."""
    return sorted(set(quads), key=str)


def serialise(
    quads: Iterable[Quad],
    format: str | RdfFormat,
    stream: IO[bytes] | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """Deterministic bytes: the same set of quads gives the same output, whatever their order.

    `format` is a key of FORMATS or a format. Line formats come sorted by line; the others have one block
    per subject, its types first, with the prefixes of NAMESPACES and `prefixes` that occur. Formats
    without graphs take the quads of the default graph only. With `stream`, writes there and returns b"".
    """
    chosen = FORMATS[format] if isinstance(format, str) else format
    kept = quads if chosen.supports_datasets else default_graph(quads)
    lines = chosen in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES)
    ordered = canonical(kept) if lines else sorted(set(kept), key=_block)
    used = {} if lines else _used(ordered, {**NAMESPACES, **(prefixes or {})})
    items = ordered if chosen.supports_datasets else [item.triple for item in ordered]
    if stream is None:
        return ox.serialize(items, format=chosen, prefixes=used) or b""
    ox.serialize(items, stream, chosen, prefixes=used)
    return b""


def stream_quads(quads: Iterable[Quad], format: str, stream: IO[bytes]) -> None:
    """Write quads as they come, whatever their number. RDF/XML gets the prefixes of NAMESPACES."""
    chosen = FORMATS[format]
    items = quads if chosen.supports_datasets else (item.triple for item in quads)
    ox.serialize(items, stream, chosen, prefixes=dict(NAMESPACES) if format == "rdf" else None)


def relabelled(quads: Iterable[Quad]) -> list[Quad]:
    """The quads, their blank nodes named by what is said of them: the same for isomorphic data (RDFC-1.0)."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def default_graph(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Only the quads of the default graph."""
    return (item for item in quads if isinstance(item.graph_name, DefaultGraph))


def merged(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Every triple, of whatever graph, in the default graph. Repeats stay: `serialise` removes them."""
    return (quad_of(item.triple) for item in quads)


def parse(
    source: bytes | str | os.PathLike[str] | IO[bytes],
    format: str | RdfFormat | None = None,
    base: str | None = None,
    rename_blank_nodes: bool = False,
) -> Iterator[Quad]:
    """Quads of a document, lazily. `source`: bytes, a stream, or a path; a string is a path too.

    Renamed blank nodes are new ones each time, so that those of two documents stay apart. Without
    `format` the suffix of the path decides. Raises GraphError where it is malformed or missing.
    """
    path = source if isinstance(source, (str, os.PathLike)) else None
    try:
        chosen = FORMATS[format] if isinstance(format, str) else format
        content = None if isinstance(source, (str, os.PathLike)) else source
        yield from ox.parse(content, chosen, path=path, base_iri=base, rename_blank_nodes=rename_blank_nodes)
    except (SyntaxError, ValueError, OSError, KeyError) as error:
        raise GraphError(f"{'the graph' if path is None else path} cannot be read as RDF: {error}") from error


def select(quads: Iterable[Quad], sparql: str) -> list[Row]:
    """Rows of a SELECT query over quads in memory. The default graph holds every triple, of whatever
    graph, once; GRAPH sees the named ones."""
    result = _answer(quads, sparql)
    if not isinstance(result, ox.QuerySolutions):
        raise QueryError("expected a SELECT query")
    names = [variable.value for variable in result.variables]
    return [{n: v for n, v in zip(names, row, strict=True) if v is not None} for row in result]


def ask(quads: Iterable[Quad], sparql: str) -> bool:
    """The answer of an ASK query; the dataset is the one that `select` sees."""
    result = _answer(quads, sparql)
    if not isinstance(result, ox.QueryBoolean):
        raise QueryError("expected an ASK query")
    return bool(result)


def construct(quads: Iterable[Quad], sparql: str, graph: str | None = None) -> list[Quad]:
    """Triples of a CONSTRUCT query over the dataset that `select` sees, as canonical quads of `graph`."""
    result = _answer(quads, sparql)
    if not isinstance(result, ox.QueryTriples):
        raise QueryError("expected a CONSTRUCT query")
    name = DEFAULT_GRAPH if graph is None else iri(graph)
    return canonical(quad_of(triple, name) for triple in result)


def rows(answer: bytes) -> list[list[Term]]:
    """The rows of a SELECT answer in SPARQL JSON whose variables are all bound, in the order of its head."""
    return [[term for term in row if term is not None] for row in solutions(answer)]


def solutions(answer: bytes | IO[bytes]) -> Iterator[list[Term | None]]:
    """The rows of a SELECT answer in SPARQL JSON as they arrive, as `rows` has them; None is unbound."""
    found = ox.parse_query_results(answer, ox.QueryResultsFormat.JSON)
    if not isinstance(found, ox.QuerySolutions):
        raise QueryError("expected the answer of a SELECT query")
    return (list(row) for row in found)


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    """Every triple, of whatever graph, once, in an rdflib graph in memory (what pyshacl wants)."""
    graph = rdflib.Graph()
    for item in quads:
        graph.add((rdflib_term(item.subject), rdflib_term(item.predicate), rdflib_term(item.object)))
    return graph


def rdflib_term(term: Term) -> rdflib.term.Node:
    """A term as rdflib's own parsers make it: a plain string has no datatype there."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise GraphError(f"rdflib has no triple terms: {term}")
    datatype = term.datatype.value
    if term.language or datatype == XSD + "string":
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype))


def _block(item: Quad) -> tuple[str, str, bool, str, str]:
    """Graph (default first), subject, types before all else, predicate, object."""
    graph = "" if isinstance(item.graph_name, DefaultGraph) else str(item.graph_name)
    predicate = item.predicate.value
    return graph, str(item.subject), predicate != RDF_TYPE, predicate, str(item.object)


def _used(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes whose namespace begins some IRI of the quads, by name."""
    spaces = {_namespace(value) for item in quads for value in _iris(item)}
    return {name: space for name, space in sorted(prefixes.items()) if space in spaces}


def _iris(item: Quad) -> Iterator[str]:
    for term in (item.subject, item.predicate, item.object, item.graph_name):
        if isinstance(term, NamedNode) and term.value != RDF_TYPE:  # Turtle writes "a"
            yield term.value
        elif isinstance(term, Literal) and term.datatype.value not in _BARE:
            yield term.datatype.value


def _namespace(value: str) -> str:
    """Up to the last hash or, without one, the last slash."""
    cut = value.rfind("#") if "#" in value else value.rfind("/")
    return value[: cut + 1]


def _answer(quads: Iterable[Quad], sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    try:
        return _memory(quads).query(sparql, prefixes=dict(NAMESPACES))
    except SyntaxError as error:
        raise QueryError(f"SPARQL syntax: {error}") from error


def _memory(quads: Iterable[Quad]) -> ox.Store:
    kept = list(quads)
    store = ox.Store()
    store.extend(kept)
    store.extend(merged(kept))
    return store
