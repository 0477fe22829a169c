"""Bases from dumps and services of Wikidata: what is kept, and what happens when the source is bad."""

import bz2
import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO
from urllib.parse import parse_qs

import pytest

from kg.errors import ConfigurationError
from kg.knowledge import Knowledge
from kg.knowledge.grow import Built, Profile, build, profile
from kg.knowledge.grow import dump as reading
from kg.knowledge.grow.web import AGENT, FailedError, fetch
from kg.knowledge.tables import read_tsv, tables_folder
from tests.command import kg
from tests.knowledge.wikidata import CLASSES, dump, line

CHOSEN = Profile(CLASSES, 3, True, "test")


def _built(folder: Path, content: bytes, form: str = "dump") -> Built:
    folder.mkdir(exist_ok=True)
    (folder / "dump").write_bytes(content)
    return build(str(folder / "dump"), form, folder / "kb", CHOSEN)


def _names(folder: Path, table: str = "items") -> list[str]:
    return [row["name"] for row in read_tsv(folder / "kb" / f"{table}.tsv")]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress], ids=["plain", "gzip", "bzip2"])
def test_a_dump_becomes_a_base(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    built = _built(tmp_path, pack(dump()))
    assert (built.rows, built.unnamed, built.bad) == ({"items": 3, "offices": 1, "tenures": 1}, 1, 0)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    grown = Knowledge(tables_folder(), tmp_path / "cache", [tmp_path / "kb"])
    (norland,), (port,), (leader,) = map(grown.named, ("Norland", "Port Esk", "Anna Esk"))
    assert (norland.aliases, norland.demonyms) == (("Kingdom of Norland", "NORL", "a/b c"), ("Norlander",))
    assert (norland.start, norland.latitude, norland.capital) == ("1905-06-07", 60.5, port.key)
    assert (port.country, leader.country) == (norland.key, norland.key)
    (office,) = grown.offices(norland.key, "head_of_government")
    assert [one.person.name for one in grown.holders(office.key, date(2019, 1, 1))] == ["Anna Esk"]
    assert grown.source("wikidata") is not None


def test_lines_that_are_not_json_are_counted_and_left_out(tmp_path: Path) -> None:
    whole = dump().replace(b"\n]\n", b',\n{"type":"item","id":"Q1","claims":{"P31"\n<html>P279\n]\n')
    built = _built(tmp_path, whole)
    assert (built.bad, built.rows["items"]) == (2, 3)
    assert built.examples[0].startswith("line 13: JSONDecodeError")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gzip", "bzip2"])
def test_a_truncated_dump_leaves_the_base_and_goes_on(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    _built(tmp_path, dump())
    before = {path.name: path.read_bytes() for path in (tmp_path / "kb").iterdir()}
    long = pack(
        b"[\n" + b"".join(line({"type": "property", "id": f"P{n}"}) for n in range(30000)) + dump()[2:]
    )
    with pytest.raises(ConfigurationError, match=r"cut off or damaged after line .* the base is as it was"):
        _built(tmp_path, long[: len(long) - 400])
    assert {path.name: path.read_bytes() for path in (tmp_path / "kb").iterdir()} == before
    assert (tmp_path / ".kb.build.sqlite").is_file()
    built = _built(tmp_path, long)
    assert built.rows["items"] == 3
    assert (tmp_path / "kb" / "items.tsv").read_bytes() == before["items.tsv"]


def test_a_work_file_that_is_damaged_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / ".kb.build.sqlite").write_bytes(b"no database" * 1000)
    assert _built(tmp_path, dump()).rows["items"] == 3


@pytest.mark.parametrize("content", [b"", b"[\n]\n", b"\x1f\x8b", b"BZh9"])
def test_what_is_no_dump(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ConfigurationError):
        _built(tmp_path, content)
    assert not (tmp_path / "kb").exists()


def test_a_folder_that_no_build_wrote_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "thesis.txt").write_text("mine")
    with pytest.raises(ConfigurationError, match="no build wrote"):
        _built(tmp_path, dump())
    assert (tmp_path / "kb" / "thesis.txt").read_text() == "mine"


E, D = "<http://www.wikidata.org/entity/", "<http://www.wikidata.org/prop/direct/"
TRUTHY = f"""\
{E}Q900000010> <http://www.w3.org/2000/01/rdf-schema#label> "Norl\\u0061nd"@en .
{E}Q900000010> <http://www.w3.org/2000/01/rdf-schema#label> "Norlande"@fr .
{E}Q900000010> <http://www.w3.org/2004/02/skos/core#altLabel> "Kingdom of \\"Norland\\""@en .
{E}Q900000010> <http://wikiba.se/ontology#sitelinks> "99"^^<http://www.w3.org/2001/XMLSchema#integer> .
{E}Q900000010> {D}P31> {E}Q6256> .
{E}Q900000010> {D}P625> "Point(5.25 60.5)"^^<http://www.opengis.net/ont/geosparql#wktLiteral> .
{E}Q900000010> {D}P571> "1905-06-07T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
broken line
{E}Q900000011> <http://www.w3.org/2000/01/rdf-schema#label> "Port Esk"@en .
{E}Q900000011> <http://wikiba.se/ontology#sitelinks> "9"^^<http://www.w3.org/2001/XMLSchema#integer> .
{E}Q900000011> {D}P31> {E}Q900000020> .
{E}Q900000020> {D}P279> {E}Q515> .
"""


def test_a_truthy_dump(tmp_path: Path) -> None:
    built = _built(tmp_path, gzip.compress(TRUTHY.encode()), "truthy")
    assert (built.rows, built.bad) == ({"items": 2, "offices": 0, "tenures": 0}, 1)
    norland, port = read_tsv(tmp_path / "kb" / "items.tsv")
    assert (norland["name"], norland["aliases"]) == ("Norland", 'Kingdom of "Norland"')
    assert (norland["latitude"], norland["longitude"], norland["start"]) == ("60.5", "5.25", "1905-06-07")
    assert (port["kind"], port["prior"]) == ("City", "0.50")


@pytest.mark.parametrize("every", [1, 2, 5])
def test_a_truthy_dump_that_was_cut_off_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    whole = _built(tmp_path / "whole", TRUTHY.encode(), "truthy")
    monkeypatch.setattr("kg.knowledge.grow.building._EVERY", every)
    lines, stop = reading.lines, 0

    def cut(stream: IO[bytes], path: Path) -> Iterator[bytes]:
        for number, one in enumerate(lines(stream, path)):
            if number == stop:
                raise ConfigurationError("cut off")
            yield one

    monkeypatch.setattr(reading, "lines", cut)
    for at in range(TRUTHY.count("\n")):
        stop = at
        with pytest.raises(ConfigurationError, match="cut off"):
            _built(tmp_path / "cut", TRUTHY.encode(), "truthy")
    stop = -1
    assert _built(tmp_path / "cut", TRUTHY.encode(), "truthy").rows == whole.rows
    for table in ("items", "offices", "tenures"):
        made = [(tmp_path / name / "kb" / f"{table}.tsv").read_bytes() for name in ("whole", "cut")]
        assert made[0] == made[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[classes", "cannot be read"),
        ("minimum = 3", "unknown keys"),
        ('[classes]\nQ5 = "Wizard"', "found Q5 = 'Wizard'"),
        ('[classes]\nfive = "Person"', "found five"),
        ("minimum_sitelinks = 1", "nothing would be kept"),
    ],
)
def test_a_profile_that_makes_no_sense(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "p.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=message):
        profile(tmp_path / "p.toml")


def test_the_profile_of_the_project_is_sound() -> None:
    assert {"Person", "Country", "City", "Post"} <= set(profile().classes.values())


# -- services, on a loopback server

Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def service(answers: Callable[[int, str], Answer], field: str = "query") -> Iterator[tuple[str, list[str]]]:
    """A server that answers the n-th request, a query; gives its address and the user agents it saw."""
    agents: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            agents.append(self.headers["User-Agent"])
            status, headers, content = answers(len(agents), form[field][0])
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", agents
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _result(*rows: dict[str, str]) -> Answer:
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    content = json.dumps({"head": {}, "results": {"bindings": bindings}}).encode()
    return 200, {"Content-Type": "application/sparql-results+json"}, content


def _world(_: int, query: str) -> Answer:
    entity = "http://www.wikidata.org/entity/"
    if "OFFSET 0" not in query:
        return _result()
    if "pq:P580" in query:
        return _result(
            {"item": f"{entity}Q900000012", "office": f"{entity}Q900000013", "start": "2018-05-08"}
        )
    if "wd:Q6256" in query:
        return _result({"item": f"{entity}Q900000010", "label": "Norland", "links": "99",
                        "aliases": "NORL|Nord",
                        "point": "Point(5.25 60.5)"})  # fmt: skip
    if "wd:Q5 " in query:
        return _result({"item": f"{entity}Q900000012", "label": "Anna Esk", "links": "9"})
    return _result()


def test_a_service_is_paged_and_named_to(tmp_path: Path) -> None:
    with service(_world) as (url, agents):
        built = build(url, "sparql", tmp_path / "kb", CHOSEN)
    assert built.rows == {"items": 2, "offices": 0, "tenures": 1}
    assert set(agents) == {AGENT}
    assert _names(tmp_path) == ["Norland", "Anna Esk"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump", "kb"][1:]


def test_what_was_answered_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    with (
        service(lambda n, query: _world(n, query) if n < 4 else (500, {}, b"")) as (url, agents),
        pytest.raises(ConfigurationError, match=r"answered 500 .* 4 times; the base is as it was"),
    ):
        build(url, "sparql", tmp_path / "kb", CHOSEN)
    assert not (tmp_path / "kb").exists()
    assert len(agents) == 7
    assert len(list((tmp_path / ".kb.answers").iterdir())) == 3


def test_a_service_that_asks_to_wait_is_waited_for() -> None:
    waits: list[float] = []
    busy = (429, {"Retry-After": "7"}, b"")
    with service(lambda n, _: busy if n < 3 else _result()) as (url, _):
        assert json.loads(fetch(url, {"query": "x"}, "application/json", waits.append))["results"]
    assert waits == [7.0, 7.0]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((400, {}, b"bad"), "answered 400"),
        ((429, {"Retry-After": "86400"}, b""), "answered 429"),
        ((503, {"Retry-After": "nonsense"}, b""), "answered 503 .* 4 times"),
        ((200, {"Content-Type": "text/html"}, b"<html>"), "a web page instead of"),
    ],
)
def test_a_service_that_fails(answer: Answer, message: str) -> None:
    with service(lambda *_: answer) as (url, _), pytest.raises(FailedError, match=message):
        fetch(url, {"query": "x"}, "application/json", lambda _: None)


def test_a_service_that_hangs_or_is_not_there() -> None:
    hold = threading.Event()
    with service(lambda *_: (200, {}, b"x" * hold.wait(30))) as (url, _):
        with pytest.raises(FailedError, match="cannot be reached: timed out"):
            fetch(url, {"query": "x"}, "a/b", lambda _: None, timeout=0.1, tries=2)
        hold.set()
    with pytest.raises(FailedError, match="cannot be reached"):
        fetch(url, {"query": "x"}, "a/b", lambda _: None, tries=1)
    with pytest.raises(FailedError, match="no address of a web service"):
        fetch("file:///etc/passwd", {}, "a/b", lambda _: None)


def test_what_is_no_result_is_not_kept(tmp_path: Path) -> None:
    with (
        service(lambda *_: (200, {"Content-Type": "application/json"}, b'{"error"')) as (url, _),
        pytest.raises(ConfigurationError, match="no SPARQL result"),
    ):
        build(url, "sparql", tmp_path / "kb", CHOSEN)
    assert not (tmp_path / ".kb.answers").exists()


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "dump.json.gz").write_bytes(gzip.compress(dump()))
    done = kg("kb", "build", "--dump", "dump.json.gz", "-o", "base", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "3 items, 1 offices, 1 tenures in base"
    assert kg("kb", "list", "--kb", "base", folder=tmp_path).stdout.startswith("base: 3 items")
    wrong = kg("kb", "build", folder=tmp_path)
    assert (wrong.returncode, "expected one of --dump" in wrong.stderr) == (2, True)
