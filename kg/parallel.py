"""Work spread over processes: results in the order of the input, and a process that dies costs one item."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], list[Result]]
"""Gives one result for each item."""

BATCH = 16
"""Items that travel together: fewer, and the processes wait for each other; more, and the last one lags."""
AHEAD = 3
"""Batches that wait for each process, so that memory stays flat however long the input is."""


def ordered_map(
    start: Callable[[], Work[Item, Result]],
    items: Iterable[Item],
    workers: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Apply what `start` returns to all items, a batch at a time, in order.

    `start` runs once in each process (in this one for a single worker): it loads what the work needs. With
    more, processes are spawned: items and results must be picklable, and `start` also hashable by its value,
    so that a process knows it again.
    Where a process dies (out of memory, a crash in a library), `lost` gives the result of the item that it
    died of, and the others are done again.
    """
    source = batches(items)
    waiting = deque(islice(source, 2))
    if workers == 1 or len(waiting) < 2:
        work = start()
        for batch in chain(waiting, source):
            yield from work(batch)
        return
    while waiting:
        try:
            for results in _pooled(start, waiting, source, workers):
                waiting.popleft()
                yield from results
        except BrokenProcessPool:
            yield from _one_by_one(start, waiting.popleft(), lost)


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Runs of BATCH items."""
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _pooled(
    start: Callable[[], Work[Item, Result]],
    waiting: deque[list[Item]],
    source: Iterator[list[Item]],
    workers: int,
) -> Iterator[list[Result]]:
    """The results of what waits, in order, and of the source, from which no more waits than is needed."""
    waiting.extend(islice(source, max(0, workers * AHEAD - len(waiting))))
    running = deque[Future[list[Result]]]()
    with _pool(min(workers, len(waiting))) as pool:
        try:
            running.extend([pool.submit(_work, start, batch) for batch in waiting])
            while running:
                results = running.popleft().result()
                for batch in islice(source, 1):
                    waiting.append(batch)
                    running.append(pool.submit(_work, start, batch))
                yield results
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(
    start: Callable[[], Work[Item, Result]], batch: list[Item], lost: Callable[[Item], Result]
) -> Iterator[Result]:
    waiting = deque(batch)
    while waiting:
        with _pool(1) as pool:
            try:
                while waiting:
                    yield from pool.submit(_work, start, [waiting[0]]).result()
                    waiting.popleft()
            except BrokenProcessPool:
                yield lost(waiting.popleft())


def _pool(workers: int) -> ProcessPoolExecutor:
    """Spawned, not forked: the caller may have threads, and libraries with locks of their own."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


_started: dict[Callable[..., Any], Any] = {}
"""What this process has loaded."""


def _work(start: Callable[[], Work[Item, Result]], batch: list[Item]) -> list[Result]:
    if start not in _started:
        _started[start] = start()
    results: list[Result] = _started[start](batch)
    return results
