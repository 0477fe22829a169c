"""Commands beside a running server: real processes on one store."""

import json
import re
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kg import rdf, vocab
from kg.errors import ConfigurationError, GraphError
from kg.store import open_graph, open_store
from kg.store.visitor import VisitedStore
from tests.command import KG, environment, kg

SIDES = ["Chile", "Peru", "Kenya", "Ghana", "Norway", "Finland"]
COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?article a <{vocab.ArticleGraph}> }}"


def record(number: int) -> dict[str, str]:
    accuser, accused = SIDES[number % 6], SIDES[(number * 5 + 1) % 6]
    text = f"{accuser} accused {accused} on Monday of shelling a village, killing {number + 2} soldiers."
    return {"id": f"wire-{number:02}", "text": text, "published": "2024-01-09", "publisher": "Wire"}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside")
    for name, numbers in {"first": range(8), "second": range(6, 40)}.items():
        lines = "".join(json.dumps(record(number)) + "\n" for number in numbers)
        (folder / f"{name}.jsonl").write_text(lines)
    return folder


@pytest.fixture(scope="module")
def alone(news: Path) -> bytes:
    """What a store holds that no server ever owned."""
    assert kg("ingest", "first.jsonl", "second.jsonl", "--store", "alone", folder=news).returncode == 0
    return dumped(news, "alone")


@contextmanager
def served(store: Path, *arguments: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`kg serve` and its address; `variables` are set in its environment."""
    command = [*KG, "serve", "--store", str(store), "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(**variables)) as server:
        try:
            assert server.stdout is not None
            yield server, re.findall(r"http://\S+", server.stdout.readline())[0]
        finally:
            server.kill()


def dumped(folder: Path, store: str) -> bytes:
    """The default graph, byte by byte: all that the articles say together."""
    done = kg("export", "-o", f"{store}.ttl", "--store", store, folder=folder)
    assert done.returncode == 0, done.stderr
    return (folder / f"{store}.ttl").read_bytes()


def articles(address: str) -> int:
    answer = httpx.get(address + "sparql", params={"query": COUNT}, timeout=30).json()
    return int(answer["results"]["bindings"][0]["n"]["value"])


def test_commands_beside_a_server_do_what_they_do_alone(news: Path, alone: bytes) -> None:
    (news / "beside").mkdir()
    with served(news / "beside") as (_, address):
        assert kg("ingest", "first.jsonl", "--store", "beside", folder=news).returncode == 0
        assert articles(address) == 8
        assert kg("ingest", "second.jsonl", "--store", "beside", folder=news).returncode == 0
        assert articles(address) == 40
        assert dumped(news, "beside") == alone
        for command in (["stats"], ["query", "07-countries-in-wikidata"]):
            here, there = (kg(*command, "--store", s, folder=news) for s in ("beside", "alone"))
            assert (here.returncode, here.stdout) == (there.returncode, there.stdout), here.stderr
        assert kg("validate", "--store", "beside", folder=news).returncode == 0
        assert kg("relink", "--store", "beside", folder=news).stdout == "0 entities changed\n"
        assert len(list((news / "beside" / "versions").iterdir())) == 1, "old versions go when unread"
    assert dumped(news, "beside") == alone


def test_several_articles_go_and_several_files_come_in_one_switch(news: Path, alone: bytes) -> None:
    store = news / "together"
    assert kg("ingest", "first.jsonl", "second.jsonl", "--store", store.name, folder=news).returncode == 0
    (news / "good.ttl").write_text("<a:s> <a:p> 1 .")
    (news / "bad.ttl").write_text("<a:s> <a:p> .")
    listed = json.loads(kg("articles", "--store", store.name, "--format", "json", folder=news).stdout)
    names = [one["article"] for one in listed[:35]]
    with served(store) as (_, address):
        before = _version(address)
        assert kg("remove", *names, "none", "--store", store.name, folder=news).returncode == 2
        assert (articles(address), _version(address)) == (40, before)
        assert kg("remove", *names, "--store", store.name, folder=news).returncode == 0
        assert (articles(address), _version(address)) == (5, before + 1)
        for count, files in (
            (2, ["bad.ttl", "good.ttl"]),
            (2, ["good.ttl", "bad.ttl"]),
            (0, ["good.ttl"] * 2),
        ):
            done = kg("load", "--no-check", *files, "--store", store.name, folder=news)
            assert (done.returncode, _version(address)) == (count, before + 1 + (not count)), done.stderr
    assert kg("ingest", "first.jsonl", "second.jsonl", "--store", store.name, folder=news).returncode == 0
    with open_store(store) as opened:
        opened.update("DELETE DATA { <a:s> <a:p> 1 }")
    assert dumped(news, store.name) == alone


def _version(address: str) -> int:
    found: int = httpx.get(address + "readyz").json()["version"]
    return found


@pytest.mark.parametrize("victim", ["command", "server"])
def test_whoever_is_killed_the_ingest_can_be_run_again(news: Path, alone: bytes, victim: str) -> None:
    store = news / f"killed-{victim}"
    store.mkdir()
    with served(store) as (server, address):
        command = [*KG, "ingest", "first.jsonl", "second.jsonl", "--store", store.name]
        with subprocess.Popen(command, cwd=news, env=environment(), stderr=subprocess.DEVNULL) as ingest:
            while ingest.poll() is None and not articles(address):
                time.sleep(0.01)
            (ingest if victim == "command" else server).send_signal(signal.SIGKILL)
            assert ingest.wait(60) != 0
    with served(store) as (_, address):
        assert 0 < articles(address) <= 40
        done = kg("ingest", "second.jsonl", "first.jsonl", "--store", store.name, folder=news)
        assert done.returncode == 0, done.stderr
        assert dumped(news, store.name) == alone


def test_the_door_is_for_the_owner_of_the_store_alone(tmp_path: Path) -> None:
    with served(tmp_path) as (server, _):
        assert stat.S_IMODE((tmp_path / "door").stat().st_mode) == 0o600
        with pytest.raises(ConfigurationError, match="base IRI"):
            open_store(tmp_path, base="https://example.org/id/")
        with open_graph(tmp_path) as graph:
            assert isinstance(graph.store, VisitedStore)
            before = len(graph)
            graph.store.add([rdf.quad("https://a.example/s", "https://a.example/p", rdf.integer(1))])
            assert len(graph) == before + 1
            assert len(graph.dataset) > 0
            with pytest.raises(GraphError, match="breaks the shapes"):
                graph.store.update(f"INSERT DATA {{ <https://a.example/e> a <{vocab.Assault}> }}")
            assert len(graph) == before + 1
            server.kill()
            server.wait()
    with open_store(tmp_path) as store:
        assert len(store) == before + 1
        assert (tmp_path / "door").exists(), "a server that was killed leaves it behind, and nobody minds"


def test_a_deep_folder_has_a_door_too(tmp_path: Path) -> None:
    deep = tmp_path / ("a-long-name-" * 9) / "store"
    with served(deep), open_store(deep) as store:
        assert isinstance(store, VisitedStore)
