"""The one shape of an error on every route: a problem document (RFC 9457)."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from kg.endpoint.negotiation import PAGE, Offer, choose
from kg.errors import GraphError, KgError, QueryError
from kg.store.failures import BusyError, RefusedError, TooCostlyError, UnreachableError

MEDIA_TYPE: Final = "application/problem+json"
_DOCUMENT: Final = Offer("problem", MEDIA_TYPE, ("application/json",))


@dataclass(frozen=True, slots=True)
class Hints:
    """What was perhaps meant: names with their addresses, and words that a search may find."""

    near: tuple[tuple[str, str], ...] = ()
    words: str = ""

    @property
    def search(self) -> str:
        """Where to look for the words; empty where there are none."""
        return url_for("search.search", q=self.words) if self.words else ""


NONE: Final = Hints()


class ProblemError(KgError):
    """Something about the request itself, with the status that says so."""

    hints: Hints = NONE

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


_STATUS: Final[tuple[tuple[type[KgError], int], ...]] = (
    (BusyError, 503),
    (TooCostlyError, 503),
    (RefusedError, 403),
    (UnreachableError, 502),
    (QueryError, 400),
    (GraphError, 400),
    (KgError, 500),
)
"""The first class that fits gives the status."""


def document(status: HTTPStatus, detail: str, path: str, hints: Hints = NONE) -> str:
    """A problem document: `type`, `title`, `status`, `detail`, `instance`; `near`, `search`."""
    content: dict[str, object] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": path,
    }
    if hints.near:
        content["near"] = [{"name": name, "address": address} for name, address in hints.near]
    if hints.search:
        content["search"] = hints.search
    return json.dumps(content, ensure_ascii=False) + "\n"


def problem(status: int, detail: str, headers: dict[str, str] | None = None, hints: Hints = NONE) -> Response:
    """The answer that says what is wrong with the request at hand: a page to browsers, else a document."""
    known = HTTPStatus(status)
    if _for_people():
        page = render_template("problem.html", status=known, detail=detail, hints=hints)
        response = Response(page, status)
    else:
        response = Response(document(known, detail, request.path, hints), status, content_type=MEDIA_TYPE)
    response.vary.add("Accept")
    response.headers.update(headers or {})
    if status == 503:
        response.headers.setdefault("Retry-After", "5")
    response.headers["Cache-Control"] = "no-store"
    return response


def _for_people() -> bool:
    """Whether a browser asks for a page; never where it sends something, as scripts do."""
    offer = choose(request.headers.get("Accept"), (_DOCUMENT, PAGE))
    return request.method in ("GET", "HEAD") and offer is not None and offer.name == PAGE.name


def install(app: Flask) -> None:
    """Answer every error of every route in this shape."""

    @app.errorhandler(ProblemError)
    def _ours(error: ProblemError) -> Response:
        return problem(error.status, str(error), error.headers, error.hints)

    @app.errorhandler(KgError)
    def _known(error: KgError) -> Response:
        return problem(next(status for kind, status in _STATUS if isinstance(error, kind)), str(error))

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        headers = {
            k: v for k, v in error.get_headers() if k.lower() not in ("content-type", "content-length")
        }
        return problem(error.code or 500, error.description or "", headers)

    @app.errorhandler(Exception)
    def _bug(error: Exception) -> Response:
        app.logger.exception("unexpected error", exc_info=error)
        return problem(500, "an unexpected error; the log of the server has its traceback")
