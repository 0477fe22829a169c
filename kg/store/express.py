"""One more process, for queries that are done at once while all others are held by queries that are not.

Whoever has to wait for a process may try it here, once, for a tenth of a second. What is not done by then,
or has more than one block to say, is stopped and goes on waiting: reading can be begun anew.
"""

import threading
import time
from collections.abc import Callable
from typing import Final

from kg.store.failures import CancelledError, TooCostlyError
from kg.store.turns import Ticket, Turns
from kg.store.workers import Worker

SECONDS: Final = 0.1
_START: Final = 30.0
"""Seconds that a new process may take until it is ready."""
Message = tuple[bytes, bytes]


class Express:
    """The process and who waits for it. Safe to use from many threads."""

    def __init__(self, start: Callable[[], Worker]) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._turns: Turns[Worker] = Turns()
        self._free: Worker | None = None
        self._closed = False
        self._renew()

    def join(self, client: str, called: threading.Event) -> Ticket[Worker]:
        """Stand in line; `called` is set when it is one's turn."""
        with self._lock:
            ticket = self._turns.join(client)
            ticket.called = called
            free, self._free = self._free, None
            if free is not None:
                self._turns.call(free)
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
        try:
            worker.send(b"Q", request)
            message = worker.receive(min(deadline, time.monotonic() + SECONDS), stopped)
        except CancelledError:
            raise
        except TooCostlyError:
            return None
        finally:
            if message is None or message[0] == b"B":
                worker.kill()
                self._renew()
            else:
                self._give(worker)
        return None if message[0] == b"B" else message

    def close(self) -> None:
        """End the process, unless somebody has it: then it ends with that."""
        with self._lock:
            self._closed = True
            worker, self._free = self._free, None
        if worker is not None:
            worker.kill()

    def _give(self, worker: Worker) -> None:
        with self._lock:
            if not self._closed:
                if not self._turns.call(worker):
                    self._free = worker
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
