"""Processes that answer queries, and that can be killed: the one way to stop the engine (0.5.13).

A query holds one process until its answer is read or dropped. At its deadline, when its client has gone or
when somebody cancels it, the process is killed and another takes its place.
"""

import itertools
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from kg.errors import QueryError
from kg.store.express import Express, Message
from kg.store.failures import BusyError
from kg.store.hints import told
from kg.store.running import Running
from kg.store.turns import Ticket, Turns
from kg.store.workers import POLL, Worker

_HELD: Final = 0.1
"""Seconds of a query after which it is not one that is done at once."""
WORKER: Final = Path(__file__).with_name("worker.py")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one server gives to queries. Times in seconds, sizes in bytes."""

    processes: int = max(2, os.cpu_count() or 2)
    waiting: int = 32
    """Queries that may wait for a process; more are refused at once."""
    per_client: int = 24
    """Queries of one client, running or waiting."""
    seconds: float = 30.0
    memory: int = 2 << 30
    services: tuple[str, ...] = ()
    """The IRIs that SERVICE may name."""
    loads: tuple[str, ...] = ()
    """The addresses that LOAD may name, and those, with a slash at their end, below which it may."""


def _reader(limits: Limits, port: int = 0) -> Worker:
    return Worker([sys.executable, "-I", str(WORKER)], str(limits.memory), str(port))


class Pool:
    """A fixed number of workers, leased one query at a time. Safe to use from many threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._free: list[Worker] = [_reader(limits) for _ in range(limits.processes)]
        self._change = threading.Lock()
        self._clients: Counter[str] = Counter()
        self._running: dict[int, Running] = {}
        self._ids = itertools.count(1)
        self._turns: Turns[Worker] = Turns()
        self._express = Express(lambda: _reader(limits))
        self._closed = False

    def ask(
        self, request: bytes, running: Running, seconds: float, gone: Callable[[], bool], port: int = 0
    ) -> "Blocks":
        """Send a request and wait for the first block of its answer.

        With the `port` of a gateway, a process of its own that may connect there does the work.
        Raises BusyError where too many wait, QueryError where the query is malformed or fails,
        TooCostlyError at the deadline. `gone` tells whether the client has left.
        """
        deadline = time.monotonic() + min(seconds, self.limits.seconds)
        ticket = self._admit(running)
        if not port and (message := self._at_once(request, running, ticket, deadline, gone)):
            running.ended()
            return Blocks(self, running, deadline, gone, message)
        running.worker = self._lease(running, ticket, deadline, gone)
        if port:
            running.spare, running.worker = running.worker, _reader(self.limits, port)
        blocks = Blocks(self, running, deadline, gone)
        try:
            running.worker.send(b"Q", request)
            blocks.advance()
        except BaseException:
            blocks.close()
            raise
        return blocks

    def register(self, text: str, client: str, version: int) -> Running:
        """A number and a place in the list for a query that is about to run."""
        return Running(next(self._ids), text, client, version)

    def running(self) -> list[Running]:
        """What runs now, oldest first."""
        with self._change:
            return list(self._running.values())

    def waiting(self) -> int:
        """How many queries wait for a process."""
        with self._change:
            return len(self._turns)

    def cancel(self, id: int) -> bool:
        """Stop a query; False where none has this number."""
        with self._change:
            found = self._running.get(id)
            if found is not None:
                found.cancelled = True
        return found is not None

    def release(self, running: Running, reusable: bool) -> None:
        """Take the worker back, or put a new one in its place."""
        worker = running.worker
        running.worker = None
        if worker is None:
            return
        running.ended()
        if running.spare is not None:
            worker.kill()
            worker, reusable = running.spare, True
        if not reusable or self._closed:
            worker.kill()
            worker = None if self._closed else _reader(self.limits)
        with self._change:
            if worker is not None:
                self._give(worker)
            self._running.pop(running.id, None)
            self._leave(running.client)

    def close(self) -> None:
        """End all workers."""
        with self._change:
            self._closed = True
            free, self._free = self._free, []
            for found in self._running.values():
                found.cancelled = True
        for worker in free:
            worker.kill()
        self._express.close()

    def _admit(self, running: Running) -> Ticket[Worker]:
        """A place in the line, called up already where a process is free. Raises BusyError."""
        with self._change:
            if self._clients[running.client] >= self.limits.per_client:
                raise BusyError(f"{self.limits.per_client} queries of this client are under way")
            if not self._free and len(self._turns) >= self.limits.waiting:
                raise BusyError(f"{len(self._turns)} queries wait already")
            self._clients[running.client] += 1
            ticket = self._turns.join(running.client)
            if self._free:
                self._turns.call(self._free.pop())  # nobody else waits then
        return ticket

    def _at_once(
        self,
        request: bytes,
        running: Running,
        ticket: Ticket[Worker],
        deadline: float,
        gone: Callable[[], bool],
    ) -> Message | None:
        """The answer of the process for what is done at once, if it comes before another is free."""
        while ticket.given is None and (left := self._until_held()) > 0:
            if ticket.called.wait(min(left, POLL)) or self._is_over(deadline, gone):
                break
        if ticket.given is not None:
            return None
        express = self._express.join(running.client, ticket.called)
        message, failed = None, True
        try:
            self._wait(ticket, deadline, gone)
            if ticket.given is None and express.given is not None:
                ticket.called.clear()
                message = self._express.attempt(express, request, deadline, gone)
            failed = False
        finally:
            self._express.leave(express)
            if message is not None or failed:
                self._abandon(ticket)
        return message

    def _abandon(self, ticket: Ticket[Worker]) -> None:
        with self._change:
            self._turns.leave(ticket)
            if ticket.given is not None:
                self._give(ticket.given)
            self._leave(ticket.client)

    def _lease(
        self, running: Running, ticket: Ticket[Worker], deadline: float, gone: Callable[[], bool]
    ) -> Worker:
        self._wait(ticket, deadline, gone)
        with self._change:
            self._turns.leave(ticket)
            if ticket.given is None:
                self._leave(running.client)
                raise BusyError("no process became free in time")
            self._running[running.id] = running
            running.leased = time.monotonic()
            return ticket.given

    def _wait(self, ticket: Ticket[Worker], deadline: float, gone: Callable[[], bool]) -> None:
        while ticket.given is None and not ticket.called.wait(POLL):
            if self._is_over(deadline, gone):
                break

    def _is_over(self, deadline: float, gone: Callable[[], bool]) -> bool:
        return time.monotonic() >= deadline or gone() or self._closed

    def _until_held(self) -> float:
        """Seconds, 0 or less if over, until every process may be held by a query that is not done at once."""
        with self._change:
            begun = [one.leased for one in self._running.values()]
        return _HELD + (max(begun) - time.monotonic() if len(begun) >= self.limits.processes else 0)

    def _give(self, worker: Worker) -> None:
        """Hand a free worker to the next who waits."""
        if not self._turns.call(worker):
            self._free.append(worker)

    def _leave(self, client: str) -> None:
        self._clients[client] -= 1
        if not self._clients[client]:
            del self._clients[client]


class Blocks:
    """The serialised answer, block by block; the first is there already. Close it in any case."""

    def __init__(
        self,
        pool: Pool,
        running: Running,
        deadline: float,
        gone: Callable[[], bool],
        message: Message | None = None,
    ) -> None:
        """`message` is the whole answer where it has come already."""
        self._pool = pool
        self._running = running
        self._deadline = deadline
        self._gone = gone
        self._next: bytes | None = None
        self._done = False
        if message is not None:
            self._take(*message)

    def __iter__(self) -> Iterator[bytes]:
        try:
            while self._next is not None:
                yield self._next
                self.advance()
        finally:
            self.close()

    def advance(self) -> None:
        """Fetch the next block; at the end of the answer the worker is given back."""
        worker = self._running.worker
        if worker is None or self._done:
            self._next = None
            return
        self._take(*worker.receive(self._deadline, self._stopped))

    def _take(self, tag: bytes, content: bytes) -> None:
        self._next = content if tag in (b"B", b"E") and content else None
        if tag != b"B":  # let go of the worker before anybody reads the last block
            self._done = True
            self.close()
        if tag == b"S":
            raise QueryError(f"the query does not parse: {told(content.decode(), self._running.text)}")
        if tag == b"F":
            raise QueryError(f"the query failed: {content.decode()}")

    @property
    def whole(self) -> bytes | None:
        """The answer, if all of it is there."""
        return (self._next or b"") if self._done else None

    def close(self) -> None:
        """Let go of the worker; one that is not done is killed."""
        self._pool.release(self._running, reusable=self._done)

    def _stopped(self) -> bool:
        return self._running.cancelled or self._gone()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
