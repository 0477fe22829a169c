"""Queries run in processes that can be killed: whatever a query does, the next one is answered."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg import rdf, terms
from kg.errors import ConfigurationError, QueryError
from kg.store import open_store
from kg.store.failures import BusyError, TooCostlyError
from kg.store.pool import Limits
from kg.store.serving import Question, ServedStore

JSON = "application/sparql-results+json"
CROSS = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w } ORDER BY ?x ?y ?z ?w"
COUNT = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w }"
LIMITS = Limits(processes=2, waiting=2, per_client=3, seconds=60, memory=1 << 30)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedStore]:
    with open_store(tmp_path / "store") as store:
        store.add(rdf.quad(f"https://example.org/{n}", terms.RDFS_LABEL, rdf.integer(n)) for n in range(2000))
    with ServedStore.open(tmp_path / "store", limits=LIMITS) as opened:
        yield opened


def answer(
    served: ServedStore, text: str, media_type: str = JSON, seconds: float = 20, client: str = "a"
) -> bytes:
    return b"".join(served.ask(Question(text, media_type, seconds=seconds, client=client)))


def test_answers_arrive(served: ServedStore) -> None:
    body = json.loads(answer(served, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    assert body["results"]["bindings"][0]["n"]["value"] == "2000"
    assert answer(served, "ASK {}") == b'{"head":{},"boolean":true}'
    assert answer(served, "CONSTRUCT WHERE { <https://example.org/7> ?p ?o }", "text/turtle").endswith(
        b"<https://example.org/7> rdfs:label 7 .\n"
    )
    large = answer(served, "SELECT * { ?s ?p ?o . ?t ?q ?o }", "text/csv")
    assert large.count(b"\n") == 2001


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT", "does not parse"),
        ("SELECT * { ?s ?p ?o }\0", "does not parse"),
        (
            "SELECT *\n{ ?s rdfs:label ?o }",
            "error at 2:6: the prefix rdfs: is not declared; add the line "
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>",
        ),
        ("SELECT nonsense { ?s rdfs:label ?o }", "error at 1:16: expected"),
        ("PREFIX a: <a:> ASK { ?s a:b 'x:y' ; x:b ?o }", "the prefix x: is not declared; .* PREFIX x: <IRI>"),
    ],
)
def test_a_malformed_query_says_where(served: ServedStore, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        answer(served, text)
    assert not served.running()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (CROSS, 0.4),
        (CROSS, 20),
        (
            'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?s), "(a*)*b(c{1,500}){1,500}")) . ?a ?b ?c . ?d ?e ?f }',
            0.4,
        ),
        ("SELECT * " + "{" * 10_000 + "}" * 10_000, 5),
        ("SELECT (COUNT(*) AS ?n) { ?s (<a:b>|!<a:c>)* ?o . ?t (<a:b>|!<a:c>)* ?u . ?v !<a:d> ?w }", 0.4),
    ],
    ids=["time", "memory", "regular expression", "nesting", "paths"],
)
def test_a_query_that_asks_too_much_is_stopped(served: ServedStore, text: str, seconds: float) -> None:
    with pytest.raises(QueryError):
        answer(served, text, seconds=seconds)
    assert answer(served, "ASK {}") == b'{"head":{},"boolean":true}'
    assert not served.running()


def test_an_answer_that_breaks_off_is_an_error_not_an_end(served: ServedStore) -> None:
    blocks = served.ask(Question("SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }", JSON, seconds=2))
    with pytest.raises(TooCostlyError, match="time limit"):
        b"".join(blocks)
    assert answer(served, "ASK {}")


def test_a_reader_that_leaves_frees_the_process(served: ServedStore) -> None:
    for _ in range(5):
        blocks = iter(served.ask(Question("SELECT * { ?a ?p ?x . ?b ?q ?y }", JSON)))
        next(blocks)
        blocks.close()  # type: ignore[attr-defined]
    with pytest.raises(TooCostlyError, match="cancelled"):
        served.ask(Question(CROSS, JSON), gone=lambda: True)
    assert not served.running()


def test_too_many_queries_are_refused_at_once_and_each_client_has_its_share(served: ServedStore) -> None:
    caught: list[BaseException] = []

    def occupy(client: str) -> None:
        try:
            answer(served, CROSS, client=client)
        except QueryError as error:
            caught.append(error)

    threads = [threading.Thread(target=occupy, args=(client,)) for client in ("a", "a", "b", "b")]
    for thread in threads:
        thread.start()
    while served.waiting() < 2:
        time.sleep(0.01)
    with pytest.raises(BusyError, match="wait"):
        answer(served, "ASK {}", client="c")
    running = served.running()
    assert [query.text for query in running] == [CROSS, CROSS]
    assert not served.cancel(999)
    while threads_left := [thread for thread in threads if thread.is_alive()]:
        for query in served.running():
            served.cancel(query.id)
        threads_left[0].join(0.05)
    assert len(caught) == 4
    assert answer(served, "ASK {}")


def test_what_is_done_at_once_waits_for_nobody_and_what_is_not_waits_on(served: ServedStore) -> None:
    """All come from one client, as behind a proxy."""
    large, found = "SELECT * { ?s ?p ?o . ?t ?q ?o }", list[bytes]()
    expected = answer(served, large)

    def occupy() -> None:
        with suppress(QueryError):
            answer(served, COUNT, seconds=60)

    threads = [threading.Thread(target=occupy) for _ in range(2)]
    threads.append(threading.Thread(target=lambda: found.append(answer(served, large, seconds=60))))
    for thread in threads:
        thread.start()
        while len(served.running()) + served.waiting() < threads.index(thread) + 1:
            time.sleep(0.01)
    for number in range(3):
        assert answer(served, f"ASK {{}} # {number}", client="b") == b'{"head":{},"boolean":true}'
        with pytest.raises(QueryError, match="does not parse"):
            answer(served, "SELECT", client="b")
    assert [query.text for query in served.running()] == [COUNT, COUNT]
    assert served.waiting() == 1
    while threads[2].is_alive():
        for query in served.running():
            if query.text == COUNT:
                served.cancel(query.id)
        threads[2].join(0.05)
    assert found == [expected]
    assert answer(served, "ASK {}")


def test_one_client_cannot_take_every_place(served: ServedStore) -> None:
    def occupy() -> None:
        with pytest.raises(QueryError):
            answer(served, CROSS)

    threads = [threading.Thread(target=occupy) for _ in range(3)]
    for thread in threads:
        thread.start()
    while served._pool._clients["a"] < 3:
        time.sleep(0.01)
    with pytest.raises(BusyError, match="of this client"):
        answer(served, "ASK {}", client="a")
    while any(thread.is_alive() for thread in threads):
        for query in served.running():
            served.cancel(query.id)
        time.sleep(0.02)


def test_the_folder_has_one_owner(served: ServedStore, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="in use"):
        open_store(tmp_path / "store")
