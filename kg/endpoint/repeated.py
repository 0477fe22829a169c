"""The same request again, answered before anything is read of it but its line and four headers.

A request whose answer stands in the cache of answers gets it with the header that it had the last time. What
asks under a condition (`If-None-Match`), has a body, or is no GET goes the usual way, as does all after a
write. The index holds heads alone: the bodies are those of the cache, and go when they go there.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from flask import Response, request

from kg.endpoint.access import QUERY, ROUTE
from kg.endpoint.cache import Cache, Key
from kg.endpoint.metrics import Metrics
from kg.store.serving import Executor

PATH: Final = "/sparql"
PLACE: Final = "kg.place"
"""Key of a request's environment: where the cache has the answer."""
TIMING: Final = ("X-Query-Time", "Server-Timing")
"""Headers that are each answer's own."""
_SUM: Final = "kg.sum"
_SAYS: Final = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_HOST", "wsgi.url_scheme", "SCRIPT_NAME")
_NOT: Final = ("HTTP_IF_NONE_MATCH", "HTTP_TRANSFER_ENCODING", "CONTENT_LENGTH", "HTTP_RANGE")
_MOST: Final = 4096
"""Heads that are kept, each of about 1 kB."""


@dataclass(frozen=True, slots=True)
class Head:
    """All of an answer but its body."""

    version: int
    place: Key
    query: str
    """What the log calls the query."""
    headers: tuple[tuple[str, str], ...]


class Repeated:
    """A WSGI application around another that answers what it can from the cache."""

    def __init__(self, app: Any, executor: Executor, cache: Cache, metrics: Metrics) -> None:
        self._app = app
        self._executor = executor
        self._cache = cache
        self._metrics = metrics
        self._heads: OrderedDict[bytes, Head] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self._cache.limit and _plain(environ):
            began = time.perf_counter()
            environ[_SUM] = asked = _sum(environ)
            found = self._found(asked)
            if found is not None:
                head, body = found
                environ[ROUTE], environ[QUERY] = PATH, head.query
                self._metrics.cached.labels("hit").inc()
                self._metrics.queries.labels("cached").inc()
                start_response("200 OK", [*head.headers, *timed(time.perf_counter() - began)])
                return [body]
        answered: Iterable[bytes] = self._app(environ, start_response)
        return answered

    def note(self, response: Response) -> Response:
        """Remember the head of the answer to the request at hand, if the cache has what belongs to it."""
        environ = request.environ
        place, asked = environ.get(PLACE), environ.get(_SUM)
        if place is None or asked is None or response.status_code != 200 or not response.is_sequence:
            return response
        if packed := response.headers.get("Content-Encoding"):
            place = (*place, packed)
            self._cache.put(place, (response.get_data(),))
        headers = tuple((name, value) for name, value in response.headers if name not in TIMING)
        with self._lock:
            self._heads[asked] = Head(place[0], place, environ.get(QUERY, ""), headers)
            while len(self._heads) > _MOST:
                self._heads.popitem(last=False)
        return response

    def _found(self, asked: bytes) -> tuple[Head, bytes] | None:
        """The head and the body of an answer that still holds."""
        head = self._heads.get(asked)
        if head is None:
            return None
        blocks = self._cache.get(head.place) if head.version == self._executor.version else None
        with self._lock:
            if blocks is None or len(blocks) != 1:
                self._heads.pop(asked, None)
                return None
            if asked in self._heads:
                self._heads.move_to_end(asked)
        return head, blocks[0]


def timed(seconds: float) -> tuple[tuple[str, str], tuple[str, str]]:
    """How long it took until the answer began, in milliseconds; the second header is for browsers."""
    taken = f"{seconds * 1000:.2f}"
    return (TIMING[0], taken), (TIMING[1], f"query;dur={taken}")


def _plain(environ: dict[str, Any]) -> bool:
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ["PATH_INFO"] == PATH
        and not any(name in environ for name in _NOT)
    )


def _sum(environ: dict[str, Any]) -> bytes:
    """What an answer depends on, in 32 bytes."""
    says = [environ["QUERY_STRING"], *(environ.get(name, "") for name in _SAYS)]
    return sha256("\n".join(says).encode("utf-8", "surrogatepass")).digest()
