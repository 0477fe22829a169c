"""Who gets the next free process: clients take turns, and each one's queries keep their order."""

import threading
from collections import deque
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Ticket(Generic[Thing]):
    """A place in the queue. `given` is what it was called up for; `called` is set then."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.called = threading.Event()
        self.given: Thing | None = None


class Turns(Generic[Thing]):
    """A queue for each client, served in turn. The caller sees to it that one thread at a time uses it.

    Of a client's own the first is called first, or with `newest` the last.
    """

    def __init__(self, newest: bool = False) -> None:
        self._newest = newest
        self._queues: dict[str, deque[Ticket[Thing]]] = {}
        self._order: deque[str] = deque()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def join(self, client: str) -> Ticket[Thing]:
        """Stand in line."""
        ticket: Ticket[Thing] = Ticket(client)
        if client not in self._queues:
            self._queues[client] = deque()
            self._order.append(client)
        self._queues[client].append(ticket)
        self._length += 1
        return ticket

    def leave(self, ticket: Ticket[Thing]) -> None:
        """Stand in line no more; nothing happens to one that was called up already."""
        queue = self._queues.get(ticket.client)
        if queue is not None and ticket in queue:
            queue.remove(ticket)
            self._left(ticket.client)

    def call(self, thing: Thing) -> bool:
        """Give a thing to whose turn it is; False where nobody waits."""
        if not self._order:
            return False
        client = self._order.popleft()
        self._order.append(client)  # until its next turn
        queue = self._queues[client]
        ticket = queue.pop() if self._newest else queue.popleft()
        self._left(client)
        ticket.given = thing
        ticket.called.set()
        return True

    def _left(self, client: str) -> None:
        self._length -= 1
        if not self._queues[client]:
            del self._queues[client]
            self._order.remove(client)
