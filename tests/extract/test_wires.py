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
    "mentions": (0.855, 0.843),
    "entities": (0.872, 0.871),
    "entity types": (0.848, 0.796),
    "relations": (0.625, 0.588),
    "event detection": (0.844, 0.828),
    "event type": (0.796, 0.809),
    "event + actors": (0.537, 0.525),
    "event + actors + targets": (0.392, 0.375),
    "world events": (0.725, 0.730),
    "verbal events": (0.871, 0.900),
    "attribution": (0.792, 0.776),
    "casualties": (0.855, 0.920),
    "event date": (0.606, 0.543),
    "event place": (0.376, 0.354),
    "event status": (0.874, 0.869),
    "claimed by": (0.477, 0.429),
    "about": (0.441, 0.425),
    "content": (0.896, 0.878),
    "casualty source": (0.818, 0.785),
    "headline": (0.722, 0.723),
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
