"""Backups are of one moment, are checked before they are used, and whoever dies leaves the old or the new."""

import json
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import rdf
from kg.endpoint.door import Door
from kg.errors import ConfigurationError
from kg.store import open_store
from kg.store.backups import MANIFEST, backup, restore
from kg.store.edits import Edit
from kg.store.graphs import BASE
from kg.store.pool import Limits
from kg.store.serving import Question, ServedStore
from tests.command import ROOT

OLD, NEW = 300, 400


def fact(number: int) -> rdf.Quad:
    return rdf.quad(f"https://example.org/{number}", "https://example.org/p", rdf.string("x" * 200))


def filled(path: Path, count: int) -> Path:
    with open_store(path) as store:
        store.add(map(fact, range(count)))
    return path


def size(path: Path) -> int:
    with open_store(path) as store:
        return len(store)


@contextmanager
def served(path: Path) -> Iterator[ServedStore]:
    with ServedStore.open(path, limits=Limits(processes=1)) as store, Door(store):
        yield store


@pytest.mark.parametrize("name", ["saved", "saved.tar", "saved.tar.gz", "deep/er/saved.tgz"])
def test_what_is_backed_up_comes_back(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    assert backup(filled(tmp_path / "store", OLD), BASE, target, "test") > 1000
    with pytest.raises(ConfigurationError, match="there already"):
        backup(tmp_path / "store", BASE, target, "test")
    assert restore(target, tmp_path / "new", BASE) == OLD
    filled(tmp_path / "store", NEW)
    with pytest.raises(ConfigurationError, match="not empty"):
        restore(target, tmp_path / "store", BASE)
    assert size(tmp_path / "store") == NEW
    assert restore(target, tmp_path / "store", BASE, force=True) == OLD
    assert size(tmp_path / "store") == size(tmp_path / "new") == OLD
    assert {entry.name for entry in (tmp_path / "store").iterdir()} == {"CURRENT", "lock", "versions"}


def test_both_work_while_the_store_is_served_and_written(tmp_path: Path) -> None:
    filled(tmp_path / "store", OLD)
    stop = threading.Event()
    with served(tmp_path / "store") as store:

        def write() -> None:
            number = 10_000
            while not stop.is_set():
                pair = f"<a:{number}> <a:p> 1 . <a:{number}> <a:q> 1"
                store.write([Edit("update", text=f"INSERT DATA {{ {pair} }}")], lambda part: None)
                number += 1

        thread = threading.Thread(target=write)
        thread.start()
        try:
            for number in range(5):
                backup(tmp_path / "store", BASE, tmp_path / f"{number}", "test")
        finally:
            stop.set()
            thread.join()
        for number in range(5):
            assert restore(tmp_path / f"{number}", tmp_path / f"from-{number}", BASE) % 2 == OLD % 2
        assert restore(tmp_path / "0", tmp_path / "store", BASE, force=True) >= OLD
        answer = b"".join(store.ask(Question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv")))
        assert int(answer.split()[1]) == size(tmp_path / "from-0")


def spoilt_file(folder: Path) -> None:
    found = max((entry for entry in folder.glob("*.sst")), key=lambda entry: entry.stat().st_size)
    content = bytearray(found.read_bytes())
    content[len(content) // 2] ^= 1
    found.write_bytes(content)


def missing_file(folder: Path) -> None:
    next(folder.glob("*.sst")).unlink()


def extra_file(folder: Path) -> None:
    (folder / "more").write_text("x")


def spoilt_manifest(folder: Path) -> None:
    (folder / MANIFEST).write_text("{")


def no_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def newer(folder: Path) -> None:
    _set(folder, "backup", 99)


def elsewhere(folder: Path) -> None:
    _set(folder, "base", "https://example.org/id/")


def climbing(folder: Path) -> None:
    _set(folder, "files", {"../x": {"size": 1, "sha256": ""}})


def _set(folder: Path, key: str, value: object) -> None:
    found = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**found, key: value}))


@pytest.mark.parametrize("archived", [False, True], ids=["folder", "archive"])
@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (spoilt_file, "not what its checksum says"),
        (missing_file, "it lacks"),
        (extra_file, "not in its manifest"),
        (spoilt_manifest, "damaged"),
        (no_manifest, "is no backup"),
        (newer, "format 99"),
        (elsewhere, "base IRI"),
        (climbing, "names a file '../x'"),
    ],
)
def test_a_damaged_backup_is_refused_and_the_store_stays(
    tmp_path: Path, spoil: Callable[[Path], None], message: str, archived: bool
) -> None:
    source = tmp_path / "saved"
    backup(filled(tmp_path / "store", OLD), BASE, source, "test")
    spoil(source)
    if archived:
        names = sorted((entry.name for entry in source.iterdir()), key=lambda name: (name != MANIFEST, name))
        with tarfile.open(tmp_path / "saved.tar", "w") as archive:
            for name in names:
                archive.add(source / name, name)
        source = tmp_path / "saved.tar"
    with pytest.raises(ConfigurationError, match=message):
        restore(source, tmp_path / "store", BASE, force=True)
    assert size(tmp_path / "store") == OLD
    assert {entry.name for entry in (tmp_path / "store").iterdir()} == {"CURRENT", "lock", "versions"}


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08broken"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"x\.tar"):
        restore(tmp_path / "x.tar", tmp_path / "store", BASE)


CODE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kg.store.backups import backup, restore
from kg.store.graphs import BASE
what, one, other = sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
print("ready", flush=True)
backup(one, BASE, other, "test") if what == "backup" else restore(one, other, BASE, force=True)
"""


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside a server"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path, beside: bool) -> None:
    backup(filled(tmp_path / "new", NEW), BASE, tmp_path / "saved", "test")
    store, seen, chance = filled(tmp_path / "store", OLD), set(), random.Random(7)
    longest = 0.12
    for number in range(12):
        with served(store) if beside else _nothing():
            _killed("restore", tmp_path / "saved", store, chance.uniform(0, longest))
            seen.add(found := size(store))
            assert found in (OLD, NEW)
            target = tmp_path / f"backup-{number}"
            _killed("backup", store, target, chance.uniform(0, longest))
        if target.exists():
            # a server may do only now what the killed command had asked for
            assert restore(target, tmp_path / f"check-{number}", BASE) in (found, size(store))
        if found == NEW:
            shutil.rmtree(store)
            filled(store, OLD)
    assert size(store) in (OLD, NEW)
    leftovers = {entry.name.partition("-")[0] for entry in store.iterdir()}
    assert leftovers <= {"CURRENT", "lock", "versions", "door"}
    assert seen


def _killed(what: str, one: Path, other: Path, after: float) -> None:
    command = [sys.executable, "-c", CODE, str(ROOT), what, str(one), str(other)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def test_a_folder_of_the_oldest_format_is_lifted(tmp_path: Path) -> None:
    engine = ox.Store(str(tmp_path / "bare"))
    engine.extend(map(fact, range(OLD)))
    engine.flush()
    del engine
    shutil.copytree(tmp_path / "bare", tmp_path / "crashed")
    (tmp_path / "crashed" / "versions" / "1").mkdir(parents=True)
    (tmp_path / "crashed" / "versions" / "1" / "half").write_text("")
    for name in ("bare", "crashed"):
        for _ in range(2):
            assert size(tmp_path / name) == OLD
        assert {entry.name for entry in (tmp_path / name).iterdir()} == {"CURRENT", "lock", "versions"}
        assert json.loads((tmp_path / name / "CURRENT").read_text())["format"] == 1
