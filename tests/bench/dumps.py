"""Loading and dumping a million statements, against Oxigraph: `python -m tests.bench.dumps [COUNT]`.

Both sides run as processes of their own, in turn, on one file and disk. Printed: seconds by the clock and
of the processor, their ratios to the command of the PyPI package `oxigraph`, and the most memory of ours.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.export import export
from tests.bench.statements import Statements

RUNS = 3
OXIGRAPH = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
MEMORY = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
LOAD = (
    """
import sys; from pathlib import Path; from kg.store import open_store
with open_store(Path(sys.argv[2])) as store: store.load(Path(sys.argv[1]))
"""
    + MEMORY
)
DUMP = (
    """
import sys; from pathlib import Path; from kg.export import export; from kg.store import StoreLines
from kg.store.graphs import BASE
export(StoreLines.of(Path(sys.argv[1])), Path(sys.argv[2]), BASE)
"""
    + MEMORY
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a process took: seconds by the clock, of the processor; MiB at most, where it says so."""

    clock: float
    processor: float
    memory: float

    def __str__(self) -> str:
        memory = f"  {self.memory:6.0f} MiB" if self.memory else ""
        return f"{self.clock:6.1f} s  {self.processor:6.1f} s of processor{memory}"


def taken(*command: str) -> Taken:
    """Run a command to its end."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    with process.stdout as output:
        told = output.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Taken(time.monotonic() - began, used.ru_utime + used.ru_stime, int(told or 0) / 1024)


def compared(name: str, bar: float, theirs: Callable[[], Taken], ours: Callable[[], Taken]) -> Iterator[str]:
    """The least of several runs of each."""
    pairs = [(theirs(), ours()) for _ in range(RUNS)]
    one, other = (min((pair[side] for pair in pairs), key=lambda t: t.processor) for side in (0, 1))
    clocks = [min(pair[side].clock for pair in pairs) for side in (0, 1)]
    yield f"{name}: oxigraph {one}"
    yield f"{name}: ours     {other}"
    ratios = clocks[1] / clocks[0], other.processor / one.processor
    yield f"{name}: {ratios[0]:.2f} by the clock, {ratios[1]:.2f} of the processor (bar {bar})"


def main(count: int) -> None:
    """Prints each comparison."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for line in (*loads(folder, count), *dumps(folder, count)):
            print(line, flush=True)


def loads(folder: Path, count: int) -> Iterator[str]:
    """A dump of everything into an empty store."""
    file, theirs, ours = folder / "all.nq", folder / "theirs", folder / "ours"
    made(Statements(count), file)

    def fresh(path: Path, *command: str) -> Taken:
        shutil.rmtree(path, ignore_errors=True)
        return taken(*command)

    yield from compared(
        "load",
        1.3,
        lambda: fresh(theirs, OXIGRAPH, "load", "--location", str(theirs), "--file", str(file)),
        lambda: fresh(ours, sys.executable, "-c", LOAD, str(file), str(ours)),
    )
    file.unlink()


def dumps(folder: Path, count: int) -> Iterator[str]:
    """A default graph as Turtle, ours sorted."""
    file, database = folder / "all.nt", str(folder / "database")
    made(Statements(2 * count), file)
    taken(OXIGRAPH, "load", "--location", database, "--file", str(file))
    theirs, ours = str(folder / "theirs.ttl"), str(folder / "ours.ttl")
    yield from compared(
        "Turtle dump",
        2.0,
        lambda: taken(OXIGRAPH, "dump", "--location", database, "--file", theirs, "--graph", "default"),
        lambda: taken(sys.executable, "-c", DUMP, database, ours),
    )


def made(source: Statements, file: Path) -> None:
    """Write the statements, and say how many they are."""
    export(source, file, source.base)
    with file.open("rb") as stream:
        print(f"{sum(1 for _ in stream):,} statements, {file.stat().st_size / 1e6:.0f} MB", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
