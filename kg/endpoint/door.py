"""Commands of the same user beside a running server: see `kg.store.door` for what is said there."""

import json
import logging
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

import kg
from kg.endpoint.writes import require
from kg.errors import GraphError, KgError, QueryError
from kg.store import door
from kg.store.edits import Edit
from kg.store.leases import Lease
from kg.store.serving import Executor
from kg.store.worker import receive, send
from kg.store.writing import Check

AUDIT: Final = logging.getLogger("kg.audit")


class Door:
    """Lets commands into the store of a folder until it is closed."""

    def __init__(self, executor: Executor, folder: Path, check: Check = require) -> None:
        self._executor = executor
        self._check = check
        self._socket = folder / door.NAME
        self._listening = door.listen(folder)
        threading.Thread(target=self._accept, name="door", daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._socket.unlink(missing_ok=True)
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
                        before, lease = lease, self._executor.lease()
                        if before is not None:
                            before.close()
                        _answer(channel, {"version": lease.version})
                    else:
                        self._write(channel, json.loads(content))
        finally:
            if lease is not None:
                lease.close()

    def _hello(self) -> dict[str, str]:
        return {"version": kg.__version__, "base": self._executor.names.base}

    def _write(self, channel: socket.socket, asked: dict[str, Any]) -> None:
        edits = _edits(channel, asked["edits"])
        if edits is None:
            return  # it left before it had said everything
        outcome = "failed"
        try:
            written = self._executor.write(edits, self._check)
            outcome = f"version {written.version}"
            _answer(channel, {"version": written.version, "results": written.results})
        except QueryError as error:
            send(channel, b"S", str(error).encode())
        except (GraphError, KgError) as error:
            outcome = "refused"
            send(channel, b"G", str(error).encode())
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
