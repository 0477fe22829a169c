"""Many short articles through `kg extract`, by one process and by two: `python -m tests.bench.scale [N]`.

Printed for each: seconds by the clock and of all processors, articles a second of these, and the resident
size of the parent and of its largest worker when a tenth was read and at the end: flat is what does not grow.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from multiprocessing import active_children
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from kg import pipeline
from kg.assembly import Assembly
from kg.export import export
from kg.settings import load
from kg.sources import Sourced
from tests.bench.texts import documents

COUNTS = (500, 1000, 2000)
LENGTH = 300
"""Characters of an article."""


@dataclass
class Sizes:
    """Resident mebibytes of this process and of its largest child, by article."""

    parent: list[float] = field(default_factory=list)
    worker: list[float] = field(default_factory=list)

    def note(self) -> None:
        """Look at them now."""
        own = Path("/proc/self")
        children = (own / "task" / own.resolve().name / "children").read_text().split()
        self.parent.append(_resident(own))
        self.worker.append(max((_resident(Path("/proc", child)) for child in children), default=0.0))

    def __str__(self) -> str:
        first = len(self.parent) // 10
        parts = [f"parent {self.parent[first]:5.0f} -> {self.parent[-1]:5.0f} MiB"]
        if self.worker[-1]:
            parts.append(f"worker {self.worker[first]:5.0f} -> {self.worker[-1]:5.0f} MiB")
        return "  ".join(parts)


def _resident(process: Path) -> float:
    try:
        return int((process / "statm").read_text().split()[1]) * 4096 / 2**20
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0.0


def short(count: int) -> list[Sourced]:
    """That many articles, each another one and of another day: events of the same day would be joined."""
    first = date(1990, 1, 1)
    return [
        Sourced(
            one.id, replace(one, text=f"{one.text[:LENGTH]} ({one.id})", published=first + timedelta(number))
        )
        for number, one in enumerate(documents(count))
    ]


def run(count: int, workers: int) -> Iterator[str]:
    """What `kg extract` does between its input and its output."""
    settings, sizes = load().model_copy(update={"workers": workers}), Sizes()
    articles = short(count)
    began, used = time.monotonic(), _processor()
    with tempfile.TemporaryDirectory() as folder, Assembly(settings.base_iri) as whole:
        for number, outcome in enumerate(pipeline.article_graphs(articles, settings)):
            if isinstance(outcome, pipeline.ArticleGraph):
                whole.add(outcome.quads)
            if number % 50 == 0:
                sizes.note()
        read = time.monotonic() - began
        export(whole, Path(folder) / "all.nq", settings.base_iri)
        size = (Path(folder) / "all.nq").stat().st_size / 1e6
    taken, used = time.monotonic() - began, _processor() - used
    yield (
        f"{count:6,} articles, {workers} process{'es' if workers > 1 else '  '} {taken:6.1f} s, "
        f"{used:6.1f} s of processors ({taken - read:4.1f} s for the file of {size:.0f} MB)  "
        f"{count / used:5.1f}/s  {sizes}"
    )


def _processor() -> float:
    """Seconds of this process and of its children, which have ended or are about to."""
    for child in active_children():
        child.join()
    return sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def main(counts: list[int]) -> None:
    """Prints a line for each."""
    for workers in (1, 2):
        for count in counts:
            for line in run(count, workers):
                print(line, flush=True)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or list(COUNTS))
