"""Writes while the store is served: made beside it, checked, then switched in whole."""

import json
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from kg import rdf
from kg.errors import GraphError, QueryError
from kg.store.edits import Edit
from kg.store.folder import Folder
from kg.store.guard import guard
from kg.store.pool import Worker
from kg.store.writer import command

Check = Callable[[Sequence[rdf.Quad]], None]
"""Looks at a part of the store as it will be; raises where it must not be so."""
SECONDS: Final = 120.0
MEMORY: Final = 4 << 30


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a write."""

    version: int
    existed: bool
    """Whether the graph that it names was there before."""


class Writing:
    """One write at a time. A write that is refused, fails or is too slow leaves the store as it was."""

    def __init__(self, folder: Folder, base: str) -> None:
        self._folder = folder
        self._base = base
        self._lock = threading.Lock()
        self._worker: Worker | None = None

    def write(self, edit: Edit, check: Check) -> Written:
        """Do the edit on a checkpoint, check what it affects, and switch it in."""
        guard(edit.text)
        with self._lock:
            version = self._folder.version + 1
            self._folder.discard(version)
            try:
                existed = self._prepare(edit, version, check)
            except BaseException:
                self._folder.discard(version)
                raise
            self._folder.switch(version)
        return Written(version, existed)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._drop()

    def _prepare(self, edit: Edit, version: int, check: Check) -> bool:
        worker, self._worker = self._worker or Worker(command(), str(MEMORY)), None
        deadline = time.monotonic() + SECONDS
        parts: list[bytes] = []
        try:
            worker.send(b"Q", self._request(edit, version))
            for _, content in edit.bodies:
                worker.send(b"D", content)
            while (message := worker.receive(deadline, lambda: False))[0] == b"P":
                parts.append(message[1])
        except BaseException:
            worker.kill()
            raise
        self._worker = worker
        existed = _result(*message)
        for part in parts:
            check(list(rdf.parse(part, "nq")))
        return existed

    def _request(self, edit: Edit, version: int) -> bytes:
        paths = {"before": str(self._folder.current), "after": str(self._folder.database(version))}
        return json.dumps({**paths, "base": self._base, "edit": edit.heading()}).encode()

    def _drop(self) -> None:
        if self._worker is not None:
            with suppress(OSError):
                self._worker.kill()
            self._worker = None


def _result(tag: bytes, content: bytes) -> bool:
    if tag == b"R":
        return bool(json.loads(content)["existed"])
    message = content.decode()
    raise GraphError(message) if tag == b"G" else QueryError(message)
