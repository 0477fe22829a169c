"""How large answers travel: `python -m tests.bench.streaming`.

Printed for answers of about 16 and 160 MB of JSON through `kg serve` without a cache: milliseconds until the
first byte of the body, seconds until the last, and the resident memory of the server with its processes,
in MiB: before, and how much more it was meanwhile at most. It does not grow with the answer.
"""

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx

from kg import rdf, terms
from kg.store import open_store
from tests.command import KG, environment

ROWS = 145_000
RUNS = 7
SETTLE = 20.0
"""Seconds in which the server merges the files of the new store."""
SMALL = f"SELECT ?s ?o {{ ?s <{terms.RDFS_LABEL}> ?o }}"
LARGE = f"SELECT ?s ?o {{ VALUES ?n {{ 1 2 3 4 5 6 7 8 9 10 }} ?s <{terms.RDFS_LABEL}> ?o }}"


def resident(process: int) -> Iterator[float]:
    """MiB of a process and of all that it started."""
    with suppress(OSError):  # a process or thread that has just ended
        yield int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from resident(int(child))


class Watch:
    """The most memory that a server and its processes take while the block runs."""

    def __init__(self, process: int) -> None:
        self.before = self.most = sum(resident(process))
        self._process, self._ended = process, threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.01):
            self.most = max(self.most, sum(resident(self._process)))


def fetched(client: httpx.Client, query: str) -> tuple[float, float, int]:
    """Milliseconds until the first byte, seconds until the last, and bytes."""
    began, first, size = time.perf_counter(), 0.0, 0
    headers = {"Accept": "application/sparql-results+json", "Accept-Encoding": "identity"}
    with client.stream("POST", "sparql", data={"query": query}, headers=headers) as answer:
        for block in answer.iter_raw():
            first = first or time.perf_counter() - began
            size += len(block)
    return first * 1000, time.perf_counter() - began, size


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        with open_store(folder) as store:
            store.add(
                rdf.quad(f"https://example.org/thing/{n}", terms.RDFS_LABEL, rdf.string(f"a thing {n}"))
                for n in range(ROWS)
            )
        command = [*KG, "serve", "--store", folder, "--port", "0", "--bare"]
        env = environment(KG_CACHE="0")
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as server:
            try:
                assert server.stdout is not None
                address = server.stdout.readline().split()[1]
                time.sleep(SETTLE)
                with httpx.Client(base_url=address, timeout=120) as client:
                    for query in (SMALL, LARGE):
                        print(measured(client, query, server.pid), flush=True)
            finally:
                server.terminate()


def measured(client: httpx.Client, query: str, process: int) -> str:
    """The line for one query."""
    fetched(client, query)
    with Watch(process) as watch:
        found = [fetched(client, query) for _ in range(RUNS if query == SMALL else 1)]
    first, whole = (statistics.median(one[part] for one in found) for part in (0, 1))
    return (
        f"{found[0][2] / 1e6:6.1f} MB  first byte {first:6.1f} ms  whole {whole:6.2f} s  "
        f"memory {watch.before:6.1f} MiB + {watch.most - watch.before:.1f}"
    )


if __name__ == "__main__":
    main()
