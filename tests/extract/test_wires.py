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
    "mentions": (0.865, 0.844),
    "entities": (0.905, 0.878),
    "entity types": (0.884, 0.783),
    "relations": (0.736, 0.633),
    "event detection": (0.903, 0.847),
    "event type": (0.871, 0.835),
    "event + actors": (0.619, 0.576),
    "event + actors + targets": (0.492, 0.440),
    "world events": (0.825, 0.751),
    "verbal events": (0.918, 0.915),
    "attribution": (0.847, 0.788),
    "casualties": (0.866, 0.913),
    "event date": (0.708, 0.520),
    "event place": (0.471, 0.403),
    "event status": (0.908, 0.902),
    "claimed by": (0.613, 0.490),
    "about": (0.567, 0.449),
    "content": (0.923, 0.893),
    "casualty source": (0.886, 0.796),
    "headline": (0.786, 0.748),
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
