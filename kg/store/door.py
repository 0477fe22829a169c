"""The way into a store that a server owns: a socket in its folder, for commands of the same user.

    kg-store/door    a Unix socket, mode 0600: the rights of the file are the only key

    hello    from the server, first of all: "H" {"protocol": 2, "base": IRI}
    "L"      hold the current version  ->  "R" {"version": number}; held until the next "L", or the end
    "W"      {"edits": […]}, then one "D" for each body  ->  "R" {"version": number, "results": […]}
    "M"      take the version in `name` of the folder for the next one  ->  "R" {"version": number}
    errors   "S" query error, "G" graph error, "F" any other

The framing is that of `worker.py`. Readers open the version themselves: it is never written again.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kg.errors import GraphError, KgError, QueryError
from kg.store.worker import receive, send

NAME: Final = "door"
PROTOCOL: Final = 2
"""Grows with each change of what is said here or of what an edit is."""
_LONGEST: Final = 100
"""Bytes of an address that every system takes for a Unix socket (sockaddr_un, unix(7))."""


def listen(folder: Path) -> socket.socket:
    """A socket in the folder of a store that this process owns; what an earlier owner left there goes."""
    made, name = folder / f"{NAME}.new", folder / NAME
    made.unlink(missing_ok=True)
    opened = socket.socket(socket.AF_UNIX)
    with _address(folder, made.name) as address:
        opened.bind(address)
    made.chmod(0o600)
    made.replace(name)  # only now can anybody find it
    opened.listen(16)
    return opened


def knock(folder: Path) -> tuple[socket.socket, dict[str, Any]] | None:
    """A channel to the server that owns the folder, and its hello; None where there is none."""
    channel = socket.socket(socket.AF_UNIX)
    try:
        with _address(folder, NAME) as address:
            channel.connect(address)
        message = receive(channel)
    except OSError:
        message = None
    if message is None:
        channel.close()
        return None
    return channel, json.loads(message[1])


def request(channel: socket.socket, tag: bytes, content: object = None, *bodies: bytes) -> dict[str, Any]:
    """Ask the server for something. Raises what it raised, or KgError where it has gone."""
    try:
        send(channel, tag, json.dumps(content).encode())
        for body in bodies:
            send(channel, b"D", body)
        message = receive(channel)
    except OSError:
        message = None
    if message is None:
        raise KgError("the server that owns the store has gone; what it had not confirmed was not done")
    kind, answer = message
    if kind != b"R":
        raise {b"S": QueryError, b"G": GraphError}.get(kind, KgError)(answer.decode())
    found: dict[str, Any] = json.loads(answer)
    return found


@contextmanager
def _address(folder: Path, name: str) -> Iterator[str]:
    """An address of a file in the folder that is short enough for a socket."""
    direct = os.fspath(folder / name)
    if len(os.fsencode(direct)) <= _LONGEST or not Path("/proc/self/fd").is_dir():
        yield direct
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{descriptor}/{name}"
    finally:
        os.close(descriptor)
