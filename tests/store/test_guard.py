"""Nothing that a client writes makes the server fetch from elsewhere: not by the text, not by the kernel."""

import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store.failures import RefusedError
from kg.store.guard import LOAD, SERVICE, guard, targets
from kg.store.pool import WORKER, Limits
from kg.store.serving import Question, ServedStore

OUT = "http://127.0.0.1:{port}/"
ATTEMPTS = [
    "SELECT * { SERVICE <OUT> { ?s ?p ?o } }",
    "SELECT * { SERVICE<OUT>{ ?s ?p ?o } }",
    "SELECT * { sErViCe SILENT <OUT> { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment\n <OUT> # another\n { ?s ?p ?o } }",
    "PREFIX e: <OUT> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "PREFIX e: <OUT> SELECT * { SERVICEe:x{ ?s ?p ?o } }",
    "PREFIX e: <OUT> SELECT * { SERVICESILENTe:x{ ?s ?p ?o } }",
    "PREFIX : <OUT> SELECT * { SERVICE:{ ?s ?p ?o } }",
    "PREFIX e: <OUT> SELECT * { SERVICE e:a\\#b { ?s ?p ?o } }",
    "SELECT * { VALUES ?v { <OUT> } SERVICE ?v { ?s ?p ?o } }",
    "SELECT * { VALUES ?v { <OUT> } VALUES (?a ?b) { (1 2) } FILTER(?a<?b)SERVICE?v#>\n{ ?s ?p ?o } }",
    'SELECT * { VALUES (?a ?b) { (1 2) } FILTER(?a<?b#>"""\n) SERVICE <OUT> { ?s ?p ?o } #"""\n }',
    "SELECT * { VALUES (?a ?b) { (1 2) } FILTER(?a<?b#>'\n) SERVICE <OUT> { ?s ?p ?o } #'\n }",
    "BASE <OUT> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * { FILTER EXISTS { SERVICE <OUT> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <OUT> { ?s ?p ?o } } } }",
    "SELECT * FROM <OUT> { ?s ?p ?o }",
]
HARMLESS = [
    "SELECT * { ?service a ?load }",
    'SELECT * { ?s ?p "SERVICE" ; <http://example.org/service/x#y> ?load . GRAPH ?service { ?a ?b ?c } }',
    'INSERT DATA { <http://a.example/> <http://a.example/p> "the load: heavy; download it" }',
    "# SERVICE is not used here\nASK {}",
    "PREFIX services: <http://a.example/> ASK { services:a services:b ?download }",
]
LOADS = [
    "LOAD <OUT>",
    "LOAD<OUT>",
    "load silent <OUT> into graph <http://a.example/g>",
    "PREFIX e: <OUT> LOADe:x",
    "PREFIX e: <OUT> LOAD SILENT e:x",
    "CLEAR ALL;LOAD <OUT>",
    "PREFIX e: <OUT> LOAD e:x;CLEAR ALL",
    "INSERT DATA {} ; # x\n LOAD # y\n <OUT>\n# z",
]


@pytest.fixture(scope="module")
def trap() -> Iterator[tuple[int, list[str]]]:
    """A port, and the connections that were made to it."""
    caught: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            while True:
                try:
                    connection, address = listening.accept()
                except OSError:
                    return
                caught.append(str(address))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield listening.getsockname()[1], caught


def aimed(text: str, port: int) -> str:
    return text.replace("OUT", OUT.format(port=port))


@pytest.mark.parametrize("text", [*ATTEMPTS[:-1], *LOADS])
def test_the_text_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="switched off"):
        guard(aimed(text, 80))


@pytest.mark.parametrize("text", [*HARMLESS, ATTEMPTS[-1]])
def test_harmless_texts_pass(text: str) -> None:
    guard(aimed(text, 80))


def test_services_on_the_list_pass_when_written_in_full() -> None:
    allowed = ("https://query.wikidata.org/sparql",)
    guard("SELECT * { SERVICE SILENT <https://query.wikidata.org/sparql> { ?s ?p ?o } }", allowed)
    for text in (
        "ASK { SERVICE <https://query.wikidata.org.evil.example/sparql> { ?s ?p ?o } }",
        "PREFIX e: <https://query.wikidata.org/> ASK { SERVICE e:sparql { ?s ?p ?o } }",
        "ASK { SERVICE ?v { ?s ?p ?o } }",
        "ASK { SERVICE <https://query.wikidata.org/sparql> { ?s ?p ?o } SERVICE <http://a.example/> {} }",
    ):
        with pytest.raises(RefusedError, match="not on the list"):
            guard(text, allowed)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's guard is a Linux one")
@pytest.mark.parametrize("text", ATTEMPTS)
def test_the_kernel_refuses_what_the_text_would_let_through(
    text: str, trap: tuple[int, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, caught = trap
    monkeypatch.setattr("kg.store.serving.guard", lambda *_: None)
    with ServedStore.open(tmp_path, limits=Limits(processes=1)) as served:
        for _ in range(2):  # SILENT turns the failure into an empty answer
            try:
                b"".join(served.ask(Question(aimed(text, port), "text/csv")))
            except QueryError as error:
                assert "Permission denied" in str(error) or "unbound" in str(error), error  # noqa: PT017
    assert not caught


def test_the_trap_catches_whoever_is_not_confined(trap: tuple[int, list[str]]) -> None:
    port, caught = trap
    query = aimed(ATTEMPTS[0], port)
    code = f"import pyoxigraph\ntry: list(pyoxigraph.Store().query({query!r}))\nexcept OSError: pass"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert caught
    assert WORKER.is_file()


_GAP = r"(?:\s|\#[^\n\r]*(?:[\n\r]|\Z))*+"
_NAME = r"(?:\\.|[^\s<>{};\#\"\\]){0,256}+"
_TARGET = rf"(<[^<>]*+>|[?$]\w++|(?=[^\s<>{{}}\#\":]*+:){_NAME})"
GRAMMAR = {
    word: re.compile(rf"{begin}{_GAP}(?:silent{_GAP})?{_TARGET}{_GAP}(?:{end})", re.IGNORECASE)
    for word, begin, end in (("service", "service", r"\{"), ("load", r"(?<![^;>\s])load", r"into|;|\Z"))
}
"""What a text is searched for, in one expression each, which takes time by the square of its length."""
PIECES = [
    "service",
    "SERVICE",
    "load",
    "silent",
    "into",
    "<",
    ">",
    "<a>",
    "?x",
    "e:x",
    ":",
    "{",
    "}",
    ";",
    "#",
]
PIECES += [" ", " ", "\n", "\n", "\r", "a", '"', "\\#", "\\", "'"]


@settings(deadline=None, max_examples=2000)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_it_finds_what_the_grammar_finds(text: str) -> None:
    for word, patterns in (("service", SERVICE), ("load", LOAD)):
        expected = set()
        position = 0
        while found := GRAMMAR[word].search(text, position):
            expected.add(found.span(1))
            position = found.start() + 1
        assert set(targets(text, *patterns)) == expected


@pytest.mark.parametrize("filler", ["", " ", "x" * 65_529, "x" * 65_533, "# \n" * 30_000])
def test_it_finds_it_wherever_it_stands(filler: str) -> None:
    with pytest.raises(RefusedError, match="SERVICE e:x"):
        guard(f"{filler} SERVICE e:x {{")


@pytest.mark.parametrize(
    "piece",
    [
        *("service #", "service #\n", "service ?x #", "service\n#", "load #", ";load <a>#", "service <"),
        *("service silent", "service silent #", "service :", "service a", "services:", "service\\#"),
    ],
)
def test_looking_takes_time_in_proportion_to_the_text(piece: str) -> None:
    with suppress(RefusedError):
        guard(piece * 100_000)  # of the order of hours where it is not


@pytest.mark.parametrize("name", ["a" * 300 + ":x", "a:" + "x" * 300, ":" + "\\#" * 300])
def test_a_name_that_is_too_long_to_look_at_is_refused(name: str) -> None:
    with pytest.raises(RefusedError):
        guard(f"SELECT * {{ SERVICE {name} {{ }} }}")
