"""The reconciliation service under /reconcile: parses and formats; `kg.reconcile` answers."""

import json
from functools import cache
from html import escape
from typing import Any

from flask import Blueprint, Response, request

from kg import settings
from kg.endpoint.problems import ProblemError, problem
from kg.knowledge import Knowledge, open_knowledge
from kg.reconcile import RequestError, Service

routes = Blueprint("reconcile", __name__, url_prefix="/reconcile")


@routes.route("", methods=["GET", "POST"])
def root() -> Response:
    """Version 0.2: the manifest, or the answer to `queries` or `extend`."""
    service = _service("/reconcile")
    if "queries" in request.values:
        return _told(service.batch(_json(request.values["queries"])))
    if "extend" in request.values:
        return _told(service.extend(_json(request.values["extend"])))
    return _told(service.manifest())


@routes.get("/v1")
def draft() -> Response:
    """Version 1.0-draft: the manifest."""
    return _told(_service("/reconcile/v1").manifest(draft=True))


@routes.post("/v1/match")
def match() -> Response:
    """Version 1.0-draft: candidates."""
    return _told(_service("/reconcile/v1").match(_json(request.get_data(as_text=True))))


@routes.post("/v1/extend")
def extend() -> Response:
    """Version 1.0-draft: values of properties."""
    return _told(_service("/reconcile/v1").extend(_json(request.get_data(as_text=True)), draft=True))


@routes.get("/suggest/<what>")
@routes.get("/v1/suggest/<what>")
def suggest(what: str) -> Response:
    """Entities, types and properties by the beginning of their name."""
    return _told(_service("/reconcile").suggest(what, request.args.get("prefix", "")))


@routes.get("/extend/propose")
@routes.get("/v1/extend/propose")
def propose() -> Response:
    """Properties that a type can be extended by."""
    limit = request.args.get("limit", "100")
    if not limit.isdecimal():
        raise ProblemError(400, f"found the limit {limit!r}; expected a number")
    return _told(_service("/reconcile").propose(request.args.get("type", ""), int(limit)))


@routes.get("/preview")
@routes.get("/v1/preview")
def preview() -> Response:
    """A small page about an item, for a frame in another page."""
    item = _service("/reconcile").item(request.args.get("id", ""))
    if item is None:
        raise ProblemError(404, f"the knowledge base has no item {request.args.get('id', '')!r}")
    names = escape(", ".join(item.aliases[:8]))
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(item.name)}</title>'
        f"<h1>{escape(item.name)}</h1><p>{escape(item.kind.rpartition('#')[2])} ({escape(item.key)})</p>"
        f"<p>{names}</p></html>\n"
    )
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors *"
    return response


@routes.after_request
def _open(response: Response) -> Response:
    """Pages of other origins may ask: nothing here is private."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@routes.errorhandler(RequestError)
def _refused(error: RequestError) -> Response:
    return problem(400, str(error))


@cache
def _knowledge() -> Knowledge:
    return open_knowledge(layers=settings.load().kb_layers)


def _service(path: str) -> Service:
    return Service(_knowledge(), request.host_url.rstrip("/") + path)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ProblemError(400, f"found what is no JSON: {error}") from error


def _told(content: object) -> Response:
    return Response(json.dumps(content, ensure_ascii=False) + "\n", content_type="application/json")
