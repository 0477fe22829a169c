"""Writes beside a version: each version is whole, and none holds what was refused before it."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from kg.errors import GraphError, KgError
from kg.rdf import Literal, Quad
from kg.store import Store, open_store
from kg.store.checkpoints import checkpoint
from kg.store.edits import Edit
from kg.store.pool import Limits
from kg.store.serving import Question, ServedStore

ROOT: Final = Path(__file__).parents[2]
WRITER: Final = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from kg.store.edits import Edit
from kg.store.pool import Limits
from kg.store.serving import ServedStore
with ServedStore.open(Path(sys.argv[2]), limits=Limits(processes=1)) as store:
    for number in range(int(sys.argv[3]), 1000):
        quad = f"<urn:s> <urn:p> {number}"
        text = f"INSERT DATA {{ {quad} }} ; INSERT DATA {{ GRAPH <urn:g> {{ {quad} }} }}"
        store.write([Edit("update", text=text)], lambda part: None)
        print(number, flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ServedStore]:
    with ServedStore.open(tmp_path / "store", limits=Limits(processes=1)) as opened:
        yield opened


def write(store: ServedStore, number: int, rest: str = "") -> None:
    text = f"INSERT DATA {{ <urn:s> <urn:p> {number} }} {rest}"
    store.write([Edit("update", text=text)], lambda part: None)


def numbers(store: ServedStore) -> list[int]:
    question = Question("SELECT ?n { ?s ?p ?n } ORDER BY ?n", "text/csv")
    return [int(line) for line in b"".join(store.ask(question)).split()[1:]]


def found(store: Store, graph: str | None = None) -> set[int]:
    return {int(quad.object.value) for quad in store.quads(graph) if isinstance(quad.object, Literal)}


def refuse(part: object) -> None:
    raise GraphError("not so")


def test_what_was_refused_is_in_no_later_version(store: ServedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    write(store, 1)
    with pytest.raises(GraphError, match="not so"):
        store.write([Edit("update", text="INSERT DATA { <urn:s> <urn:p> 2 }")], refuse)
    write(store, 3)
    with pytest.raises(KgError):
        write(store, 4, "; CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>")
    with pytest.raises(KgError):
        write(store, 5, "; nonsense")
    write(store, 6)
    with monkeypatch.context() as patched:
        patched.setattr("kg.store.writing.SECONDS", 0.0)  # the process is killed at once
        with pytest.raises(KgError, match="time limit"):
            write(store, 7)
    assert numbers(store) == [1, 3, 6]
    write(store, 8)
    assert store.tidy()  # other files in the place of those
    write(store, 9)
    assert numbers(store) == [1, 3, 6, 8, 9]
    assert store.version == 6


def test_a_kill_while_it_writes_leaves_each_write_whole(tmp_path: Path) -> None:
    path, chance, said = tmp_path / "store", random.Random(5), -1
    for _ in range(4):
        command = [sys.executable, "-c", WRITER, str(ROOT), str(path), str(said + 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = int(process.stdout.readline())
            time.sleep(chance.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
            said = max([said, *map(int, process.stdout.read().split())])  # until its children are gone too
        with open_store(path) as opened:
            every, named = found(opened), found(opened, "urn:g")
        assert every == named
        assert every in (set(range(said + 1)), set(range(said + 2))), "all confirmed, perhaps one more"
        said = max(every)
    assert {entry.name for entry in path.iterdir()} == {"CURRENT", "lock", "versions"}


def test_a_copy_is_whole_whatever_the_engine_does_meanwhile(tmp_path: Path) -> None:
    engine, done = ox.Store(tmp_path / "working"), threading.Event()

    def merge() -> None:
        while not done.is_set():
            engine.optimize()

    merging = threading.Thread(target=merge)
    merging.start()
    try:
        for number in range(30):
            engine.extend([_quad(100 * number + k) for k in range(100)])
            if number % 3 == 1:
                engine.flush()
            target = tmp_path / f"copy-{number}"
            checkpoint(tmp_path / "working", target)
            checkpoint(target, tmp_path / f"again-{number}")
            copy = ox.Store.read_only(os.fspath(tmp_path / f"again-{number}"))
            assert len(copy) == 100 * (number + 1)
    finally:
        done.set()
        merging.join()
    assert len(ox.Store(tmp_path / "copy-29")) == 3000


def test_what_cannot_be_copied_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        checkpoint(tmp_path / "none", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def _quad(number: int) -> Quad:
    return ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(number))
