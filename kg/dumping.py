"""Dumps of a store that is being served: made when first asked for, once for each version, in a process of
their own at low priority, so that no query waits for them.

    kg-store/dumps/7/graph.ttl.gz     of version 7; goes when a later version has been asked for
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from kg.errors import KgError
from kg.export import export, selected
from kg.export.everything import Dump, dump, expected
from kg.store import StoreLines
from kg.store.failures import BusyError

WAITING: Final = 4
"""Requests that may wait for dumps; each holds a thread of the server."""
SECONDS: Final = 20.0
"""How long a request waits before the client is asked to come again."""


class Held(Protocol):
    """A version of a store that stays on disk."""

    version: int

    def close(self) -> None:
        """Let go of it."""


class Kept(Protocol):
    """A store in a folder whose versions can be held."""

    @property
    def path(self) -> Path:
        """The folder."""

    @property
    def version(self) -> int:
        """The current version."""

    def lease(self) -> Held:
        """Hold the current version."""


@dataclass(frozen=True, slots=True)
class Made:
    """A dump on disk."""

    path: Path
    dump: Dump


class Dumps:
    """The dumps of one served store. Safe to use from many threads."""

    def __init__(self, store: Kept, base: str, seconds: float = SECONDS) -> None:
        self._store, self._base, self._seconds = store, base, seconds
        self._maker = ThreadPoolExecutor(1, thread_name_prefix="dumps")
        self._made: dict[tuple[int, str], Future[Made]] = {}
        self._lock = threading.Lock()
        self._places = threading.Semaphore(WAITING)
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        # of an earlier server: an ingest without one changes a version and keeps its number
        shutil.rmtree(store.path / "dumps", ignore_errors=True)

    def ready(self, name: str) -> Dump:
        """What is known of a dump of the current version: all of it once it is made."""
        with self._lock:
            found = self._made.get((self._store.version, name))
        done = found is not None and found.done() and found.exception() is None
        return found.result().dump if found is not None and done else expected(name)

    def get(self, name: str) -> Made:
        """The dump of the current version, made where it is not there.

        Raises BusyError where that takes longer than a request should, or too many wait: it will be there
        later. Raises KgError where it cannot be made.
        """
        return self.all([name])[0]

    def all(self, names: Sequence[str]) -> list[Made]:
        """These dumps, all of one version: see `get`."""
        futures = [self._asked(name) for name in names]
        ready = all(future.done() for future in futures)
        if not ready and not self._places.acquire(blocking=False):
            raise BusyError("too many requests wait for dumps that are being made")
        try:
            end = time.monotonic() + self._seconds
            found = [future.result(max(0, end - time.monotonic())) for future in futures]
        except TimeoutError as error:
            one = names[0] if len(names) == 1 else "one of the dumps"
            raise BusyError(f"{one} is being made; ask again in a while") from error
        finally:
            if not ready:
                self._places.release()
        if len({made.path.parent for made in found}) > 1:
            raise BusyError("the store was written meanwhile; ask again")
        return found

    def close(self) -> None:
        """Stop what is being made."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        self._maker.shutdown(cancel_futures=True)

    def _asked(self, name: str) -> Future[Made]:
        with self._lock:
            version = self._store.version
            found = self._made.get((version, name))
            if found is None or (found.done() and found.exception() is not None):
                lease = self._store.lease()
                found = self._maker.submit(self._make, lease, name)
                self._made[lease.version, name] = found
                self._forget(lease.version)
            return found

    def _forget(self, current: int) -> None:
        """Dumps of other versions go; who reads one still has the open file."""
        for version, name in [key for key in self._made if key[0] != current]:
            if self._made[version, name].done():
                del self._made[version, name]
                shutil.rmtree(self._folder(version), ignore_errors=True)

    def _folder(self, version: int) -> Path:
        return self._store.path / "dumps" / str(version)

    def _make(self, lease: Held, name: str) -> Made:
        try:
            target = self._folder(lease.version) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            self._run(self._store.path / "versions" / str(lease.version), target)
            return Made(target, dump(target))
        finally:
            lease.close()

    def _run(self, database: Path, target: Path) -> None:
        arguments = [sys.executable, "-c", _code(), os.fspath(database), os.fspath(target), self._base]
        self._process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if self._closed:
            self._process.kill()
        _, errors = self._process.communicate()
        if self._process.returncode:
            lines = errors.decode(errors="replace").splitlines()
            raise KgError(f"{target.name} cannot be written: {lines[-1] if lines else 'it was stopped'}")


def _code() -> str:
    """Starts `main` with the modules of this very package, whatever the working folder."""
    root = os.fspath(Path(__file__).parents[1])
    return f"import sys; sys.path.insert(0, {root!r}); from kg.dumping import main; main()"


def main() -> None:
    """Arguments: the database, the file to write, the base IRI of the data."""
    os.nice(10)
    database, target, base = sys.argv[1:]
    export(selected(StoreLines.of(Path(database)), base), Path(target), base)
