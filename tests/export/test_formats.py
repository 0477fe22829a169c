"""Every format: the same bytes for the same quads, and the same graph when it is read back."""

import io
import random
import warnings
from pathlib import Path

import pytest
from rdflib import Dataset
from rdflib.compare import isomorphic

from kg import rdf, terms, vocab
from kg.errors import ConfigurationError, GraphError
from kg.export import export, formats, write
from kg.export.compression import COMPRESSIONS, opened
from kg.rdf import Quad

BASE = "https://example.org/id/"
ARTICLE, GRAPH = BASE + "article/a-1", BASE + "graph/a-1"
NAMED = [
    rdf.quad(GRAPH, terms.RDF_TYPE, vocab.ArticleGraph, GRAPH),
    rdf.quad(BASE + "country/armenia", terms.RDF_TYPE, vocab.Country, GRAPH),
    rdf.quad(BASE + "country/armenia", terms.RDFS_LABEL, rdf.string("Armenia", "en"), GRAPH),
    rdf.quad(BASE + "country/armenia", terms.OWL_SAME_AS, terms.WD + "Q1", GRAPH),
    rdf.quad(
        BASE + "event/a-1:assault-3-9", vocab.startDate, rdf.typed("2023-09-19", terms.XSD + "date"), GRAPH
    ),
    rdf.quad(BASE + "event/a-1:assault-3-9", vocab.evidence, ARTICLE + "#char=3,9", GRAPH),
    rdf.quad(ARTICLE + "#char=3,9", terms.NIF_BEGIN_INDEX, rdf.integer(3), GRAPH),
    rdf.quad(ARTICLE + "#char=3,9", terms.NIF_ANCHOR_OF, rdf.string('“a”\n\t"\\ é \U0001f600 <&>]]>'), GRAPH),
    rdf.quad(ARTICLE + "#char=3,9", terms.ITSRDF_TA_CONFIDENCE, rdf.decimal(0.85), GRAPH),
]
QUADS = [*NAMED, *rdf.merged(NAMED)]
PARSERS = {"jsonld": "json-ld", "nq": "nquads", "nt": "nt", "rdf": "xml", "trig": "trig", "ttl": "turtle"}


def written(quads: list[Quad], suffix: str) -> bytes:
    stream = io.BytesIO()
    write(quads, suffix, stream, BASE)
    return stream.getvalue()


def test_the_formats_are_the_files_of_the_folder() -> None:
    assert list(formats()) == sorted((*PARSERS, "geojson", "graphml", "tsv", "zip"))


@pytest.mark.parametrize("suffix", PARSERS)
def test_the_order_of_the_quads_does_not_matter(suffix: str) -> None:
    shuffled = QUADS * 2
    random.Random(7).shuffle(shuffled)
    assert written(QUADS, suffix) == written(shuffled, suffix)


@pytest.mark.parametrize("suffix", PARSERS)
def test_oxigraph_reads_the_same_back(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"dump.{suffix}"
    export(QUADS, path, BASE)
    expected = QUADS if formats()[suffix].ALL_GRAPHS else rdf.default_graph(QUADS)
    assert rdf.canonical(rdf.parse(path)) == rdf.canonical(expected)


@pytest.mark.parametrize("suffix", PARSERS)
def test_rdflib_reads_the_same_back(suffix: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parsers use its own deprecated names
        read = Dataset()
        read.parse(data=written(QUADS, suffix), format=PARSERS[suffix])
        by_graph = {graph.identifier: graph for graph in read.graphs() if len(graph)}
    assert len(by_graph) == (2 if formats()[suffix].ALL_GRAPHS else 1)
    for graph in by_graph.values():
        assert isomorphic(graph, rdf.to_rdflib(QUADS))


def test_turtle_for_people() -> None:
    assert written(QUADS, "ttl").decode().splitlines()[-6:] == [
        "country:armenia a cno:Country ;",
        '\trdfs:label "Armenia"@en ;',
        "\towl:sameAs wd:Q1 .",
        "event:a-1:assault-3-9 cno:evidence <https://example.org/id/article/a-1#char=3,9> ;",
        '\tcno:startDate "2023-09-19"^^xsd:date .',
        "graph:a-1 a cno:ArticleGraph .",
    ]


@pytest.mark.parametrize("packing", COMPRESSIONS)
@pytest.mark.parametrize("suffix", PARSERS)
def test_a_compressed_file_is_the_same_each_time(suffix: str, packing: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"one.{suffix}{packing}", tmp_path / f"other.{suffix}{packing}"
    export(QUADS, one, BASE)
    export(QUADS, other, BASE)
    assert one.read_bytes() == other.read_bytes()
    with opened(one) as stream:
        assert stream.read() == written(QUADS, suffix)


@pytest.mark.parametrize("name", ["dump", "dump.xyz", "dump.gz", ".ttl"])
def test_an_unknown_name_lists_what_there_is(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"\.geojson, \.graphml, \.jsonld, \.nq, .*\.zip"):
        export(QUADS, tmp_path / name, BASE)


@pytest.mark.parametrize(
    "quad",
    [
        rdf.quad(BASE, BASE + "1/", rdf.string("x")),
        rdf.quad(BASE, BASE + "p", rdf.string("bell \x07")),
    ],
)
def test_what_xml_cannot_say_is_refused_and_leaves_no_file(quad: Quad, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="RDF/XML"):
        export([quad], tmp_path / "dump.rdf", BASE)
    assert list(tmp_path.iterdir()) == []
