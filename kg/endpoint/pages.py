"""Pages for people, and the routes that say whether the server lives."""

from flask import Blueprint, Response, jsonify, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from kg.endpoint.site import site
from kg.store.serving import Question

routes = Blueprint("pages", __name__)


@routes.get("/")
def home() -> BaseResponse:
    """The query page is the home page."""
    return redirect(url_for("sparql.sparql"), 303)


@routes.get("/healthz")
def health() -> Response:
    """The process answers."""
    return _told({"status": "ok"})


@routes.get("/readyz")
def ready() -> Response:
    """Queries are answered."""
    executor = site().executor
    executor.ask(Question("ASK {}", "application/sparql-results+json", seconds=5, client="readyz")).close()
    return _told({"status": "ready", "version": executor.version})


def _told(content: dict[str, object]) -> Response:
    response = jsonify(content)
    response.headers["Cache-Control"] = "no-store"
    return response
