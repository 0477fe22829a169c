"""The process that does writes: in a database of its own, of which each good write leaves a copy.

    request   "Q" {before, folder, fresh, edits, base}, then one "D" for each body of each edit
    answer    "P" for each part of the store to validate (N-Quads), then "R" {results, retold}, and the copy
              lies at `next` in the folder; or "S" query error, "G" graph error, "F" failure

The database stays open between writes: to open one takes longer than most writes. `fresh` has it made anew
from the version `before`, because that has changed otherwise, or because the last write was refused.
Without edits nothing is written or copied. It runs in a process of its own so that it can be killed like a
query, and leaves nothing behind then.
"""

import itertools
import json
import os
import select
import shutil
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg import rdf
from kg.errors import GraphError, QueryError
from kg.store.affected import affected
from kg.store.checkpoints import checkpoint, log_size
from kg.store.edits import Edit, apply
from kg.store.graphs import GraphNames
from kg.store.journal import Journal
from kg.store.oxigraph import OxigraphStore
from kg.store.retold import retold
from kg.store.worker import confine, receive, send

NEXT: Final = "next"
"""Where the copy lies."""
_REST: Final = 0.5
"""Seconds without a write before what stands in the log goes into tables."""
_SOME: Final = 1 << 20
"""Bytes of the log that are worth it then: whoever opens a copy reads them."""
_MANY: Final = 8 << 20
"""Bytes of the log beyond which a write waits for that."""


class Working:
    """The database that writes are made in."""

    def __init__(self) -> None:
        self._path = Path()
        self._engine: ox.Store | None = None
        self._numbers = itertools.count()

    def engine(self, request: dict[str, Any]) -> ox.Store:
        """The engine of the database, as the last write left it or as the version is."""
        if self._engine is None or request["fresh"]:
            self._engine, old = None, self._path
            self._path = Path(request["folder"], f"working-{next(self._numbers)}")
            self._path.parent.mkdir(exist_ok=True)
            checkpoint(Path(request["before"]), self._path)
            self._engine = ox.Store(self._path)
            if old.name:
                shutil.rmtree(old, ignore_errors=True)
        return self._engine

    def copy(self, target: Path) -> None:
        """Copy it as it is now."""
        self.settle(_MANY)
        checkpoint(self._path, target)

    def settle(self, least: int) -> None:
        """Have what stands in the log written into tables, if it is so much."""
        if self._engine is not None and log_size(self._path) >= least:
            self._engine.flush()


def write(channel: socket.socket, request: dict[str, Any], edits: list[Edit], working: Working) -> None:
    """Do the edits, and leave a copy of the database."""
    after = OxigraphStore(working.engine(request), GraphNames(request["base"]))
    results, journal = [], Journal()
    for edit in edits:
        # links between events follow from what is valid already
        after.journal = journal if edit.operation != "events" else None
        results.append(apply(after, edit))
    with ThreadPoolExecutor(1) as beside:
        copied = beside.submit(working.copy, Path(request["folder"], NEXT)) if edits else None
        for part in affected(after, journal):
            send(channel, b"P", rdf.serialise(part, "nq"))
        texts = retold(after, journal)
        if copied:
            copied.result()
    send(channel, b"R", json.dumps({"results": results, "retold": texts}).encode())


def serve(channel: socket.socket) -> None:
    """Write until the server goes."""
    working = Working()
    while (message := _next(channel, working)) is not None:
        request = json.loads(message[1])
        edits = []
        for heading in request["edits"]:
            bodies = [content for _ in heading["bodies"] if (content := receive(channel)) is not None]
            edits.append(Edit.read(heading, [content for _, content in bodies]))
        try:
            write(channel, request, edits, working)
        except QueryError as error:
            send(channel, b"S", str(error).encode())
        except GraphError as error:
            send(channel, b"G", str(error).encode())
        except (OSError, RuntimeError, SyntaxError, ValueError) as error:
            send(channel, b"F", str(error).encode())


def _next(channel: socket.socket, working: Working) -> tuple[bytes, bytes] | None:
    """The next message; if it keeps us waiting, the time is used."""
    if not select.select([channel], [], [], _REST)[0]:
        working.settle(_SOME)
    return receive(channel)


def main() -> None:
    """Arguments: the descriptor of the channel, and the memory limit in bytes."""
    confine(int(sys.argv[2]))
    with socket.socket(fileno=int(sys.argv[1])) as channel:
        serve(channel)


def command() -> list[str]:
    """How to start it with the modules of this very package, whatever the working folder."""
    root = os.fspath(Path(__file__).parents[2])
    code = f"import sys; sys.path.insert(0, {root!r}); from kg.store.writer import main; main()"
    return [sys.executable, "-c", code]


if __name__ == "__main__":
    main()
