"""A store as a server holds it: one owner of the folder, and killable processes that read it."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, Self

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.answers import Dataset
from kg.store.documents import Documents
from kg.store.edits import Edit
from kg.store.folder import Folder
from kg.store.graphs import BASE, GraphNames
from kg.store.guard import guard, redirected
from kg.store.identity import identity
from kg.store.leases import Lease, Leases
from kg.store.pool import Blocks, Limits, Pool
from kg.store.running import Running
from kg.store.services import Gateway
from kg.store.tidying import Tidying
from kg.store.writing import Check, Writing, Written
from kg.terms import NAMESPACES


@dataclass(frozen=True, slots=True)
class Question:
    """A query as it came, and how its answer is to be written."""

    text: str
    media_type: str
    dataset: Dataset = Dataset()  # noqa: RUF009  (immutable)
    base: str | None = None
    seconds: float = float("inf")
    """Time limit of the client; the server's own lies above it."""
    client: str = ""
    besides: tuple[str, ...] = ()
    """Graphs that the default graph is read with where the dataset names none."""


class Stream(Protocol):
    """An answer as it comes, block by block; close it in any case."""

    @property
    def whole(self) -> bytes | None:
        """The answer, if all of it is there already."""

    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None:
        """Let go of what computes it."""


def _stays() -> bool:
    return False


class Executor(Protocol):
    """The one door through which an endpoint asks queries."""

    @property
    def version(self) -> int:
        """Grows with each write; the same version gives the same answers."""

    @property
    def names(self) -> GraphNames:
        """The graphs that no article owns."""

    def ask(self, question: Question, gone: Callable[[], bool] = _stays) -> Stream:
        """The answer, its first block there already. Raises QueryError, TooCostlyError or BusyError."""

    def write(self, edits: Sequence[Edit], check: Check) -> Written:
        """Do writes in their order, all of them or none; the next question sees them.

        `check` gets each part of the store that the write affects. Raises what it raises, QueryError or
        GraphError where the write is malformed, TooCostlyError at the time limit.
        """

    def retold(self, since: int, until: int) -> frozenset[str] | None:
        """The things whose texts have changed between two versions; None where it may be any."""

    def running(self) -> list[Running]:
        """The queries that run now."""

    def waiting(self) -> int:
        """How many queries wait for their turn."""

    def cancel(self, id: int) -> bool:
        """Stop one of them; False where none has this number."""


class ServedStore:
    """The folder of a store with a pool of readers. Readers see one version whole, never half a write."""

    def __init__(self, folder: Folder, names: GraphNames, pool: Pool, writing: Writing) -> None:
        self._folder = folder
        self._leases = Leases(folder)
        self._names = names
        self._pool = pool
        self._writing = writing
        self._tidying = Tidying(folder, self._leases, writing)
        self._gateway = Gateway(pool.limits.services) if pool.limits.services else None
        self.formerly = ""
        """The identity that the content had before it was opened."""

    @classmethod
    def open(cls, path: Path, base: str = BASE, limits: Limits = Limits()) -> Self:  # noqa: B008  (immutable)
        """Own a folder, made where there is none. Raises ConfigurationError where it is in use."""
        folder = Folder.open(path)
        found = identity(folder.current)
        ox.Store(folder.current).flush()  # readers would else replay its log each time
        writing = Writing(folder, base, Documents(limits.loads))
        opened = cls(folder, GraphNames(base), Pool(limits), writing)
        opened.formerly = found
        return opened

    @property
    def version(self) -> int:
        return self._folder.version

    @property
    def names(self) -> GraphNames:
        return self._names

    def ask(self, question: Question, gone: Callable[[], bool] = _stays) -> Blocks:
        services = guard(question.text, self._pool.limits.services)
        lease = self._leases.take()
        running = self._pool.register(question.text, question.client, lease.version)
        running.ended = lease.close
        try:
            if services and self._gateway is not None:
                return self._federated(question, running, lease, gone, self._gateway)
            return self._pool.ask(self._request(question, lease), running, question.seconds, gone)
        except BaseException:
            lease.close()
            raise

    def _federated(
        self, question: Question, running: Running, lease: Lease, gone: Callable[[], bool], gateway: Gateway
    ) -> Blocks:
        """Ask a query that names services, which it reaches through the gateway only."""
        seconds = min(question.seconds, self._pool.limits.seconds)
        ticket = gateway.admit(time.monotonic() + seconds)

        def ended() -> None:
            gateway.dismiss(ticket)
            lease.close()

        running.ended = ended
        asked = replace(question, text=redirected(question.text, ticket.address))
        try:
            return self._pool.ask(self._request(asked, lease), running, seconds, gone, gateway.port)
        except QueryError as error:
            ended()
            raise type(error)(ticket.told(str(error))) from error
        except BaseException:
            ended()
            raise

    def _request(self, question: Question, lease: Lease) -> bytes:
        request = {
            "path": f"{self._folder.path}/versions/{lease.version}",
            "state": lease.state,
            "text": question.text,
            "media_type": question.media_type,
            "base": question.base,
            "default": question.dataset.default,
            "besides": question.besides,
            "named": question.dataset.named,
            "prefixes": dict(NAMESPACES) if ox.RdfFormat.from_media_type(question.media_type) else {},
        }
        return json.dumps(request).encode()

    def write(self, edits: Sequence[Edit], check: Check) -> Written:
        written = self._writing.write(edits, check)
        self._leases.prune()
        return written

    def expect_writes(self) -> None:
        """Get ready for writes, so that the first one takes no longer than others."""
        self._writing.prepare()

    def retold(self, since: int, until: int) -> frozenset[str] | None:
        return self._writing.retold(since, until)

    def lease(self) -> Lease:
        """Hold the current version: it stays on disk until the lease is closed."""
        return self._leases.take()

    def adopt(self, database: Path) -> int:
        """Make a database that lies in the folder the current version; returns its number."""
        version = self._writing.adopt(database)
        self._leases.prune()
        return version

    def tidy(self) -> bool:
        """Merge the files of the current version now, however small; False where that came to nothing."""
        return self._tidying.tidy(least=0)

    @property
    def path(self) -> Path:
        """The folder of the store."""
        return self._folder.path

    def identity(self, version: int) -> str:
        """What the content of a version is known by beyond this process; "" where it is gone."""
        return identity(self._folder.database(version))

    def running(self) -> list[Running]:
        return self._pool.running()

    def waiting(self) -> int:
        return self._pool.waiting()

    def cancel(self, id: int) -> bool:
        return self._pool.cancel(id)

    def close(self) -> None:
        """End the readers and let go of the folder."""
        if self._gateway is not None:
            self._gateway.close()
        self._tidying.close()
        self._pool.close()
        self._writing.close()
        self._leases.close()
        self._folder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
