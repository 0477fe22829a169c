"""What the endpoint says of itself and of its data: SPARQL Service Description and VoID."""

from typing import Final

from flask import Blueprint, Response, request, url_for

from kg import rdf, terms
from kg.endpoint.delivery import entity_tag, known, not_modified, tagged
from kg.endpoint.dumps import distributions
from kg.endpoint.negotiation import GRAPHS, PAGE, Offer, choose
from kg.endpoint.problems import ProblemError
from kg.endpoint.site import site
from kg.endpoint.void import FORMATS, GRAPH_FORMATS, Addresses, dataset
from kg.rdf import Quad, quad

_RESULTS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
routes = Blueprint("description", __name__)


@routes.get("/.well-known/void")
def void() -> Response:
    """The data set: sizes, classes, properties, links to Wikidata, ways to the data."""
    offer = choose(request.headers.get("Accept"), GRAPHS)
    if offer is None:
        raise ProblemError(406, "the description is RDF; ask for text/turtle, for example")
    here = site()
    tag = entity_tag(here.executor.version, "void", offer, request.host_url)
    if known(tag):
        return not_modified(tag)
    at = Addresses(
        description=url_for("description.void", _external=True),
        home=url_for("pages.home", _external=True),
        endpoint=url_for("sparql.sparql", _external=True),
        default_graph=url_for("graphs.graphs", _external=True) + "?default",
    )
    return tagged(described(offer, [*dataset(here.executor, here.base, at), *distributions(at.data)]), tag)


def service_offer() -> Offer | None:
    """The format for the description of the service; the page for browsers; None where neither is taken."""
    return choose(request.headers.get("Accept"), [*GRAPHS, PAGE])


def service() -> list[Quad]:
    """The service (SPARQL 1.1 Service Description)."""
    endpoint = url_for("sparql.sparql", _external=True)
    this, data = f"{endpoint}#service", f"{endpoint}#dataset"
    found = [
        quad(this, terms.RDF_TYPE, terms.SD + "Service"),
        quad(this, terms.SD + "endpoint", endpoint),
        quad(this, terms.SD + "supportedLanguage", terms.SD + "SPARQL11Query"),
        quad(this, terms.SD + "feature", terms.SD + "EmptyGraphs"),
        quad(this, terms.SD + "defaultDataset", data),
        quad(data, terms.RDF_TYPE, terms.SD + "Dataset"),
        quad(data, terms.RDFS + "seeAlso", url_for("description.void", _external=True)),
        quad(data, terms.SD + "defaultGraph", f"{endpoint}#default-graph"),
        quad(f"{endpoint}#default-graph", terms.RDF_TYPE, terms.SD + "Graph"),
    ]
    if site().token is not None:
        found.append(quad(this, terms.SD + "supportedLanguage", terms.SD + "SPARQL11Update"))
    formats = (*_RESULTS, *GRAPH_FORMATS)
    return [*found, *(quad(this, terms.SD + "resultFormat", FORMATS + name) for name in formats)]


def described(offer: Offer, quads: list[Quad]) -> Response:
    """A description in a format."""
    response = Response(rdf.serialise(quads, offer.name), content_type=offer.content_type)
    response.headers["Vary"] = "Accept"
    return response
