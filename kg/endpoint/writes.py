"""Who may write, and what may be written: a token, and the shapes."""

import hmac
import logging
from collections.abc import Sequence
from typing import Final

from flask import Request, Response, request

from kg import rdf
from kg.endpoint.negotiation import GRAPHS, choose
from kg.endpoint.problems import ProblemError
from kg.endpoint.site import site
from kg.errors import KgError
from kg.store.edits import Edit
from kg.store.writing import Written
from kg.validate import Report, validate

AUDIT: Final = logging.getLogger("kg.audit")
_REPORT: Final = "urn:kg:validation-report"


class RefusedWriteError(KgError):
    """A write breaks the shapes; `reports` say how."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"the write breaks the shapes and was refused whole: {report}")
        self.report = report


def write(edit: Edit) -> Written:
    """Do a write for the request at hand, if it may; the log tells what came of it.

    Raises ProblemError without the token, RefusedWriteError, or what the store raises.
    """
    authorise(request)
    outcome = "failed"
    try:
        written = site().executor.write([edit], require)
        outcome = f"version {written.version}"
    except RefusedWriteError:
        outcome = "refused by the shapes"
        raise
    finally:
        # %r: a line break in what a client sends must not begin a line of the log
        AUDIT.info(
            "%s %r graph=%r by %r: %s", edit.operation, request.path, edit.graph, request.remote_addr, outcome
        )
    return written


def authorise(asked: Request) -> None:
    """Raises ProblemError without the token: 403 where the server has none, 401 where it is not this one."""
    token = site().token
    if token is None:
        raise ProblemError(403, "this server only reads: it was started without a write token")
    scheme, _, given = asked.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise ProblemError(
            401, "expected the write token: Authorization: Bearer …", WWW_Authenticate='Bearer realm="kg"'
        )


def refusal(error: RefusedWriteError) -> Response:
    """The validation report as RDF, in the format that the client likes best."""
    offer = choose(request.headers.get("Accept"), GRAPHS) or GRAPHS[0]
    body = rdf.serialise(error.report.quads(_REPORT), offer.name)
    return Response(body, 422, content_type=offer.content_type)


def require(part: Sequence[rdf.Quad]) -> None:
    """Raises RefusedWriteError where a part of the store breaks the shapes."""
    report = validate(part)
    if not report.conforms:
        raise RefusedWriteError(report)
