"""What the endpoint says of itself and of its data: SPARQL Service Description and VoID."""

from collections.abc import Iterator
from typing import Final

from flask import Blueprint, Response, request, url_for

from kg import rdf, terms
from kg.endpoint.dumps import distributions
from kg.endpoint.negotiation import GRAPHS, PAGE, Offer, choose
from kg.endpoint.problems import ProblemError
from kg.endpoint.site import site
from kg.rdf import NamedNode, Quad, quad
from kg.store.serving import Question

_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
routes = Blueprint("description", __name__)


@routes.get("/.well-known/void")
def void() -> Response:
    """The data set: sizes, classes, properties, links to Wikidata."""
    offer = choose(request.headers.get("Accept"), GRAPHS)
    if offer is None:
        raise ProblemError(406, "the description is RDF; ask for text/turtle, for example")
    address = url_for("description.void", _external=True)
    return described(offer, [*_dataset(address), *distributions(f"{address}#dataset")])


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
        quad(data, terms.SD + "defaultGraph", f"{endpoint}#default-graph"),
        quad(f"{endpoint}#default-graph", terms.RDF_TYPE, terms.SD + "Graph"),
    ]
    if site().token is not None:
        found.append(quad(this, terms.SD + "supportedLanguage", terms.SD + "SPARQL11Update"))
    formats = (*_RESULTS, *_GRAPH_FORMATS)
    return [*found, *(quad(this, terms.SD + "resultFormat", _FORMATS + name) for name in formats)]


def described(offer: Offer, quads: list[Quad]) -> Response:
    """A description in a format."""
    response = Response(rdf.serialise(quads, offer.name), content_type=offer.content_type)
    response.headers["Vary"] = "Accept"
    return response


def _dataset(address: str) -> Iterator[Quad]:
    this = f"{address}#dataset"
    yield quad(this, terms.RDF_TYPE, terms.VOID + "Dataset")
    yield quad(this, terms.DCTERMS_TITLE, rdf.string("Conflict news graph", "en"))
    yield quad(this, terms.DCTERMS_LICENSE, LICENCE)
    yield quad(this, terms.VOID + "sparqlEndpoint", url_for("sparql.sparql", _external=True))
    yield quad(this, terms.VOID + "uriSpace", rdf.string(site().base))
    for [count] in _rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"):
        yield quad(this, terms.VOID + "triples", count)
    for kind, count in _rows("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"):
        yield from _partition(this, "class", kind, "entities", count)
    for predicate, count in _rows("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"):
        yield from _partition(this, "property", predicate, "triples", count)
    wikidata = f'STRSTARTS(STR(?o), "{terms.WD}")'
    for [count] in _rows(f"SELECT (COUNT(*) AS ?n) {{ ?s <{terms.OWL_SAME_AS}> ?o FILTER({wikidata}) }}"):
        links = f"{address}#wikidata"
        yield quad(links, terms.RDF_TYPE, terms.VOID + "Linkset")
        yield quad(links, terms.VOID + "linkPredicate", terms.OWL_SAME_AS)
        yield quad(links, terms.VOID + "subjectsTarget", this)
        yield quad(links, terms.VOID + "objectsTarget", "http://www.wikidata.org/entity/")
        yield quad(links, terms.VOID + "triples", count)


def _partition(dataset: str, of: str, term: rdf.Term, counted: str, count: rdf.Term) -> Iterator[Quad]:
    if isinstance(term, NamedNode):
        part = f"{dataset}-{of}-{term.value.replace('#', '%23').replace('/', '%2F')}"
        yield quad(dataset, f"{terms.VOID}{of}Partition", part)
        yield quad(part, terms.VOID + of, term)
        yield quad(part, terms.VOID + counted, count)


def _rows(query: str) -> list[list[rdf.Term]]:
    """The rows of a query, in the order of its variables."""
    question = Question(query, "application/sparql-results+json", client="description")
    content = b"".join(site().executor.ask(question))
    return rdf.rows(content)
