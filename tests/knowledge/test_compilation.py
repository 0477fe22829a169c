"""The tables are compiled once, whole, and whatever happens to the cache."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.knowledge import Knowledge
from kg.knowledge.tables import ITEM_COLUMNS, TABLES, tables_folder

_HEADERS = {
    "items": "\t".join(ITEM_COLUMNS),
    "offices": "key\tname\tcountry\trole\tsources",
    "tenures": "person\tname\toffice\tstart\tend\tsources",
    "sources": "key\ttitle\turl\tlicence\tversion",
    "additions": "kind\tname\tcountry\taliases\tdemonyms",
}  # fmt: skip
_ITEM = "Q1\tAtlantis\tCountry\t\tSunken Land|ATL\tAtlantean\t\t1.5\t2.5\t\t\t0.95\ta|b"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, header in _HEADERS.items():
        rows = [_ITEM] if name == "items" else []
        (folder / f"{name}.tsv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return folder


def _open(folders: tuple[Path, Path]) -> str:
    return Knowledge(*folders).named("Atlantis")[0].key


def test_several_processes_may_compile_at_once(tables: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_open, [(tables, cache)] * 4)) == ["Q1"] * 4
    assert [path.suffix for path in cache.iterdir()] == [".sqlite"]


def test_a_damaged_cache_is_compiled_again(tables: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    Knowledge(tables, cache)
    (compiled,) = cache.iterdir()
    whole = compiled.read_bytes()
    compiled.write_bytes(whole[: len(whole) // 2])
    assert _open((tables, cache)) == "Q1"
    compiled.write_bytes(b"not a database")
    assert _open((tables, cache)) == "Q1"


def test_a_cache_folder_that_cannot_be_made(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    assert _open((tables, tmp_path / "file" / "cache")) == "Q1"


def test_changed_tables_are_seen(tables: Path, tmp_path: Path) -> None:
    assert Knowledge(tables, tmp_path).named("Lemuria") == ()
    additions = tables / "additions.tsv"
    additions.write_text(additions.read_text() + "City\tLemuria\tAtlantis\tMu City\t\n")
    (city,) = Knowledge(tables, tmp_path).named("Mu City")
    assert (city.key, city.qid, city.country) == ("local:lemuria", None, "Q1")


def test_an_addition_joins_the_item_that_it_names(tables: Path, tmp_path: Path) -> None:
    additions = tables / "additions.tsv"
    additions.write_text(additions.read_text() + "Country\tSunken Land\t\tDrowned Land\tSunken\n")
    (item,) = Knowledge(tables, tmp_path).named("Drowned Land")
    assert (item.key, item.name, item.sources) == ("Q1", "Sunken Land", ("a", "b", "curated"))


@pytest.mark.parametrize("missing", TABLES)
def test_a_missing_table_stops_the_run(tables: Path, tmp_path: Path, missing: str) -> None:
    (tables / f"{missing}.tsv").unlink()
    with pytest.raises(ConfigurationError, match=missing):
        Knowledge(tables, tmp_path / "cache")


def test_a_damaged_table_stops_the_run(tables: Path, tmp_path: Path) -> None:
    items = tables / "items.tsv"
    items.write_text(items.read_text() + "Q2\tshort row\n")
    with pytest.raises(ConfigurationError, match=r"items.tsv, line 3: 2 cells, expected 13"):
        Knowledge(tables, tmp_path / "cache")


def test_the_embedded_tables_are_a_few_megabytes() -> None:
    assert sum(path.stat().st_size for path in tables_folder().iterdir()) < 6_000_000


def _mine(folder: Path) -> None:
    folder.mkdir(mode=0o700)


def _open_to_all(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)


def _link(folder: Path) -> None:
    other = folder.with_name("other")
    other.mkdir(mode=0o700)
    folder.symlink_to(other)


def _file(folder: Path) -> None:
    folder.write_text("in the way")


@pytest.mark.parametrize(
    ("prepared", "used"),
    [(None, True), (_mine, True), (_open_to_all, False), (_link, False), (_file, False)],
)
def test_a_folder_in_the_shared_temporary_one_is_used_only_where_it_is_private(
    tables: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    prepared: Callable[[Path], None] | None,
    used: bool,
) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    folder = shared / f"conflict-news-graph-{os.getuid()}"
    if prepared is not None:
        prepared(folder)
    monkeypatch.setattr("tempfile.tempdir", str(shared))
    (tmp_path / "file").write_text("in the way")
    assert _open((tables, tmp_path / "file" / "cache")) == "Q1"
    assert bool([path for path in shared.rglob("*.sqlite")]) is used
    assert ("is not a private folder" in caplog.text) is not used
    assert not used or folder.stat().st_mode & 0o077 == 0
