"""Annotated articles through the mapping: a perfect reading must give a perfect score."""

import re
import subprocess
import sys
from pathlib import Path

from kg import mapping
from kg.rdf import serialise
from tests.mapping.gold import linked, read


def test_perfect_readings_score_perfectly(shared: Path, tmp_path: Path) -> None:
    gold = shared / "bench" / "gold"
    quads = []
    for path in sorted(gold.glob("*.json")):
        reading = linked(read(path))
        quads += [*mapping.quads(reading), *mapping.entity_quads(reading), *mapping.link_quads(reading)]
    quads += mapping.default_graph([*quads, *mapping.same_events(quads)])
    graph = tmp_path / "graph.nq"
    graph.write_bytes(serialise(quads, "nq"))
    scored = subprocess.run(
        [sys.executable, shared / "bench" / "score.py", gold, graph],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    figures = dict(re.findall(r"^(\w[\w +]*?) {2,}(?:P .* F1 )?([01]\.\d+)", scored, re.MULTILINE))
    assert len(figures) == 22, scored
    assert {name: value for name, value in figures.items() if value != "1.000"} == {}, scored
