"""Full-text search over HTTP: as JSON, as a page, inside SPARQL, and after a write."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from kg import rdf, terms, vocab
from kg.endpoint import Site, create_app
from kg.endpoint.textservice import expand
from kg.errors import QueryError
from kg.search import Index, Text
from kg.store import open_store
from kg.store.guard import guard
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from tests.endpoint.conftest import BASE, running

GRAPH = BASE + "graph/a-1"
EVENT, CITY, ARTICLE = BASE + "event/one", BASE + "city/goris", BASE + "article/a-1"
SENTENCE = 'Forces shelled <script>alert("x")</script> Goris; { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }'
ONTOLOGY = "https://a.example/ontology"
UPDATE = {"Content-Type": "application/sparql-update", "Authorization": "Bearer t"}
SEARCH = f"PREFIX search: <{terms.SEARCH}> PREFIX cno: <{terms.CNO}> "
QUADS = [
    rdf.quad(CITY, terms.RDF_TYPE, vocab.City, GRAPH),
    rdf.quad(CITY, terms.RDFS_LABEL, rdf.string("Goris", "en"), GRAPH),
    rdf.quad(CITY, terms.SKOS_ALT_LABEL, rdf.string("Gorus", "en"), GRAPH),
    rdf.quad(ARTICLE, terms.RDF_TYPE, terms.NIF_CONTEXT, GRAPH),
    rdf.quad(ARTICLE, terms.RDF_TYPE, vocab.Article, GRAPH),
    rdf.quad(ARTICLE, terms.DCTERMS_TITLE, rdf.string("Shelling of Goris"), GRAPH),
    rdf.quad(EVENT, terms.RDF_TYPE, vocab.Assault, GRAPH),
    rdf.quad(EVENT, vocab.sentence, rdf.string(SENTENCE), GRAPH),
    rdf.quad(EVENT, vocab.status, vocab.Actual, GRAPH),
    rdf.quad(ONTOLOGY, terms.RDF_TYPE, terms.OWL + "Ontology", ONTOLOGY),
    rdf.quad(vocab.Assault, terms.RDFS_LABEL, rdf.string("assault", "en"), ONTOLOGY),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("search") / "store"
    with open_store(path, base=BASE) as store:
        store.replace_article(GRAPH, [quad for quad in QUADS if str(quad.graph_name) == f"<{GRAPH}>"])
        store.replace_graph(ONTOLOGY, [quad for quad in QUADS if str(quad.graph_name) == f"<{ONTOLOGY}>"])
    with (
        ServedStore.open(path, base=BASE, limits=Limits(processes=1)) as served,
        running(create_app(Site(served, base=BASE, token="t"))) as url,
        httpx.Client(base_url=url, timeout=30) as opened,
    ):
        yield opened


def results(client: httpx.Client, **params: str) -> list[dict[str, Any]]:
    response = client.get("/search", params=params)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["results"]
    return found


@pytest.mark.parametrize(
    ("params", "things"),
    [
        ({"q": "goris"}, [CITY, ARTICLE, EVENT]),
        ({"q": "gorus"}, [CITY]),
        ({"q": "shells"}, [ARTICLE, EVENT]),
        ({"q": "goris", "kind": "City"}, [CITY]),
        ({"q": "goris", "kind": "cno:Place"}, [CITY]),
        ({"q": "goris", "kind": vocab.Event}, [EVENT]),
        ({"q": "goris", "kind": "http://a.example/Unknown"}, []),
        ({"q": "goris", "limit": "1", "offset": "1"}, [ARTICLE]),
        ({"q": "assault"}, [vocab.Assault]),
    ],
)
def test_what_is_found(client: httpx.Client, params: dict[str, str], things: list[str]) -> None:
    assert [hit["iri"] for hit in results(client, **params)] == things


def test_a_hit_says_what_and_where(client: httpx.Client) -> None:
    hit = results(client, q="shelled", kind="Event")[0]
    assert (hit["address"], hit["class"], hit["text"]) == ("/id/event/one", vocab.Assault, SENTENCE)
    assert {"text": "shelled", "match": True} in hit["snippet"]
    assert results(client, q="gorus")[0]["label"] == "Goris"


def test_the_page_escapes_and_marks(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": 'shelled "'}, headers={"Accept": "text/html"})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<mark>shelled</mark>" in page.text
    assert "<script>alert" not in page.text
    assert 'value="shelled &#34;"' in page.text
    assert client.get("/search", headers={"Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"q": " "},
        {"q": "()"},
        {"q": "a", "limit": "101"},
        {"q": "a", "limit": "-1"},
        {"q": "a", "offset": "x"},
    ],
)
def test_what_cannot_be_looked_for_is_said_so(client: httpx.Client, params: dict[str, str]) -> None:
    response = client.get("/search", params=params)
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


def rows(client: httpx.Client, query: str) -> list[dict[str, str]]:
    response = client.get("/sparql", params={"query": SEARCH + query})
    assert response.status_code == 200, response.text
    bindings = response.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def test_sparql_joins_the_hits(client: httpx.Client) -> None:
    query = """SELECT ?thing ?text ?status (xsd:decimal(?score) > 0 AS ?positive) {
        SERVICE search:texts {
            ?thing search:words "shelled" ; search:text ?text ; search:score ?score . # found
            ?thing search:kind cno:Event ; search:limit 5 .
        }
        ?thing cno:status ?status }"""
    found = rows(client, f"PREFIX xsd: <{terms.XSD}> {query}")
    assert found == [{"thing": EVENT, "text": SENTENCE, "status": vocab.Actual, "positive": "true"}]


def test_sparql_counts_nothing_where_nothing_fits(client: httpx.Client) -> None:
    query = 'SELECT ?t { ?t ?p ?o . SERVICE search:texts { ?t search:words "nowhere" } }'
    assert rows(client, query) == []


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("?t search:score ?s", "search:words"),
        ("?t search:words ?w", "with a string"),
        ('?t search:words "a" ; search:limit 501', "501"),
        ('?t search:words "a" . ?u search:score ?s', "one variable"),
        ('<urn:x> search:words "a"', "expected"),
        ('?t search:words "a" ; search:score ?t', "a variable of its own"),
        ('?t search:words "a" ; search:speed ?v', "speed"),
        ('?t search:words "a" { ?x ?y ?z }', "nothing but"),
        ('?t search:words "()"', "no word"),
        ('?t search:words "a"@en', "found @en"),
    ],
)
def test_a_wrong_block_is_explained(client: httpx.Client, block: str, message: str) -> None:
    query = f"{SEARCH} SELECT * {{ SERVICE search:texts {{ {block} }} }}"
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 400
    assert message in response.json()["detail"]


def test_a_write_is_found_at_once(client: httpx.Client) -> None:
    results(client, q="goris")
    label = f'<{BASE}n/1> <{terms.RDFS_LABEL}> "Zangezur"'
    for operation, count in (("INSERT", 1), ("DELETE", 0)):
        assert client.post("/update", content=f"{operation} DATA {{ {label} }}", headers=UPDATE).is_success
        assert len(results(client, q="zangezur")) == count


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path = tmp_path_factory.mktemp("texts") / "texts.sqlite"
    return Index.build(path, [Text(EVENT, vocab.Assault, vocab.sentence, SENTENCE)])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "ASK { ?s ?p \"SERVICE search:texts { ?t search:words 'a' }\" }",
        f"ASK {{ SERVICE <{terms.SEARCH}other> {{ ?s ?p ?o }} }}",
        "# SERVICE search:texts { }\nASK {}",
        "ASK { SERVICE",
        "ASK { SERVICE search:texts",
        "service",
    ],
)
def test_other_queries_stay_as_they_are(index: Index, query: str) -> None:
    assert expand(SEARCH + query, index) == SEARCH + query


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize(
    "name", ["search:texts", f"<{terms.SEARCH}texts>", "<https://w3id.org/conflict-news/search#t\\u0065xts>"]
)
def test_what_comes_out_is_a_query_that_the_guard_lets_pass(index: Index, silent: str, name: str) -> None:
    block = "{ ?t search:words '''shelled''' ;\n search:text ?x ; search:snippet ?y }"
    text = expand(f"{SEARCH}SELECT * {{ service {silent}{name} {block} }}", index)
    guard(text)
    assert re.search(r"VALUES \(\?t \?x \?y\) \{ \(<", text)
    assert text.count("\n") == 1
    [row] = rdf.select([], text)
    assert str(row["x"]) == str(rdf.string(SENTENCE))


def test_a_service_beside_a_block_is_still_refused(index: Index) -> None:
    query = (
        'SELECT * { SERVICE search:texts { ?t search:words "a" } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }'
    )
    with pytest.raises(QueryError, match="switched off"):
        guard(expand(SEARCH + query, index))


def test_a_crowd_of_searches_leaves_room_for_a_ping(client: httpx.Client) -> None:
    """Those beyond the few at a time are told to come back; all get one answer or the other."""
    answers: list[int] = []

    def look() -> None:
        answers.append(httpx.get(f"{client.base_url}/search?q=g*", timeout=30).status_code)

    crowd = [threading.Thread(target=look) for _ in range(24)]
    for one in crowd:
        one.start()
    assert client.get("/healthz").status_code == 200
    for one in crowd:
        one.join()
    assert len(answers) == 24
    assert set(answers) <= {200, 503}
