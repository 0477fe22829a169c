"""The folder: one owner, whole versions, clear words when something is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg import rdf, terms
from kg.errors import ConfigurationError, QueryError
from kg.store import open_store

QUAD = rdf.quad("https://example.org/a", terms.RDFS_LABEL, rdf.string("a"))
INSERT = "INSERT DATA { <https://example.org/b> <https://example.org/p> 1 }"


def test_what_was_written_is_there_again(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.add([QUAD])
        store.update(INSERT)
        store.update(INSERT.replace("/b", "/c"))
    with open_store(tmp_path) as store:
        assert QUAD in set(store.quads())
        assert len(store) == 3
    assert len(list((tmp_path / "versions").iterdir())) == 1


def test_a_process_that_dies_leaves_what_it_wrote(tmp_path: Path) -> None:
    code = (
        "import os, sys; from kg.store import open_store; from kg import rdf; s = open_store(sys.argv[1]);"
        "s.add([rdf.quad('https://example.org/a', 'https://example.org/p', rdf.integer(1))]);"
        "s.update('INSERT DATA { <https://example.org/b> <https://example.org/p> 1 }');"
        "s.add([rdf.quad('https://example.org/c', 'https://example.org/p', rdf.integer(1))]); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    with open_store(tmp_path) as store:
        assert len(store) == 3


def test_a_second_owner_is_refused_with_the_name_of_the_first(tmp_path: Path) -> None:
    code = "import sys; from kg.store import open_store; open_store(sys.argv[1])"
    with open_store(tmp_path):
        run = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], check=False, capture_output=True, text=True
        )
        with pytest.raises(ConfigurationError, match="in use by process"):
            open_store(tmp_path)
    assert "InUseError" in run.stderr
    assert "in use by process" in run.stderr


def test_a_failed_update_leaves_no_version_behind(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        with pytest.raises(QueryError):
            store.update("CREATE GRAPH <https://example.org/g> ; CREATE GRAPH <https://example.org/g>")
        assert [entry.name for entry in (tmp_path / "versions").iterdir()] == ["1"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"notes.txt": "x"}, "other files"),
        ({"versions/1/x": "", "CURRENT": "{"}, "damaged"),
        ({"versions/1/x": "", "CURRENT": '{"format": 99, "version": 1}'}, "format 99"),
    ],
)
def test_what_is_no_store_is_left_alone(tmp_path: Path, files: dict[str, str], message: str) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    with pytest.raises(ConfigurationError, match=message):
        open_store(tmp_path)
    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()} - {"lock"} == set(files)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="is a file"):
        open_store(tmp_path / "file")
