"""`/sparql`: the query operation of the SPARQL 1.1 Protocol."""

import time
from collections.abc import Callable, Sequence
from hashlib import sha256

from flask import Blueprint, Response, render_template, request

from kg.endpoint.access import QUERY
from kg.endpoint.cache import key
from kg.endpoint.delivery import entity_tag, known, not_modified, tagged
from kg.endpoint.description import described, service, service_offer
from kg.endpoint.negotiation import BOOLEANS, GRAPHS, PAGE, SOLUTIONS, Offer, by_name, choose
from kg.endpoint.pages import editor
from kg.endpoint.problems import ProblemError
from kg.endpoint.protocol import QueryRequest, form_of, parameters, query_request, single
from kg.endpoint.repeated import PLACE, timed
from kg.endpoint.site import here, site
from kg.endpoint.system import besides
from kg.endpoint.textservice import expand
from kg.store.serving import Question

routes = Blueprint("sparql", __name__)


@routes.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query; without one, show the page."""
    asked = query_request(request)
    if asked is None:
        return _about()
    offers = _offers(asked)
    offer = _offer(asked, offers)
    if offer.name == PAGE.name:
        return _page()
    executor, began = site().executor, time.perf_counter()
    request.environ[QUERY] = sha256(asked.text.encode()).hexdigest()[:16]
    text = expand(asked.text, site().texts)
    base, version = here(), executor.version
    tag = entity_tag(version, text, asked.dataset, offer, base)
    if known(tag):
        return not_modified(tag)
    question = Question(
        text,
        _engine_type(offer, offers),
        asked.dataset,
        base=base,
        seconds=_seconds(asked),
        client=request.remote_addr or "",
        besides=besides(text, executor.names),
    )
    blocks = executor.ask(question, _gone())
    whole = blocks.whole
    if tag is not None and text == asked.text:
        request.environ[PLACE] = key(version, question)
    response = Response(iter(blocks) if whole is None else whole, content_type=offer.content_type)
    response.call_on_close(blocks.close)
    return tagged(_timed(response, time.perf_counter() - began), tag)


def _timed(response: Response, seconds: float) -> Response:
    response.headers.extend(timed(seconds))
    response.headers["Access-Control-Expose-Headers"] = "ETag, X-Query-Time, Server-Timing"
    return response


def _about() -> Response:
    """Without a query: the page for browsers, the description of the service for programs."""
    offer = service_offer()
    if offer is None:
        raise ProblemError(406, "without a query there is a page (text/html) or a description (text/turtle)")
    return _page() if offer.name == PAGE.name else described(offer, service())


def _page() -> Response:
    text = single(parameters(request.query_string), "query") or ""
    response = Response(render_template("query.html", text=text, **editor()))
    response.headers["Vary"] = "Accept"
    return response


def _offers(asked: QueryRequest) -> Sequence[Offer]:
    return {"SELECT": SOLUTIONS, "ASK": BOOLEANS, None: (*SOLUTIONS, *GRAPHS)}.get(
        form_of(asked.text), GRAPHS
    )


def _offer(asked: QueryRequest, formats: Sequence[Offer]) -> Offer:
    """The format for the answer: `?format=` before the Accept header."""
    offers = [*formats, PAGE] if request.method == "GET" else formats
    names = [name for name in asked.parameters.get("format", ()) if name]
    # SPARQLWrapper says it twice, by a short name and by media type
    meant = dict.fromkeys(offer for name in names if (offer := by_name(name, offers)))
    if len(meant) > 1:
        raise ProblemError(400, f"found several formats, {' and '.join(names)}; expected one")
    wanted = ", ".join(names)
    found = next(iter(meant), None) if names else choose(request.headers.get("Accept"), offers)
    if found is None:
        known = ", ".join(f"{offer.name} ({offer.media_type})" for offer in offers)
        raise ProblemError(
            406,
            f"this answer cannot be given as {wanted or request.headers.get('Accept')}; available: {known}",
        )
    return found


def _engine_type(offer: Offer, offers: Sequence[Offer]) -> str:
    """The media type by which the engine knows the format."""
    known = by_name(offer.name, offers)
    return known.media_type if known is not None else offer.media_type


def _seconds(asked: QueryRequest) -> float:
    """The time limit that the client asks for, in seconds; the server's own stays above it."""
    given = single(asked.parameters, "timeout")
    if given is None:
        return float("inf")
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise ProblemError(400, f"found timeout={given!r}; expected seconds, more than 0")
    return seconds


def _gone() -> Callable[[], bool]:
    """Whether the client has left, where the server can tell."""
    check: Callable[[], bool] | None = request.environ.get("waitress.client_disconnected")
    return check if check is not None else lambda: False
