"""`/queries`: what runs now, for whoever holds the token."""

import time

from flask import Blueprint, Response, jsonify, request

from kg.endpoint.problems import ProblemError
from kg.endpoint.site import site
from kg.endpoint.writes import authorise

routes = Blueprint("queries", __name__)


@routes.get("/queries")
def running() -> Response:
    """The running queries: number, text, client, seconds."""
    authorise(request)
    now = time.monotonic()
    return jsonify(
        [
            {"id": one.id, "query": one.text, "client": one.client, "seconds": round(now - one.started, 3)}
            for one in site().executor.running()
        ]
    )


@routes.delete("/queries/<int:number>")
def cancel(number: int) -> Response:
    """Stop one of them."""
    authorise(request)
    if not site().executor.cancel(number):
        raise ProblemError(404, f"no query {number} is running")
    return Response(status=204)
