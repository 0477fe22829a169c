"""Annotated articles through the mapping: a perfect reading must give a perfect graph."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import mapping
from kg.rdf import Quad, serialise
from kg.validate import Severity, validate
from tests.mapping.gold import linked, read


@pytest.fixture(scope="module")
def quads(shared: Path) -> list[Quad]:
    """What a run over all annotated articles would write."""
    said, described = [], []
    for path in sorted((shared / "bench" / "gold").glob("*.json")):
        reading = linked(read(path))
        said += [*mapping.quads(reading), *mapping.link_quads(reading)]
        described += mapping.entity_quads(reading)
    named = [*said, *mapping.consolidated(described), *mapping.same_events(said)]
    return [*named, *mapping.default_graph(named)]


@pytest.mark.parametrize("name", ["seed", "trnews-38", "wire-09"])
def test_perfect_readings_pass_every_shape(shared: Path, name: str) -> None:
    reading = linked(read(shared / "bench" / "gold" / f"{name}.json"))
    report = validate([*mapping.quads(reading), *mapping.entity_quads(reading), *mapping.link_quads(reading)])
    assert [str(result) for result in report.results if result.severity != Severity.INFO] == []


def test_perfect_readings_score_perfectly(quads: list[Quad], shared: Path, tmp_path: Path) -> None:
    gold, graph = shared / "bench" / "gold", tmp_path / "graph.nq"
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
