"""Whether anybody notices bad queries: `python -m tests.bench.pings [STATEMENTS]`.

Statements of `tests.bench.synthetic` (200,000 without an argument) are served by `kg serve` with its usual
limits but a time of five seconds. Each bad query is sent once for every process that answers, so that all
are busy; then twice as many stand in line. Meanwhile somebody pings every ten milliseconds, and asks a small
query every tenth time. Printed: milliseconds of the worst and the median ping, the same of the small queries,
what became of the bad ones, and how long after the last of them a small one was answered again. A line
without any bad query says what the machine itself does.
"""

import http.client
import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from tests.bench.serving import Server, started
from tests.bench.synthetic import make
from tests.endpoint.test_hostile import HOSTILE

SECONDS: Final = 5
PROCESSES: Final = 2
EVERY: Final = 0.01
NAMED: Final = (
    *("order by over a cross product", "regular expression", "values", "nested groups"),
    "path over everything",
)
"""The bad queries of which pings have to stay below 100 ms."""


def bad(server: Server, body: bytes, outcomes: list[str]) -> None:
    """Send a query and note what became of it."""
    with closing(server.connect()) as connection:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request("POST", server.path, body, kind)
            answer = connection.getresponse()
            answer.read()
            outcomes.append(str(answer.status))
        except (http.client.HTTPException, OSError):
            outcomes.append("broken off")


def ping(connection: http.client.HTTPConnection, path: str = "/healthz") -> float:
    """Milliseconds until it is answered."""
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} was answered {answer.status}")
    return (time.perf_counter() - began) * 1000


def measured(server: Server, query: str, times: int) -> tuple[list[float], list[float], list[str], float]:
    """Pings and small queries while a query runs so often, what became of it, and a small one behind it."""
    outcomes: list[str] = []
    body = urlencode({"query": query}).encode()  # now: who pings would have to wait for it
    crowd = [threading.Thread(target=bad, args=(server, body, outcomes)) for _ in range(times)]
    pings: list[float] = []
    asked: list[float] = []
    with closing(server.connect()) as connection:
        ping(connection)
        for one in crowd:
            one.start()
        end = time.perf_counter() + SECONDS / 2
        while any(one.is_alive() for one in crowd) or (not crowd and time.perf_counter() < end):
            pings.append(ping(connection))
            time.sleep(EVERY)
            if not len(pings) % 10:
                asked.append(ping(connection, small(server)))
        then = ping(connection, small(server))
        return pings or [ping(connection)], asked or [then], sorted(outcomes), then


def small(server: Server) -> str:
    """Where a small query is answered that nobody has asked before."""
    return f"{server.path}?{urlencode({'query': f'ASK {{}} # {time.time_ns()}'})}"


def main(statements: int) -> None:
    """Print a table: a line for each query and each crowd."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        make(store, statements)
        command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "PORT", "--bare"]
        limits = {"KG_QUERY_SECONDS": str(SECONDS), "KG_QUERY_PROCESSES": str(PROCESSES), "KG_CACHE": "0"}
        with started("kg serve", "/sparql", command, **limits) as server:
            heads = ("worst", "median", "small", "median", "then")
            print(f"{'milliseconds':32}{'crowd':>6}" + "".join(f"{one:>8}" for one in heads) + "  outcomes")
            for name in ("no query", *NAMED):
                for times in (0,) if name == "no query" else (PROCESSES, 3 * PROCESSES):
                    pings, asked, outcomes, then = measured(server, HOSTILE.get(name, ""), times)
                    told = ", ".join(f"{outcomes.count(one)} × {one}" for one in dict.fromkeys(outcomes))
                    figures = (*(f(x) for x in (pings, asked) for f in (max, statistics.median)), then)
                    print(f"{name:32}{times:>6}" + "".join(f"{one:>8.1f}" for one in figures) + f"  {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
