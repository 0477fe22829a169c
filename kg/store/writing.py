"""Writes while the store is served: made beside it, checked, then switched in whole."""

import json
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg import rdf
from kg.errors import GraphError, KgError, QueryError
from kg.store.documents import Documents
from kg.store.edits import Edit
from kg.store.folder import Folder
from kg.store.loads import guarded
from kg.store.workers import Worker
from kg.store.writer import NEXT, command

Check = Callable[[Sequence[rdf.Quad]], None]
"""Looks at a part of the store as it will be; raises where it must not be so."""
_Outcome = tuple[tuple[int, ...], frozenset[str] | None]
"""What came of each edit, and the things whose texts have changed."""
_REMEMBERED: Final = 50_000
"""Things that changed, over several versions, beyond which the older versions are forgotten."""
SECONDS: Final = 120.0
MEMORY: Final = 4 << 30


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a write."""

    version: int
    results: tuple[int, ...]
    """What came of each edit, see `kg.store.edits.apply`."""

    @property
    def existed(self) -> bool:
        """Whether the graph that the first edit names was there before."""
        return bool(self.results[0])


class Writing:
    """One write at a time. A write that is refused, fails or is too slow leaves the store as it was."""

    def __init__(self, folder: Folder, base: str, documents: Documents | None = None) -> None:
        self._folder = folder
        self._documents = documents or Documents()
        self._base = base
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._made = folder.path / f"checkpoint-writing-{os.getpid()}"
        self._closed = False
        self._basis: int | None = None
        """The version that the worker's database is equal to."""
        self._retold: deque[tuple[int, frozenset[str] | None]] = deque(maxlen=1000)

    def write(self, edits: Sequence[Edit], check: Check) -> Written:
        """Do the edits beside the current version, check what they affect, and switch the outcome in."""
        edits = [self._with_documents(edit) for edit in edits]
        with self._lock:
            version, fresh, self._basis = self._folder.version + 1, self._is_behind(), None
            shutil.rmtree(self._made / NEXT, ignore_errors=True)  # of a write that was refused
            results, texts = self._prepare(edits, fresh, check)
            self._retold.append((version, texts))  # first: who sees the version asks for it
            while sum(len(texts or ()) for _, texts in self._retold) > _REMEMBERED:
                self._retold.popleft()
            self._folder.adopt(self._made / NEXT)
            self._basis = version
        return Written(version, results)

    def _is_behind(self) -> bool:
        """Whether the worker's database is another than the current version."""
        return self._basis != self._folder.version

    def _with_documents(self, edit: Edit) -> Edit:
        """The edit with what its LOADs name. Raises RefusedError where it would reach for anything else."""
        loads = guarded(edit.text, self._documents.permits)
        if edit.operation != "update":
            return edit
        found = self._documents.fetch([(one.source, one.silent) for one in loads]) if loads else []
        bodies = tuple((one.media_type, one.content) for one in found)
        return replace(edit, bodies=bodies, sources=tuple(one.base for one in found))

    def retold(self, since: int, until: int) -> frozenset[str] | None:
        """The things whose texts have changed between two versions; None where that is not known."""
        found = [texts for version, texts in tuple(self._retold) if since < version <= until]
        if len(found) != until - since:
            return None
        every: set[str] = set()
        for texts in found:
            if texts is None:
                return None
            every |= texts
        return frozenset(every)

    def adopt(self, database: Path) -> int:
        """Make a database that lies in the folder the next version; returns its number."""
        with self._lock:
            self._folder.adopt(database)
            return self._folder.version

    @contextmanager
    def paused(self) -> Iterator[None]:
        """No write is under way meanwhile."""
        with self._lock:
            yield

    def renew(self) -> None:
        """Go on from the files of the current version, which are others than before and say the same.

        Done now where writes are likely, so that the next need not wait for it.
        """
        with self._lock:
            expected, self._basis = self._worker is not None, None
        if expected:
            self.prepare()

    def prepare(self) -> None:
        """Have the worker's database made, where it is another than the current version."""
        with self._lock:
            if self._is_behind() and not self._closed:
                with suppress(KgError, OSError):  # the next write makes a new one
                    self._prepare((), fresh=True, check=lambda part: None)
                    self._basis = self._folder.version

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            self._drop()

    def _prepare(self, edits: Sequence[Edit], fresh: bool, check: Check) -> _Outcome:
        fresh = fresh or self._worker is None
        worker, self._worker = self._worker or Worker(command(), str(MEMORY)), None
        deadline = time.monotonic() + SECONDS
        parts: list[bytes] = []
        try:
            worker.send(b"Q", self._request(edits, fresh))
            for content in (content for edit in edits for _, content in edit.bodies):
                worker.send(b"D", content)
            while (message := worker.receive(deadline, lambda: False))[0] == b"P":
                parts.append(message[1])
        except BaseException:
            worker.kill()
            raise
        self._worker = worker
        outcome = _outcome(*message)
        for part in parts:
            check(list(rdf.parse(part, "nq")))
        return outcome

    def _request(self, edits: Sequence[Edit], fresh: bool) -> bytes:
        request = {
            "before": str(self._folder.current),
            "folder": str(self._made),
            "fresh": fresh,
            "base": self._base,
            "edits": [edit.heading() for edit in edits],
        }
        return json.dumps(request).encode()

    def _drop(self) -> None:
        if self._worker is not None:
            with suppress(OSError):
                self._worker.kill()
            self._worker = None
        shutil.rmtree(self._made, ignore_errors=True)


def _outcome(tag: bytes, content: bytes) -> _Outcome:
    if tag == b"R":
        answer = json.loads(content)
        texts = answer["retold"]
        return tuple(answer["results"]), None if texts is None else frozenset(texts)
    message = content.decode()
    raise GraphError(message) if tag == b"G" else QueryError(message)
