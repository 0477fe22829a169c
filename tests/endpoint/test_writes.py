"""Writes: with the token only, whole or not at all, valid or refused, and seen by the next query."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from kg import rdf, terms, vocab
from kg.endpoint import Site, create_app
from kg.endpoint.app import MAX_BODY
from kg.store import open_store
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from tests.endpoint.conftest import BASE, GRAPH, QUADS, running
from tests.packing import packed_in_gzip

TOKEN = "a-secret-token"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = {"Content-Type": "application/sparql-update"}
TURTLE = {"Content-Type": "text/turtle"}
TRIG = {"Content-Type": "application/trig"}
INSERT = "INSERT DATA { <http://a.example/s> <http://a.example/p> 1 }"
# an event without evidence, status and sentence breaks the shapes
INVALID = f"<{BASE}event/x> a <{vocab.Assault}> ."
OTHER = "http://a.example/g"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedStore]:
    path = tmp_path_factory.mktemp("writes") / "store"
    with open_store(path, base=BASE) as opened:
        opened.add(QUADS)
    with ServedStore.open(path, base=BASE, limits=Limits(processes=2)) as served:
        yield served


@pytest.fixture(scope="module")
def url(store: ServedStore) -> Iterator[str]:
    with running(create_app(Site(store, base=BASE, token=TOKEN))) as address:
        yield address


@pytest.fixture
def writer(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=60, headers=AUTHORISED) as client:
        yield client


def everything(client: httpx.Client) -> list[rdf.Quad]:
    query = "CONSTRUCT { ?s ?p ?o } { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    response = client.get("/sparql", params={"query": query, "format": "nt"})
    return rdf.canonical(rdf.parse(response.content, "nt"))


def update(client: httpx.Client, text: str) -> int:
    return client.post("/update", content=text, headers=UPDATE).status_code


def put(client: httpx.Client, path: str, content: str | bytes, headers: dict[str, str] = TURTLE) -> int:
    return client.put(path, content=content, headers=headers).status_code


REQUESTS = [
    ("POST", "/update", UPDATE, INSERT),
    ("POST", "/update", {"Content-Type": "application/x-www-form-urlencoded"}, "update=DROP+ALL"),
    ("PUT", f"/graphs?graph={OTHER}", TURTLE, "<a:b> <a:b> 1 ."),
    ("POST", "/graphs?default", TURTLE, "<a:b> <a:b> 1 ."),
    ("POST", "/graphs", TURTLE, "<a:b> <a:b> 1 ."),
    ("DELETE", f"/graphs?graph={GRAPH}", {}, ""),
    ("PUT", "/graphs/direct", TURTLE, "<a:b> <a:b> 1 ."),
    ("DELETE", "/queries/1", {}, ""),
]


@pytest.mark.parametrize(
    "authorization", [None, "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x"]
)
@pytest.mark.parametrize(("method", "path", "headers", "body"), REQUESTS)
def test_without_the_token_nothing_is_written(
    url: str, authorization: str | None, method: str, path: str, headers: dict[str, str], body: str
) -> None:
    given = {**headers, **({"Authorization": authorization} if authorization else {})}
    with httpx.Client(base_url=url) as client:
        response = client.request(
            method, path + ("&" if "?" in path else "?") + f"token={TOKEN}", headers=given, content=body
        )
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert response.headers["Content-Type"] == "application/problem+json"
        assert client.get("/graphs", params={"graph": OTHER}).status_code == 404


def test_a_server_without_a_token_only_reads(store: ServedStore) -> None:
    with running(create_app(Site(store, base=BASE))) as url:
        for method, path, headers, body in REQUESTS:
            given = {**headers, **AUTHORISED}
            assert httpx.request(method, url + path, headers=given, content=body).status_code == 403


def test_a_write_is_seen_by_the_next_query(writer: httpx.Client) -> None:
    for number in range(3):
        assert (
            update(writer, f"DELETE WHERE {{ <a:n> ?p ?o }}; INSERT DATA {{ <a:n> <a:p> {number} }}") == 204
        )
        answer = writer.get("/sparql", params={"query": "SELECT ?o { <a:n> <a:p> ?o }", "format": "csv"})
        assert answer.text == f"o\r\n{number}\r\n"
    assert update(writer, "DELETE WHERE { <a:n> ?p ?o }") == 204


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/update", UPDATE, "INSERT DATA {", 400),
        ("POST", "/update", UPDATE, INSERT + "; CREATE GRAPH <a:g>; CREATE GRAPH <a:g>", 400),
        ("POST", "/update", UPDATE, INSERT + "; LOAD <http://a.example/>", 403),
        ("POST", "/update", UPDATE, f"INSERT DATA {{ {INVALID} }}", 422),
        ("POST", "/update", UPDATE, f"{INSERT}; INSERT DATA {{ GRAPH <{GRAPH}> {{ {INVALID} }} }}", 422),
        ("POST", "/update", UPDATE, f"INSERT DATA {{ GRAPH <{OTHER}> {{ {INVALID} }} }}", 422),
        ("PUT", f"/graphs?graph={OTHER}", TURTLE, INVALID, 422),
        ("POST", "/graphs?default", TURTLE, INVALID, 422),
        ("POST", "/graphs", TURTLE, INVALID, 422),
        ("PUT", f"/graphs?graph={OTHER}", TURTLE, "<a:b> <a:c>", 400),
        ("PUT", f"/graphs?graph={OTHER}", {"Content-Type": "text/plain; x"}, "nonsense", 400),
        ("PUT", f"/graphs?graph={OTHER}", {"Content-Type": "image/png"}, "x", 415),
        (
            "PUT",
            f"/graphs?graph={OTHER}",
            {"Content-Type": "application/trig"},
            "<a:g> { <a:b> <a:c> 1 }",
            400,
        ),
        ("PUT", f"/graphs?graph={GRAPH}", TURTLE, f"<{GRAPH}> a <{vocab.ArticleGraph}> . [] <a:b> 1 .", 400),
        ("PUT", "/graphs", TURTLE, "<a:b> <a:c> 1 .", 400),
        ("PUT", "/graphs?graph=relative", TURTLE, "<a:b> <a:c> 1 .", 400),
        ("PUT", "/graphs?graph=a:g&default", TURTLE, "<a:b> <a:c> 1 .", 400),
        ("DELETE", "/graphs?graph=a:none", {}, "", 404),
    ],
)
def test_a_refused_write_changes_nothing(
    writer: httpx.Client,
    store: ServedStore,
    method: str,
    path: str,
    headers: dict[str, str],
    body: str,
    status: int,
) -> None:
    before, version = everything(writer), store.version
    response = writer.request(method, path, headers=headers, content=body)
    assert response.status_code == status, response.text
    if status == 422:
        report = rdf.serialise(rdf.parse(response.content, "ttl", base=BASE), "nt").decode()
        assert f'<{terms.SH}conforms> "false"' in report
        assert f"<{BASE}event/x>" in report
    else:
        assert response.headers["Content-Type"] == "application/problem+json"
    assert (everything(writer), store.version) == (before, version)


def test_the_graph_store_names_a_new_graph(writer: httpx.Client) -> None:
    made = writer.post("/graphs", headers=TURTLE, content="<> <a:p> 1 .")
    assert made.status_code == 201
    address = made.headers["Location"]
    assert f"<{address}> <a:p> 1 ." in writer.get(address).text
    assert writer.delete(address).status_code == 204
    assert writer.get(address).status_code == 404


@pytest.mark.parametrize(
    ("encoding", "body", "status"),
    [
        ("gzip", packed_in_gzip(b"<a:s> <a:p> 1 ."), 201),
        ("GZIP", packed_in_gzip(b"<a:s> <a:p> 1 .") + packed_in_gzip(b""), 201),
        ("gzip", packed_in_gzip(bytes(MAX_BODY + 1)), 413),
        ("gzip", b"<a:s> <a:p> 1 .", 400),
        ("deflate", b"<a:s> <a:p> 1 .", 415),
    ],
)
def test_a_body_may_come_packed(writer: httpx.Client, encoding: str, body: bytes, status: int) -> None:
    headers = {**TURTLE, "Content-Encoding": encoding}
    before = everything(writer)
    assert put(writer, "/graphs/packed", body, headers) == status
    if status == 201:
        text = packed_in_gzip(f"DROP GRAPH <{writer.base_url}/graphs/packed>".encode())
        assert writer.post("/update", content=text, headers={**UPDATE, "Content-Encoding": "gzip"}).is_success
    assert everything(writer) == before


def test_a_dataset_goes_into_its_graphs(writer: httpx.Client) -> None:
    content = f"<{OTHER}> {{ <a:s> <a:p> 1 }} <a:s> <a:p> 2 ."
    assert writer.post("/graphs", headers=TRIG, content=content).status_code == 204
    assert writer.get("/graphs", params={"graph": OTHER}).text.endswith("<a:s> <a:p> 1 .\n")
    assert writer.delete("/graphs", params={"graph": OTHER}).status_code == 204
    assert update(writer, "DELETE WHERE { <a:s> ?p ?o }") == 204


def test_the_default_graph_keeps_what_it_repeats(writer: httpx.Client) -> None:
    entities = f"/graphs?graph={BASE}graph/entities"
    assert put(writer, entities, "<a:e> <a:p> 1 .") == 201
    before = writer.get("/graphs?default", headers={"Accept": "application/n-triples"}).content
    assert put(writer, "/graphs?default", "<a:s> <a:p> 1 .") == 204
    assert set(writer.get("/graphs?default", headers={"Accept": "text/plain"}).text.splitlines()) == {
        f'<a:{name}> <a:p> "1"^^<{terms.XSD}integer> .' for name in "se"
    }
    assert writer.delete(entities).status_code == 204
    assert put(writer, "/graphs?default", before, {"Content-Type": "text/plain"}) == 204
    assert update(writer, "DELETE WHERE { <a:e> ?p ?o }") == 204


def test_running_queries_are_listed_and_stopped(writer: httpx.Client, url: str) -> None:
    many = " ".join(map(str, range(99)))
    text = "SELECT * { " + " ".join(f"VALUES ?v{n} {{ {many} }}" for n in range(5)) + " } ORDER BY ?v4 ?v0"
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(httpx.get, url + "/sparql", params={"query": text}, timeout=60)
        while not (listed := writer.get("/queries").json()):
            pass
        assert listed[0]["query"] == text
        assert writer.delete(f"/queries/{listed[0]['id']}").status_code == 204
        assert answer.result().status_code == 503
    assert writer.delete("/queries/999999").status_code == 404


def test_the_log_of_writes_names_who_and_what_but_no_token(
    writer: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="kg.audit"):
        for path in ("/graphs?graph=http://a.example/g%0AFAKE", "/graphs/x%0aFAKE", "/graphs/x"):
            put(writer, path, "<a:b> <a:c> 1 .")
    lines = [record.getMessage() for record in caplog.records]
    assert lines
    assert all("127.0.0.1" in line and "\n" not in line and TOKEN not in line for line in lines)


def test_readers_keep_their_version_while_others_are_written(writer: httpx.Client) -> None:
    rows = " ".join(f"<a:m{n}> <a:many> {n} ." for n in range(2000))
    pairs = "SELECT * { ?s <a:many> ?o . ?t <a:many> ?r FILTER(?o < 200) }"
    assert update(writer, f"INSERT DATA {{ {rows} }}") == 204
    with writer.stream("GET", "/sparql", params={"query": pairs, "format": "csv"}) as slow:
        body = slow.iter_bytes()
        begin = next(body)
        for _ in range(3):
            assert update(writer, "DELETE WHERE { ?s <a:many> ?o }") == 204
            assert update(writer, INSERT) == 204
        whole = begin + b"".join(body)
    assert whole.count(b"\n") == 200 * 2000 + 1
