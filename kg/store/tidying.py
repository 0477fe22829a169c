"""Keeping the files of a served version few, in quiet hours.

A load and each write leave files of their own, and a look-up has to ask all that may have an answer. Merged,
queries take a quarter less time. A process of low rank merges a checkpoint of the version; if nothing was
written meanwhile, the two change places in one step, at a moment when nobody reads the version. Its number
and what it says stay the same.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

from kg.store.checkpoints import checkpoint
from kg.store.folder import Folder, durable, swapped
from kg.store.identity import identity, same_as
from kg.store.leases import Leases
from kg.store.writing import Writing

TIDIER: Final = Path(__file__).with_name("tidier.py")
MARK: Final = "TIDY"
"""A file in a merged database that names the others; no checkpoint takes it along."""
QUIET: Final = 5.0
"""Seconds without a write before anything is done."""
SHARE: Final = 10
"""It rests this many times as long as it works, so that it takes a part of one processor at most."""
LEAST: Final = 8 << 20
"""Bytes of a database that are worth it."""
PATIENCE: Final = 600.0
"""Seconds to wait for a moment without a reader."""


class Tidying:
    """Merges the files of whatever version is current, until it is closed."""

    def __init__(self, folder: Folder, leases: Leases, writing: Writing) -> None:
        self._folder = folder
        self._leases = leases
        self._writing = writing
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="tidying", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; what is half done is thrown away."""
        self._closed.set()
        self._thread.join(10)

    def tidy(self, least: int = LEAST) -> bool:
        """Merge the files of the current version now; False where that is not needed or came to nothing."""
        made = self._folder.path / f"checkpoint-tidy-{os.getpid()}"
        with self._lock:
            version = self._folder.version
            try:
                worth = self._worth(version, least) and _can_swap(made)
                return worth and self._merged(version, made) and self._exchanged(version, made)
            except (OSError, RuntimeError):  # no room, or thrown away at this moment: all stays as it is
                return False
            finally:
                shutil.rmtree(made, ignore_errors=True)

    def _watch(self) -> None:
        rest, seen = QUIET, -1
        while not self._closed.wait(rest):
            rest, before, seen = QUIET, seen, self._folder.version
            if before == seen:
                began = time.monotonic()
                self.tidy()
                rest += SHARE * (time.monotonic() - began)

    def _worth(self, version: int, least: int) -> bool:
        database = self._folder.database(version)
        try:
            size = sum(entry.stat().st_size for entry in database.iterdir())
        except OSError:  # it has just gone
            return False
        room = shutil.disk_usage(self._folder.path).free
        return least <= size < room // 2 and not _is_tidy(database)

    def _merged(self, version: int, made: Path) -> bool:
        """Make a merged copy."""
        lease = self._leases.take()
        try:
            if lease.version != version:
                return False
            checkpoint(self._folder.database(version), made)
            origin = identity(self._folder.database(version))
        finally:
            lease.close()
        with subprocess.Popen(
            [sys.executable, "-I", str(TIDIER), str(made)],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as working:
            while working.poll() is None and self._folder.version == version:
                if self._closed.wait(0.05):
                    break
            working.kill()
        (made / MARK).write_text(_tables(made))
        same_as(made, origin)
        return working.returncode == 0

    def _exchanged(self, version: int, made: Path) -> bool:
        """Put it in the place of the version, once nobody reads that."""
        durable(made)
        end = time.monotonic() + PATIENCE
        while self._folder.version == version and time.monotonic() < end:
            with self._writing.paused():
                exchanged = self._leases.exchange(version, made)
            if exchanged:
                self._writing.renew()
                return True
            if self._closed.wait(0.05):
                break
        return False


def _can_swap(made: Path) -> bool:
    """Whether folders can change places there, found out before the work is done."""
    places = [made / name for name in ("one", "other")]
    for place in places:
        place.mkdir(parents=True)
    able = swapped(*places)
    shutil.rmtree(made)
    return able


def _tables(database: Path) -> str:
    """The names of the files that hold data, one a line."""
    return "".join(f"{path.name}\n" for path in sorted(database.glob("*.sst")))


def _is_tidy(database: Path) -> bool:
    try:
        return (database / MARK).read_text() == _tables(database)
    except OSError:
        return False
