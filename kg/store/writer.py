"""The process that does writes: on a checkpoint that becomes the next version, or is thrown away.

    request   "Q" {before, after, base, edits}, then one "D" for each body of each edit
    answer    "P" for each part of the store to validate (N-Quads), then "R" {results, retold};
              or "S" query error, "G" graph error, "F" failure

It runs in a process of its own so that it can be killed like a query, and leaves nothing behind then.
"""

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import rdf
from kg.errors import GraphError, QueryError
from kg.store.affected import affected
from kg.store.edits import Edit, apply
from kg.store.graphs import GraphNames
from kg.store.journal import Journal
from kg.store.oxigraph import OxigraphStore
from kg.store.retold import retold
from kg.store.worker import confine, receive, send


class Opened:
    """The version that was opened last."""

    def __init__(self) -> None:
        self._key: tuple[str, int, int] | None = None
        self._store = ox.Store()

    def at(self, path: str) -> ox.Store:
        """The store of a version, to read."""
        found = os.stat(os.path.join(path, "CURRENT"))  # a number may come again, after a refused write
        key = (path, found.st_ino, found.st_ctime_ns)
        if key != self._key:
            self._key, self._store = None, ox.Store.read_only(path)
            self._key = key
        return self._store


def write(channel: socket.socket, request: dict[str, Any], edits: list[Edit], opened: Opened) -> None:
    """Make the version `after` from `before` and do the edits there."""
    names = GraphNames(request["base"])
    opened.at(request["before"]).backup(request["after"])
    after = OxigraphStore(ox.Store(request["after"]), names)
    results, journal = [], Journal()
    for edit in edits:
        # links between events follow from what is valid already
        after.journal = journal if edit.operation != "events" else None
        results.append(apply(after, edit))
    for part in affected(after, journal):
        send(channel, b"P", rdf.serialise(part, "nq"))
    texts = retold(after, journal)
    after.engine.flush()
    del after
    send(channel, b"R", json.dumps({"results": results, "retold": texts}).encode())


def serve(channel: socket.socket) -> None:
    """Write until the server goes."""
    opened = Opened()
    while (message := receive(channel)) is not None:
        request = json.loads(message[1])
        edits = []
        for heading in request["edits"]:
            bodies = [content for _ in heading["bodies"] if (content := receive(channel)) is not None]
            edits.append(Edit.read(heading, [content for _, content in bodies]))
        try:
            write(channel, request, edits, opened)
        except QueryError as error:
            send(channel, b"S", str(error).encode())
        except GraphError as error:
            send(channel, b"G", str(error).encode())
        except (OSError, RuntimeError, SyntaxError, ValueError) as error:
            send(channel, b"F", str(error).encode())
        else:
            with suppress(OSError, RuntimeError):  # it may be thrown away at this moment
                opened.at(request["after"])  # most likely the next to begin from: opened while nobody waits


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
