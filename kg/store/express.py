"""Processes for queries that are done at once while all others are held by queries that are not.

Whoever has to wait for a process may try it here, once, for a moment, those that came last before those that
are known to wait long. What is not done by then, or has more than one block to say, is stopped and goes on
waiting: reading can be begun anew.
"""

import threading
import time
from collections.abc import Callable
from typing import Final

from kg.store.failures import TooCostlyError
from kg.store.turns import Ticket, Turns
from kg.store.workers import Worker

SECONDS: Final = 0.1
"""Of the processor: however busy the machine is, what is small has the time it needs."""
LONGEST: Final = 1.0
"""Of the clock."""
PROCESSES: Final = 2
"""So that there is one while another is started."""
_START: Final = 30.0
"""Seconds that a new process may take until it is ready."""
Message = tuple[bytes, bytes]


class Express:
    """The processes and who waits for them. Safe to use from many threads."""

    def __init__(self, start: Callable[[], Worker]) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._turns: Turns[Worker] = Turns(newest=True)
        self._free: list[Worker] = []
        self._closed = False
        for _ in range(PROCESSES):
            self._renew()

    def join(self, client: str, called: threading.Event) -> Ticket[Worker]:
        """Stand in line; `called` is set when it is one's turn."""
        with self._lock:
            ticket = self._turns.join(client)
            ticket.called = called
            if self._free:
                self._turns.call(self._free.pop())
        return ticket

    def leave(self, ticket: Ticket[Worker]) -> None:
        """Stand in line no more."""
        with self._lock:
            self._turns.leave(ticket)
        if ticket.given is not None:
            self._give(ticket.given)

    def attempt(
        self, ticket: Ticket[Worker], request: bytes, deadline: float, stopped: Callable[[], bool]
    ) -> Message | None:
        """The answer to a request if it comes at once and in one piece. The turn is over in any case."""
        worker, ticket.given = ticket.given, None
        assert worker is not None
        message: Message | None = None
        most = worker.processor_seconds() + SECONDS
        try:
            worker.send(b"Q", request)
            until = min(deadline, time.monotonic() + LONGEST)
            message = worker.receive(until, lambda: worker.processor_seconds() > most or stopped())
        except TooCostlyError:
            if stopped():
                raise
            return None
        finally:
            if message is None or message[0] == b"B":
                worker.kill()
                self._renew()
            else:
                self._give(worker)
        return None if message[0] == b"B" else message

    def close(self) -> None:
        """End the processes; one that somebody has ends with that."""
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
        for worker in free:
            worker.kill()

    def _give(self, worker: Worker) -> None:
        with self._lock:
            if not self._closed:
                if not self._turns.call(worker):
                    self._free.append(worker)
                return
        worker.kill()

    def _renew(self) -> None:
        """Have a new process; nobody waits until it is ready."""
        if not self._closed:
            threading.Thread(target=self._started, name="express", daemon=True).start()

    def _started(self) -> None:
        worker = self._start()
        try:
            worker.await_ready(time.monotonic() + _START, lambda: self._closed)
        except TooCostlyError:
            worker.kill()
            return
        self._give(worker)
