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
    "mentions": (0.878, 0.854),
    "entities": (0.898, 0.878),
    "entity types": (0.886, 0.827),
    "relations": (0.726, 0.632),
    "event detection": (0.890, 0.861),
    "event type": (0.853, 0.832),
    "event + actors": (0.590, 0.554),
    "event + actors + targets": (0.433, 0.401),
    "world events": (0.809, 0.776),
    "verbal events": (0.904, 0.900),
    "attribution": (0.835, 0.791),
    "casualties": (0.855, 0.920),
    "event date": (0.646, 0.576),
    "event place": (0.467, 0.412),
    "event status": (0.891, 0.872),
    "claimed by": (0.581, 0.427),
    "about": (0.539, 0.492),
    "content": (0.900, 0.878),
    "casualty source": (0.859, 0.798),
    "headline": (0.766, 0.742),
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
