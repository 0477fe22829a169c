"""`/graphs`: the SPARQL 1.1 Graph Store HTTP Protocol, by parameter and by address."""

import uuid
from typing import Final

from flask import Blueprint, Response, request

from kg.endpoint.negotiation import GRAPHS, by_name, choose
from kg.endpoint.problems import ProblemError
from kg.endpoint.protocol import body, parameters, single
from kg.endpoint.site import site
from kg.endpoint.writes import authorise, write
from kg.errors import GraphError
from kg.rdf import iri
from kg.store import Dataset
from kg.store.edits import Edit, Operation
from kg.store.serving import Question

_METHODS: Final = ["GET", "PUT", "POST", "DELETE"]
_KNOWN: Final = ", ".join(offer.media_type for offer in GRAPHS)
_DATASETS: Final = ("application/trig", "application/n-quads")
_OPERATIONS: Final[dict[str, Operation]] = {"PUT": "put", "POST": "post", "DELETE": "delete"}
routes = Blueprint("graphs", __name__)


@routes.route("/graphs", methods=_METHODS)
@routes.route("/graphs/<path:name>", methods=_METHODS)
def graphs(name: str = "") -> Response:
    """Read, replace, add to or remove one graph."""
    if request.method in ("GET", "HEAD"):
        return _read(_graph(name))
    authorise(request)
    if request.method == "POST" and _names_no_graph(name):
        return _create()
    return _write(_graph(name))


def _graph(name: str) -> str | None:
    """The IRI of the graph; None for the default one. Raises ProblemError where none, or two, are named."""
    given = parameters(request.query_string)
    graph = single(given, "graph")
    if name:
        if graph is not None or "default" in given:
            raise ProblemError(400, "the graph is named by the address; found a parameter that names it too")
        return request.base_url
    if (graph is None) == ("default" not in given):
        raise ProblemError(400, "expected one of the parameters 'graph' (an absolute IRI) and 'default'")
    if graph is not None:
        try:
            iri(graph)
        except GraphError as error:
            raise ProblemError(400, str(error)) from error
    return graph


def _names_no_graph(name: str) -> bool:
    given = parameters(request.query_string)
    return not name and "graph" not in given and "default" not in given


def _read(graph: str | None) -> Response:
    offer = choose(request.headers.get("Accept"), GRAPHS)
    if offer is None:
        known = ", ".join(found.media_type for found in GRAPHS)
        raise ProblemError(
            406, f"a graph cannot be given as {request.headers.get('Accept')}; available: {known}"
        )
    if graph is not None and not _there(graph):
        raise ProblemError(404, f"there is no graph {graph}")
    known_type = by_name(offer.name, GRAPHS) or offer
    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    dataset = Dataset((graph,)) if graph is not None else Dataset()
    blocks = site().executor.ask(
        Question(text, known_type.media_type, dataset, client=request.remote_addr or "")
    )
    response = Response(iter(blocks), content_type=offer.content_type)
    response.call_on_close(blocks.close)
    response.headers["Vary"] = "Accept"
    return response


def _there(graph: str) -> bool:
    question = Question(f"ASK {{ GRAPH <{graph}> {{}} }}", "application/sparql-results+json")
    return b"true" in b"".join(site().executor.ask(question))


def _write(graph: str | None) -> Response:
    bodies = () if request.method == "DELETE" else _bodies()
    operation = _OPERATIONS[request.method]
    if operation == "delete" and graph is not None and not _there(graph):
        raise ProblemError(404, f"there is no graph {graph}")
    written = write(Edit(operation, graph=graph, base=graph or request.base_url, bodies=bodies))
    return Response(status=204 if written.existed else 201)


def _create() -> Response:
    """A graph of a new name, or all graphs of a dataset."""
    bodies = _bodies()
    if all(media_type in _DATASETS for media_type, _ in bodies):
        write(Edit("load", base=request.base_url, bodies=bodies))
        return Response(status=204)
    name = f"{request.base_url.rstrip('/')}/{uuid.uuid4()}"
    write(Edit("post", graph=name, base=name, bodies=bodies))
    return Response(status=201, headers={"Location": name})


def _bodies() -> tuple[tuple[str, bytes], ...]:
    """What was sent: the body, or the files of a form."""
    if request.mimetype == "multipart/form-data":
        files = [file for name in request.files for file in request.files.getlist(name)]
        return tuple((_rdf_type(file.mimetype), file.read()) for file in files)
    return ((_rdf_type(request.mimetype), body(request)),)


def _rdf_type(media_type: str) -> str:
    offer = by_name(media_type, GRAPHS) if "/" in media_type else None
    if offer is None or media_type in ("application/xml", "text/xml"):
        known = ", ".join(found.media_type for found in GRAPHS)
        raise ProblemError(
            415, f"found the media type {media_type!r}; expected one of {known}", Accept_Post=known
        )
    return offer.media_type
