"""The whole flow as its users run it: real processes, files and stores, whatever their order and fate."""

import json
import re
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from kg import rdf, terms
from kg.mapping import Mint
from kg.settings import data_dir
from kg.store import open_graph, open_store
from tests.command import KG, environment, kg

ENTITIES = rdf.iri(Mint().entities)
LABEL = rdf.iri(terms.RDFS_LABEL)
FEW = 400_000
"""Bytes that a few of these articles leave in the log of a database, at about 150 kB each."""

SIDES = ["Chile", "Peru", "Kenya", "Ghana", "Norway", "Finland", "Nepal", "Laos", "Cuba", "Malta"]
TEXT = """ date 2024-01-09 OSLO: Norway attacked Sweden on Monday. Turkish President Recep Tayyip Erdogan \
condemned the attack and urged Norway to withdraw its troops from Kiruna.

Sweden’s defence ministry said three soldiers were killed and at least 12 wounded. Norway denied it.
"""
PAGE = """<!doctype html><html lang="en"><head><title>A border in flames</title>
<meta property="article:published_time" content="2024-01-10"></head>
<body><nav><a href="/">Home</a></nav><article>
<h1>A border in flames</h1>
<p>STOCKHOLM: Norway attacked Sweden on Monday, in the first war of the two kingdoms for two centuries.</p>
<p>The President of Turkey, Recep Tayyip Erdoğan, offered to host talks between Norway and Sweden in Ankara. \
Residents of Kiruna said four people had been killed 😀 in the shelling.</p>
<p>The United Nations called on both countries to agree to a ceasefire, and sent food to the town.</p>
</article></body></html>
"""


def record(number: int) -> dict[str, str]:
    """One of many short articles."""
    accuser, accused = SIDES[number % 10], SIDES[(number * 3 + 1) % 10]
    text = f"{accuser} accused {accused} on Monday of shelling a village, killing {number + 2} soldiers."
    return {"id": f"wire-{number:02}", "text": text, "published": "2024-01-09", "publisher": "Wire"}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles of every kind, a few of them odd."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "north.txt").write_text(TEXT, encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    records = [record(number) for number in range(14)]
    odd = [
        records[3],
        {**records[4], "id": "again"},
        {**records[5], "text": "Peru praised Chile."},
        {"id": "x"},
    ]
    lines = [json.dumps(line) for line in (*records, *odd)]
    (folder / "wire.jsonl").write_text("\n".join([*lines[:5], "{", *lines[5:]]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def extracted(news: Path) -> Path:
    """What one process makes of it."""
    done = kg(
        "extract", "north.txt", "page.html", "wire.jsonl", "-o", "all.nq", folder=news, PYTHONHASHSEED="1"
    )
    assert done.returncode == 1, "a record has no text"
    assert done.stderr.splitlines()[0] == "1 document skipped: broken record"
    return news / "all.nq"


@pytest.fixture(scope="module")
def store(news: Path) -> Path:
    """A store that several processes filled, in an order of their own, some articles twice."""
    for inputs in (["page.html", "wire.jsonl"], ["wire.jsonl", "north.txt"]):
        assert kg("ingest", *inputs, "--store", "store", folder=news).returncode == 1
    return news / "store"


def told(path: Path) -> list[rdf.Quad]:
    """What a store says of articles: without the times of the runs and the definitions of terms."""
    with open_store(path) as store:
        kept = {rdf.DEFAULT_GRAPH, *map(rdf.iri, (*store.articles(), *store.names.shared))}
        return rdf.canonical(item for item in store.quads() if item.graph_name in kept)


def test_the_same_bytes_whatever_the_order_the_workers_and_the_hashes(news: Path, extracted: Path) -> None:
    arguments = ["wire.jsonl", "page.html", "north.txt", "--workers", "2"]
    assert kg("extract", *arguments, "-o", "again.nq", folder=news, PYTHONHASHSEED="2").returncode == 1
    assert (news / "again.nq").read_bytes() == extracted.read_bytes()


def test_a_store_holds_the_same_whatever_the_order_and_however_often(store: Path, extracted: Path) -> None:
    expected = rdf.canonical(rdf.parse(extracted))
    assert told(store) == expected
    labels = [q.subject for q in expected if q.graph_name == ENTITIES and q.predicate == LABEL]
    assert len(labels) == len(set(labels)) > 10


def test_an_ingest_that_is_killed_and_run_again_leaves_no_trace(news: Path, extracted: Path) -> None:
    store = news / "killed"
    command = [*KG, "ingest", "north.txt", "page.html", "wire.jsonl", "--store", store.name]
    with subprocess.Popen(command, cwd=news, env=environment()) as process:
        while written(store) < FEW and process.poll() is None:
            time.sleep(0.002)
        process.kill()
    assert process.returncode == -signal.SIGKILL, "it ended before it was killed"
    with open_store(store) as opened:
        assert 0 < len(opened.articles()) < 18
    again = kg("ingest", "wire.jsonl", "page.html", "north.txt", "--store", store.name, folder=news)
    assert again.returncode == 1, again.stderr
    assert told(store) == rdf.canonical(rdf.parse(extracted))


def written(store: Path) -> int:
    """Bytes in the log of a store's database."""
    return sum(log.stat().st_size for log in store.glob("versions/*/*.log"))


def test_from_file_to_store_to_file_nothing_is_lost(news: Path, store: Path, extracted: Path) -> None:
    assert (kg("validate", extracted).returncode, kg("validate", "--store", store).returncode) == (0, 0)
    for dump in (("dump.ttl",), ("dump.trig", "--with-runs")):
        assert kg("export", "--store", "store", "-o", *dump, folder=news).returncode == 0
    default = [item for item in rdf.parse(extracted) if item.graph_name == rdf.DEFAULT_GRAPH]
    assert set(rdf.parse(news / "dump.ttl")) == set(default)
    with open_graph(store) as graph:
        everything = set(graph.store.quads())
    assert canonical(rdf.parse(news / "dump.trig")) == canonical(everything)
    assert isomorphic(Graph().parse(news / "dump.ttl"), rdf.to_rdflib(default))


def canonical(quads: Iterable[rdf.Quad]) -> ox.Dataset:
    """The same for isomorphic graphs: definitions of terms have blank nodes."""
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def test_a_server_owns_its_store_and_answers_as_the_command_line_does(news: Path, store: Path) -> None:
    question = "07-countries-in-wikidata"
    asked = kg("query", question, "--store", store, "--format", "csv").stdout
    command = [*KG, "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as server:
        try:
            assert server.stdout is not None
            address = re.findall(r"http://\S+", server.stdout.readline())[0]
            query = (data_dir("seeds") / "queries" / f"{question}.rq").read_text(encoding="utf-8")
            answer = httpx.post(f"{address}sparql", data={"query": query}, headers={"Accept": "text/csv"})
            again = kg("ingest", "north.txt", "--store", "store", folder=news)
        finally:
            server.terminate()
    assert answer.text.splitlines() == asked.splitlines()
    assert len(asked.splitlines()) > 10
    assert (again.returncode, again.stderr) == (0, "")
    assert server.returncode == 0
