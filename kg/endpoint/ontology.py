"""`/ontology`: the terms of the graph as a page, and its files in RDF. Terms are anchors of the page."""

from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kg import rdf
from kg.endpoint.negotiation import GRAPHS, PAGE, choose
from kg.endpoint.problems import ProblemError
from kg.ontology import MODULES, read
from kg.ontology.page import terms_content
from kg.settings import data_dir

_FILES: Final = {offer.name: offer for offer in GRAPHS}
_TYPES: Final = {offer.name: offer.media_type for offer in GRAPHS}
_CORE: Final = MODULES[0]
routes = Blueprint("ontology", __name__)


@routes.get("/ontology")
def page() -> BaseResponse:
    """The page for browsers; programs are led to its file (Recipes for Publishing RDF Vocabularies, 3)."""
    suffix = _wanted()
    if suffix != PAGE.name:
        return _varied(redirect(url_for("ontology.core", suffix=suffix), 303))
    content = render_template(
        "ontology.html",
        ontology=read(),
        content=terms_content(),
        modules=MODULES[1:],
        types=_TYPES,
        formats=list(_FILES),
    )
    return _varied(Response(content))


@routes.get("/ontology.<suffix>")
def core(suffix: str) -> Response:
    """The file that defines the terms."""
    return _file(_CORE, suffix)


@routes.get("/ontology/<name>")
def part(name: str) -> BaseResponse:
    """A further file, by its IRI or with its format; and the version that is served."""
    module, _, suffix = name.rpartition(".")
    if module in MODULES:
        return _file(module, suffix)
    if name != read().version and name not in MODULES:
        known = ", ".join((*MODULES[1:], read().version))
        raise ProblemError(404, f"the ontology has no part or version {name!r}; known are {known}")
    suffix = _wanted()
    if suffix == PAGE.name:
        return _varied(redirect(url_for("ontology.page"), 303))
    target = _CORE if name == read().version else name
    return _varied(redirect(url_for("ontology.part", name=f"{target}.{suffix}"), 303))


def _wanted() -> str:
    """The name of the format that the client likes best. Raises ProblemError where it takes none."""
    offer = choose(request.headers.get("Accept"), [*GRAPHS, PAGE])
    if offer is None:
        known = ", ".join(found.media_type for found in (*GRAPHS, PAGE))
        raise ProblemError(406, f"the ontology is given as one of {known}")
    return offer.name


def _file(module: str, suffix: str) -> Response:
    if suffix not in _FILES:
        raise ProblemError(404, f"no format {suffix!r}; available: {', '.join(_FILES)}")
    content = (data_dir("ontology") / f"{module}.ttl").read_bytes()
    if suffix != "ttl":
        content = rdf.serialise(list(rdf.parse(content, "ttl")), suffix)
    return Response(content, content_type=_FILES[suffix].content_type)


def _varied(response: BaseResponse) -> BaseResponse:
    response.vary.add("Accept")
    return response
