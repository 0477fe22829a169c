"""Asking the store on behalf of every handler: first the cache, then a query; both are counted."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kg.endpoint.cache import Cache, Kept, Key, key
from kg.endpoint.metrics import Metrics
from kg.errors import KgError
from kg.store.edits import Edit
from kg.store.failures import BusyError, CancelledError, RefusedError, TimeLimitError, TooCostlyError
from kg.store.graphs import GraphNames
from kg.store.running import Running
from kg.store.serving import Executor, Question, Stream
from kg.store.tokens import has_word
from kg.store.writing import Check, Written

WHOLE: Final = 1 << 20
"""Bytes of an answer that is kept in one piece."""
_CHANGING: Final = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"))
"""Words that give another answer each time."""
_OUTCOMES: Final[tuple[tuple[type[KgError], str], ...]] = (
    (BusyError, "busy"),
    (RefusedError, "refused"),
    (TimeLimitError, "timeout"),
    (CancelledError, "cancelled"),
    (TooCostlyError, "memory"),
    (KgError, "malformed"),
)
"""The first class that fits names what came of a query."""


def repeatable(text: str) -> bool:
    """Whether a query gives the same answer each time on one version of the store."""
    return not has_word(text, _CHANGING)


class Asking:
    """An executor around another that knows what it answered before, and tells the figures."""

    def __init__(
        self, executor: Executor, cache: Cache, metrics: Metrics, written: Callable[[], None] = lambda: None
    ) -> None:
        """`written` is called after each write."""
        self._written = written
        self._executor = executor
        self._cache = cache
        self._metrics = metrics

    @property
    def version(self) -> int:
        return self._executor.version

    @property
    def names(self) -> GraphNames:
        return self._executor.names

    def ask(self, question: Question, gone: Callable[[], bool] = lambda: False) -> Stream:
        if not self._cache.limit or not repeatable(question.text):
            return self._asked(question, gone, None)
        place = key(self._executor.version, question)
        found = self._cache.get(place)
        self._metrics.cached.labels("miss" if found is None else "hit").inc()
        if found is None:
            return self._asked(question, gone, place)
        self._metrics.queries.labels("cached").inc()
        return Kept(found)

    def write(self, edits: Sequence[Edit], check: Check) -> Written:
        outcome = "refused"
        try:
            written = self._executor.write(edits, check)
            outcome = "done"
        finally:
            for edit in edits:
                self._metrics.writes.labels(edit.operation, outcome).inc()
        self._written()
        return written

    def retold(self, since: int, until: int) -> frozenset[str] | None:
        return self._executor.retold(since, until)

    def running(self) -> list[Running]:
        return self._executor.running()

    def waiting(self) -> int:
        return self._executor.waiting()

    def cancel(self, id: int) -> bool:
        return self._executor.cancel(id)

    def _asked(self, question: Question, gone: Callable[[], bool], place: Key | None) -> Stream:
        began = time.perf_counter()
        try:
            stream = self._executor.ask(question, gone)
        except KgError as error:
            self.count(_outcome(error), began)
            raise
        return _Watched(self, stream, began, place)

    def count(self, outcome: str, began: float) -> None:
        """Note what came of a query."""
        self._metrics.queries.labels(outcome).inc()
        self._metrics.query_seconds.labels(outcome).observe(time.perf_counter() - began)

    def keep(self, place: Key, blocks: list[bytes]) -> None:
        """Remember a whole answer; one of moderate size in one piece, which then travels with its length."""
        size = sum(map(len, blocks))
        self._cache.put(place, (b"".join(blocks),) if size <= WHOLE else tuple(blocks))

    @property
    def largest(self) -> int:
        """Bytes of the largest answer that is remembered."""
        return self._cache.largest


class _Watched:
    """An answer on its way, kept where it is whole in the end and not too large."""

    def __init__(self, asking: Asking, stream: Stream, began: float, place: Key | None) -> None:
        self._asking = asking
        self._stream = stream
        self._began = began
        self._place = place
        self._outcome = "left"
        self._kept: list[bytes] | None = [] if place is not None else None
        self._size = 0
        if (whole := stream.whole) is not None:
            self._note(whole)
            self._finish()

    @property
    def whole(self) -> bytes | None:
        """The answer, if all of it is there already."""
        return self._stream.whole

    def __iter__(self) -> Iterator[bytes]:
        if (whole := self.whole) is not None:
            yield whole
            return
        try:
            for block in self._stream:
                self._note(block)
                yield block
            self._finish()
        except KgError as error:
            self._outcome = _outcome(error)
            raise
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the query; the first time, count it."""
        self._stream.close()
        if self._outcome:
            self._asking.count(self._outcome, self._began)
            self._outcome = ""

    def _note(self, block: bytes) -> None:
        self._size += len(block)
        if self._kept is not None:
            self._kept.append(block)
            if self._size > self._asking.largest:
                self._kept = None

    def _finish(self) -> None:
        """The answer is whole: remember it."""
        self._outcome = "answered"
        if self._place is not None and self._kept is not None:
            self._asking.keep(self._place, self._kept)
        self.close()


def _outcome(error: KgError) -> str:
    return next(name for kind, name in _OUTCOMES if isinstance(error, kind))
