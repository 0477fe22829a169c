"""A process that works for the server: how it is started, spoken to and ended."""

import os
import select
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from kg.store.failures import CancelledError, TimeLimitError, TooCostlyError
from kg.store.worker import BLOCK, HEADER, MOST, READY, send

POLL: Final = 0.1
"""Seconds between looks at whether the client is still there."""
ALLOCATION: Final = {
    "MALLOC_ARENA_MAX": "1",  # glibc else reserves 64 MB for each thread
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=127",  # a tenth of a query's time is spent in malloc
}
"""Environment of a process that works for us, for its memory."""


class Worker:
    """One process and the channel to it. `command` gets the descriptor of its end as first argument."""

    def __init__(self, command: Sequence[str], *arguments: str) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, **ALLOCATION},
                stderr=subprocess.DEVNULL,  # an abort of the engine prints there; the server reports it
            )
        self.channel = ours
        self._came = bytearray()

    def receive(self, deadline: float, stopped: Callable[[], bool]) -> tuple[bytes, bytes]:
        """The next message. Raises TooCostlyError at the deadline, when stopped, and when it has died."""
        while (message := self._message(deadline, stopped))[0] == READY:
            pass
        return message

    def await_ready(self, deadline: float, stopped: Callable[[], bool]) -> None:
        """Wait for its hello. Raises what `receive` raises."""
        self._message(deadline, stopped)

    def _message(self, deadline: float, stopped: Callable[[], bool]) -> tuple[bytes, bytes]:
        poll = select.poll()
        poll.register(self.channel, select.POLLIN)
        while (missing := self._missing()) > 0:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeLimitError("stopped at the time limit; ask for less, or in parts")
            if stopped():
                raise CancelledError("cancelled")
            if poll.poll(min(left, POLL) * 1000):
                self._read(missing)
        return self._taken()

    def _read(self, most: int) -> None:
        try:
            part = self.channel.recv(most)
        except OSError:  # it died before it had read all that was sent to it
            part = b""
        if not part:
            raise TooCostlyError("needed more memory than it may take, or broke the engine; ask for less")
        self._came += part

    def _missing(self) -> int:
        """How many bytes to read for the next message: once its length is known, what is left of it."""
        came = len(self._came)
        if came < HEADER.size:
            return HEADER.size + BLOCK  # mostly the whole message
        length: int = HEADER.unpack_from(self._came)[1]
        return min(HEADER.size + length - came, MOST)

    def _taken(self) -> tuple[bytes, bytes]:
        """The message that has come."""
        tag, length = HEADER.unpack_from(self._came)
        end = HEADER.size + length
        content = bytes(memoryview(self._came)[HEADER.size : end])
        del self._came[:end]
        return tag, content

    def send(self, tag: bytes, content: bytes) -> None:
        """Send it a message. Raises TooCostlyError where it has died."""
        try:
            send(self.channel, tag, content)
        except OSError as error:
            raise TooCostlyError("the process that does the work has died; try again") from error

    def processor_seconds(self) -> float:
        """How long it has had a processor (proc(5), stat); 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_bytes().rpartition(b")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End it now, whatever it does."""
        self._process.kill()
        self.channel.close()
        self._process.wait()
