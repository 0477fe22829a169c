"""What linking costs, as ratios of runs on one machine: `python -m tests.bench.linking`.

Printed: linking (with the second judgement, by the graph) as a share of reading, by processor time, the least
of several runs; how long a new process takes to open the compiled base, and what it takes. Figures are
in docs/linking.md.
"""

import subprocess
import sys

from kg import mapping
from kg.extract import Reader
from kg.knowledge import open_knowledge
from kg.link import link
from kg.mapping import BASE
from kg.relink import confirmed
from kg.settings import load
from tests.bench.speed import least
from tests.bench.texts import documents

ARTICLES = 40
_OPEN = """
import pathlib, re, time
import kg.knowledge
began = time.perf_counter()
base = kg.knowledge.open_knowledge()
base.named("Baku")
taken = time.perf_counter() - began
status = pathlib.Path("/proc/self/status").read_text()
print(taken * 1000, int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024)
"""


def opening() -> tuple[float, float]:
    """(milliseconds, MiB of the whole process) to open the base and look a name up, the least of five."""
    runs = [
        tuple(map(float, subprocess.run([sys.executable, "-c", _OPEN], capture_output=True, text=True,
                                        check=True).stdout.split()))
        for _ in range(5)
    ]  # fmt: skip
    milliseconds, mebibytes = (min(column) for column in zip(*runs, strict=True))
    return milliseconds, mebibytes


def main() -> None:
    """Measures and prints."""
    knowledge = open_knowledge()
    reader, found = Reader(load().model, knowledge), documents(ARTICLES)
    readings = list(reader.read_all(found))
    linked = [link(reading, knowledge) for reading in readings]
    graphs = [tuple(mapping.quads(one)) for one in linked]
    taken = least(
        {
            "reading": lambda: list(reader.read_all(found)),
            "linking": lambda: [link(reading, knowledge) for reading in readings],
            "confirming": lambda: [
                confirmed(one, graph, knowledge, BASE) for one, graph in zip(linked, graphs, strict=True)
            ],
        },
        runs=3,
    )
    added = taken["linking"] + taken["confirming"]
    print(
        f"linking adds {added / taken['reading']:.1%} to reading "
        f"({taken['linking'] / taken['reading']:.1%}, and {taken['confirming'] / taken['reading']:.1%} for "
        f"the judgement by the graph), {1000 * added / ARTICLES:.1f} ms an article"
    )
    milliseconds, mebibytes = opening()
    print(f"the base opens in {milliseconds:.0f} ms; a process with it takes {mebibytes:.0f} MiB")


if __name__ == "__main__":
    main()
