"""Commands of the same user beside a running server: see `kg.store.door` for what is said there."""

import json
import logging
import re
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, Self

from kg.endpoint.writes import require
from kg.errors import KgError, QueryError
from kg.store import door
from kg.store.edits import Edit
from kg.store.leases import Lease
from kg.store.serving import ServedStore
from kg.store.worker import receive, send
from kg.store.writing import Check

AUDIT: Final = logging.getLogger("kg.audit")
_INCOMING: Final = re.compile(r"incoming-[0-9]+")


class Door:
    """Lets commands into a store until it is closed."""

    def __init__(self, store: ServedStore, check: Check = require) -> None:
        self._store = store
        self._check = check
        self._listening = door.listen(store.path)
        threading.Thread(target=self._accept, name="door", daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        (self._store.path / door.NAME).unlink(missing_ok=True)
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                channel, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._attend, args=(channel,), name="visitor", daemon=True).start()

    def _attend(self, channel: socket.socket) -> None:
        """Do what one visitor asks until it leaves."""
        lease: Lease | None = None
        try:
            with channel, suppress(OSError):
                send(channel, b"H", json.dumps(self._hello()).encode())
                while (message := receive(channel)) is not None:
                    tag, content = message
                    if tag == b"L":
                        before, lease = lease, self._store.lease()
                        if before is not None:
                            before.close()
                        _answer(channel, {"version": lease.version})
                    elif tag == b"M":
                        self._adopt(channel, json.loads(content)["name"])
                    else:
                        self._write(channel, json.loads(content))
        finally:
            if lease is not None:
                lease.close()

    def _hello(self) -> dict[str, object]:
        return {"protocol": door.PROTOCOL, "base": self._store.names.base}

    def _adopt(self, channel: socket.socket, name: str) -> None:
        if not _INCOMING.fullmatch(name):
            send(channel, b"F", f"{name!r} is no folder for a version that is to come".encode())
            return
        try:
            version = self._store.adopt(self._store.path / name)
        except (KgError, OSError) as error:
            send(channel, b"F", str(error).encode())
            return
        AUDIT.info("restore at the door: version %s", version)
        _answer(channel, {"version": version})

    def _write(self, channel: socket.socket, asked: dict[str, Any]) -> None:
        edits = _edits(channel, asked["edits"])
        if edits is None:
            return  # it left before it had said everything
        outcome = "failed"
        try:
            written = self._store.write(edits, self._check)
            outcome = f"version {written.version}"
            _answer(channel, {"version": written.version, "results": written.results})
        except QueryError as error:
            send(channel, b"S", str(error).encode())
        except KgError as error:
            outcome = "refused"
            send(channel, b"G", str(error).encode())
        except OSError as error:
            send(channel, b"F", f"the write failed and changed nothing: {error}".encode())
        finally:
            AUDIT.info("%s at the door: %s", _told(edits), outcome)


def _edits(channel: socket.socket, headings: Sequence[dict[str, Any]]) -> list[Edit] | None:
    edits = []
    for heading in headings:
        messages = [receive(channel) for _ in heading["bodies"]]
        contents = [message[1] for message in messages if message is not None]
        if len(contents) < len(messages):
            return None
        edits.append(Edit.read(heading, contents))
    return edits


def _answer(channel: socket.socket, content: object) -> None:
    send(channel, b"R", json.dumps(content).encode())


def _told(edits: Sequence[Edit]) -> str:
    """What is written, for the log: each kind of write with its number, and one graph."""
    kinds = [edit.operation for edit in edits]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    return f"{counted} graph={edits[0].graph!r}" if edits else "nothing"
