"""What is selected from the name-suggestion-index, and that the table fits the others."""

import json
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.knowledge.packaged import SOURCE, select
from kg.knowledge.tables import MORE, Row, read_tsv, tables_folder

ITEMS = {row["key"]: row for row in read_tsv(tables_folder() / "items.tsv")}


def _selected(folder: Path, label: str, description: str) -> list[Row]:
    path = folder / "dist" / "wikidata" / "wikidata.json"
    path.parent.mkdir(parents=True)
    stated = {"Q900000001": {"label": label, "description": description}}
    path.write_text(json.dumps({"wikidata": stated}), encoding="utf-8")
    return select(folder, ITEMS)


@pytest.mark.parametrize(
    ("label", "description", "kind", "country"),
    [
        ("Port Esk", "city in Esk County, California, United States", "City", "Q30"),
        ("Esk County", "county in Oregon, United States", "Territory", "Q30"),
        ("Eskshire Police", "territorial police force in England", "ArmedForce", "Q145"),
        ("Yamashiro Prefectural Police", "public body of a Japanese prefecture", "ArmedForce", "Q17"),
        ("Esk Department of Transportation", "government agency in Iowa, US", "Organization", "Q30"),
        ("University of Esk", "public university in Vienna, Austria", "Organization", "Q40"),
        ("Esk Oil", "Norwegian multinational oil company", "Organization", "Q20"),
        ("Esk", "Norwegian multinational oil company", None, None),
        ("Department of Education", "government agency of an Indian state", None, None),
        ("Port Esk", "former city in Norway", None, None),
        ("Port Esk", "city in Atlantis", None, None),
        ("Эск Порт", "city in Norway", None, None),
        ("Esk Burger", "fast food restaurant chain in Norway", None, None),
    ],
)
def test_what_is_kept(
    tmp_path: Path, label: str, description: str, kind: str | None, country: str | None
) -> None:
    rows = _selected(tmp_path, label, description)
    assert [(row["kind"], row["country"]) for row in rows] == ([(kind, country)] if kind else [])


def test_another_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="give the folder of the unpacked package"):
        select(tmp_path, ITEMS)


def test_the_table_adds_to_the_facts() -> None:
    rows = list(read_tsv(tables_folder() / f"{MORE}.tsv"))
    assert len(rows) > 1000
    assert {row["sources"] for row in rows} == {SOURCE}
    assert SOURCE in {row["key"] for row in read_tsv(tables_folder() / "sources.tsv")}
    assert not {row["key"] for row in rows} & set(ITEMS)
    assert all(row["key"][1:].isdecimal() and ITEMS[row["country"]]["kind"] == "Country" for row in rows)
