"""`/update`: the update operation of the SPARQL 1.1 Protocol."""

from typing import Final

from flask import Blueprint, Response, request

from kg.endpoint.problems import ProblemError
from kg.endpoint.protocol import FORM, Parameters, body, decoded, parameters, single
from kg.endpoint.writes import authorise, write
from kg.store.edits import Edit

UPDATE: Final = "application/sparql-update"
routes = Blueprint("update", __name__)


@routes.post("/update")
def update() -> Response:
    """Run an update whole or not at all."""
    authorise(request)
    text, given = _text()
    write(
        Edit(
            "update",
            text=text,
            base=request.base_url,
            using=tuple(given.get("using-graph-uri", ())),
            using_named=tuple(given.get("using-named-graph-uri", ())),
        )
    )
    return Response(status=204)


def _text() -> tuple[str, Parameters]:
    asked = parameters(request.query_string)
    if request.mimetype == UPDATE:
        if "update" in asked:
            raise ProblemError(400, "found an update in the address and another in the body; expected one")
        return decoded(request), asked
    if request.mimetype != FORM:
        known = f"{UPDATE}, {FORM}"
        raise ProblemError(
            415, f"found the media type {request.mimetype!r}; expected {known}", Accept_Post=known
        )
    posted = parameters(body(request))
    text = single(posted, "update")
    if text is None:
        raise ProblemError(400, "the form has no parameter 'update'")
    return text, {**asked, **posted}
