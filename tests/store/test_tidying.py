"""Merging the files of a served version: it says the same after, and whoever reads or writes is not met."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import rdf
from kg.store import open_store
from kg.store.edits import Edit
from kg.store.folder import Folder
from kg.store.pool import Limits
from kg.store.serving import Question, ServedStore
from kg.store.tidying import MARK

ALL = "SELECT * { ?s ?p ?o } ORDER BY ?o"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store that was written to several times."""
    with open_store(tmp_path / "store") as store:
        for number in range(3):
            store.add([rdf.quad("urn:s", "urn:p", rdf.integer(number))])
            store.update(f"INSERT DATA {{ <urn:t> <urn:p> {10 + number} }}")
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[ServedStore]:
    with ServedStore.open(folder, limits=Limits(processes=1)) as opened:
        yield opened


def answer(store: ServedStore) -> bytes:
    return b"".join(store.ask(Question(ALL, "text/csv")))


def write(store: ServedStore) -> None:
    store.write([Edit("update", text="INSERT DATA { <urn:u> <urn:p> 20 }")], lambda part: None)


def files(store: ServedStore) -> list[str]:
    return sorted(path.name for path in (store.path / "versions" / str(store.version)).glob("*.sst"))


def left(store: ServedStore) -> list[Path]:
    """What the work leaves in the folder beside the version; what goes behind it has a while to do so."""
    found: list[Path] = []
    for _ in range(100):
        versions = [path for path in store.path.glob("versions/*") if path.name != str(store.version)]
        if not (found := [*store.path.glob("checkpoint-tidy-*"), *versions]):
            break
        time.sleep(0.05)
    return found


def test_it_says_the_same_from_fewer_files(store: ServedStore) -> None:
    before = answer(store), store.version, len(files(store))
    assert store.tidy()
    assert (answer(store), store.version) == before[:2]
    assert len(files(store)) < before[2]
    assert left(store) == []
    assert not store.tidy()  # nothing to do
    write(store)
    assert b"20" in answer(store)
    assert store.tidy()
    assert b"20" in answer(store)


def test_it_is_found_again_by_the_next_owner(folder: Path) -> None:
    with ServedStore.open(folder, limits=Limits(processes=1)) as store:
        before = answer(store)
        assert store.tidy()
    with ServedStore.open(folder, limits=Limits(processes=1)) as store:
        assert answer(store) == before
        assert not store.tidy()
    with open_store(folder) as owned:
        owned.add([rdf.quad("urn:v", "urn:p", rdf.integer(30))])
    with ServedStore.open(folder, limits=Limits(processes=1)) as store:
        assert store.tidy()
        assert b"30" in answer(store)


@pytest.mark.parametrize("written", [False, True])
def test_it_waits_for_readers_and_gives_way_to_a_write(store: ServedStore, written: bool) -> None:
    lease = store.lease()
    tidied: list[bool] = []
    working = threading.Thread(target=lambda: tidied.append(store.tidy()))
    working.start()
    working.join(1.0)
    assert tidied == []
    assert not (store.path / "versions" / str(lease.version) / MARK).exists()
    if written:
        write(store)
    else:
        lease.close()
    working.join(20)
    assert tidied == [not written]
    assert (b"20" in answer(store)) == written
    lease.close()
    assert left(store) == []


def test_what_a_crash_leaves_goes_at_the_next_opening(folder: Path) -> None:
    (folder / "checkpoint-tidy-999999999").mkdir()
    Folder.open(folder).close()
    assert not list(folder.glob("checkpoint-*"))
