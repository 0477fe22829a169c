"""SERVICE reaches what is on the list, over real sockets, and nothing else whatever is tried."""

import ipaddress
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg import rdf, terms
from kg.endpoint import Site, create_app
from kg.errors import ConfigurationError, KgError, QueryError
from kg.store import open_store
from kg.store.edits import Edit
from kg.store.failures import RefusedError, TooCostlyError, UnreachableError
from kg.store.outward import addresses, checked, is_public
from kg.store.pool import WORKER, Limits
from kg.store.serving import Question, ServedStore
from tests.endpoint.conftest import running

RESULTS = "application/sparql-results+json"
EMPTY = b'{"head":{"vars":["o"]},"results":{"bindings":[]}}'


class Answering(BaseHTTPRequestHandler):
    """Answers as its server's `answer` says, and notes who asked for what."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.answer(self)  # type: ignore[attr-defined]

    do_POST = do_GET  # noqa: N815  (as the library calls it)

    def log_message(self, format: str, *args: object) -> None: ...


@contextmanager
def answering(answer: Callable[[Answering], None]) -> Iterator[tuple[int, list[str]]]:
    """The port of a server of our own on this machine, and the paths that it was asked for."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    asked: list[str] = []
    server.answer, server.asked = answer, asked  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        server.server_close()


def whole(handler: Answering, body: bytes = EMPTY, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": RESULTS, **headers}.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def serving(path: Path, *services: str, seconds: float = 10) -> Iterator[ServedStore]:
    limits = Limits(processes=1, seconds=seconds, memory=1 << 30, services=services)
    with ServedStore.open(path, limits=limits) as store:
        yield store


def asked(store: ServedStore, text: str) -> str:
    return b"".join(store.ask(Question(text, "text/csv"))).decode()


def test_one_of_our_servers_asks_another(tmp_path: Path) -> None:
    with open_store(tmp_path / "other") as store:
        store.add(rdf.quad(f"https://a.example/{n}", terms.RDFS_LABEL, rdf.integer(n)) for n in range(3000))
    limits = Limits(processes=1, memory=1 << 30)
    with (
        ServedStore.open(tmp_path / "other", limits=limits) as other,
        running(create_app(Site(other))) as url,
        serving(tmp_path / "own", f"{url}/sparql") as own,
    ):
        service = f"SERVICE <{url}/sparql>"
        found = asked(
            own,
            f"SELECT (COUNT(*) AS ?n) {{ {service} {{ ?s rdfs:label ?o }} }}".replace(
                "rdfs:label", f"<{terms.RDFS_LABEL}>"
            ),
        )
        assert found.split() == ["n", "3000"]
        bound = f"SELECT ?o {{ VALUES ?s {{ <https://a.example/7> }} {service} {{ ?s ?p ?o }} }}"
        assert asked(own, bound).split() == ["o", "7"]
        twice = f"SELECT ?o {{ {service} {{ ?s ?p 1 }} {service} {{ ?s ?p ?o }} }}"
        assert asked(own, twice).split() == ["o", "1"]
        with pytest.raises(QueryError) as failed:
            asked(own, f"SELECT * {{ {service} {{ ?s ?p ?o FILTER(<x:unknown>(?o)) }} }}")
        assert "127.0.0.1" not in str(failed.value).replace(url, ""), "no ticket in a message"
        assert asked(own, "SELECT (1 AS ?o) {}").split() == ["o", "1"]
        assert not own.running()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <OTHER> { ?s ?p ?o } }",
        "SELECT * { SERVICE <LISTED/../admin> { ?s ?p ?o } }",
        "SELECT * { SERVICE <LISTED?x=1> { ?s ?p ?o } }",
        "SELECT * { SERVICE <LISTED#x> { ?s ?p ?o } }",
        "SELECT * { SERVICE <LISTEDx> { ?s ?p ?o } }",
        "SELECT * { SERVICE <LISTED@HOST> { ?s ?p ?o } }",
        "SELECT * { SERVICE <HTTP\\u003A//HOST/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?any { ?s ?p ?o } }",
        "PREFIX e: <OTHER> SELECT * { SERVICE e:x { ?s ?p ?o } SERVICE <LISTED> { ?s ?p ?o } }",
        "BASE <LISTED> SELECT * { SERVICE <> { ?s ?p ?o } }",
        'SELECT * { VALUES (?a ?b) { (1 2) } FILTER(?a<?b#>"""\n) SERVICE <OTHER> { ?s ?p ?o } #"""\n }',
    ],
)
def test_what_is_not_on_the_list_letter_for_letter_is_refused(tmp_path: Path, text: str) -> None:
    with answering(whole) as (port, paths), answering(whole) as (other, others):
        listed, host = f"http://127.0.0.1:{port}/sparql", f"127.0.0.1:{other}"
        aimed = text.replace("LISTED", listed).replace("OTHER", f"http://{host}/").replace("HOST", host)
        with serving(tmp_path, listed) as store, pytest.raises(RefusedError, match="not on the list"):
            asked(store, aimed)
    assert (paths, others) == ([], [])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(tmp_path: Path, status: int) -> None:
    with answering(whole) as (trap, caught):
        away = f"http://127.0.0.1:{trap}/"
        with answering(lambda handler: whole(handler, b"", status, Location=away)) as (port, paths):
            service = f"http://127.0.0.1:{port}/sparql"
            with serving(tmp_path, service) as store, pytest.raises(QueryError):
                asked(store, f"SELECT * {{ SERVICE <{service}> {{ ?s ?p ?o }} }}")
    assert (paths, caught) == (["/sparql"], [])


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "localhost.localdomain",
        "0",
        "rebinding.example",
    ],
)
def test_no_name_leads_inside(tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lookup = socket.getaddrinfo

    def rebound(name: str, *args: object, **kwargs: object) -> object:
        inside = name == "rebinding.example" or name.startswith("localhost.")
        return lookup("127.0.0.1" if inside else name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    with answering(whole) as (port, paths), serving(tmp_path, f"http://{host}:{port}/x") as store:
        with pytest.raises(QueryError):
            asked(store, f"SELECT * {{ SERVICE <http://{host}:{port}/x> {{ ?s ?p ?o }} }}")
        with pytest.raises(UnreachableError):
            addresses(host, port)
    assert paths == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2620:0:862:ed1a::1", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("2002:a00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    "service",
    [
        "",
        "query.wikidata.org/sparql",
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://",
        "http://user:word@a.example/",
        "http://a.example/#x",
        "http://a.example/ x",
        "http://a.example/<x>",
        "http://a.example:0/",
        "http://a.example:99999/",
    ],
)
def test_what_cannot_stand_on_the_list(service: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be a service"):
        checked(service)


def broken(handler: Answering) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf")
    handler.wfile.flush()
    handler.close_connection = True


def endless(handler: Answering) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.end_headers()
    handler.wfile.write(b'{"head":{"vars":["o"]},"results":{"bindings":[')
    try:
        while True:
            handler.wfile.write(b" ")
            time.sleep(0.01)
    except OSError:
        pass


@pytest.mark.parametrize(
    "answer",
    [broken, endless, lambda handler: whole(handler, b"<html>"), lambda handler: whole(handler, b"", 500)],
    ids=["broken off", "endless", "no results", "failure"],
)
def test_a_service_that_misbehaves_costs_one_query(
    tmp_path: Path, answer: Callable[[Answering], None]
) -> None:
    with answering(answer) as (port, paths):
        service = f"http://127.0.0.1:{port}/sparql"
        with serving(tmp_path, service, seconds=2) as store:
            with pytest.raises((QueryError, TooCostlyError)):
                asked(store, f"SELECT * {{ SERVICE <{service}> {{ ?s ?p ?o }} }}")
            silent = f"SELECT ?s {{ SERVICE SILENT <{service}> {{ ?s ?p ?o }} }}"
            if answer is not endless:
                assert asked(store, silent).split() == ["s"]
            assert asked(store, "SELECT (1 AS ?o) {}").split() == ["o", "1"]
            assert not store.running()
    assert paths


def test_the_gateway_is_no_open_proxy(tmp_path: Path) -> None:
    with answering(whole) as (port, paths):
        service = f"http://127.0.0.1:{port}/sparql"
        with serving(tmp_path, service) as store:
            assert store._gateway is not None
            here = store._gateway.port
            ticket = store._gateway.admit(time.monotonic() + 9)
            for path in (
                "/",
                "/0",
                "/x/0",
                f"/{ticket.key}/1",
                f"/{ticket.key}/x",
                f"/{ticket.key}/0/1",
                "//0",
            ):
                assert _posted(here, path) == b"403"
            assert _posted(here, f"/{ticket.key}/0") == b"200"
            store._gateway.dismiss(ticket)
            assert _posted(here, f"/{ticket.key}/0") == b"403"
    assert paths == ["/sparql"]


def _posted(port: int, path: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"POST {path} HTTP/1.0\r\nContent-Length: 1\r\n\r\nx".encode())
        return connection.makefile("rb").readline().split()[1]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's guard is a Linux one")
def test_a_process_that_may_ask_services_can_do_nothing_else() -> None:
    code = f"""
import socket, sys
sys.path.insert(0, {str(WORKER.parent)!r})
import worker
allowed = socket.create_server(("127.0.0.1", 0)); other = socket.create_server(("127.0.0.1", 0))
worker.confine(1 << 30, allowed.getsockname()[1])
def tried(work):
    try: work(); return "done"
    except PermissionError: return "refused"
kinds = [(socket.AF_INET, socket.SOCK_DGRAM), (socket.AF_INET6, socket.SOCK_STREAM)]
print(tried(lambda: socket.create_connection(allowed.getsockname())), *(
    tried(lambda k=k: socket.socket(*k)) for k in kinds), tried(
    lambda: socket.create_connection(other.getsockname())) if worker.only_port(1) else "refused")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["done", "refused", "refused", "refused"]


def test_updates_have_no_services(tmp_path: Path) -> None:
    text = "INSERT { ?s ?p ?o } WHERE { SERVICE <https://query.wikidata.org/sparql> { ?s ?p ?o } }"
    with serving(tmp_path, "https://query.wikidata.org/sparql") as store, pytest.raises(KgError):
        store.write([Edit("update", text=text)], lambda part: None)
