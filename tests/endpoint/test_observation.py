"""What an operator sees: figures for Prometheus, a line for each request, the time of each query."""

import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from kg.endpoint import Site, create_app
from kg.endpoint.access import AccessLog
from kg.errors import ConfigurationError
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from tests.endpoint.conftest import BASE, running

TOKEN = "a-secret-token"
SECRET = "SELECT ?hidden { ?hidden ?p 'a secret word' }"
CROSS = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?t ?u } ORDER BY ?x ?y ?z"
INSERT = "INSERT DATA { " + " ".join(f"<a:{n}> <a:p> {n} ." for n in range(200)) + " }"
Figures = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("access") / "access.jsonl"


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, file: Path) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("watched") / "store"
    with ServedStore.open(path, base=BASE, limits=Limits(processes=1, waiting=0, seconds=10)) as store:
        site = Site(store, base=BASE, token=TOKEN, access_log=AccessLog(str(file)))
        with running(create_app(site)) as url, httpx.Client(base_url=url, timeout=30) as client:
            write(client)
            yield client


@pytest.fixture
def log(watched: httpx.Client, file: Path) -> Path:
    """The log, empty."""
    marker = f"/marker-{time.monotonic_ns()}"
    watched.get(marker)
    while marker not in file.read_text():  # lines of earlier requests may still be on their way
        time.sleep(0.01)
    file.unlink()
    return file


def figures(client: httpx.Client) -> Figures:
    response = client.get("/metrics")
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    found = text_string_to_metric_families(response.text)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in found for s in family.samples}


def of(found: Figures, name: str, **labels: str) -> float:
    return found.get((name, tuple(sorted(labels.items()))), 0.0)


def lines(log: Path, least: int) -> list[dict[str, Any]]:
    """The lines once there are so many: one is written after the client has its answer."""
    for _ in range(200):
        content = log.read_text(encoding="ascii").splitlines() if log.exists() else []
        if len(content) >= least:
            break
        time.sleep(0.02)
    return [json.loads(line) for line in content]


def ask(client: httpx.Client, query: str, **more: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more})


def write(client: httpx.Client) -> None:
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    assert client.post("/update", content=INSERT, headers=headers).status_code == 204


OUTCOMES: list[tuple[str, Callable[[httpx.Client], object]]] = [
    ("answered", lambda client: ask(client, "ASK {}")),
    ("cached", lambda client: [ask(client, "ASK { ?s ?p ?o }") for _ in range(2)]),
    ("malformed", lambda client: ask(client, "ASK {")),
    ("refused", lambda client: ask(client, "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")),
    ("timeout", lambda client: ask(client, CROSS, timeout="0.2")),
]


@pytest.mark.parametrize(("outcome", "work"), OUTCOMES, ids=[name for name, _ in OUTCOMES])
def test_what_came_of_a_query_is_counted(
    watched: httpx.Client, outcome: str, work: Callable[[httpx.Client], object]
) -> None:
    before = figures(watched)
    work(watched)
    after = figures(watched)
    names = ["kg_queries_total"] if outcome == "cached" else ["kg_queries_total", "kg_query_seconds_count"]
    for name in names:
        assert of(after, name, outcome=outcome) - of(before, name, outcome=outcome) == 1


def test_the_figures_of_the_store_and_of_requests(watched: httpx.Client) -> None:
    before = figures(watched)
    write(watched)
    for path in ("/nowhere", "/elsewhere", "/id/none", "/healthz"):
        watched.get(path)
    watched.request("BREW", "/healthz")
    after = figures(watched)

    def rise(name: str, **labels: str) -> float:
        return of(after, name, **labels) - of(before, name, **labels)

    assert of(after, "kg_statements", graphs="default") == 200
    assert rise("kg_dataset_version") == 1
    assert rise("kg_writes_total", operation="update", outcome="done") == 1
    assert rise("kg_requests_total", route="none", method="GET", status="404") == 2
    assert rise("kg_requests_total", route="/id/<path:name>", method="GET", status="404") == 1
    assert rise("kg_requests_total", route="none", method="other", status="405") == 1
    assert rise("kg_request_seconds_count", route="/update") == 1
    assert (of(after, "kg_queries_running"), of(after, "kg_queries_waiting")) == (0, 0)


def test_a_query_tells_its_time(watched: httpx.Client) -> None:
    response = ask(watched, "ASK {}")
    assert float(response.headers["X-Query-Time"]) > 0
    assert response.headers["Server-Timing"] == f"query;dur={response.headers['X-Query-Time']}"
    assert "X-Query-Time" in response.headers["Access-Control-Expose-Headers"]
    assert int(response.headers["Content-Length"]) == len(response.content)


def test_each_request_has_its_line(watched: httpx.Client, log: Path) -> None:
    answer = ask(watched, SECRET)
    watched.post("/update?access_token=a-secret-token", headers={"Authorization": f"Bearer {TOKEN}"})
    watched.get("/nowhere", headers={"User-Agent": "a tester"})
    [query, update, missing] = lines(log, 3)
    assert query["time"].endswith("Z")
    assert (query["client"], query["method"], query["path"]) == ("127.0.0.1", "GET", "/sparql")
    assert (query["status"], query["bytes"]) == (200, len(answer.content))
    assert query["ms"] > 0
    assert re.fullmatch("[0-9a-f]{16}", query["query"])
    assert (update["status"], missing["status"], missing["agent"]) == (415, 404, "a tester")
    text = log.read_text()
    assert "secret" not in text
    assert "hidden" not in text


@pytest.mark.parametrize(
    ("path", "agent"),
    [
        (b'/a%0A{"time":"forged"}', b"x"),
        (b"/a%0D%0Aforged", b"x"),
        (b"/%1B[2Jcleared", b"x"),
        (b"/%E2%80%A8separated%C2%85", b"x"),
        (b"/%FF%FE", b"x"),
        (b"/plain", b"\x1b[31mred\x0b\x7f\xff"),
        (b"/" + b"long" * 2000, b"long" * 2000),
    ],
)
def test_no_request_writes_lines_of_its_own(
    watched: httpx.Client, log: Path, path: bytes, agent: bytes
) -> None:
    at = urlsplit(str(watched.base_url))
    with socket.create_connection((at.hostname, at.port or 80), timeout=10) as connection:
        connection.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n")
        connection.sendall(b"User-Agent: " + agent + b"\r\n\r\n")
        with suppress(OSError):
            while connection.recv(4096):
                pass
    watched.get("/healthz")
    [odd, last] = lines(log, 2)
    content = log.read_bytes()
    assert all(32 <= byte < 127 or byte == 10 for byte in content)
    assert len(content) < 8000
    assert odd["status"] in (400, 404)
    assert last["path"] == "/healthz"


def test_a_log_that_was_moved_begins_anew(watched: httpx.Client, log: Path) -> None:
    watched.get("/healthz")
    assert lines(log, 1)
    log.rename(log.with_suffix(".1"))
    watched.get("/readyz")
    assert [line["path"] for line in lines(log, 1)] == ["/readyz"]


def test_a_log_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="access log"):
        AccessLog(str(tmp_path / "no" / "folder" / "log"))
