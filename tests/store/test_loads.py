"""LOAD reaches what is on the list, over real sockets, and nothing else whatever is tried."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from kg import terms, vocab
from kg.endpoint import Site, create_app
from kg.errors import ConfigurationError, KgError
from kg.store import documents, open_store
from kg.store.documents import Documents
from kg.store.edits import Edit
from kg.store.failures import BusyError, UnreachableError
from kg.store.loads import guarded, without_loads
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from kg.store.steps import steps
from tests.endpoint.conftest import BASE, running
from tests.endpoint.test_writes import AUTHORISED, TOKEN, UPDATE, everything, update
from tests.packing import packed_in_gzip
from tests.store.test_services import Answering, answering

TURTLE = b"@prefix a: <http://a.example/> . a:s a:p 1 ; a:q <x> . [] a:p 2 ."
INVALID = f"<{BASE}event/x> a <{vocab.Assault}> .".encode()
Files = dict[str, tuple[str | None, bytes]]
FILES: Files = {
    "/data/one.ttl": ("text/turtle", TURTLE),
    "/data/typed": ("application/n-triples; charset=utf-8", b"<a:s> <a:p> <a:o> ."),
    "/data/plain.nt": ("text/plain", b"<a:s> <a:p> <a:o> ."),
    "/data/untyped.rdf": (None, b'<x:RDF xmlns:x="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'),
    "/data/page.html": ("text/html", b"<html>"),
    "/data/half.ttl": ("text/turtle", b"<a:s> <a:p> <a:o> . <a:s>"),
    "/data/graphs.trig": ("application/trig", b"<a:g> { <a:s> <a:p> <a:o> }"),
    "/data/invalid.ttl": ("text/turtle", INVALID),
    "/data/large.nt": ("application/n-triples", b"#" * (documents.LARGEST + 1)),
}


def giving(files: Files) -> Callable[[Answering], None]:
    def answer(handler: Answering) -> None:
        kind, body = files.get(handler.path, ("text/plain", b""))
        handler.send_response(200 if handler.path in files else 404)
        if kind is not None:
            handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def endpoint(path: Path, *loads: str) -> Iterator[httpx.Client]:
    """A client with the token of a server whose list has these addresses."""
    limits = Limits(processes=1, memory=1 << 30, loads=loads)
    with ExitStack() as stack:
        store = stack.enter_context(ServedStore.open(path / "store", BASE, limits))
        url = stack.enter_context(running(create_app(Site(store, base=BASE, token=TOKEN))))
        yield stack.enter_context(httpx.Client(base_url=url, headers=AUTHORISED, timeout=60))


def lines(client: httpx.Client) -> list[str]:
    return [str(item) for item in everything(client)]


@pytest.fixture(scope="module")
def listed() -> Iterator[tuple[str, list[str]]]:
    """The address of a server with the files, and what it was asked for."""
    with answering(giving(FILES)) as (port, asked):
        yield f"http://127.0.0.1:{port}", asked


@pytest.fixture(scope="module")
def other() -> Iterator[tuple[str, list[str]]]:
    """The same, of a server that is on no list."""
    with answering(giving(FILES)) as (port, asked):
        yield f"127.0.0.1:{port}", asked


@pytest.fixture(scope="module")
def client(listed: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """For a server whose list has the folder `data`."""
    with endpoint(tmp_path_factory.mktemp("loads"), f"{listed[0]}/data/") as opened:
        yield opened


@pytest.fixture(autouse=True)
def emptied(request: pytest.FixtureRequest) -> None:
    if "client" in request.fixturenames:
        assert update(request.getfixturevalue("client"), "CLEAR ALL") == 204


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LOAD <HOST/data/typed>", ["<a:s> <a:p> <a:o>"]),
        ("load<HOST/data/plain.nt>", ["<a:s> <a:p> <a:o>"]),
        ("LOAD SILENT <HOST/data/none>; INSERT DATA { <a:s> <a:p> 1 }", ["<a:s> <a:p> 1"]),
        ("LOAD SILENT <HOST/data/half.ttl>; INSERT DATA { <a:s> <a:p> 1 }", ["<a:s> <a:p> 1"]),
        ("LOAD <HOST/data/untyped.rdf> INTO GRAPH <a:g>", []),
        (
            "PREFIX b: <http://b.example/> # c\n LOAD # d ;\n <HOST/data/one.ttl> # e\n INTO GRAPH b:g ;\n"
            'INSERT { ?s b:was ?o } WHERE { GRAPH b:g { ?s ?p ?o FILTER(isNumeric(?o) && "LOAD" != "") } } ;'
            "LOAD <HOST/data/typed> ; DELETE DATA { <a:s> <a:p> <a:o> }; DROP GRAPH b:g",
            ["<http://a.example/s> <http://b.example/was> 1", "_:n <http://b.example/was> 2"],
        ),
        ("BASE <http://b.example/> LOAD <HOST/data/typed> INTO GRAPH <g>; MOVE <g> TO DEFAULT",
         ["<a:s> <a:p> <a:o>"]),
    ],
)  # fmt: skip
def test_what_is_on_the_list_is_loaded_at_its_place(
    client: httpx.Client, listed: tuple[str, list[str]], text: str, expected: list[str]
) -> None:
    answer = client.post("/update", content=text.replace("HOST", listed[0]), headers=UPDATE)
    assert answer.status_code == 204, answer.text
    integer = f'"^^<{terms.XSD}integer>'
    found = [line.replace(integer, "").replace(' "', " ") for line in lines(client)]
    assert sorted("_:n" + x[x.index(" ") :] if x[0] == "_" else x for x in found) == expected


def test_relative_addresses_are_of_the_document_and_a_graph_of_ours_is_repeated(
    tmp_path: Path, listed: tuple[str, list[str]]
) -> None:
    host, _ = listed
    with endpoint(tmp_path, f"{host}/data/one.ttl") as client:
        assert update(client, f"LOAD <{host}/data/one.ttl> INTO GRAPH <{BASE}graph/links>") == 204
        told = client.get("/graphs?default", headers={"Accept": "text/plain"}).text
        assert f"<http://a.example/s> <http://a.example/q> <{host}/data/x> ." in told
        assert update(client, f"DROP GRAPH <{BASE}graph/links>") == 204
        assert lines(client) == []


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("LOAD <HOST/data/none>", 502, "404"),
        ("LOAD <HOST/data/page.html>", 502, "text/html"),
        ("LOAD <HOST/data/large.nt>", 502, "more than"),
        ("LOAD <HOST/data/half.ttl>", 400, "half.ttl"),
        ("LOAD <HOST/data/graphs.trig>", 400, "one graph"),
        ("LOAD <HOST/data/invalid.ttl>", 422, "conforms"),
        ("LOAD <HOST/data/typed>; CREATE GRAPH <a:g>; CREATE GRAPH <a:g>", 400, "changed nothing"),
        ("LOAD <HOST/data/typed>;\n INSERT DATA {", 400, "error at 2:15"),
        ("LOAD <HOST/data/typed> INTO GRAPH undeclared:g", 400, "undeclared"),
        ("LOAD <HOST/data/typed> INTO <a:g>", 400, "does not parse"),
    ],
)
def test_a_load_that_fails_changes_nothing(
    client: httpx.Client, listed: tuple[str, list[str]], text: str, status: int, message: str
) -> None:
    before = "" if status == 400 else "INSERT DATA { <a:s> <a:p> 1 }; "
    answer = client.post("/update", content=before + text.replace("HOST", listed[0]), headers=UPDATE)
    assert (answer.status_code, message in answer.text) == (status, True), answer.text
    assert lines(client) == []


ROUND = [
    "LOAD <OTHER/data/typed>",
    "LOAD <HOST/other/typed>",
    "LOAD <HOST/data>",
    "LOAD <HOST/data/../other/typed>",
    "LOAD <HOST/data/%2e%2e/other/typed>",
    "LOAD <HOST/data/..%2fother/typed>",
    "LOAD <HOST/data/.>",
    "LOAD <HOST/data/typed#x>",
    "LOAD <HOST/data/\\u002e\\u002e/other/typed>",
    "LOAD <HTTP:HOSTNAME/data/typed>",
    "LOAD <http://user@HOSTNAME/data/typed>",
    "LOAD <http://HOSTNAME:80@OTHERNAME/data/typed>",
    "LOAD <file:///etc/passwd>",
    "LOAD SILENT <OTHER/data/typed> INTO GRAPH <a:g>",
    "LOAD <HOST/data/typed>; LOAD <OTHER/data/typed>",
    "LOAD <HOST/data/typed>; LOAD SILENT <OTHER/data/typed> INTO GRAPH <a:g>; CLEAR ALL",
    "PREFIX e: <HOST/data/> LOAD e:typed",
    "PREFIX e: <OTHER/data/> LOADe:typed; LOAD <HOST/data/typed>",
    "PREFIX : <OTHER/data/> LOAD:typed; LOAD <HOST/data/typed>",
    "BASE <HOST/data/> LOAD <typed>",
    "LOAD <HOST/data/typed> <OTHER/data/typed>",
    "LOAD SILENT SILENT <HOST/data/typed>",
    "LOAD <HOST/data/typed> INTO GRAPH <a:g> ; LOAD#\n<OTHER/data/typed>#",
    'LOAD <HOST/data/typed> ; INSERT DATA { <a:s> <a:p> "x" } ; LOAD # "\n <OTHER/x> # "\n',
    "ASK { FILTER(1<2#'\n) }; LOAD <OTHER/x> #'\n; LOAD <HOST/data/typed>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <OTHER/x> { ?s ?p ?o } }; LOAD <HOST/data/typed>",
    "INSERT {} WHERE { FILTER(1<2#'\n)}; LOAD <OTHER/x>;#'\n LOAD <HOST/data/typed>",
]


@pytest.mark.parametrize("text", ROUND)
def test_nothing_gets_round_the_list(
    client: httpx.Client, listed: tuple[str, list[str]], other: tuple[str, list[str]], text: str
) -> None:
    host, asked = listed
    before = len(asked)
    names = {"OTHERNAME": other[0], "HOSTNAME": host.removeprefix("http://")}
    for word, value in {**names, "OTHER": f"http://{other[0]}", "HOST": host}.items():
        text = text.replace(word, value)
    answer = client.post("/update", content=text, headers=UPDATE)
    assert (answer.status_code in (400, 403), lines(client)) == (True, []), answer.text
    assert (other[1], asked[before:]) == ([], []), "not even what is on the list, beside what is not"


def test_off_without_a_list_and_without_the_token(tmp_path: Path, listed: tuple[str, list[str]]) -> None:
    host, asked = listed
    before = len(asked)
    with endpoint(tmp_path) as client:
        assert update(client, f"LOAD <{host}/data/typed>") == 403
    with endpoint(tmp_path, f"{host}/data/") as client:
        del client.headers["Authorization"]
        assert update(client, f"LOAD <{host}/data/typed>") == 401
    assert asked[before:] == []


def test_a_redirect_leads_to_the_list_or_nowhere() -> None:
    away: list[str] = []

    def answer(handler: Answering) -> None:
        if handler.path == "/data/typed":
            giving(FILES)(handler)
            return
        _, _, status, number = handler.path.split("/")
        handler.send_response(int(status))
        handler.send_header("Location", away[int(number)])
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with answering(giving(FILES)) as (trap, caught), answering(answer) as (port, asked):
        host, other = f"http://127.0.0.1:{port}", f"127.0.0.1:{trap}"
        found = Documents([f"{host}/data/"])
        away += ["/data/typed", "/elsewhere", f"http://{other}/data/typed", f"//{other}/x", "file:///etc/x"]
        for status in (301, 302, 303, 307, 308):
            [good] = found.fetch([(f"{host}/data/{status}/0", False)])
            assert (good.base, good.content) == (f"{host}/data/typed", FILES["/data/typed"][1])
            for number in range(1, len(away)):
                with pytest.raises(UnreachableError, match="not on the list"):
                    found.fetch([(f"{host}/data/{status}/{number}", False)])
    assert caught == []
    assert "/elsewhere" not in asked


def test_endless_redirects_end() -> None:
    def answer(handler: Answering) -> None:
        handler.send_response(302)
        handler.send_header("Location", handler.path)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with answering(answer) as (port, asked), pytest.raises(KgError, match="redirects"):
        Documents([f"http://127.0.0.1:{port}/x"]).fetch([(f"http://127.0.0.1:{port}/x", False)])
    assert len(asked) == 6


@pytest.mark.parametrize("host", ["2130706433", "127.1", "localhost.localdomain", "rebinding.example"])
def test_no_name_leads_inside(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lookup = socket.getaddrinfo

    def rebound(name: str, *args: object, **kwargs: object) -> object:
        inside = name == "rebinding.example" or name.startswith("localhost.")
        return lookup("127.0.0.1" if inside else name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    with answering(giving(FILES)) as (port, asked):
        source = f"http://{host}:{port}/data/typed"
        with pytest.raises(KgError, match="no public address"):
            Documents([source]).fetch([(source, False)])
    assert asked == []


@pytest.mark.parametrize(
    ("encoding", "body", "why"),
    [
        ("gzip", packed_in_gzip(TURTLE), None),
        ("X-GZIP", packed_in_gzip(TURTLE) + packed_in_gzip(b" "), None),
        ("gzip", packed_in_gzip(bytes(documents.LARGEST + 1)), "more than"),
        ("gzip", packed_in_gzip(TURTLE)[:-3], "breaks off"),
        ("gzip", TURTLE, "cannot be unpacked"),
        ("br", TURTLE, "nobody asked for"),
    ],
)
def test_what_is_sent_packed_is_unpacked(encoding: str, body: bytes, why: str | None) -> None:
    def packed(handler: Answering) -> None:
        handler.send_response(200)
        for name, value in {"Content-Type": "text/turtle", "Content-Encoding": encoding}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    with answering(packed) as (port, _):
        source = f"http://127.0.0.1:{port}/x"
        if why is None:
            [found] = Documents([source]).fetch([(source, False)])
            assert found.content.strip() == TURTLE
        else:
            with pytest.raises(UnreachableError, match=why):
                Documents([source]).fetch([(source, False)])


def slow(handler: Answering) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/turtle")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"#")
    except OSError:
        pass


def test_an_endless_document_ends_with_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SECONDS", 0.3)
    monkeypatch.setattr(documents, "LARGEST", 1 << 40)
    with answering(slow) as (port, _), pytest.raises(KgError, match="the time is over"):
        Documents([f"http://127.0.0.1:{port}/"]).fetch([(f"http://127.0.0.1:{port}/x", False)])


def test_few_updates_fetch_at_the_same_time() -> None:
    found = Documents(["http://127.0.0.1/"])
    found._places.acquire()
    found._places.acquire()
    with pytest.raises(BusyError):
        found.fetch([("http://127.0.0.1/x", True)])


def test_commands_beside_the_server_load_through_it(tmp_path: Path, listed: tuple[str, list[str]]) -> None:
    host, _ = listed
    text = f"LOAD <{host}/data/typed> INTO GRAPH <a:g>"
    with ServedStore.open(tmp_path, limits=Limits(processes=1, loads=(f"{host}/data/",))) as store:
        store.write([Edit("update", text=text)], lambda part: None)
    with open_store(tmp_path) as opened:
        assert [str(item) for item in opened.quads("a:g")] == ["<a:s> <a:p> <a:o> <a:g>"]


@pytest.mark.parametrize(
    "entry", ["https://a.example/x/../", "https://a.example/?x=/", "a.example", "file:///x"]
)
def test_what_cannot_stand_on_the_list(entry: str) -> None:
    with pytest.raises(ConfigurationError):
        Documents([entry])


def test_the_rest_of_an_update_keeps_its_place() -> None:
    text = "LOAD\n<http://a.example/> ;\n  INSERT DATA { <a:s> <a:p> 'é' } ; LOAD <http://a.example/b>"
    rest = without_loads(text, steps(text))
    assert "LOAD" not in rest
    assert rest.splitlines()[2].index("INSERT") == text.splitlines()[2].index("INSERT")
    assert [one.source for one in guarded(text, lambda _: True)] == [
        "http://a.example/",
        "http://a.example/b",
    ]
