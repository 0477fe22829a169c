"""Discovery: the data describe themselves; editors find examples, prefixes and terms in the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, SH, VOID

from kg import pipeline, rdf, terms, vocab
from kg.endpoint import Site, create_app, describe
from kg.errors import ConfigurationError
from kg.export.selection import selected
from kg.settings import data_dir, load
from kg.store import StoreLines, open_graph, open_store
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from tests.endpoint.conftest import ARMENIA, BASE, GRAPH, QUADS, running

PUBLIC = "https://data.example.org/kg"
RUN = rdf.typed("2026-01-02T03:04:05Z", terms.XSD + "dateTime")
DATATYPE = rdflib.URIRef("http://ldf.fi/void-ext#datatypePartition")
# what https://github.com/sib-swiss/sparql-editor asks an endpoint for, without GRAPH
EXAMPLES = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT DISTINCT ?sq ?comment ?query WHERE {
        ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct ?query }"""
PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
    SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix }"""
BELOW = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX cno: <https://w3id.org/conflict-news/ontology#>
    SELECT ?thing ?label { ?thing a ?class
        GRAPH <https://w3id.org/conflict-news/ontology> {
            ?class rdfs:subClassOf* cno:Actor ; rdfs:label ?label } }"""


@contextmanager
def discovered(folder: Path, bare: bool = False, public_url: str | None = None) -> Iterator[httpx.Client]:
    """A server over a store that was made ready as `kg serve` does."""
    with open_store(folder, base=BASE) as store:
        store.replace_article(GRAPH, QUADS)
        store.add([rdf.quad(BASE + "run/1", terms.PROV_ENDED_AT_TIME, RUN, store.names.provenance)])
        if not bare:
            pipeline.define(store)
        describe(store, load(public_url=public_url), bare)
    with (
        ServedStore.open(folder, base=BASE, limits=Limits(processes=1)) as served,
        running(create_app(Site(served, base=BASE, public_url=public_url))) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with discovered(tmp_path_factory.mktemp("discovery") / "store", public_url=PUBLIC) as client:
        yield client


@pytest.fixture(scope="module")
def void(found: httpx.Client) -> rdflib.Graph:
    return rdflib.Graph().parse(data=found.get("/.well-known/void").content, format="turtle")


def rows(client: httpx.Client, query: str) -> list[list[str]]:
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 200, response.text
    return [
        [t.value for t in row if isinstance(t, rdf.NamedNode | rdf.Literal)]
        for row in rdf.rows(response.content)
    ]


def dataset(void: rdflib.Graph) -> rdflib.term.Node:
    [this] = set(void.subjects(RDF.type, VOID.Dataset)) & set(void.subjects(RDF.type, DCAT.Dataset))
    return this


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("classes", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
    ],
)
def test_the_description_counts_as_a_query_does(
    found: httpx.Client, void: rdflib.Graph, name: str, query: str
) -> None:
    [[count]] = rows(found, query)
    assert str(void.value(dataset(void), VOID[name])) == count


def test_the_description_tells_whose_when_and_where(void: rdflib.Graph) -> None:
    this = dataset(void)
    assert str(void.value(this, DCTERMS.license)).startswith("https://creativecommons.org/")
    assert str(void.value(this, DCTERMS.modified)).startswith("2026-01-02T03:04:05")
    assert str(void.value(this, VOID.sparqlEndpoint)) == f"{PUBLIC}/sparql"
    assert {str(space) for space in void.objects(this, VOID.vocabulary)} >= {terms.CNO, terms.RDFS}
    media = {str(void.value(part, DCAT.mediaType)) for part in void.objects(this, DCAT.distribution)}
    assert "https://www.iana.org/assignments/media-types/text/turtle" in media
    [service] = void.subjects(RDF.type, DCAT.DataService)
    assert void.value(service, DCAT.servesDataset) == this


def test_partitions_tell_what_can_stand_where(void: rdflib.Graph) -> None:
    """Enough to complete a query: the properties of a class, and the classes or datatypes of their values."""
    parts = {void.value(p, VOID["class"]): p for p in void.objects(dataset(void), VOID.classPartition)}
    country = parts[rdflib.URIRef(vocab.Country)]
    assert void.value(country, VOID.entities) == rdflib.Literal(1)
    properties = {void.value(p, VOID.property): p for p in void.objects(country, VOID.propertyPartition)}
    label = properties[rdflib.URIRef(terms.RDFS_LABEL)]
    assert [d for d in void.objects(label, DATATYPE)]
    assert void.value(label, VOID.triples) == rdflib.Literal(1)


def test_links_to_wikidata_are_a_linkset(void: rdflib.Graph) -> None:
    links = {void.value(part, VOID.linkPredicate): part for part in void.subjects(RDF.type, VOID.Linkset)}
    same = links[rdflib.URIRef(terms.OWL_SAME_AS)]
    assert void.value(same, VOID.triples) == rdflib.Literal(1)
    target = void.value(same, VOID.objectsTarget)
    assert str(void.value(target, VOID.uriSpace)) == "http://www.wikidata.org/entity/"


def test_every_iri_of_the_description_is_one(void: rdflib.Graph) -> None:
    for node in {node for triple in void for node in triple if isinstance(node, rdflib.URIRef)}:
        rdf.iri(str(node))


def test_it_is_sent_once_for_each_version(found: httpx.Client) -> None:
    tag = found.get("/.well-known/void").headers["ETag"]
    assert found.get("/.well-known/void", headers={"If-None-Match": tag}).status_code == 304
    assert found.get("/.well-known/void", headers={"Accept": "application/ld+json"}).headers["ETag"] != tag


def test_editors_find_the_examples(found: httpx.Client) -> None:
    files = {path.read_text(encoding="utf-8") for path in (data_dir("seeds") / "queries").glob("*.rq")}
    assert {query for _, _, query in rows(found, EXAMPLES)} == files
    assert sorted(rows(found, EXAMPLES)) == sorted(
        rows(found, EXAMPLES.replace("WHERE {", "WHERE { GRAPH ?g {") + "}")
    )


def test_the_default_graph_of_other_queries_is_the_data(found: httpx.Client) -> None:
    assert rows(found, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [["5"]]
    dataset = f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}> {{ ?s ?p ?o FILTER(?p != <{terms.SH}select>) }}"
    assert rows(found, dataset) == [["5"]]


def test_examples_say_where_they_are_for(found: httpx.Client) -> None:
    kinds = f"SELECT ?t {{ ?q a <{SH.SPARQLSelectExecutable}> ; <{terms.SCHEMA}target> ?t }}"
    assert {target for [target] in rows(found, kinds)} == {f"{PUBLIC}/sparql"}


def test_editors_find_the_prefixes(found: httpx.Client) -> None:
    assert dict(map(tuple, rows(found, PREFIXES))) == dict(terms.NAMESPACES)  # type: ignore[arg-type]


def test_the_terms_are_there_to_ask_with(found: httpx.Client) -> None:
    assert [ARMENIA, "country"] in rows(found, BELOW)


def test_bare_says_only_what_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with discovered(folder) as client:
        full = rows(client, EXAMPLES)
    with discovered(folder, bare=True) as client:
        assert rows(client, EXAMPLES) == rows(client, PREFIXES) == []
        assert rows(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [["5"]]
    assert full


def test_what_a_server_says_of_itself_is_in_no_dump(tmp_path: Path) -> None:
    with open_graph(tmp_path / "store", base=BASE) as graph:
        graph.store.replace_article(GRAPH, QUADS)
        describe(graph.store, load())
        system, lines = f"<{graph.store.names.system}>", StoreLines(graph.oxigraph)
        assert system in lines.graphs()
        assert system not in selected(lines, BASE, runs=True).graphs()


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_a_proxy_may_stand_before_it(found: httpx.Client, path: str) -> None:
    text = found.get(path, headers={"Accept": "text/turtle", "Host": "inside:8080"}).text
    assert f"<{PUBLIC}/sparql" in text
    assert "inside" not in text


@pytest.mark.parametrize("url", ["data.example.org", "ftp://a.example", "https://a.example/?q", "https://"])
def test_a_public_address_is_a_web_address(url: str) -> None:
    with pytest.raises(ConfigurationError, match="KG_PUBLIC_URL"):
        load(public_url=url)
