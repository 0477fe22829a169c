"""Clients that others wrote, over a real socket: SPARQLWrapper, rdflib, curl, Comunica, another server."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, JSONLD, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed, Unauthorized

from kg import rdf, terms, vocab
from kg.endpoint import Site, create_app
from kg.store import open_store
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from tests.endpoint import comunica
from tests.endpoint.conftest import ARMENIA, BASE, GRAPH, QUADS, running

CI = bool(os.environ.get("CI"))
TOKEN = "a-token"
LABEL = f"SELECT ?l {{ <{ARMENIA}> <{terms.RDFS_LABEL}> ?l }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{ARMENIA}> ?p ?o }}"
MANY = 3000
SLOW = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z"
SPARQL_UPDATE = {"Content-Type": "application/sparql-update"}
FEDERATED = """SELECT ?name {{ <{thing}> <{same}> ?there
    SERVICE <{endpoint}> {{ ?here <{same}> ?there ; <{label}> ?name }} }}"""

node = pytest.mark.skipif(not comunica.available() and not CI, reason="needs Node.js and npm")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("clients") / "store"
    with open_store(path, base=BASE) as store:
        store.replace_article(GRAPH, QUADS)
        store.add(rdf.quad(f"{BASE}n/{n}", terms.RDFS_COMMENT, rdf.string(f"ñ {n}")) for n in range(MANY))
    limits = Limits(processes=2, per_client=16, waiting=16, seconds=20)
    with (
        ServedStore.open(path, base=BASE, limits=limits) as served,
        running(create_app(Site(served, base=BASE, token=TOKEN))) as address,
    ):
        yield address


# -- SPARQLWrapper -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_takes_solutions(url: str, form: str, method: str) -> None:
    wrapper = _wrapper(url, LABEL, form)
    wrapper.setMethod(method)
    answer: Any = wrapper.query().convert()
    match form:
        case "json":
            assert answer["results"]["bindings"][0]["l"]["value"] == "Armenia"
        case "xml":
            assert "Armenia" in answer.toxml()
        case _:
            assert b"Armenia" in answer


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper makes one
@pytest.mark.parametrize("form", [TURTLE, RDFXML, JSONLD])
def test_sparqlwrapper_takes_graphs(url: str, form: str) -> None:
    answer: Any = _wrapper(url, CONSTRUCT, form).query().convert()
    graph = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format=form)
    assert len(graph) == 3


@pytest.mark.parametrize(("query", "error"), [("SELECT * {", QueryBadFormed), (SLOW, EndPointInternalError)])
def test_sparqlwrapper_understands_what_went_wrong(url: str, query: str, error: type[Exception]) -> None:
    wrapper = _wrapper(url, query, JSON)
    wrapper.addParameter("timeout", "0.3")
    with pytest.raises((error, OSError)):
        wrapper.query()


def test_sparqlwrapper_writes_with_the_token_alone(url: str) -> None:
    wrapper = SPARQLWrapper(url + "/sparql", updateEndpoint=url + "/update")
    wrapper.setMethod(POST)
    wrapper.setQuery("INSERT DATA { GRAPH <http://a.example/w> { <a:a> <a:b> 1 } }")
    with pytest.raises(Unauthorized):
        wrapper.query()
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    wrapper.query()
    asked = _wrapper(url, "ASK { GRAPH <http://a.example/w> { <a:a> <a:b> 1 } }", JSON)
    answer: Any = asked.query().convert()
    assert answer["boolean"] is True


def _wrapper(url: str, query: str, form: str) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(url + "/sparql")
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    return wrapper


# -- rdflib --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads(url: str, form: str, method: Any) -> None:
    graph = rdflib.Graph(SPARQLStore(url + "/sparql", returnFormat=form, method=method))
    [row] = graph.query(LABEL)
    assert str(row[0]) == "Armenia"  # type: ignore[index]
    assert len(list(graph.triples((None, rdflib.RDFS.comment, None)))) == MANY


def test_rdflib_writes(url: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    store = SPARQLUpdateStore(url + "/sparql", url + "/update", headers=headers)
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("http://a.example/u"))
    triple = (rdflib.URIRef("a:s"), rdflib.URIRef("a:p"), rdflib.Literal("é"))
    graph.add(triple)
    assert triple in graph
    graph.remove(triple)
    assert len(graph) == 0


def test_rdflib_asks_us_from_its_own_query(url: str) -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef("urn:x:1"), rdflib.OWL.sameAs, rdflib.URIRef(terms.WD + "Q0")))
    [row] = graph.query(_federated("urn:x:1", url))
    assert str(row[0]) == "Armenia"  # type: ignore[index]


def _federated(thing: str, url: str) -> str:
    return FEDERATED.format(
        thing=thing, same=terms.OWL_SAME_AS, label=terms.RDFS_LABEL, endpoint=f"{url}/sparql"
    )


# -- curl ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (
            ["-G", "--data-urlencode", f"query={LABEL}", "-d", "format=csv", "{url}/sparql"],
            "l\r\nArmenia\r\n",
        ),
        (
            ["--data-urlencode", f"query={LABEL}", "-H", "Accept: text/csv", "{url}/sparql"],
            "l\r\nArmenia\r\n",
        ),
        (
            ["-H", "Content-Type: application/sparql-query", "-d", LABEL, "{url}/sparql?format=csv"],
            "l\r\nArmenia\r\n",
        ),
        (["-L", "-H", "Accept: application/n-triples", "{url}/id/country/armenia"], f"<{ARMENIA}> "),
        (["--compressed", "-H", "Accept: application/n-triples", "{url}/graphs?default"], f"<{ARMENIA}> "),
        (["-I", "{url}/sparql?query=ASK%7B%7D"], "HTTP/1.1 200 OK"),
        (["-o", "/dev/null", "-w", "%{{http_code}}", "-X", "DELETE", "{url}/graphs?default"], "401"),
        (["-o", "/dev/null", "-w", "%{{http_code}}", "{url}/sparql?query=ASK"], "400"),
        (["-o", "/dev/null", "-w", "%{{http_code}}", "--http1.0", "{url}/sparql?query=ASK%7B%7D"], "200"),
    ],
    ids=["get", "form", "direct", "follow", "compressed", "head", "refused", "malformed", "1.0"],
)
def test_curl(url: str, arguments: list[str], out: str) -> None:
    filled = [part.format(url=url) if "{url}" in part or "{{" in part else part for part in arguments]
    assert out in _curl(*filled)


def test_curl_sends_a_file(url: str, tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<http://a.example/s> <http://a.example/p> 'ü' .")
    to = f"{url}/graphs?graph=http://a.example/curl"
    token = ("-H", f"Authorization: Bearer {TOKEN}")
    status = ("-o", os.devnull, "-w", "%{http_code}")
    assert _curl(*token, *status, "-H", "Content-Type: text/turtle", "-T", str(file), to) == "201"
    assert "ü" in _curl("-H", "Accept: application/n-triples", to)
    assert _curl(*token, *status, "-F", f"x=@{file};type=text/turtle", to) in ("200", "204")
    assert _curl(*token, *status, "-X", "DELETE", to) == "204"


def _curl(*arguments: str) -> str:
    program = shutil.which("curl")
    assert program is not None, "curl is needed"
    done = subprocess.run(
        [program, "-sS", "--noproxy", "*", *arguments], check=True, capture_output=True, timeout=60
    )
    return done.stdout.decode()


# -- Comunica ------------------------------------------------------------------------------------------


@node
def test_comunica_finds_out_what_we_are(url: str) -> None:
    """Told nothing but an address, it reads the description of the service and sends the query whole."""
    [row] = comunica.rows(LABEL, f"{url}/sparql")
    assert row == {"l": "Armenia"}


@node
@pytest.mark.parametrize(
    ("query", "media_type", "out"),
    [
        (CONSTRUCT, "application/n-triples", f"<{ARMENIA}> <{terms.RDF_TYPE}> <{vocab.Country}> ."),
        (f"ASK {{ <{ARMENIA}> ?p ?o }}", "application/sparql-results+json", "true"),
        (f"SELECT (COUNT(*) AS ?n) {{ ?s <{terms.RDFS_COMMENT}> ?o }}", "text/csv", str(MANY)),
    ],
    ids=["construct", "ask", "count"],
)
def test_comunica_takes_each_form(url: str, query: str, media_type: str, out: str) -> None:
    assert out in comunica.ask(query, f"sparql@{url}/sparql", media_type=media_type)


# -- another server ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """Oxigraph's own server, in memory."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None and not CI:
        pytest.skip("needs oxigraph (PyPI)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen([str(program), "serve", "--bind", place], stderr=subprocess.DEVNULL) as server:
        try:
            yield _answering(f"http://{place}")
        finally:
            server.kill()


def _answering(url: str) -> str:
    for _ in range(200):
        try:
            httpx.get(url + "/query?query=ASK%7B%7D").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return url
    raise AssertionError(f"{url} does not answer")


def test_another_server_asks_us(url: str, oxigraph: str) -> None:
    data = f"INSERT DATA {{ <urn:x:1> <{terms.OWL_SAME_AS}> <{terms.WD}Q0> }}"
    httpx.post(f"{oxigraph}/update", content=data, headers=SPARQL_UPDATE).raise_for_status()
    answer = httpx.get(
        f"{oxigraph}/query",
        params={"query": _federated("urn:x:1", url)},
        headers={"Accept": "application/sparql-results+json"},
        timeout=30,
    )
    assert [row["name"]["value"] for row in json.loads(answer.text)["results"]["bindings"]] == ["Armenia"]


@node
def test_comunica_joins_ours_with_another_server(url: str, oxigraph: str) -> None:
    data = f"INSERT DATA {{ <urn:x:2> <{terms.OWL_SAME_AS}> <{terms.WD}Q0> }}"
    httpx.post(f"{oxigraph}/update", content=data, headers=SPARQL_UPDATE).raise_for_status()
    same = f"<{terms.OWL_SAME_AS}>"
    query = f"SELECT ?n {{ <urn:x:2> {same} ?there . ?here {same} ?there ; <{terms.RDFS_LABEL}> ?n }}"
    found = comunica.rows(query, f"sparql@{url}/sparql", f"sparql@{oxigraph}/query")
    assert found == [{"n": "Armenia"}]
