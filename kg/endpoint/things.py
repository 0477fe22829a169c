"""Every IRI of the data leads somewhere: `/id/…` by 303 to a page or to data (Cool URIs, section 4.2)."""

import re
from difflib import get_close_matches
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

import kg
from kg import rdf, terms
from kg.endpoint.delivery import entity_tag, known, not_modified, tagged
from kg.endpoint.labels import address
from kg.endpoint.negotiation import GRAPHS, PAGE, choose
from kg.endpoint.portraits import parts
from kg.endpoint.problems import Hints, ProblemError
from kg.endpoint.site import site
from kg.endpoint.tables import about, declared, filled, solutions
from kg.endpoint.views import view
from kg.errors import GraphError, QueryError
from kg.rdf import Quad
from kg.store.failures import BusyError
from kg.store.serving import Question

SHOWN: Final = 500
"""Incoming links that a page shows; it says so where there are more."""
GIVEN: Final = 10_000
"""The same for data."""
_NEAR: Final = 8
"""Names that a 404 offers."""
_COMPARED: Final = 2000
"""Names that are compared with the address of a 404."""
_WORD: Final = re.compile(r"[^\W_]{3,}")
_FILES: Final = {offer.name: offer for offer in GRAPHS}
routes = Blueprint("things", __name__)


@routes.get("/id/<path:name>")
def thing(name: str) -> BaseResponse:
    """Lead to what tells about a thing: a page for browsers, data for programs."""
    _require(name, 1)
    offer = choose(request.headers.get("Accept"), [*GRAPHS, PAGE])
    if offer is None:
        formats = ", ".join(found.media_type for found in (*GRAPHS, PAGE))
        raise ProblemError(406, f"a thing is described as one of {formats}")
    if offer.name == PAGE.name:
        response = redirect(url_for("things.page", name=name), 303)
    else:
        response = redirect(url_for("things.data", name=name, suffix=offer.name), 303)
    response.headers["Vary"] = "Accept"
    return response


@routes.get("/data/<path:name>.<suffix>")
def data(name: str, suffix: str) -> Response:
    """What the graph says of a thing, and what names it; a header says so where that is cut off."""
    if suffix not in _FILES:
        raise ProblemError(404, f"no format {suffix!r}; available: {', '.join(_FILES)}")
    offer, tag = _FILES[suffix], _tag(name, suffix)
    if known(tag):
        return not_modified(tag)
    outgoing, incoming = _require(name, GIVEN + 1)
    body = rdf.serialise([*outgoing, *incoming[:GIVEN]], offer.name)
    response = _linked(Response(body, content_type=offer.content_type), name)
    if len(incoming) > GIVEN:
        response.headers["X-Truncated"] = f"the first {GIVEN} of the statements that have it as object"
        every = f"CONSTRUCT {{ ?s ?p <{_iri(name)}> }} WHERE {{ ?s ?p <{_iri(name)}> }}"
        response.headers.add("Link", f'<{url_for("sparql.sparql", query=every)}>; rel="next"')
    return tagged(response, tag)


@routes.get("/page/<path:name>")
def page(name: str) -> Response:
    """The same for people."""
    tag = _tag(name, PAGE.name)
    if known(tag):
        return not_modified(tag)
    outgoing, incoming = _require(name, SHOWN + 1)
    iri = _iri(name)
    found = view(iri, name, outgoing, incoming[:SHOWN])
    content = render_template(
        "thing.html",
        name=name,
        thing=found,
        tables=filled([about(iri, part) for part in parts(found.classes)]),
        more=len(incoming) > SHOWN,
        formats={offer.name: offer.media_type for offer in GRAPHS},
        graph=_statements_in(iri),
        query=declared(f"SELECT ?property ?value {{\n  <{iri}> ?property ?value\n}}\n"),
    )
    return tagged(_linked(Response(content), name), tag)


def _tag(name: str, form: str) -> str | None:
    return entity_tag(site().executor.version, "things", name, form, kg.__version__)


def _iri(name: str) -> str:
    """The IRI of the data behind an address here. Raises ProblemError where it can be none."""
    iri = site().base + name
    try:
        return rdf.iri(iri).value
    except GraphError as error:
        raise ProblemError(404, str(error)) from error


def _require(name: str, most: int) -> tuple[list[Quad], list[Quad]]:
    """The quads of all graphs that have a thing as subject, and `most` of those that have it as object.

    Both are sorted. Raises ProblemError where there are none.
    """
    iri = _iri(name)
    this = f"<{iri}>"
    outgoing = _construct(f"{this} ?p ?o", "?p ?o")
    incoming = _construct(f"?s ?p {this}", "?s ?p", f"ORDER BY ?s ?p LIMIT {most}")
    if outgoing or incoming:
        return outgoing, incoming
    if (count := _statements_in(iri)) > 0:
        return [
            rdf.quad(iri, terms.RDF_TYPE, terms.SD + "Graph"),
            rdf.quad(iri, terms.VOID + "triples", rdf.integer(count)),
        ], []
    error = ProblemError(404, f"Nothing is known of <{iri}>.")
    words = _WORD.findall(name.rpartition("/")[2].lower())
    error.hints = Hints(near(words), " ".join(words))
    raise error


def _construct(pattern: str, variables: str, limit: str = "") -> list[Quad]:
    either = f"{{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }}"
    text = f"CONSTRUCT {{ {pattern} }} WHERE {{ SELECT DISTINCT {variables} {{ {either} }} {limit} }}"
    question = Question(text, "application/n-triples", client=request.remote_addr or "")
    return rdf.canonical(rdf.parse(b"".join(site().executor.ask(question)), "nt"))


def _statements_in(iri: str) -> int:
    """How many statements a named graph has; 0 where there is none of this name."""
    _, rows = solutions(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
    return int(rows[0]["n"]["value"])


def near(words: list[str]) -> tuple[tuple[str, str], ...]:
    """Things whose names are like these words: their names and addresses, the closest first."""
    if not words:
        return ()
    begins = " || ".join(f'STRSTARTS(LCASE(?l), "{word[:3]}")' for word in dict.fromkeys(words))
    query = f"SELECT ?i ?l {{ ?i rdfs:label ?l FILTER(isIRI(?i) && ({begins})) }} LIMIT {_COMPARED}"
    try:
        _, rows = solutions(query)
    except (QueryError, BusyError):
        return ()
    found = {
        row["l"]["value"]: address(row["i"]["value"])
        for row in sorted(rows, key=lambda row: row["i"]["value"])
    }
    lowered = {label.lower(): label for label in sorted(found)}
    close = get_close_matches(" ".join(words), sorted(lowered), n=_NEAR, cutoff=0.5)
    return tuple((lowered[label], found[lowered[label]]) for label in close)


def _linked(response: Response, name: str) -> Response:
    """Point to the thing itself, and to the other forms of its description (RFC 8288)."""
    response.headers.add("Link", f'<{url_for("things.thing", name=name)}>; rel="describes"')
    for offer in GRAPHS:
        address = url_for("things.data", name=name, suffix=offer.name)
        response.headers.add("Link", f'<{address}>; rel="alternate"; type="{offer.media_type}"')
    return response
