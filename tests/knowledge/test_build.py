"""The embedded tables come from the facts and hold nothing else."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.knowledge.build import build
from kg.knowledge.tables import CURATED, read_tsv, tables_folder

_BUILT = ("items", "offices", "tenures", "sources")
_HAND_KEPT = ("reviewed.tsv", "everyday-words.txt")
_PLACES = "qid,name,kind,country_qid,lat,lon,population,geonameid,aliases,sources"


def _qids(facts: Path) -> set[str]:
    found: set[str] = set()
    for path in facts.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.update(cell for cell in row.values() if re.fullmatch(r"Q\d+", cell or ""))
    return found


def test_building_again_gives_the_same_bytes(shared: Path, tmp_path: Path) -> None:
    for name in _HAND_KEPT:
        shutil.copy(tables_folder() / name, tmp_path)
    build(shared / "kb", tmp_path)
    for name in _BUILT:
        file = f"{name}.tsv"
        assert (tmp_path / file).read_bytes() == (tables_folder() / file).read_bytes(), f"rebuild {file}"


def test_every_identifier_is_in_the_facts(shared: Path) -> None:
    known = _qids(shared / "kb")
    for path in sorted(tables_folder().glob("*.tsv")):
        used = set(re.findall(r"\bQ\d+\b", path.read_text(encoding="utf-8")))
        if path.name not in ("items.tsv", "tenures.tsv", "offices.tsv", "reviewed.tsv"):
            used = set()  # their text may speak of "Q Division"
        assert used <= known, f"{path.name}: {sorted(used - known)[:5]}"


def test_additions_are_names_and_kinds_only() -> None:
    rows = list(read_tsv(tables_folder() / "additions.tsv"))
    assert len(rows) > 1000
    assert not [row for row in rows if re.search(r"\bQ\d{2,}\b", "\t".join(row.values()))]
    assert rows == sorted(rows, key=lambda row: list(row.values()))


def test_every_row_names_sources_that_are_listed() -> None:
    listed = {row["key"] for row in read_tsv(tables_folder() / "sources.tsv")}
    for name in ("items", "offices", "tenures"):
        for row in read_tsv(tables_folder() / f"{name}.tsv"):
            sources = set(row["sources"].split("|"))
            assert sources <= listed
            assert sources != {CURATED}, row


def _facts(folder: Path, **tables: str) -> Path:
    folder.mkdir()
    empty = {
        "territories": "qid,name,iso2,iso3,kind,aliases,demonyms,capital_qid,lat,lon,start,end,sources",
        "organizations": "qid,name,kind,country_qid,aliases,sources",
        "organizations_single_source": "qid,name,kind,country_qid,aliases,sources",
        "places": _PLACES,
        "offices": "qid,name,country_qid,role,sources",
        "tenures": "person_qid,person_name,office_qid,start,end,sources",
        "sources": "key,title,url,licence,retrieved_version,used_for\na,A,u,MIT,1,x\ncurated,C,,,1,x",
    }
    for name, text in (empty | tables).items():
        (folder / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def _hand_kept(folder: Path, reviewed: str = "") -> Path:
    folder.mkdir()
    (folder / "reviewed.tsv").write_text("key\taction\tvalue\treason\n" + reviewed, encoding="utf-8")
    (folder / "everyday-words.txt").write_text("time\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("Q1,Ur,city,,1,2,1000,,Uru,a", ["Ur", "Uru"]),
        ("Q1,Time,city,,1,2,1000,,,a", []),
        ("Q1,Ur,city,,1,2,1000,,Time,a", ["Ur", ""]),
        ("Q1,Ur,city,,1,2,1000,,Joke Castle,whosonfirst-iq", ["Ur", ""]),
    ],
)
def test_names_that_are_no_use_are_left_out(tmp_path: Path, row: str, kept: list[str]) -> None:
    sources = "key,title,url,licence,retrieved_version,used_for\na,A,u,MIT,1,x\nwhosonfirst-iq,W,u,CC,1,x"
    facts = _facts(tmp_path / "facts", places=f"{_PLACES}\n{row}", sources=sources)
    out = _hand_kept(tmp_path / "out")
    build(facts, out)
    assert [cell for item in read_tsv(out / "items.tsv") for cell in (item["name"], item["aliases"])] == kept


@pytest.mark.parametrize(
    ("places", "reviewed", "message"),
    [
        ("Q1,Ur,city,,1,2,1000,,,nobody", "", "no source that states"),
        ("Q1,Ur,city,,1,2,1000,,,curated", "", "no source that states"),
        ("Q1,Ur,city,,1,2,1000,,,a", "Q2\tdrop\t\twhy\n", "which no fact states"),
        ("Q1,Ur,city,,1,2,1000,,,a", "Q1\texplode\t\twhy\n", "unknown action"),
    ],
)
def test_unsound_facts_are_refused(tmp_path: Path, places: str, reviewed: str, message: str) -> None:
    facts = _facts(tmp_path / "facts", places=f"{_PLACES}\n{places}")
    with pytest.raises(ConfigurationError, match=message):
        build(facts, _hand_kept(tmp_path / "out", reviewed))
