"""Whatever is sent, everybody else is answered meanwhile, and afterwards everything is as before."""

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import quote

import httpx
import pytest

from kg import rdf, terms
from kg.endpoint import Site, create_app
from kg.store import open_store
from kg.store.hints import told
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from kg.store.tokens import tokens
from tests.endpoint.conftest import running

TOKEN = "a-secret-token"
SECONDS = 1.0
ANY = "<http://a.example/p>|!<http://a.example/p>"
DIGITS = " ".join(map(str, range(40)))
HOSTILE = {
    "order by over a cross product": "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z",
    "distinct over a cross product": "SELECT DISTINCT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }",
    "count of a cross product": "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w }",
    "regular expression": "SELECT * { ?s ?p ?o . ?a ?b ?c "
    'FILTER(REGEX(CONCAT(STR(?s), STR(?a)), "(a*)*b(c{1,500}){1,500}")) }',
    "values": "SELECT (COUNT(*) AS ?n) { VALUES ?s { "
    + " ".join(f"<http://a.example/{n}>" for n in range(60_000))
    + " } ?s ?p ?o . ?t ?p ?o . ?u ?q ?r }",
    "values times values": "SELECT * { "
    + " ".join(f"VALUES ?v{n} {{ {DIGITS} }}" for n in range(6))
    + " } ORDER BY ?v5 ?v0",
    "nested groups": "SELECT * " + "{" * 10_000 + "}" * 10_000,
    "nested brackets": "SELECT (" + "(" * 10_000 + "1" + ")" * 10_000 + " AS ?x) {}",
    "nested subqueries": "SELECT * { { " * 3000 + "?s ?p ?o" + " } } " * 3000,
    "nested not exists": "ASK { ?s ?p ?o " + "FILTER NOT EXISTS { ?s ?p ?o " * 2000 + "}" * 2000 + "}",
    "long sum": "SELECT (" + "+".join("1" * 20_000) + " AS ?x) {}",
    "path over everything": f"SELECT (COUNT(*) AS ?n) {{ ?s ({ANY})* ?o . ?t ({ANY})+ ?u . ?v ({ANY})* ?w }}",
    "long path": "SELECT * { ?s " + "/".join([f"({ANY})*"] * 500) + " ?o }",
    "memory by concatenation": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c))) AS ?x) "
    "{ ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }",
    "unions": "SELECT * { " + " UNION ".join(["{ ?s ?p ?o . ?a ?b ?c }"] * 2000) + " } ORDER BY ?s",
    "text that does not end": "SELECT * { ?s ?p '''" + "\\'''\n" * 20_000,
    "names that do not end": "SELECT " + "a." * 50_000,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedStore]:
    path = tmp_path_factory.mktemp("hostile") / "store"
    with open_store(path) as opened:
        opened.add(rdf.quad(f"http://a.example/{n}", terms.RDFS_LABEL, rdf.integer(n)) for n in range(2000))
    limits = Limits(processes=2, waiting=4, per_client=4, seconds=SECONDS, memory=1 << 30)
    with ServedStore.open(path, limits=limits) as served:
        yield served


@pytest.fixture(scope="module")
def url(store: ServedStore) -> Iterator[str]:
    with running(create_app(Site(store, token=TOKEN))) as address:
        yield address


def address(url: str) -> tuple[str, int]:
    host, _, port = url.removeprefix("http://").partition(":")
    return host, int(port)


@contextmanager
def connected(url: str) -> Iterator[socket.socket]:
    with socket.create_connection(address(url), timeout=30) as opened:
        yield opened


def well(url: str, store: ServedStore) -> None:
    """All is as before."""
    answer = httpx.get(url + "/sparql", params={"query": "ASK {}", "format": "json"}, timeout=30)
    assert answer.json()["boolean"] is True
    until = time.monotonic() + 20
    while store.running() and time.monotonic() < until:
        time.sleep(0.02)
    assert store.running() == []
    assert len(store._pool._free) == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_hurts_itself_only(url: str, store: ServedStore, name: str) -> None:
    answers: list[httpx.Response | Exception] = []

    def ask() -> None:
        try:
            answers.append(httpx.post(url + "/sparql", data={"query": HOSTILE[name]}, timeout=60))
        except httpx.RemoteProtocolError as error:  # broken off: never an answer that looks whole
            answers.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    pings = 0
    with httpx.Client(base_url=url, timeout=30) as client:
        while thread.is_alive() or not pings:
            assert client.get("/healthz").status_code == 200
            other = client.get("/sparql", params={"query": f"ASK {{}} # {name} {pings}", "format": "json"})
            assert (other.status_code, other.json()["boolean"]) == (200, True), "others are answered"
            pings += 1
            thread.join(0.05)
    (answer,) = answers
    if isinstance(answer, httpx.Response):
        assert answer.status_code in (200, 400, 503), answer.text[:300]
        if answer.status_code != 200:
            assert answer.json()["detail"]
            assert "Retry-After" in answer.headers or answer.status_code == 400
    well(url, store)


@pytest.mark.parametrize(
    "piece",
    ["a.", '\\"', '\\"""\n', "\\'''\n", "<a", ":.", '"', '"\\\n', "@a-", "<\\u0041", "service ", "PREFIX a:"],
)
def test_reading_a_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    text = piece * 100_000  # of the order of hours where it is not
    assert sum(len(token.text) for token in tokens(text)) <= len(text)
    assert told("error at 1:1", text[:50_000])


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_an_answer_that_is_cut_says_so_by_breaking_off(url: str, encoding: str, format: str) -> None:
    params = {"query": "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }", "format": format}
    headers = {"Accept-Encoding": encoding}
    with httpx.stream("GET", url + "/sparql", params=params, headers=headers, timeout=60) as response:
        assert response.status_code == 200
        raw, whole = b"", False
        try:
            for block in response.iter_raw():
                raw += block[:0]
            whole = True
        except httpx.RemoteProtocolError:
            pass
    assert not whole, "the last chunk never came"


def test_a_client_that_leaves_ends_its_query(url: str, store: ServedStore) -> None:
    for text in (HOSTILE["order by over a cross product"], "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"):
        with connected(url) as left:
            left.sendall(f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            while not store.running():
                time.sleep(0.01)
        well(url, store)


BEGINS = (
    "SELECT * { VALUES ?k { 1 2 } LATERAL { { ?s ?p ?o FILTER(?k = 1) } UNION "
    "{ ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(?k = 2 && ?x + ?y + ?z < 0) } } }"
)
"""Gives a part of its answer at once, and then nothing for long."""


@pytest.mark.parametrize("leaves", [True, False], ids=["the client leaves", "a limit is reached"])
def test_an_answer_that_breaks_off_is_no_fault_in_the_log(
    url: str, store: ServedStore, leaves: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), connected(url) as client:
        client.sendall(f"GET /sparql?query={quote(BEGINS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert client.recv(1000).startswith(b"HTTP/1.1 200 OK")
        client.settimeout(0.2 if leaves else 30)
        with suppress(TimeoutError):
            while client.recv(1 << 20):
                pass
    well(url, store)
    time.sleep(0.1)  # the log is written when the process is free already
    assert [record.getMessage() for record in caplog.records] == []


def test_slow_clients_block_nobody(url: str, store: ServedStore) -> None:
    beginnings = [
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 999\r\n\r\nASK",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nASK",
        b"G",
        b"",
    ]
    with ExitStack() as stack:
        for number in range(150):
            slow = stack.enter_context(connected(url))
            slow.sendall(beginnings[number % len(beginnings)])
        well(url, store)


def test_slow_readers_block_nobody(url: str, store: ServedStore) -> None:
    text = "SELECT * { ?a ?p ?x . ?b ?q ?y FILTER(?x < 30) }"
    with ExitStack() as stack:
        for _ in range(6):
            slow = stack.enter_context(connected(url))
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            slow.sendall(f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert slow.recv(12) == b"HTTP/1.1 200"
            well(url, store)


RAW = [
    (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
    (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 431),
    (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X%d: 1\r\n" % n for n in range(9000)) + b"\r\n", 431),
    (b"NONSENSE\r\n\r\n", 400),
    (b"GET /healthz HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n", 400),
    (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\r\n Y: folded\r\n\r\n", None),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}}", 400),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", 413),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nASK\r\n0\r\n\r\n", 400),
    (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    (b"GET /static/../../pyproject.toml HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /static/..%2f..%2fpyproject.toml HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /static/%2e%2e/%2e%2e/pyproject.toml HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /static/..%5c..%5cpyproject.toml HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /static//etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", None),
    (b"GET /static/%00site.css HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET //evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n", None),
    (b"GET http://evil.example/healthz HTTP/1.1\r\nHost: x\r\n\r\n", None),
    (b"GET /data/%2e%2e%2fx.ttl HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /id/%0d%0aSet-Cookie:%20x=1 HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"GET /id/a%00b HTTP/1.1\r\nHost: x\r\n\r\n", 404),
    (b"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405),
    (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", None),
]


@pytest.mark.parametrize(("sent", "status"), RAW, ids=[repr(sent[:50]) for sent, _ in RAW])
def test_odd_requests_get_a_plain_answer(
    url: str, store: ServedStore, sent: bytes, status: int | None
) -> None:
    with connected(url) as connection:
        connection.sendall(sent)
        head = b""
        while b"\r\n\r\n" not in head and (block := connection.recv(4096)):
            head += block
    lines = head.split(b"\r\n\r\n")[0].split(b"\r\n")
    if status is not None:
        assert int(lines[0].split()[1]) == status, head[:300]
    assert not any(line.lower().startswith((b"set-cookie", b"location: http://evil")) for line in lines)
    assert b"Traceback" not in head
    well(url, store)


def test_nothing_that_is_sent_begins_a_line_of_a_log(url: str, caplog: pytest.LogCaptureFixture) -> None:
    odd = "x%0d%0aFAKE%20line%1b[31m"
    with caplog.at_level(logging.DEBUG):
        for method, path in (
            ("PUT", "/graphs/good"),
            ("PUT", f"/graphs/{odd}"),
            ("GET", f"/{odd}"),
            ("GET", f"/sparql?query={odd}"),
        ):
            headers = {
                "Authorization": f"Bearer {TOKEN}",
                "Content-Type": "text/turtle",
                "User-Agent": "a\tb",
            }
            httpx.request(method, url + path, headers=headers, content=b"<a:b> <a:c> 1 .", timeout=30)
    messages = [record.getMessage() for record in caplog.records if record.name.startswith("kg")]
    assert messages
    assert not any("\n" in text or "\r" in text or "\x1b" in text or TOKEN in text for text in messages)
