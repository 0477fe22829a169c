"""Discovery: every IRI leads to a page and to data; the endpoint describes itself and its data."""

import httpx
import pytest
import rdflib

from kg import rdf, terms
from kg.endpoint.negotiation import GRAPHS, Offer
from tests.endpoint.conftest import ARMENIA, BASE

EVENT = BASE + "event/a-1:assault-3-9"


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/page/country/armenia"),
        ("text/turtle", "/data/country/armenia.ttl"),
        ("application/ld+json, */*;q=0.1", "/data/country/armenia.jsonld"),
        ("*/*", "/data/country/armenia.ttl"),
        ("application/rdf+xml", "/data/country/armenia.rdf"),
    ],
)
def test_a_thing_leads_to_page_or_data(client: httpx.Client, accept: str, location: str) -> None:
    response = client.get("/id/country/armenia", headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"], response.headers["Vary"]) == (
        303,
        location,
        "Accept",
    )
    assert client.head("/id/country/armenia", headers={"Accept": accept}).status_code == 303


@pytest.mark.parametrize("offer", GRAPHS, ids=lambda offer: offer.name)
def test_data_says_what_is_known_both_ways(client: httpx.Client, offer: Offer) -> None:
    response = client.get(f"/data/country/armenia.{offer.name}")
    quads = list(rdf.parse(response.content, offer.name))
    assert rdf.quad(ARMENIA, terms.RDFS_LABEL, rdf.string("Armenia", "en")) in quads
    assert EVENT in {q.subject.value for q in quads if isinstance(q.subject, rdf.NamedNode)}
    assert 'rel="alternate"' in response.headers["Link"]


def test_a_page_shows_labels_and_links(client: httpx.Client) -> None:
    page = client.get("/page/country/armenia").text
    assert "<h1>Armenia</h1>" in page
    assert 'href="/id/event/a-1:assault-3-9"' in page
    assert 'href="/ontology#Country"' in page
    assert ">has target<" in page


@pytest.mark.parametrize("name", ["country/nowhere", "a%3E%20%3Cb", "%0a", "x%22y", "country/<script>"])
def test_what_is_not_known_is_said_so(client: httpx.Client, name: str) -> None:
    for path in (f"/id/{name}", f"/page/{name}", f"/data/{name}.ttl"):
        response = client.get(path)
        assert response.status_code == 404, path
        assert response.headers["Content-Type"] == "application/problem+json"


def test_the_service_describes_itself(client: httpx.Client, url: str) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.content, format="turtle")
    sd = rdflib.Namespace(terms.SD)
    [service] = graph.subjects(rdflib.RDF.type, sd.Service)
    assert [str(found) for found in graph.objects(service, sd.endpoint)] == [f"{url}/sparql"]
    languages = set(graph.objects(service, sd.supportedLanguage))
    assert languages == {sd.SPARQL11Query}  # it was started without a token
    assert len(set(graph.objects(service, sd.resultFormat))) == 10
    for part, kind in ((sd.defaultDataset, sd.Dataset),):
        assert kind in set(graph.objects(graph.value(service, part), rdflib.RDF.type))


def test_reads_are_open_to_pages_elsewhere(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://a.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
