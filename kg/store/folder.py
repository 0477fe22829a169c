"""A store's folder: one owner, and whole versions that are switched by renaming one file.

    kg-store/
      CURRENT          {"format": 1, "version": 7}
      lock             held by the process that owns the store
      versions/7/      a database of the engine; never written again once a later version is current

A new version starts as a checkpoint of the current one (hard links), or is one of a database that went on
from there. A crash at any moment leaves the old version or the new one.
"""

import ctypes
import fcntl
import json
import os
import shutil
import time
from pathlib import Path
from typing import Final, Self

import pyoxigraph as ox

from kg.errors import ConfigurationError
from kg.store.identity import identity
from kg.store.migration import drop_bare, is_bare, lift

FORMAT: Final = 1


class InUseError(ConfigurationError):
    """Another process owns the folder."""


class Folder:
    """The folder of a store, held by this process until `close`."""

    def __init__(self, path: Path, lock: int, version: int) -> None:
        self.path = path
        self._lock = lock
        self.version = version

    @classmethod
    def open(cls, path: Path) -> Self:
        """Take or make a store's folder. Raises ConfigurationError where it is another's, or no store."""
        _check(path)
        (path / "versions").mkdir(parents=True, exist_ok=True)
        lock = _take(path)
        try:
            if is_bare(path):
                lift(path, path / "versions" / "1")
                durable(path / "versions" / "1")
                _point(path, 1)
            version = _current(path)
        except ConfigurationError:
            os.close(lock)
            raise
        folder = cls(path, lock, version)
        folder._clean()
        if not folder.current.exists():
            ox.Store(folder.current).flush()
            folder.switch(version)
        return folder

    @staticmethod
    def identity(path: Path) -> str:
        """The identity of what a store's folder holds, whoever owns it; "" where it holds nothing."""
        try:
            return identity(path / "versions" / str(_current(path)))
        except ConfigurationError:
            return ""

    @property
    def current(self) -> Path:
        """The database of the current version."""
        return self.database(self.version)

    def database(self, version: int) -> Path:
        """Where a version lies."""
        return self.path / "versions" / str(version)

    def begin(self, engine: ox.Store) -> int:
        """Start the next version: a checkpoint of the current one, which `engine` has open for writing."""
        version = self.version + 1
        self.discard(version)
        engine.backup(self.database(version))
        return version

    def switch(self, version: int) -> None:
        """Make a version the current one, for good."""
        _point(self.path, version)
        self.version = version

    def adopt(self, database: Path) -> None:
        """Make a database that lies in this folder the next version, for good."""
        version = self.version + 1
        self.discard(version)
        database.replace(self.database(version))
        on_disk(self.path / "versions")
        self.switch(version)

    def exchange(self, database: Path) -> bool:
        """Have a database in this folder change places with the current version, which says the same.

        False where they cannot (see `swapped`).
        """
        done = swapped(database, self.current)
        if done:
            on_disk(self.path / "versions")
        return done

    def discard(self, version: int) -> None:
        """Throw away a version that is not to become current."""
        for _ in range(20):  # the engine may still be closing its files there
            shutil.rmtree(self.database(version), ignore_errors=True)
            if not self.database(version).exists():
                return
            time.sleep(0.01)

    def outdated(self, keep: frozenset[int] = frozenset()) -> list[int]:
        """The versions before the current one that are not still read; a later one is being made."""
        return [number for number in self._versions() if number < self.version and number not in keep]

    def prune(self) -> None:
        """Remove the versions before the current one."""
        for number in self.outdated():
            self.discard(number)

    def _clean(self) -> None:
        """Remove what a crash left behind."""
        for number in self._versions():
            if number != self.version:
                self.discard(number)
        for entry in (*self.path.glob("checkpoint-*"), *self.path.glob("incoming-*")):
            if not _alive(entry.name.rpartition("-")[2]):
                shutil.rmtree(entry, ignore_errors=True)
        (self.path / "CURRENT.new").unlink(missing_ok=True)
        drop_bare(self.path)

    def _versions(self) -> list[int]:
        names = (entry.name for entry in (self.path / "versions").iterdir())
        return sorted(int(name) for name in names if name.isdecimal())

    def close(self) -> None:
        """Let others have the folder."""
        os.close(self._lock)


def swapped(one: Path, other: Path) -> bool:
    """Have two folders change places in one step (renameat2(2)); False where kernel or file system cannot."""
    here, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return not rename(here, os.fsencode(one), here, os.fsencode(other), exchange)


def durable(folder: Path) -> None:
    """Have the disk hold what is in a folder now, and its files."""
    for entry in (*(one for one in folder.iterdir() if one.is_file()), folder):
        on_disk(entry)


def on_disk(path: Path) -> None:
    """Have the disk hold a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _point(path: Path, version: int) -> None:
    """Have CURRENT name a version: in one step, and on the disk."""
    temporary = path / "CURRENT.new"
    with temporary.open("w") as stream:
        json.dump({"format": FORMAT, "version": version}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path / "CURRENT")
    on_disk(path)


def _alive(number: str) -> bool:
    """Whether a process of this number runs: what it put into the folder is its own still."""
    try:
        os.kill(int(number), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _check(path: Path) -> None:
    if path.is_file():
        raise ConfigurationError(f"the store {path} is a file; expected a folder, existing or new")
    if is_bare(path):
        return
    if path.is_dir() and any(path.iterdir()) and not (path / "versions").is_dir():
        raise ConfigurationError(f"{path} holds other files and no store; name an empty or new folder")


def _take(path: Path) -> int:
    lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        owner = os.read(lock, 20).decode(errors="replace").strip() or "unknown"
        os.close(lock)
        raise InUseError(
            f"the store {path} is in use by process {owner}, which lets nobody in: one process owns a "
            "store; wait until it ends, or stop it"
        ) from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


def _current(path: Path) -> int:
    pointer = path / "CURRENT"
    if not pointer.exists():
        return 1
    try:
        content = json.loads(pointer.read_text())
        form, version = int(content["format"]), int(content["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"{pointer} is damaged ({error}); restore a backup") from error
    if form != FORMAT:
        raise ConfigurationError(
            f"the store {path} has format {form}, this version reads format {FORMAT}; "
            "export it with the version that wrote it and load the dump into a new store"
        )
    return version
