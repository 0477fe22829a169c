"""Tables of the user over the embedded ones."""

import json
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.knowledge import Knowledge, open_knowledge
from kg.knowledge.editing import ALLOW, DENY, NewItem, add, count, rule
from kg.knowledge.layers import FORMAT, HEADER
from kg.knowledge.tables import tables_folder
from kg.settings import load
from tests.command import kg

PORT = NewItem("Port Esk", "City", "Q900000001", "Norway", ("Eskhavn",), (), 60.5, 5.25)


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return open_knowledge()


def _opened(cache: Path, *layers: Path) -> Knowledge:
    return Knowledge(tables_folder(), cache, layers)


def test_rows_of_the_user_are_found(known: Knowledge, tmp_path: Path) -> None:
    add(tmp_path / "kb", PORT, known)
    add(tmp_path / "kb", NewItem("Esk Militia", "ArmedGroup", country="Norway"), known)
    add(tmp_path / "kb", PORT, known)
    grown = _opened(tmp_path, tmp_path / "kb")
    (port,) = grown.named("Eskhavn")
    (militia,) = grown.named("Esk Militia")
    assert (port.qid, port.latitude, port.sources) == ("Q900000001", 60.5, ("user",))
    assert (militia.qid, militia.country) == (None, port.country)
    assert count(tmp_path / "kb") == {"items": 1, "sources": 1, "additions": 1}


def test_the_upper_layer_wins_and_lists_grow(known: Knowledge, tmp_path: Path) -> None:
    (country,) = (item for item in known.named("Armenia") if item.kind.endswith("Country"))
    lower, upper = tmp_path / "project", tmp_path / "user"
    add(lower, NewItem("Lower Name", "Country", country.qid, aliases=("Hayq One",)), known)
    add(upper, NewItem("Upper Name", "Country", country.qid, aliases=("Hayq Two",)), known)
    item = _opened(tmp_path, lower, upper).item(country.key)
    assert item is not None
    assert (item.name, item.prior, item.capital) == ("Upper Name", country.prior, country.capital)
    assert {"Armenia", "Lower Name", "Hayq One", "Hayq Two"} <= set(item.aliases)
    assert set(country.demonyms) <= set(item.demonyms)


def test_names_are_allowed_and_denied_the_upper_layer_last(known: Knowledge, tmp_path: Path) -> None:
    state, *others = [item.key for item in known.named("Georgia")]
    lower, upper = tmp_path / "project", tmp_path / "user"
    rule(lower, DENY, "georgia", state, known)
    rule(lower, ALLOW, "Peach Land", others[0], known)
    grown = _opened(tmp_path, lower)
    assert [item.key for item in grown.named("Georgia")] == others
    assert [item.key for item in grown.named("peach land")] == [others[0]]
    assert grown.item(state) is not None
    rule(upper, ALLOW, "Georgia", state, known)
    rule(upper, DENY, "", others[0], known)
    assert [item.key for item in _opened(tmp_path, lower, upper).named("Georgia")] == [state, *others[1:]]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (NewItem("X", "Banana"), "unknown class 'Banana'; use one of ArmedForce"),
        (NewItem("X", "City", "42"), "no Wikidata item"),
        (NewItem("X", "City", "Q42", "Atlantis"), "no country called 'Atlantis'"),
        (NewItem("a\tb", "City"), "cannot be a name"),
        (NewItem("!?", "City"), "cannot be a name"),
        (NewItem("X", "City", "Q42", aliases=("a|b",)), "cannot be a name"),
        (NewItem("X", "City", "Q42", latitude=91.0), "out of range"),
        (NewItem("X", "City", "Q399"), "is known as Armenia, a Country, not a City"),
    ],
)
def test_unsound_rows_are_refused(known: Knowledge, tmp_path: Path, item: NewItem, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        add(tmp_path / "kb", item, known)
    assert not (tmp_path / "kb").exists()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "holds no table"),
        ({"items.tsv": "key\tname\nQ1\tUr\n"}, "expected key name kind"),
        ({"rules.tsv": "action\tname\tkey\nexplode\tUr\tQ1\n"}, "expected allow or deny"),
        ({"rules.tsv": "action\tname\tkey\ndeny\tUr\n"}, "2 cells, expected 3"),
        ({"rules.tsv": "action\tname\tkey\n", HEADER: '{"format": 0}'}, "format 0, this version reads 1"),
        ({"rules.tsv": "action\tname\tkey\n", HEADER: '{"form'}, "is damaged"),
    ],
)
def test_a_damaged_or_outdated_layer_stops_the_run(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    folder = tmp_path / "kb"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    with pytest.raises(ConfigurationError, match=message):
        _opened(tmp_path, folder)


def test_which_folders_are_layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load().kb_layers == ()
    (tmp_path / "kg-kb").mkdir()
    assert load().kb_layers == (Path("kg-kb"),)
    assert load(kb="mine:ours").kb_layers == (Path("ours"), Path("mine"))


def test_the_commands(tmp_path: Path) -> None:
    assert (
        kg("kb", "add", "Port Esk", "--kind", "City", "--qid", "Q900000001", folder=tmp_path).returncode == 0
    )
    assert kg("kb", "deny", "Eskhavn", "Q900000001", folder=tmp_path).returncode == 0
    shown = json.loads(kg("kb", "list", "--format", "json", folder=tmp_path).stdout)
    assert shown["kg-kb"] == {"items": 1, "sources": 1, "rules": 1}
    assert json.loads((tmp_path / "kg-kb" / HEADER).read_text()) == {"format": FORMAT}
    unknown = kg("kb", "allow", "Eskhavn", "Q900000002", folder=tmp_path)
    assert (unknown.returncode, "the base does not know Q900000002" in unknown.stderr) == (2, True)
    missing = kg("kb", "list", folder=tmp_path, KG_KB="nowhere")
    assert (missing.returncode, "no knowledge base at nowhere" in missing.stderr) == (2, True)
