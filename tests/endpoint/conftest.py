"""A real server on a free port, over a store with a little of everything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
from flask import Flask

from kg import rdf, terms, vocab
from kg.endpoint import Site, create_app
from kg.endpoint.server import make_server
from kg.store import open_store
from kg.store.pool import Limits
from kg.store.serving import ServedStore

BASE = "https://example.org/id/"
GRAPH = BASE + "graph/a-1"
ARMENIA = BASE + "country/armenia"
QUADS = [
    rdf.quad(ARMENIA, terms.RDF_TYPE, vocab.Country, GRAPH),
    rdf.quad(ARMENIA, terms.RDFS_LABEL, rdf.string("Armenia", "en"), GRAPH),
    rdf.quad(ARMENIA, terms.OWL_SAME_AS, terms.WD + "Q0", GRAPH),
    rdf.quad(BASE + "event/a-1:assault-3-9", vocab.target, ARMENIA, GRAPH),
]
EXAMPLE = """# title: Which countries are there?
# description: Their names,
#   as the article has them.
SELECT ?country ?name { ?country a <https://w3id.org/conflict-news/ontology#Country> ;
  <http://www.w3.org/2000/01/rdf-schema#label> ?name }
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedStore]:
    path = tmp_path_factory.mktemp("endpoint") / "store"
    with open_store(path, base=BASE) as store:
        store.replace_article(GRAPH, QUADS)
        store.add(rdf.quad(f"{BASE}n/{n}", terms.RDFS_LABEL, rdf.integer(n)) for n in range(3000))
    limits = Limits(processes=2, waiting=4, per_client=4, seconds=10, memory=1 << 30)
    with ServedStore.open(path, base=BASE, limits=limits) as opened:
        yield opened


@pytest.fixture(scope="module")
def url(served: ServedStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server is."""
    queries = tmp_path_factory.mktemp("queries")
    (queries / "countries.rq").write_text(EXAMPLE)
    with running(create_app(Site(served, base=BASE, queries=queries))) as address:
        yield address


@contextmanager
def running(app: Flask) -> Iterator[str]:
    """An application on a free port, until the block ends."""
    server = make_server(app, "127.0.0.1", 0)

    def run() -> None:
        with suppress(OSError, ValueError):  # of sockets that close() took from under its loop
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.close()
        thread.join(5)


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=30) as opened:
        yield opened
