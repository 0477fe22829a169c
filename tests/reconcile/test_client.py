"""Another service is asked only for what has no link; whatever it does, the run goes on."""

import json
import threading
from pathlib import Path

import pytest

from kg import vocab
from kg.model import Document, Entity, Link, LinkedReading, Reading, ReferentId
from kg.reconcile import Client, client
from kg.settings import load
from tests.knowledge.test_grow import Answer, service

R = ReferentId
KNOWN = Entity(vocab.City, "Baku", link=Link("Q1", "Baku", True, "name", 0.9))
LINKED = LinkedReading(
    Reading(Document("d", "")),
    {R("r0"): KNOWN, R("r1"): Entity(vocab.City, "Port Esk"), R("r2"): Entity(vocab.City, "Elsewhere"),
     R("r3"): Entity(vocab.Population, "villagers")},
)  # fmt: skip


def _answer(_: int, __: str) -> Answer:
    result = {
        "q0": {"result": [{"id": "Q900000003", "name": "Elsewhere", "score": 40, "match": False}]},
        "q1": {"result": [{"id": "http://www.wikidata.org/entity/Q900000002",
                           "name": "Port of Esk", "score": 97,
                           "match": True}]},
    }  # fmt: skip
    return 200, {"Content-Type": "application/json"}, json.dumps(result).encode()


def _links(linked: LinkedReading) -> list[str | None]:
    return [entity.link.qid if entity.link else None for entity in linked.entities.values()]


def test_what_it_matches_is_likely_and_kept(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(number: int, query: str) -> Answer:
        asked.append(query)
        return _answer(number, query)

    with service(answer, "queries") as (url, agents):
        for _ in range(2):
            found = Client(url, tmp_path, 5.0)(LINKED)
            assert _links(found) == ["Q1", "Q900000002", None, None]
            link = found.entities[R("r1")].link
            assert link is not None
            assert (link.certain, link.method, link.hit) == (False, "reconciliation service", "Port Esk")
    assert len(agents) == 1
    assert [one["query"] for one in json.loads(asked[0]).values()] == ["Elsewhere", "Port Esk"]


@pytest.mark.parametrize(
    "answer",
    [
        (404, {}, b""),
        (200, {"Content-Type": "text/html"}, b"<html>"),
        (200, {}, b"[]"),
        (200, {}, b'{"q0": 1}'),
    ],
)
def test_a_service_that_fails_is_left_alone(
    answer: Answer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with service(lambda *_: answer, "queries") as (url, agents):
        asking = Client(url, tmp_path, 5.0)
        assert asking(LINKED) == asking(LINKED) == LINKED
    assert len(agents) == 1
    assert len(caplog.messages) == 1
    assert "going on without it" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_no_service_is_asked_by_default() -> None:
    assert client(load()) is None
    assert client(load(reconcile="http://127.0.0.1:9/x")) is not None


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ((500, {"Retry-After": "0"}, b"broken"), 2),
        ((503, {"Retry-After": "0"}, b""), 2),
        ((429, {"Retry-After": "0"}, b""), 2),
        ((429, {"Retry-After": "99999"}, b""), 1),
    ],
    ids=["500", "503", "429", "429 for a day"],
)
def test_a_service_that_is_broken_or_limits_its_rate(
    answer: Answer, asked: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with service(lambda *_: answer, "queries") as (url, agents):
        asking = Client(url, tmp_path, 5.0)
        assert asking(LINKED) == asking(LINKED) == LINKED
    assert len(agents) == asked
    assert len(caplog.messages) == 1


def test_a_service_that_hangs_is_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()

    def answer(_number: int, _query: str) -> Answer:
        done.wait(10)
        return 200, {}, b"{}"

    with service(answer, "queries") as (url, _):
        asking = Client(url, tmp_path, 0.2)
        assert asking(LINKED) == asking(LINKED) == LINKED
        done.set()
    assert "cannot be reached" in caplog.text
    assert len(caplog.messages) == 1
