"""The W3C's SPARQL 1.1 query and update tests as values, read from their manifests."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RS: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Table: TypeAlias = tuple[list[str], list[dict[str, Term]]]
"""The variables and the rows of an answer."""

HOME: Final = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
"""Where the tests say that they are: the base of relative IRIs."""

FORMATS: Final = {
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".ttl": ox.RdfFormat.TURTLE,
}
QUERY_FOLDERS: Final = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-fed",
    "syntax-query",
)
UPDATE_FOLDERS: Final = (
    "add",
    "basic-update",
    "clear",
    "copy",
    "delete",
    "delete-data",
    "delete-insert",
    "delete-where",
    "drop",
    "move",
    "syntax-update-1",
    "syntax-update-2",
    "update-silent",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One test. `data` pairs the file of a graph with its name, which is empty for the default graph."""

    id: str
    kind: str
    request: Path
    data: tuple[tuple[Path, str], ...] = ()
    expected: Path | None = None
    expected_data: tuple[tuple[Path, str], ...] = ()

    @property
    def base(self) -> str:
        """The IRI that relative IRIs of the request are relative to."""
        return f"{HOME}{self.request.parent.name}/{self.request.name}"

    @property
    def text(self) -> str:
        return self.request.read_text(encoding="utf-8")


def cases(suite: Path, folders: tuple[str, ...]) -> list[Case]:
    """The tests of some folders of the suite, in the order of their manifests; none where it is not there."""
    return [case for folder in folders if suite.is_dir() for case in _cases(suite / folder)]


def dataset(files: tuple[tuple[Path, str], ...]) -> ox.Dataset:
    """What graph files hold, each in its graph."""
    return ox.Dataset(quad for path, name in files for quad in _quads(path, name))


def answer(path: Path) -> Table | bool | ox.Dataset:
    """What a file of results says: a table, yes or no, or a graph."""
    if path.suffix != ".ttl":
        return results(path.read_bytes(), path.suffix)
    graph = Graph().parse(path, publicID=f"{HOME}{path.parent.name}/{path.name}")
    sets = list(graph.subjects(RDF.type, RS.ResultSet))
    return _result_set(graph, sets[0]) if sets else dataset(((path, ""),))


def results(content: bytes, kind: str) -> Table | bool:
    """Read an answer in a media type or with the ending of a file."""
    if kind in (".csv", "text/csv"):
        rows = list(csv.DictReader(content.decode().splitlines()))
        return list(rows[0]), [{name: _plain(text) for name, text in row.items() if text} for row in rows]
    form = ox.QueryResultsFormat
    chosen = form.from_extension(kind[1:]) if kind.startswith(".") else form.from_media_type(kind)
    assert chosen is not None, kind
    read = ox.parse_query_results(content, chosen)
    if isinstance(read, ox.QueryBoolean):
        return bool(read)
    names = [variable.value for variable in read.variables]
    return names, [{name: row[name] for name in names if row[name] is not None} for row in read]


def _plain(text: str) -> Term:
    """A cell of a CSV answer, which has no types; numbers in one form."""
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    try:
        return ox.Literal(repr(float(text)))
    except ValueError:
        return ox.Literal(text)


def _result_set(graph: Graph, node: Node) -> Table:
    """A table in the vocabulary for result sets."""
    names = [str(name) for name in graph.objects(node, RS.resultVariable)]
    return names, [
        {
            str(graph.value(binding, RS.variable)): _term(graph.value(binding, RS.value))
            for binding in graph.objects(row, RS.binding)
        }
        for row in graph.objects(node, RS.solution)
    ]


def _term(node: Node | None) -> Term:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    assert isinstance(node, Literal), node
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or XSD.string)))


def _quads(path: Path, name: str) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    base = f"{HOME}{path.parent.name}/{path.name}"
    for quad in ox.parse(path=path, format=FORMATS[path.suffix], base_iri=base, rename_blank_nodes=True):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _cases(folder: Path) -> Iterator[Case]:
    graph = Graph().parse(folder / "manifest.ttl", publicID=folder.as_uri() + "/")
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            yield _case(graph, folder, test)


def _case(graph: Graph, folder: Path, test: Node) -> Case:
    kind = str(graph.value(test, RDF.type)).split("#")[-1]
    action, result = graph.value(test, MF.action), graph.value(test, MF.result)
    assert action is not None, test
    id = f"{folder.name}/{str(test).split('#')[-1]}"
    if kind == "UpdateEvaluationTest":
        request, data = _files(graph, action, UT.request), _graphs(graph, action, UT)
        assert result is not None, test
        return Case(id, kind, request[0], data, expected_data=_graphs(graph, result, UT))
    if isinstance(action, URIRef):
        return Case(id, kind, _path(action))
    expected = _path(result) if isinstance(result, URIRef) else None
    return Case(id, kind, _files(graph, action, QT.query)[0], _graphs(graph, action, QT), expected)


def _graphs(graph: Graph, node: Node, terms: Namespace) -> tuple[tuple[Path, str], ...]:
    default = [(path, "") for path in _files(graph, node, terms.data)]
    named = []
    for found in graph.objects(node, terms.graphData):
        file, label = graph.value(found, UT.graph) or found, graph.value(found, RDFS.label)
        path = _path(file)
        named.append((path, str(label) if label else f"{HOME}{path.parent.name}/{path.name}"))
    return (*default, *sorted(named))


def _files(graph: Graph, node: Node, term: Node) -> list[Path]:
    return [_path(found) for found in graph.objects(node, term)]


def _path(node: Node) -> Path:
    return Path(str(node).removeprefix("file://"))
