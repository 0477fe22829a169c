"""What each request came to: a line of the access log, and the figures of `/metrics`.

It wraps the whole application, because only there the last byte of a streamed answer is seen. A line is one
JSON object in ASCII: whatever a client sends, it cannot begin a line of its own or reach a terminal as
control characters. The query string, the headers and the body are never logged: they may hold what is
secret; a query shows by the beginning of its SHA-256 sum.
"""

import json
import logging
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from kg.endpoint.metrics import Metrics
from kg.errors import ConfigurationError

ROUTE: Final = "kg.route"
"""Key of a request's environment: the pattern of its address."""
QUERY: Final = "kg.query"
"""Key of a request's environment: the sum of its query."""
_LONGEST: Final = 1000
"""Characters of what a client sends that stand in a line."""


class AccessLog:
    """Where the lines go: nowhere, to standard error ("-"), or to a file, which may be moved away."""

    def __init__(self, target: str = "") -> None:
        """Raises ConfigurationError where the file cannot be written."""
        self._handler: logging.Handler | None = None
        if target == "-":
            self._handler = logging.StreamHandler(sys.stderr)
        elif target:
            try:
                self._handler = WatchedFileHandler(Path(target).expanduser(), encoding="ascii")
            except OSError as error:
                raise ConfigurationError(f"the access log cannot be written: {error}") from error

    @property
    def is_kept(self) -> bool:
        """Whether the lines go anywhere."""
        return self._handler is not None

    def write(self, fields: Mapping[str, object]) -> None:
        """One line."""
        if self._handler is not None:
            line = json.dumps(fields, ensure_ascii=True, separators=(",", ":"))
            self._handler.handle(logging.LogRecord("kg.access", logging.INFO, "", 0, line, None, None))


class Accounts:
    """A WSGI application around another that notes what becomes of each request.

    `public_url` stands in for what the Host header says, in every address that an answer names.
    """

    def __init__(self, app: Any, metrics: Metrics, log: AccessLog, public_url: str | None = None) -> None:
        self._app = app
        self._public = _place(public_url) if public_url else {}
        self._metrics = metrics
        self._log = log

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ.update(self._public)
        account = Account(environ)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            account.status = int(status.split(" ", 1)[0])
            return start_response(status, headers, *rest)

        return _Counted(self._app(environ, start), account, self._close)

    def note(self, environ: dict[str, Any], status: int, sent: int) -> None:
        """A request that was refused before it came to the application."""
        account = Account(environ)
        account.status, account.sent = status, sent
        self._close(account)

    def _close(self, account: "Account") -> None:
        seconds = time.perf_counter() - account.began
        environ = account.environ
        route, method = environ.get(ROUTE, "none"), environ["REQUEST_METHOD"]
        known = method if method in _METHODS else "other"  # else a client could make any number of series
        self._metrics.requests.labels(route, known, str(account.status)).inc()
        self._metrics.request_seconds.labels(route).observe(seconds)
        self._metrics.sent.labels(route).inc(account.sent)
        if self._log.is_kept:
            self._log.write(account.line(seconds))


def _place(url: str) -> dict[str, str]:
    """What the environment of a request to an address says of it (PEP 3333)."""
    found = urlsplit(url)
    return {
        "wsgi.url_scheme": found.scheme,
        "HTTP_HOST": found.netloc,
        "SCRIPT_NAME": found.path.rstrip("/"),
    }


_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"))


class Account:
    """One request while it is answered."""

    __slots__ = ("began", "broken", "environ", "sent", "status")

    def __init__(self, environ: dict[str, Any]) -> None:
        self.environ = environ
        self.began = time.perf_counter()
        self.status = 0
        self.sent = 0
        self.broken = False

    def line(self, seconds: float) -> dict[str, object]:
        """The fields of its line; `broken` where the answer did not reach its end."""
        environ = self.environ
        path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
        fields: dict[str, object] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "client": environ.get("REMOTE_ADDR", ""),
            "method": environ["REQUEST_METHOD"][:_LONGEST],
            "path": path[:_LONGEST],
            "status": self.status,
            "bytes": self.sent,
            "ms": round(seconds * 1000, 2),
            "agent": environ.get("HTTP_USER_AGENT", "")[:_LONGEST],
        }
        if QUERY in environ:
            fields["query"] = environ[QUERY]
        return {**fields, "broken": True} if self.broken else fields


class _Counted:
    """The blocks of an answer, counted on their way."""

    def __init__(self, blocks: Iterable[bytes], account: Account, done: Any) -> None:
        self._blocks = blocks
        self._account = account
        self._done = done
        self._whole = False

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks:
            self._account.sent += len(block)
            yield block
        self._whole = True

    def close(self) -> None:
        try:
            if close := getattr(self._blocks, "close", None):
                close()
        finally:
            self._account.broken = not self._whole
            self._done(self._account)
