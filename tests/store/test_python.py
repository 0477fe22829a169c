"""Python users see one set of data, through rdflib and through pyoxigraph."""

from pathlib import Path

import pytest
from rdflib import RDFS, URIRef

from kg import rdf, terms
from kg.store.python import open_graph

GRAPH = "https://example.org/graph/1"
QUAD = rdf.quad("https://example.org/a", terms.RDFS_LABEL, rdf.string("a", "en"), GRAPH)


@pytest.mark.filterwarnings("ignore:Dataset.*is deprecated:DeprecationWarning")  # rdflib 7.6 uses its own
def test_rdflib_and_pyoxigraph_see_the_same(tmp_path: Path) -> None:
    with open_graph(tmp_path / "store") as graph:
        graph.store.replace_article(GRAPH, [QUAD])
        assert QUAD in graph.oxigraph
        dataset = graph.dataset
        assert [str(label) for label in dataset.graph(URIRef(GRAPH)).objects(None, RDFS.label)] == ["a"]
        assert [str(row[0]) for row in dataset.query("SELECT ?l { ?s rdfs:label ?l }")] == ["a"]  # type: ignore[index]
        assert graph.select("SELECT ?l { ?s rdfs:label ?l }") == [{"l": QUAD.object}]
        dataset.graph(URIRef(GRAPH)).add((URIRef("https://example.org/b"), RDFS.label, URIRef(GRAPH)))
        assert len(graph) == 5
    with open_graph(tmp_path / "store") as graph:
        assert len(graph) == 5
