"""A user's own words for events, by a setting: they are read, and what is wrong with them is said at once."""

from datetime import date
from pathlib import Path

import pytest

import kg
from kg.errors import ConfigurationError
from kg.pipeline import Flow
from kg.rdf import NamedNode
from kg.settings import load

OWN = """
type = "Assault"

[[verb]]
lemmas = ["hector"]
object = "target"
example = "The army hectored the rebels."
"""
TEXT = "Ethiopia hectored Somalia on Monday, officials said."


def _classes(text: str) -> set[str]:
    rows = kg.extract(text, published=date(2024, 1, 9)).select(
        "SELECT ?class WHERE { ?event cno:evidence ?e ; a ?class }"
    )
    return {row["class"].value.rpartition("#")[2] for row in rows if isinstance(row["class"], NamedNode)}


def test_a_verb_of_the_users_names_an_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.toml").write_text(OWN)
    assert "Assault" not in _classes(TEXT)
    monkeypatch.setenv("KG_LEXICON", str(tmp_path))
    assert "Assault" in _classes(TEXT)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "holds no lexicon"),
        ("type = 'Battle'", "own.toml: type is 'Battle'; expected one of"),
        (OWN.replace("object", "objetc"), r"own.toml, verb 1 \['hector'\]: unknown field"),
        (OWN.replace("lemmas", "words"), "unknown field|lemmas is missing"),
        (OWN + "[[verb", "no TOML"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_read(
    tmp_path: Path, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "own.toml").write_text(content)
    with pytest.raises(ConfigurationError, match=message):
        Flow(load(lexicon=str(tmp_path)))
