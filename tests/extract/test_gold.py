"""The annotated articles of the benchmark through the real command: figures that must not fall.

Figures come from the benchmark's own scorer. A floor is a figure that was reached, less 0.01 for what
moves by chance; whoever reaches more raises it.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import kg

FLOORS = {
    "mentions": 0.957,
    "entities": 0.969,
    "entity types": 0.970,
    "relations": 0.904,
    "event detection": 0.901,
    "event type": 0.900,
    "event + actors": 0.738,
    "event + actors + targets": 0.615,
    "world events": 0.848,
    "verbal events": 0.949,
    "attribution": 0.913,
    "casualties": 0.983,
    "Wikidata link": 0.968,
    "no wrong link": 0.990,
    "event date": 0.881,
    "event place": 0.770,
    "event status": 0.941,
    "claimed by": 0.905,
    "about": 0.630,
    "content": 0.916,
    "casualty source": 0.990,
    "headline": 0.880,
}
"""All annotated articles together."""
SEED = {
    "entities": 0.92,
    "relations": 0.90,
    "event type": 0.85,
    "event + actors + targets": 0.70,
    "attribution": 0.92,
    "casualties": 1.0,
    "Wikidata link": 1.0,
    "no wrong link": 1.0,
}
"""The article of seeds/."""


@pytest.fixture(scope="module")
def graph(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of all annotated articles."""
    folder = tmp_path_factory.mktemp("gold")
    documents = scorer(shared, "--docs", shared / "bench" / "gold")
    (folder / "gold.jsonl").write_text(documents, encoding="utf-8")
    done = kg("extract", "gold.jsonl", "-o", "gold.nq", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "gold.nq"


@pytest.mark.parametrize(
    ("floors", "only"), [(FLOORS, ()), (SEED, ("--only", "dev-seed"))], ids=["all", "seed"]
)
def test_no_figure_falls(shared: Path, graph: Path, floors: dict[str, float], only: tuple[str, ...]) -> None:
    found = figures(scorer(shared, shared / "bench" / "gold", graph, *only))
    fallen = {name: (found[name], floor) for name, floor in floors.items() if found[name] < floor}
    assert fallen == {}, "figure -> found, floor"


def scorer(shared: Path, *arguments: object) -> str:
    """What the scorer of the benchmark prints."""
    command = [sys.executable, str(shared / "bench" / "score.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def figures(report: str) -> dict[str, float]:
    """Name -> F1, or the share of hits, of each line of a report."""
    lines = re.findall(r"^(\S.*?)  +(?:.*F1 )?(\d\.\d+)", report, re.MULTILINE)
    return {name: float(value) for name, value in lines}
