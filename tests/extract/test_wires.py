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
    "mentions": (0.875, 0.851),
    "entities": (0.894, 0.873),
    "entity types": (0.879, 0.810),
    "relations": (0.705, 0.627),
    "event detection": (0.885, 0.840),
    "event type": (0.846, 0.816),
    "event + actors": (0.575, 0.540),
    "event + actors + targets": (0.417, 0.387),
    "world events": (0.796, 0.746),
    "verbal events": (0.901, 0.899),
    "attribution": (0.828, 0.780),
    "casualties": (0.855, 0.920),
    "event date": (0.646, 0.549),
    "event place": (0.466, 0.370),
    "event status": (0.889, 0.872),
    "claimed by": (0.564, 0.426),
    "about": (0.520, 0.454),
    "content": (0.893, 0.871),
    "casualty source": (0.859, 0.785),
    "headline": (0.757, 0.734),
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
