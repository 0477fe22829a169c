"""Terms are canonical, output is the same whatever the order, and everything that is written can be read."""

import io
import random
import warnings
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset
from rdflib.compare import isomorphic

from kg import rdf, terms, vocab
from kg.errors import GraphError, QueryError

BASE = "https://example.org/id/"
ARTICLE = BASE + "article/1"
QUADS = [
    rdf.quad(BASE + "country/armenia", terms.RDFS_LABEL, rdf.string("Armenia", "en"), ARTICLE),
    rdf.quad(BASE + "country/armenia", terms.RDF_TYPE, vocab.Country, ARTICLE),
    rdf.quad(BASE + "country/armenia", terms.RDF_TYPE, vocab.Country),
    rdf.quad(ARTICLE + "#char=0,7", terms.NIF_END_INDEX, rdf.integer(7), ARTICLE),
    rdf.quad(ARTICLE + "#char=0,7", terms.NIF_ANCHOR_OF, rdf.string('Ar\n"m\\\U0001f600é'), ARTICLE),
    rdf.quad(ARTICLE + "#char=0,7", terms.ITSRDF_TA_CONFIDENCE, rdf.decimal(0.9)),
    rdf.quad(BASE + "event/1", vocab.startDate, rdf.day(date(2023, 9, 19))),
    rdf.quad(ARTICLE, terms.RDF_TYPE, vocab.ArticleGraph),
]

SPACES = st.sampled_from([BASE, BASE + "event/", vocab.NAMESPACE, terms.SKOS])
IRIS = st.builds(lambda space, name: space + name, SPACES, st.text("abcXYZ0129-_.", min_size=1, max_size=6))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=12)
OBJECTS = st.one_of(
    IRIS.map(rdf.iri),
    TEXTS.map(rdf.string),
    st.integers().map(rdf.integer),
    st.dates().map(rdf.day),
    st.booleans().map(rdf.boolean),
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-9, max_value=9).map(rdf.decimal),
)
QUAD_LISTS = st.lists(st.builds(rdf.quad, IRIS, IRIS, OBJECTS, st.one_of(st.none(), IRIS)), max_size=12)


@pytest.mark.parametrize(
    ("term", "lexical"),
    [
        (rdf.decimal(0.9), "0.9"),
        (rdf.decimal(1.0), "1"),
        (rdf.decimal(100), "100"),
        (rdf.decimal(0.00001), "0"),
        (rdf.decimal(-0.00001), "0"),
        (rdf.decimal(0.12345678), "0.1235"),
        (rdf.decimal(0.1 + 0.2), "0.3"),
        (rdf.integer(-7), "-7"),
        (rdf.boolean(True), "true"),
        (rdf.day(datetime(2023, 9, 19, 5, tzinfo=UTC)), "2023-09-19"),
        (rdf.instant(datetime(2023, 9, 19, 5, tzinfo=timezone(timedelta(hours=4)))), "2023-09-19T01:00:00Z"),
        (rdf.wkt_point(39.8177, 46.7528), "POINT(46.7528 39.8177)"),
    ],
)
def test_lexical_forms_are_canonical(term: rdf.Literal, lexical: str) -> None:
    assert term.value == lexical


@given(OBJECTS)
def test_the_store_keeps_every_lexical_form(term: rdf.Term) -> None:
    assert rdf.select([rdf.quad(BASE, BASE, term)], "SELECT ?o { ?s ?p ?o }") == [{"o": term}]


@pytest.mark.parametrize("value", ["", "relative", "http://a b", "a:\n"])
def test_what_is_no_iri_is_named(value: str) -> None:
    with pytest.raises(GraphError, match="absolute IRI"):
        rdf.iri(value)


@pytest.mark.parametrize("format", rdf.FORMATS)
@given(quads=QUAD_LISTS, seed=st.randoms(use_true_random=False))
def test_output_depends_on_the_set_only(format: str, quads: list[rdf.Quad], seed: random.Random) -> None:
    if format == "rdf":
        quads = []
    shuffled = quads * 2
    seed.shuffle(shuffled)
    assert rdf.serialise(quads, format) == rdf.serialise(shuffled, format)


@pytest.mark.parametrize("format", ["nq", "trig", "jsonld"])
@given(quads=QUAD_LISTS)
def test_what_is_written_is_read_back(format: str, quads: list[rdf.Quad]) -> None:
    assert rdf.canonical(rdf.parse(rdf.serialise(quads, format), format)) == rdf.canonical(quads)


def test_canonical_order_is_the_order_of_the_lines() -> None:
    lines = rdf.serialise(QUADS, "nq").decode().splitlines()
    assert lines == sorted(lines)
    assert [f"{quad} ." for quad in rdf.canonical(QUADS)] == lines


@pytest.mark.parametrize(("format", "name"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml")])
def test_rdflib_reads_the_default_graph(format: str, name: str) -> None:
    read = rdf.to_rdflib([]).parse(data=rdf.serialise(QUADS, format), format=name)
    assert isomorphic(read, rdf.to_rdflib(rdf.default_graph(QUADS)))


@pytest.mark.parametrize(("format", "name"), [("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")])
def test_rdflib_reads_every_graph(format: str, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parsers use its own deprecated names
        read = Dataset()
        read.parse(data=rdf.serialise(QUADS, format), format=name)
        assert len(list(read.quads())) == len(QUADS)


def test_turtle_is_pretty() -> None:
    assert rdf.serialise(rdf.merged(QUADS[:3]), "ttl", prefixes={"country": BASE + "country/"}).decode() == (
        "@prefix cno: <https://w3id.org/conflict-news/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix country: <https://example.org/id/country/> .\n"
        'country:armenia a cno:Country ;\n\trdfs:label "Armenia"@en .\n'
    )


def test_a_stream_and_a_path_work_like_bytes(tmp_path: Path) -> None:
    stream = io.BytesIO()
    assert rdf.serialise(QUADS, "trig", stream) == b""
    path = tmp_path / "graph.trig"
    path.write_bytes(stream.getvalue())
    assert set(rdf.parse(path)) == set(rdf.parse(io.BytesIO(stream.getvalue()), "trig")) == set(QUADS)


@pytest.mark.parametrize(("source", "format"), [(b"<a", "nt"), (b"{}}", "trig"), ("missing.ttl", None)])
def test_what_cannot_be_read_is_a_graph_error(source: bytes | str, format: str | None) -> None:
    with pytest.raises(GraphError, match="cannot be read as RDF"):
        list(rdf.parse(source, format))


def test_queries_see_every_triple_once_and_each_graph() -> None:
    [row] = rdf.select(QUADS, "SELECT (COUNT(*) AS ?n) { ?s a cno:Country }")
    assert row == {"n": rdf.integer(1)}
    assert rdf.ask(QUADS, f"ASK {{ GRAPH <{ARTICLE}> {{ ?s a cno:Country }} }}")
    made = rdf.construct(QUADS, "CONSTRUCT { ?s a cno:Place } { ?s a cno:Country }", ARTICLE)
    assert made == [rdf.quad(BASE + "country/armenia", terms.RDF_TYPE, vocab.Place, ARTICLE)]


def test_the_wrong_query_form_is_an_error() -> None:
    with pytest.raises(QueryError, match="SELECT"):
        rdf.select(QUADS, "ASK {}")
    with pytest.raises(QueryError, match="syntax"):
        rdf.ask(QUADS, "ASK {")
