"""Articles written and annotated for these tests, by the guide of the benchmark: figures that must not fall.

Those of `wires/unread` tell how well texts are read that no rule was made with; they were annotated
before anything was read out of them. Whoever works on the rules reads those of `wires/read` alone.
"""

from pathlib import Path

import pytest

from tests.command import kg
from tests.extract.test_gold import figures, scorer

WIRES = Path(__file__).parent / "wires"
FLOORS = {
    "mentions": (0.876, 0.854),
    "entities": (0.895, 0.877),
    "entity types": (0.881, 0.824),
    "relations": (0.705, 0.628),
    "event detection": (0.890, 0.856),
    "event type": (0.853, 0.825),
    "event + actors": (0.585, 0.547),
    "event + actors + targets": (0.427, 0.397),
    "world events": (0.809, 0.767),
    "verbal events": (0.903, 0.895),
    "attribution": (0.832, 0.780),
    "casualties": (0.855, 0.920),
    "event date": (0.644, 0.559),
    "event place": (0.466, 0.411),
    "event status": (0.888, 0.870),
    "claimed by": (0.577, 0.423),
    "about": (0.535, 0.490),
    "content": (0.896, 0.871),
    "casualty source": (0.859, 0.798),
    "headline": (0.761, 0.738),
}
"""Of `read` and of `unread`: what was reached, less 0.01."""


@pytest.mark.parametrize(("part", "of"), [("read", 0), ("unread", 1)])
def test_no_figure_falls(shared: Path, tmp_path: Path, part: str, of: int) -> None:
    documents = scorer(shared, "--docs", WIRES / part)
    (tmp_path / "wires.jsonl").write_text(documents, encoding="utf-8")
    done = kg("extract", "wires.jsonl", "-o", "wires.nq", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = figures(scorer(shared, WIRES / part, tmp_path / "wires.nq"))
    fallen = {name: (found[name], floor[of]) for name, floor in FLOORS.items() if found[name] < floor[of]}
    assert fallen == {}, "figure -> found, floor"
