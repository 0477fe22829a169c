"""Which versions of a store are being read: these stay on disk until their last reader has gone."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from kg.store.folder import Folder


class Lease:
    """One reader's hold on a version; `close` lets go, and may be called again."""

    __slots__ = ("_leases", "state", "version")

    def __init__(self, leases: "Leases", version: int, state: int) -> None:
        self.version = version
        self.state = state
        """Another number where other files came into the place of the version."""
        self._leases: Leases | None = leases

    def close(self) -> None:
        """Let go of the version."""
        leases, self._leases = self._leases, None
        if leases is not None:
            leases.give(self.version)


class Leases:
    """The readers of a folder, counted by version. Safe to use from many threads."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._held: Counter[int] = Counter()
        self._state = 0
        self._lock = threading.Lock()
        self._pruning = ThreadPoolExecutor(1, "pruning")

    def take(self) -> Lease:
        """Hold the current version."""
        with self._lock:
            lease = Lease(self, self._folder.version, self._state)
            self._held[lease.version] += 1
        return lease

    def give(self, version: int) -> None:
        """One reader less; an old version goes with its last."""
        with self._lock:
            self._held[version] -= 1
            last = self._held[version] <= 0
            if last:
                del self._held[version]
        if last and version != self._folder.version:
            self.prune()

    def exchange(self, version: int, database: Path) -> bool:
        """Put files that say the same in the place of the current version; False while somebody reads it."""
        with self._lock:
            if version != self._folder.version or self._held[version] > 0:
                return False
            exchanged = self._folder.exchange(database)
            self._state += exchanged
            return exchanged

    def prune(self) -> None:
        """Have the versions removed that nobody reads and that are not current: nobody waits for that."""
        with suppress(RuntimeError):  # closed: the next owner does it
            self._pruning.submit(self._prune)

    def _prune(self) -> None:
        with self._lock:
            outdated = self._folder.outdated(frozenset(self._held))
        for version in outdated:  # nobody can take them any more
            self._folder.discard(version)

    def close(self) -> None:
        """Wait until what was to go has gone."""
        self._pruning.shutdown()
