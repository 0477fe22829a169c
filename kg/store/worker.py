"""The process that answers queries. Run as a file of its own: it imports the engine and nothing of kg,
so that a new one is ready after some 40 ms.

    request   one JSON object: path, state, text, media_type, base, default, named, besides, prefixes
    hello     an empty message ("H"), once
    answer    blocks ("B"), then the last with the end ("E"); or a syntax error ("S"), or a failure ("F")

Each message is a tag of one byte, a length of four, and its content. The server kills the process when
time is over; the memory limit ends it when memory is.
"""

import ctypes
import errno
import json
import os
import resource
import socket
import struct
import sys
from typing import Any, Final

import pyoxigraph as ox

BLOCK: Final = 64 * 1024
"""Bytes of the first block of an answer, which somebody waits for."""
LATER: Final = 4 * BLOCK
READY: Final = b"H"
"""Tag of the first message of all, which says that requests are answered from now on."""
HEADER: Final = struct.Struct("!cI")
MOST: Final = 1 << 20
"""Bytes that are read at once."""


class Blocks:
    """A binary file that sends what is written to it, a block at a time."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._waiting = bytearray()
        self._full = BLOCK

    def write(self, data: bytes) -> int:
        self._waiting += data
        if len(self._waiting) >= self._full:
            send(self._channel, b"B", self._waiting)
            self._waiting.clear()
            self._full = LATER
        return len(data)

    def flush(self) -> None:
        """The engine flushes at its own end; blocks stay whole."""

    def end(self) -> None:
        """Send what is left, as the last."""
        send(self._channel, b"E", self._waiting)


def send(channel: socket.socket, tag: bytes, content: bytes | bytearray = b"") -> None:
    header = HEADER.pack(tag, len(content))
    if len(content) < BLOCK:
        channel.sendall(header + content)
    else:  # not copied
        channel.sendall(header)
        channel.sendall(content)


def receive(channel: socket.socket) -> tuple[bytes, bytes] | None:
    """The next message; None when the other side has gone."""
    header = _exactly(channel, HEADER.size)
    if header is None:
        return None
    tag, length = HEADER.unpack(header)
    content = _exactly(channel, length)
    return None if content is None else (tag, content)


def _exactly(channel: socket.socket, length: int) -> bytes | None:
    part = channel.recv(min(length, MOST)) if length else b""
    if len(part) == length:  # mostly: then nothing is copied
        return part
    parts = bytearray(part)
    while part and len(parts) < length:
        part = channel.recv(min(length - len(parts), MOST))
        parts += part
    return bytes(parts) if part else None


def answer(store: ox.Store, request: dict[str, Any], out: Blocks) -> None:
    """Query and write in one thread: the engine's results belong to the thread that made them."""
    given = bool(request["default"] or request["named"])
    default: list[Any] = [ox.NamedNode(name) for name in request["default"] or request["besides"]]
    if not given:
        default.append(ox.DefaultGraph())
    result = store.query(
        request["text"],
        base_iri=request["base"],
        default_graph=default if given or request["besides"] else None,
        named_graphs=[ox.NamedNode(name) for name in request["named"]] if given else None,
    )
    if isinstance(result, ox.QueryTriples):
        form = ox.RdfFormat.from_media_type(request["media_type"])
        ox.serialize(result, out, form, prefixes=request["prefixes"])  # type: ignore[arg-type]
    else:
        kind = ox.QueryResultsFormat.from_media_type(request["media_type"])
        result.serialize(out, kind)  # type: ignore[arg-type]
    out.end()


def serve(channel: socket.socket) -> None:
    """Answer until the server goes."""
    store, opened = ox.Store(), ("", 0)
    send(channel, READY)
    while (message := receive(channel)) is not None:
        request = json.loads(message[1])
        try:
            if (wanted := (request["path"], request["state"])) != opened:
                store, opened = ox.Store.read_only(request["path"]), wanted
            answer(store, request, Blocks(channel))
        except SyntaxError as error:
            send(channel, b"S", str(error).encode())
        except (RuntimeError, OSError, ValueError) as error:
            send(channel, b"F", str(error).encode())


_SOCKET: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine -> its number and that of the system call `socket` (linux/audit.h, asm/unistd.h)."""
_LOAD, _EQUAL, _MASK, _GIVE = 0x20, 0x15, 0x54, 0x06
_REFUSE: Final = (_GIVE, 0, 0, 0x00050000 | errno.EACCES)
_ALLOW: Final = (_GIVE, 0, 0, 0x7FFF0000)
Steps = tuple[tuple[int, int, int, int], ...]


def forbid_network(streams: bool = False) -> bool:
    """Have the kernel refuse new internet sockets to this process for good; False where it cannot.

    A seccomp filter (seccomp(2)): `socket` with a domain of AF_INET or AF_INET6 fails with EACCES. With
    `streams`, TCP over IPv4 is let through, and no name server can be asked all the same.
    """
    machine = _SOCKET.get(os.uname().machine)
    if sys.platform != "linux" or machine is None:
        return False
    inet: Steps = (_REFUSE,)
    if streams:  # of the second argument the type, without its flags
        kind = ((_LOAD, 0, 0, 24), (_MASK, 0, 0, 0xF), (_EQUAL, 0, 1, socket.SOCK_STREAM))
        inet = (*kind, _ALLOW, _REFUSE)
    steps: Steps = (
        (_LOAD, 0, 0, 4),  # the architecture
        (_EQUAL, 1, 0, machine[0]),
        _REFUSE,
        (_LOAD, 0, 0, 0),  # the system call
        (_EQUAL, 1, 0, machine[1]),
        _ALLOW,
        (_LOAD, 0, 0, 16),  # its first argument, the domain
        (_EQUAL, 0, 1, socket.AF_INET6),
        _REFUSE,
        (_EQUAL, 0, len(inet), socket.AF_INET),
        *inet,
        _ALLOW,
    )
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(program)
    header = struct.pack("HP", len(steps), ctypes.addressof(kept))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    no_new_privileges, set_seccomp, filter_mode = 38, 22, 2
    return not prctl(no_new_privileges, 1, 0, 0, 0) and not prctl(set_seccomp, filter_mode, header)


def only_port(port: int) -> bool:
    """Have the kernel refuse connections to all other ports (landlock(7), since Linux 6.7); False without."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    create, add, restrict, connect_tcp, net_port = 444, 445, 446, 2, 2
    rules = call(create, struct.pack("QQ", 0, connect_tcp), ctypes.c_size_t(16), 0)
    if rules < 0:
        return False
    try:
        added = call(add, rules, net_port, struct.pack("QQ", connect_tcp, port), 0)
        return not added and not call(restrict, rules, 0)
    finally:
        os.close(rules)


def confine(memory: int, port: int = 0) -> None:
    """Take from this process what a query must not have; `port` is the one that it may connect to."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.nice(5)
    if forbid_network(streams=bool(port)) and port:
        only_port(port)


def main() -> None:
    """Arguments: the descriptor of the channel, the memory limit in bytes, the port of the gateway or 0."""
    confine(int(sys.argv[2]), int(sys.argv[3]))
    with socket.socket(fileno=int(sys.argv[1])) as channel:
        serve(channel)


if __name__ == "__main__":
    main()
