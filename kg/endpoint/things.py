"""Every IRI of the data leads somewhere: `/id/…` by 303 to a page or to data (Cool URIs, section 4.2)."""

from collections.abc import Iterable
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kg import rdf, terms
from kg.endpoint.negotiation import GRAPHS, PAGE, choose
from kg.endpoint.problems import ProblemError
from kg.endpoint.site import site
from kg.errors import GraphError
from kg.rdf import Literal, NamedNode, Quad
from kg.store.serving import Question

SHOWN: Final = 500
"""Incoming links that a page shows; it says so where there are more."""
_FILES: Final = {offer.name: offer for offer in GRAPHS}
routes = Blueprint("things", __name__)


@routes.get("/id/<path:name>")
def thing(name: str) -> BaseResponse:
    """Lead to what tells about a thing: a page for browsers, data for programs."""
    _require(name)
    offer = choose(request.headers.get("Accept"), [*GRAPHS, PAGE])
    if offer is None:
        known = ", ".join(found.media_type for found in (*GRAPHS, PAGE))
        raise ProblemError(406, f"a thing is described as one of {known}")
    if offer.name == PAGE.name:
        response = redirect(url_for("things.page", name=name), 303)
    else:
        response = redirect(url_for("things.data", name=name, suffix=offer.name), 303)
    response.headers["Vary"] = "Accept"
    return response


@routes.get("/data/<path:name>.<suffix>")
def data(name: str, suffix: str) -> Response:
    """What the graph says of a thing, and what names it."""
    if suffix not in _FILES:
        raise ProblemError(404, f"no format {suffix!r}; available: {', '.join(_FILES)}")
    offer = _FILES[suffix]
    outgoing, incoming = _require(name)
    body = rdf.serialise([*outgoing, *incoming], offer.name)
    return _linked(Response(body, content_type=offer.content_type), name)


@routes.get("/page/<path:name>")
def page(name: str) -> Response:
    """The same for people."""
    outgoing, incoming = _require(name)
    names = _labels([*outgoing, *incoming])
    content = render_template(
        "thing.html",
        iri=_iri(name),
        name=name,
        label=names.get(_iri(name), name),
        outgoing=[(_shown(q.predicate, names), _shown(q.object, names)) for q in outgoing],
        incoming=[(_shown(q.predicate, names), _shown(q.subject, names)) for q in incoming[:SHOWN]],
        more=len(incoming) > SHOWN,
        formats=list(_FILES),
    )
    return _linked(Response(content), name)


def _iri(name: str) -> str:
    """The IRI of the data behind an address here. Raises ProblemError where it can be none."""
    iri = site().base + name
    try:
        return rdf.iri(iri).value
    except GraphError as error:
        raise ProblemError(404, str(error)) from error


def _require(name: str) -> tuple[list[Quad], list[Quad]]:
    """The quads that have a thing as subject, and those that have it as object, both sorted."""
    about = f"<{_iri(name)}>"
    outgoing = _construct(f"CONSTRUCT {{ {about} ?p ?o }} WHERE {{ {about} ?p ?o }}")
    limit = SHOWN + 1
    incoming = _construct(f"CONSTRUCT {{ ?s ?p {about} }} WHERE {{ ?s ?p {about} }} LIMIT {limit}")
    if not outgoing and not incoming:
        raise ProblemError(
            404, f"nothing is known of <{_iri(name)}>; look for its name at {url_for('sparql.sparql')}"
        )
    return outgoing, incoming


def _construct(text: str) -> list[Quad]:
    question = Question(text, "application/n-triples", client=request.remote_addr or "")
    return rdf.canonical(rdf.parse(b"".join(site().executor.ask(question)), "nt"))


def _labels(quads: Iterable[Quad]) -> dict[str, str]:
    """IRI -> label, for whatever the quads name."""
    every = {t.value for q in quads for t in (q.subject, q.predicate, q.object) if isinstance(t, NamedNode)}
    values = " ".join(f"<{iri}>" for iri in sorted(every))
    label = f"<{terms.RDFS_LABEL}>"
    text = f"CONSTRUCT {{ ?i {label} ?l }} WHERE {{ VALUES ?i {{ {values} }} LATERAL {{ ?i {label} ?l }} }}"
    found = _construct(text)
    return {
        q.subject.value: q.object.value
        for q in found
        if isinstance(q.subject, NamedNode) and isinstance(q.object, Literal)
    }


def _shown(term: rdf.Term, names: dict[str, str]) -> dict[str, str]:
    """A term for the page: its text, and where it leads."""
    if not isinstance(term, NamedNode):
        return {"text": term.value if isinstance(term, Literal) else str(term), "href": "", "iri": ""}
    text = names.get(term.value) or compact(term.value.removeprefix(site().base))
    return {"text": text, "href": address(term.value), "iri": term.value}


def address(iri: str) -> str:
    """Where a link to an IRI leads: to its page here, else to itself; "" where it is no web address."""
    base = site().base
    if iri.startswith(base):
        return url_for("pages.home") + "id/" + iri.removeprefix(base).replace("#", "%23")
    return iri if iri.startswith(("http://", "https://")) else ""


def compact(iri: str) -> str:
    """An IRI as a prefixed name where a prefix fits."""
    for prefix, namespace in terms.NAMESPACES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _linked(response: Response, name: str) -> Response:
    """Point to the other forms of the description (RFC 8288)."""
    for offer in GRAPHS:
        address = url_for("things.data", name=name, suffix=offer.name)
        response.headers.add("Link", f'<{address}>; rel="alternate"; type="{offer.media_type}"')
    return response
