"""A store that a running server owns: reads are our own, writes go through the server.

A version of a store is never written again once it is current, so it is opened here and read with all that
the engine can do; the server keeps it on disk as long as we hold it. Writes wait here until somebody reads,
until they are many, or until the end, and then are done together: all of them or none.
"""

import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from kg import rdf
from kg.errors import ConfigurationError
from kg.rdf import Quad, quad_of
from kg.store import changes, door
from kg.store.answers import Answer, Dataset
from kg.store.checkpoints import checkpoint
from kg.store.edits import Edit
from kg.store.graphs import GraphNames
from kg.store.oxigraph import OxigraphStore, ask, isomorphic

QUADS: Final = "application/n-quads"
MANY: Final = 32
"""Writes that wait at most: an article's costs the server some 50 ms for its validation."""
LARGE: Final = 16 << 20
"""Bytes that wait at most."""


class VisitedStore:
    """The store of a folder whose server lets us in."""

    def __init__(self, path: Path, channel: socket.socket, names: GraphNames) -> None:
        self._path = path
        self._channel = channel
        self._names = names
        self._waiting: list[Edit] = []
        self._opened: OxigraphStore | None = None
        self._where = Path()
        self._blocks = 0
        """How many `together` blocks are open."""

    @classmethod
    def knock(cls, path: Path, base: str) -> Self | None:
        """Visit the store of a folder; None where no server owns it.

        Raises ConfigurationError where its data have another base IRI, or it is of another version.
        """
        found = door.knock(path)
        if found is None:
            return None
        channel, hello = found
        if hello.get("protocol") != door.PROTOCOL:
            channel.close()
            raise ConfigurationError(
                f"the server that owns {path} is of another version than this command: start it anew"
            )
        if hello["base"] != base:
            channel.close()
            raise ConfigurationError(
                f"the server that owns {path} has the base IRI {hello['base']}, here it is {base}: "
                "give the setting base_iri the same value"
            )
        return cls(path, channel, GraphNames(base))

    @property
    def names(self) -> GraphNames:
        return self._names

    @property
    def engine(self) -> ox.Store:
        """The pyoxigraph store, for reading."""
        return self._current.engine

    @property
    def _current(self) -> OxigraphStore:
        """What holds now, for this process: all its own writes, and those of others until now."""
        where = self._held()
        if self._opened is None or self._where != where:
            self._opened = OxigraphStore(ox.Store.read_only(str(where)), self._names)
            self._where = where
        return self._opened

    def _held(self) -> Path:
        """The version that holds now; it stays on disk until the next look."""
        if not self._blocks:
            self.flush()
        return self._path / "versions" / str(door.request(self._channel, b"L")["version"])

    def copy(self, target: Path) -> None:
        """Make a database of what the store holds now, in a folder that is not there yet."""
        checkpoint(self._held(), target)

    def replace_article(self, graph: str, quads: Iterable[Quad]) -> None:
        kept = list(quads)
        changes.refuse_blank_nodes(kept)
        self._wait(Edit("article", graph=graph, bodies=_body(kept)))

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        kept = [quad_of(quad.triple, rdf.iri(graph)) for quad in quads]
        if not isomorphic(self.quads(graph), kept):
            self._now(Edit("put", graph=graph, bodies=_body(quad_of(quad.triple) for quad in kept)))

    def remove_article(self, graph: str) -> bool:
        if not self._blocks:
            return bool(self._now(Edit("remove", graph=graph)))
        self._wait(Edit("remove", graph=graph))
        return self._current.is_article(graph)

    def add(self, quads: Iterable[Quad]) -> None:
        self._wait(Edit("load", bodies=_body(quads)))

    def load(self, path: Path) -> None:
        self.add(rdf.parse(path))

    def articles(self) -> list[str]:
        return self._current.articles()

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        return self._current.quads(graph)

    def query(
        self,
        text: str,
        dataset: Dataset = Dataset(),  # noqa: B008  (immutable)
        base: str | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> Answer:
        return ask(self.engine, text, dataset, base, prefixes)

    def update(self, text: str, base: str | None = None) -> None:
        self._now(Edit("update", text=text, base=base))

    @contextmanager
    def together(self) -> Iterator[None]:
        if not self._blocks:
            self.flush()
        self._blocks += 1
        try:
            yield
        except BaseException:
            self._waiting.clear()
            raise
        finally:
            self._blocks -= 1
        if not self._blocks:
            self.flush()

    def relink_events(self) -> int:
        return self._now(Edit("events"))

    def flush(self) -> list[int]:
        """Have the server do what waits; returns what came of each write. Raises what it raises."""
        edits, self._waiting = self._waiting, []
        if not edits:
            return []
        headings = [edit.heading() for edit in edits]
        bodies = (content for edit in edits for _, content in edit.bodies)
        answer = door.request(self._channel, b"W", {"edits": headings}, *bodies)
        return list(answer["results"])

    def close(self) -> None:
        """Finish what waits, and let go of the version."""
        try:
            self.flush()
        finally:
            self._opened = None
            self._channel.close()

    def _now(self, edit: Edit) -> int:
        """Do a write after those that wait; returns what came of it, 0 where it has to wait for a block."""
        self._waiting.append(edit)
        return 0 if self._blocks else self.flush()[-1]

    def _wait(self, edit: Edit) -> None:
        self._waiting.append(edit)
        if self._blocks:
            return
        size = sum(len(content) for one in self._waiting for _, content in one.bodies)
        if len(self._waiting) >= MANY or size >= LARGE:
            self.flush()

    def __len__(self) -> int:
        return len(self.engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _body(quads: Iterable[Quad]) -> tuple[tuple[str, bytes], ...]:
    return ((QUADS, rdf.serialise(quads, "nq")),)
