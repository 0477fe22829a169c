"""The query operation over a real socket."""

import json
import re

import httpx
import pytest

from kg import terms
from tests.endpoint.conftest import ARMENIA, GRAPH

LABEL = f"SELECT ?l {{ <{ARMENIA}> <{terms.RDFS_LABEL}> ?l }}"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{ARMENIA}> ?p ?o }}"
CROSS = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z"
XML, TSV = "application/sparql-results+xml", "text/tab-separated-values"
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.mark.parametrize("how", ["get", "form", "direct", "slash"])
def test_each_way_to_ask(client: httpx.Client, how: str) -> None:
    match how:
        case "get":
            response = client.get("/sparql", params={"query": LABEL})
        case "form":
            response = client.post("/sparql", data={"query": LABEL})
        case "direct":
            response = client.post("/sparql", content=LABEL, headers=DIRECT)
        case _:
            response = client.get("/sparql/", params={"query": LABEL})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/sparql-results+json"
    assert response.json()["results"]["bindings"] == [
        {"l": {"type": "literal", "value": "Armenia", "xml:lang": "en"}}
    ]


@pytest.mark.parametrize(
    ("query", "accept", "content_type", "body"),
    [
        (
            LABEL,
            "application/sparql-results+xml",
            "application/sparql-results+xml",
            b'<literal xml:lang="en">Armenia',
        ),
        (LABEL, "text/csv", "text/csv; charset=utf-8", b"l\r\nArmenia\r\n"),
        (
            LABEL,
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
            b'?l\n"Armenia"@en\n',
        ),
        ("ASK {}", "*/*", "application/sparql-results+json", b'{"head":{},"boolean":true}'),
        ("ASK {}", "text/xml", "text/xml; charset=utf-8", b"<boolean>true</boolean>"),
        (CONSTRUCT, "text/turtle", "text/turtle; charset=utf-8", b'"Armenia"@en'),
        (CONSTRUCT, "application/n-triples", "application/n-triples", b'"Armenia"@en .\n'),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml", b'xml:lang="en">Armenia<'),
        (CONSTRUCT, "application/ld+json", "application/ld+json", b'"@value":"Armenia"'),
        (CONSTRUCT, "application/trig", "application/trig", b'"Armenia"@en'),
        (CONSTRUCT, "application/n-quads", "application/n-quads", b'"Armenia"@en .\n'),
        (f"DESCRIBE <{ARMENIA}>", "text/turtle", "text/turtle; charset=utf-8", b'"Armenia"@en'),
    ],
)
def test_formats(client: httpx.Client, query: str, accept: str, content_type: str, body: bytes) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert (response.status_code, response.headers["Content-Type"]) == (200, content_type)
    assert set(response.headers["Vary"].split(", ")) == {"Accept", "Accept-Encoding"}
    assert body in response.content


def test_a_format_by_name_wins(client: httpx.Client) -> None:
    response = client.get(
        "/sparql", params={"query": LABEL, "format": "csv"}, headers={"Accept": "text/html"}
    )
    assert response.text == "l\r\nArmenia\r\n"


def test_the_dataset_of_the_protocol(client: httpx.Client) -> None:
    params = {"query": COUNT, "default-graph-uri": GRAPH}
    assert client.get("/sparql", params=params).json()["results"]["bindings"][0]["n"]["value"] == "5"
    named = client.post("/sparql", params={"named-graph-uri": GRAPH}, content=COUNT, headers=DIRECT)
    assert named.json()["results"]["bindings"][0]["n"]["value"] == "0"


def test_the_default_graph_says_everything_once(client: httpx.Client) -> None:
    assert (
        client.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"][0]["n"]["value"]
        == "3005"
    )


BAD = [
    ("GET", "/sparql?query=ASK%20%7B", {}, b"", 400),
    ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, b"", 400),
    ("GET", "/sparql?query=%FF", {}, b"", 400),
    ("GET", "/sparql?update=CLEAR%20ALL", {}, b"", 400),
    ("GET", "/sparql?query=ASK%7B%7D", {"Accept": "image/png"}, b"", 406),
    ("GET", "/sparql?query=ASK%7B%7D&format=ttl", {}, b"", 406),
    ("GET", "/sparql?query=ASK%7B%7D&timeout=soon", {}, b"", 400),
    ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative", {}, b"", 400),
    ("PUT", "/sparql?query=ASK%7B%7D", {}, b"", 405),
    ("POST", "/sparql", {}, b"", 415),
    ("POST", "/sparql", {"Content-Type": "text/plain"}, b"ASK {}", 415),
    ("POST", "/sparql", {"Content-Type": "application/x-www-form-urlencoded"}, b"q=1", 400),
    (
        "POST",
        "/sparql",
        {"Content-Type": "application/sparql-query; charset=utf-16"},
        "ASK {}".encode("utf-16"),
        415,
    ),
    ("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"ASK {} # \xff", 400),
    ("POST", "/sparql", {"Content-Type": "application/sparql-query", "Content-Encoding": "br"}, b"x", 415),
    ("POST", "/sparql?query=ASK%7B%7D", {"Content-Type": "application/sparql-query"}, b"ASK {}", 400),
    ("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"#" * (21 << 20), 413),
    ("GET", "/nowhere", {}, b"", 404),
    ("GET", "/static/../app.py", {}, b"", 404),
    ("GET", "/static/%2e%2e/app.py", {}, b"", 404),
    ("DELETE", "/healthz", {}, b"", 405),
    ("POST", "/", {}, b"", 405),
]


@pytest.mark.parametrize(("method", "path", "headers", "body", "status"), BAD)
def test_every_error_has_one_shape(
    url: str, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    with httpx.Client() as client:
        response = client.request(method, url + path, headers=headers, content=body)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance"}
    assert problem["status"] == status
    assert len(problem["detail"]) > 10


def test_a_query_at_its_limit_is_told_so(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": CROSS, "timeout": "0.3"})
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "time limit" in response.json()["detail"]


def test_an_answer_that_breaks_off_never_looks_whole(client: httpx.Client) -> None:
    params = {"query": "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }", "timeout": "0.5"}
    with client.stream("GET", "/sparql", params=params) as response:
        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            list(response.iter_bytes())


def test_headers_of_every_answer(client: httpx.Client) -> None:
    for path in ("/sparql", "/healthz", "/nowhere", "/static/site.css"):
        response = client.get(path)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_it_lives(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ready"
    assert client.get("/").status_code == 200


def test_the_page_offers_the_examples(client: httpx.Client) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html"})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Which countries are there?" in page.text
    assert "Their names, as the article has them." in page.text
    assert not re.search(r"""<(?!a )[^>]*(?:src|href)=["'](?:https?:)?//""", page.text)  # nothing is loaded


def test_a_large_answer_streams(client: httpx.Client) -> None:
    params = {"query": "SELECT * { ?a ?p ?x . ?b ?q ?x . ?c ?r ?s FILTER(?x < 20) }"}
    with client.stream("GET", "/sparql", params=params) as response:
        assert "Content-Length" not in response.headers
        body = b"".join(response.iter_bytes())
    assert len(json.loads(body)["results"]["bindings"]) == 20 * 3005
