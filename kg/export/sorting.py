"""An external merge sort of lines: flat memory however many there are, each line once."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from tempfile import TemporaryFile
from typing import IO, Final

CHUNK: Final = 32 << 20
"""Bytes that are sorted at a time. Python needs about half as much again for the lines."""
FAN: Final = 48
"""Runs that are merged at a time: each keeps a file open, and a block in memory."""
_READ: Final = 1 << 19


class Sorter:
    """Takes lines in any order and gives them back in the order of their bytes, without repeats."""

    def __init__(self, chunk: int = CHUNK, fan: int = FAN) -> None:
        self._chunk, self._fan = chunk, fan
        self._lines: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []

    def add(self, block: bytes) -> None:
        """Whole lines, each closed by a line feed."""
        self._lines += block.splitlines(keepends=True)
        self._size += len(block)
        if self._size >= self._chunk:
            self._spill()

    def batches(self) -> Iterator[list[bytes]]:
        """All lines, sorted, some thousand at a time. The sorter is empty afterwards."""
        if not self._runs:
            lines, self._lines, self._size = self._lines, [], 0
            lines.sort()
            yield _once(lines)
            return
        if self._lines:
            self._spill()
        runs, self._runs = self._runs, []
        with ExitStack() as files:
            for run in runs:
                files.enter_context(run)
            yield from _merged(runs)

    def _spill(self) -> None:
        self._lines.sort()
        self._runs.append(_written([self._lines]))
        self._lines, self._size = [], 0
        if len(self._runs) >= self._fan:
            runs, self._runs = self._runs, []
            self._runs.append(_written(_merged(runs)))
            for run in runs:
                run.close()


def _written(batches: Iterator[list[bytes]] | Sequence[list[bytes]]) -> IO[bytes]:
    run = TemporaryFile()  # noqa: SIM115  (closed by who reads it to its end)
    for batch in batches:
        run.writelines(batch)
    run.seek(0)
    return run


def _merged(runs: Sequence[IO[bytes]]) -> Iterator[list[bytes]]:
    """The lines of sorted runs in one order.

    Of each run a block is in memory. What is not above the least of the blocks' last lines is complete, and
    sorting it is a merge: the sort of Python finds the runs in it.
    """
    waiting = [(run, run.readlines(_READ)) for run in runs]
    while waiting:
        least = min(lines[-1] for _, lines in waiting)
        complete: list[bytes] = []
        following = []
        for run, lines in waiting:
            end = bisect_right(lines, least)
            complete += lines[:end]
            if rest := lines[end:] or run.readlines(_READ):
                following.append((run, rest))
        waiting = following
        complete.sort()
        yield _once(complete)


def _once(lines: list[bytes]) -> list[bytes]:
    return [line for line, _ in groupby(lines)]
