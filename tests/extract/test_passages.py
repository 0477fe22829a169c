"""Short passages in free wording, written and annotated for these tests: figures that must not fall.

Whoever works on the rules reads those of `passages/read` alone; those of `unread` tell what carries over.
"""

from pathlib import Path

import pytest

from tests.command import kg
from tests.extract.annotation import articles, write
from tests.extract.test_gold import figures, scorer

FLOORS = {
    "mentions": (0.843, 0.817),
    "entities": (0.868, 0.857),
    "entity types": (0.866, 0.813),
    "event detection": (0.843, 0.790),
    "event type": (0.744, 0.685),
    "event + actors": (0.501, 0.447),
    "event + actors + targets": (0.334, 0.286),
    "world events": (0.725, 0.633),
    "verbal events": (0.768, 0.752),
    "attribution": (0.758, 0.724),
    "event date": (0.600, 0.583),
    "event place": (0.457, 0.429),
    "event status": (0.880, 0.875),
    "claimed by": (0.452, 0.426),
    "about": (0.484, 0.429),
}
"""Of `read` and of `unread`: what was reached, less 0.01."""


@pytest.mark.parametrize(("part", "of"), [("read", 0), ("unread", 1)])
def test_no_figure_falls(shared: Path, tmp_path: Path, part: str, of: int) -> None:
    folder = tmp_path / part
    folder.mkdir()
    assert write(part, folder) > 600
    (tmp_path / "passages.jsonl").write_text(scorer(shared, "--docs", folder), encoding="utf-8")
    done = kg("extract", "passages.jsonl", "-o", "passages.nq", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = figures(scorer(shared, folder, tmp_path / "passages.nq"))
    fallen = {name: (found[name], floor[of]) for name, floor in FLOORS.items() if found[name] < floor[of]}
    assert fallen == {}, "figure -> found, floor"


def test_a_passage_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "@ 2024-05-21 | Gangs raid police station\n"
        "{Armed gangs:g} <attacked:1> a station in {Gressier:c} on Monday, {the police:n} <said:2>.\n"
        "E g ArmedGroup Gangs in Haiti\n"
        "E c City Gressier\n"
        "E n ArmedForce Haitian National Police\n"
        "V 1 ASSAULT g > n @ c ; 2024-05-20 ; claimed n\n"
        "V 2 STATE n > - @ - ; - ; actual ; about 1\n",
        encoding="utf-8",
    )
    (one,) = articles(tmp_path / "one.txt")
    assert one["text"] == "Armed gangs attacked a station in Gressier on Monday, the police said."
    assert [e["mentions"][0]["surface"] for e in one["entities"]] == ["Armed gangs", "Gressier", "the police"]
    attack, statement = one["events"]
    assert (attack["actors"], attack["targets"], attack["place"], attack["source"]) == (
        ["g"],
        ["n"],
        "c",
        "n",
    )
    assert (statement["targets"], statement["place"], statement["date"], statement["about"]) == (
        [],
        None,
        None,
        ["1"],
    )
