"""What one running endpoint is made of; handlers find it here."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

from flask import current_app, request
from werkzeug.sansio.utils import get_current_url

from kg.dumping import Dumps
from kg.endpoint.access import AccessLog
from kg.endpoint.asking import Asking
from kg.endpoint.cache import Cache
from kg.endpoint.examples import Example, examples
from kg.endpoint.metrics import Metrics
from kg.endpoint.shelf import Shelf
from kg.endpoint.textindex import TextIndex
from kg.store.graphs import BASE
from kg.store.serving import Executor

KEY: Final = "kg"


@dataclass(frozen=True, slots=True)
class Site:
    """The door to the store and what is told about it."""

    executor: Executor
    base: str = BASE
    """Base IRI of the data; what lies under it has a page here."""
    token: str | None = field(default=None, repr=False)
    """Who shows it may write; without one nobody may."""
    queries: Path | None = None
    """Folder of the example queries."""
    dumps: Dumps | None = None
    """The dumps of the store; without them none are offered."""
    public_url: str | None = None
    """The address under which others reach the server; without one the Host header tells."""
    cache_bytes: int = 64 << 20
    """Bytes for answers that were given before; 0 keeps none."""
    access_log: AccessLog = field(default_factory=AccessLog)
    metrics: Metrics = field(default_factory=Metrics)
    index: TextIndex | None = None
    shelf: Shelf | None = None
    """Where the text index is kept; without one it goes with the server."""
    answers: Cache = field(default_factory=lambda: Cache(0))
    """What was answered before."""

    @property
    def texts(self) -> TextIndex:
        """What is said in words."""
        assert self.index is not None, "create_app makes it"
        return self.index

    def watched(self) -> Self:
        """The same with its figures told and its answers remembered."""
        metrics = Metrics()
        metrics.watch(self.executor)
        index = TextIndex(self.executor, self.shelf)
        answers = Cache(self.cache_bytes)
        asking = Asking(self.executor, answers, metrics, index.written)
        return replace(self, executor=asking, metrics=metrics, index=index, answers=answers)

    def examples(self) -> list[Example]:
        """The queries that the page offers."""
        return examples(self.queries) if self.queries is not None else []


def here() -> str:
    """The address of the request at hand, without its parameters."""
    return _address(request.scheme, request.host, request.root_path, request.path)


@lru_cache(maxsize=256)
def _address(scheme: str, host: str, root: str, path: str) -> str:
    return get_current_url(scheme, host, root, path)


def site() -> Site:
    """The site of the request at hand."""
    found: Site = current_app.extensions[KEY]
    return found
