"""How fast queries are answered over HTTP, beside others on the same data: `python -m tests.bench.serving`.

A million statements of `tests.bench.synthetic` are served by

    kg serve                     as it comes, its result cache off but where it says otherwise
    oxigraph serve               Oxigraph's own server (PyPI `oxigraph`) on a checkpoint of the same database
    oxigraph serve, optimized    the same after `oxigraph optimize`, which `kg serve` does by itself
    rdflib-endpoint              (PyPI) what suits it best: the default graph alone, in its memory
    rdflib-endpoint, N-Quads     `rdflib-endpoint serve` with the whole dump, as its users would start it

All are asked in turn, so that they see the same machine; the least of several runs counts. Options:
`--statements N`, `--folder DIR` to keep the store for the next time, `--without NAME` to leave a server out,
`--settle SECONDS` to wait for until servers have done what they do after their start. Figures are in
docs/operate.md.
"""

import argparse
import http.client
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import urlencode

from kg import rdf, terms, vocab
from kg.store import open_store
from tests.bench.synthetic import MILLION, Statements, make

OURS, CACHED, NATIVE, PYTHON = "kg serve", "kg serve, cached", "oxigraph serve", "rdflib-endpoint"
OPTIMIZED, QUADS = f"{NATIVE}, optimized", f"{PYTHON}, N-Quads"
JSON: Final = "application/sparql-results+json"
CONNECTIONS: Final = 16
SECONDS: Final = 5.0
PATIENCE: Final = 1800.0
SLOW: Final = 2.0
"""Seconds of an answer of which two runs are enough; of a small one a tenth."""
AGGREGATE: Final = f"""SELECT ?kind ?month (COUNT(?event) AS ?events) (AVG(?sure) AS ?mean) {{
    ?event <{vocab.startDate}> ?day ; a ?kind ; <{vocab.confidence}> ?sure
    BIND(SUBSTR(STR(?day), 1, 7) AS ?month) }}
    GROUP BY ?kind ?month ORDER BY ?month ?kind"""
"""What happened in each month: all events are read."""
LARGE: Final = f"""SELECT ?mention ?begin ?words ?entity {{
    ?mention <{terms.NIF_BEGIN_INDEX}> ?begin ; <{terms.NIF_ANCHOR_OF}> ?words ;
        <{terms.ITSRDF_TA_IDENT_REF}> ?entity }} LIMIT 48000"""
"""Some 16 MB of JSON."""


def page_query(iri: str) -> str:
    """What our page of an entity asks under "Events and claims", with its name and class."""
    return f"""SELECT ?name ?class ?as ?event ?kind ?day ?status ?sentence WHERE {{
        VALUES ?as {{ <{vocab.actor}> <{vocab.target}> <{vocab.place}> <{vocab.claimedBy}> }}
        <{iri}> a ?class ; <{terms.RDFS_LABEL}> ?name .
        ?event ?as <{iri}> ; a ?kind ; <{vocab.sentence}> ?sentence .
        OPTIONAL {{ ?event <{vocab.startDate}> ?day }}
        OPTIONAL {{ ?event <{vocab.status}> ?status }} }} ORDER BY DESC(?day) ?event ?as"""


def entity_query(iri: str) -> str:
    """What a page shows of an entity: its name, its class, and its latest events with whom they concern."""
    return f"""SELECT ?name ?class ?event ?kind ?day ?status ?other WHERE {{
        <{iri}> a ?class ; <{terms.RDFS_LABEL}> ?name .
        ?event <{vocab.actor}> <{iri}> ; a ?kind ; <{vocab.startDate}> ?day ; <{vocab.status}> ?status ;
            <{vocab.target}>/<{terms.RDFS_LABEL}> ?other }} ORDER BY DESC(?day) LIMIT 20"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers on a port of this machine."""

    name: str
    port: int
    path: str

    def connect(self) -> http.client.HTTPConnection:
        """A connection that stays open."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds to the first byte and to the last one, and bytes."""

    first: float
    whole: float
    size: int


def ask(connection: http.client.HTTPConnection, path: str, query: str) -> Taken:
    """One query; nothing is compressed."""
    began = time.perf_counter()
    connection.request("GET", f"{path}?{urlencode({'query': query})}", headers={"Accept": JSON})
    response = connection.getresponse()
    first = response.read(1)
    at = time.perf_counter() - began
    rest = response.read()
    if response.status != 200:
        raise RuntimeError(f"{response.status} {(first + rest)[:300]!r}")
    return Taken(at, time.perf_counter() - began, len(first) + len(rest))


# -- servers -------------------------------------------------------------------------------------------


@contextmanager
def started(name: str, path: str, command: Sequence[str], **environment: str) -> Iterator[Server]:
    """A server as a process of its own, until the block ends; PORT in the command is its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    filled = [part.replace("PORT", str(port)) for part in command]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(filled, stdout=quiet, stderr=quiet, env={**os.environ, **environment}) as running:
        try:
            server = Server(name, port, path)
            _wait(server, running)
            yield server
        finally:
            running.terminate()
            running.wait(30)


def _wait(server: Server, running: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if running.poll() is not None:
            raise RuntimeError(f"{server.name} ended with {running.returncode}")
        try:
            with closing(server.connect()) as connection:
                ask(connection, server.path, "ASK { ?s ?p ?o }")
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError(f"{server.name} does not answer")


def servers(folder: Path, without: Sequence[str]) -> Iterator[tuple[str, str, list[str], dict[str, str]]]:
    """Name, path, command and environment of each."""
    beside = Path(sys.executable).parent
    serve = [sys.executable, "-m", "kg", "serve", "--port", "PORT"]
    yield OURS, "/sparql", serve, {"KG_STORE": str(folder / "kg"), "KG_CACHE": "0"}
    for name, database in ((NATIVE, "oxigraph"), (OPTIMIZED, "optimized")):
        if name not in without:
            options = ["serve", "-l", str(folder / database), "-b", "127.0.0.1:PORT"]
            yield name, "/query", [f"{beside}/oxigraph", *options], {}
    for name, file in ((PYTHON, "default.nt"), (QUADS, "all.nq")):
        if name not in without:
            options = ["serve", "--host", "127.0.0.1", "--port", "PORT"]
            yield name, "/", [f"{beside}/rdflib-endpoint", *options, str(folder / file)], {}


def prepare(folder: Path, count: int) -> None:
    """The store, two checkpoints of its database, its default graph and all of it as files."""
    if (folder / "all.nq").exists():
        return
    if not (folder / "kg").exists():
        make(folder / "kg", count)
    python = [sys.executable, "-c"]
    for name in ("oxigraph", "optimized"):
        shutil.rmtree(folder / name, ignore_errors=True)
        subprocess.run([*python, _CHECKPOINT, str(folder / "kg"), str(folder / name)], check=True)
    subprocess.run([*python, _OPTIMIZE, str(folder / "optimized")], check=True)
    with open_store(folder / "kg") as store, (folder / "default.nt").open("w", encoding="utf-8") as file:
        for quad in store.quads():
            if isinstance(quad.graph_name, rdf.DefaultGraph):
                file.write(f"{quad.triple} .\n")
    whole = ["export", "--store", str(folder / "kg"), "-o", str(folder / "all.nq")]
    subprocess.run([sys.executable, "-m", "kg", *whole], check=True)


_CHECKPOINT: Final = """
import sys
from pathlib import Path
from kg.store import open_store
with open_store(Path(sys.argv[1])) as store:
    store.engine.backup(sys.argv[2])
"""
_OPTIMIZE: Final = """
import sys, pyoxigraph
store = pyoxigraph.Store(sys.argv[1])
store.optimize()
store.flush()
"""


# -- work ----------------------------------------------------------------------------------------------


def least(found: Sequence[Server], queries: Sequence[str], runs: int) -> dict[str, Taken]:
    """The least time of each server for the queries, asked in turn; a slow one is asked twice."""
    taken: dict[str, list[Taken]] = {server.name: [] for server in found}
    for number in range(runs):
        for server in found:
            if number > 1 and taken[server.name][-1].whole > SLOW:
                continue
            with closing(server.connect()) as connection:  # an idle one may be closed meanwhile
                taken[server.name].append(ask(connection, server.path, queries[number % len(queries)]))
    return {
        name: Taken(min(t.first for t in every), min(t.whole for t in every), max(t.size for t in every))
        for name, every in taken.items()
    }


def quickest(found: Sequence[Server], queries: Sequence[str], runs: int) -> dict[str, float]:
    """The median over small queries of the least time of each server, in seconds; asked in turn.

    The least over all queries would be that of the emptiest answer.
    """
    least: dict[str, list[float]] = {server.name: [] for server in found}
    with ExitStack() as stack:
        open_ones = [(server, stack.enter_context(closing(server.connect()))) for server in found]
        for query in queries:
            taken: dict[str, list[float]] = {server.name: [] for server in found}
            for number in range(runs):
                for server, one in open_ones:
                    if number < 2 or taken[server.name][-1] < SLOW / 10:
                        taken[server.name].append(ask(one, server.path, query).whole)
            for name, times in taken.items():
                least[name].append(min(times))
    return {name: median(every) for name, every in least.items()}


def throughput(server: Server, queries: Sequence[str]) -> float:
    """Requests per second over 16 connections, kept by two processes."""
    with get_context("fork").Pool(2) as pool:
        half = CONNECTIONS // 2
        counted = pool.starmap(_hammer, [(server, list(queries[n::2]), half) for n in range(2)])
    return sum(counted) / SECONDS


def _hammer(server: Server, queries: list[str], connections: int) -> int:
    counts = [0] * connections
    end = time.monotonic() + SECONDS

    def work(place: int) -> None:
        mine = random.Random(place)
        with closing(server.connect()) as connection:
            while time.monotonic() < end:
                ask(connection, server.path, mine.choice(queries))
                counts[place] += 1

    threads = [threading.Thread(target=work, args=(place,)) for place in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def pages(statements: Statements) -> list[str]:
    """Entity queries, of all kinds of entities."""
    known = [entity.value for entity, _, _ in statements.entities]
    return [page_query(iri) for iri in random.Random(1).sample(known, 40)]


def report(found: Sequence[Server], statements: Statements) -> Iterator[str]:
    """The lines of the table: what, then each server with its ratio to ours."""
    known = [entity.value for entity, _, _ in statements.entities]
    small = [entity_query(iri) for iri in known[len(known) // 20 :]]  # the few are in thousands of events
    random.Random(1).shuffle(small)
    for what, queries in (("entity query, ms", pages(statements)), ("its latest 20 events, ms", small[:60])):
        yield line(what, {name: seconds * 1000 for name, seconds in quickest(found, queries, 8).items()})
    aggregate = least(found, [AGGREGATE], 5)
    yield line("aggregate, ms", {name: taken.whole * 1000 for name, taken in aggregate.items()})
    large = least(found, [LARGE], 5)
    size = large[OURS].size / 1e6
    yield line(f"{size:.0f} MB result, ms", {name: taken.whole * 1000 for name, taken in large.items()})
    yield line("its first byte, ms", {name: taken.first * 1000 for name, taken in large.items()})
    rates = {server.name: throughput(server, small) for server in found}
    yield line("small queries, per second", rates)


def line(what: str, figures: dict[str, float]) -> str:
    ours = figures[OURS]
    parts = [f"{name} {value:9.2f} ({value / ours:6.2f}×)" for name, value in figures.items()]
    return f"{what:28} " + "   ".join(parts)


def cached(folder: Path, statements: Statements) -> Iterator[str]:
    """The same small queries again and again, from the result cache."""
    queries = [entity_query(entity.value) for entity, _, _ in statements.entities[-20:]] + [AGGREGATE]
    _, path, command, environment = next(servers(folder, ()))
    with started(CACHED, path, command, **{**environment, "KG_CACHE": "64"}) as server:
        least([server], queries, len(queries) * 2)
        taken = least([server], [AGGREGATE], 50)[CACHED].whole
        yield f"{'aggregate from the cache, ms':28} {taken * 1000:.2f}"
        page = quickest([server], pages(statements), 8)[CACHED]
        yield f"{'entity from the cache, ms':28} {page * 1000:.2f}"
        yield f"{'from the cache, per second':28} {throughput(server, queries):.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--statements", type=int, default=MILLION)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--settle", type=float, default=30.0)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="kg-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    statements = Statements(given.statements)
    try:
        prepare(folder, given.statements)
        with ExitStack() as stack:
            found = [
                stack.enter_context(started(name, path, command, **environment))
                for name, path, command, environment in servers(folder, given.without)
            ]
            time.sleep(given.settle)
            for line in report(found, statements):
                print(line, flush=True)
        for line in cached(folder, statements):
            print(line, flush=True)
    finally:
        if given.folder is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
