"""Where a setting comes from, and what is said about a wrong one."""

import re
from pathlib import Path

import pytest

from kg import settings
from kg.endpoint.tokens import write_token
from kg.errors import ConfigurationError
from kg.settings import Folder

FOLDERS: list[Folder] = ["ontology", "shapes", "seeds"]


def test_caller_over_environment_over_file_over_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.load().workers == 1
    (tmp_path / "kg.toml").write_text("workers = 2\nport = 9000\nhost = '0.0.0.0'\n")
    monkeypatch.setenv("KG_WORKERS", "3")
    monkeypatch.setenv("KG_PORT", "9001")
    found = settings.load(workers=4, port=None)
    assert (found.workers, found.port, found.host) == (4, 9001, "0.0.0.0")


def test_the_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "other.toml"
    named.write_text("model = 'en_core_web_lg'")
    monkeypatch.setenv("KG_CONFIG", str(named))
    assert settings.load().model == "en_core_web_lg"


@pytest.mark.parametrize(
    ("variables", "toml", "message"),
    [
        ({"KG_WORKERS": "many"}, "", "KG_WORKERS .* found 'many'"),
        ({"KG_WORKERS": "0"}, "", "KG_WORKERS .* greater than or equal to 1"),
        ({"KG_BASE_IRI": "example.org/id"}, "", "KG_BASE_IRI .* absolute IRI"),
        ({"KG_BASE_IRI": "http://example.org/a b/"}, "", "KG_BASE_IRI .* no spaces"),
        ({"KG_BASE_IRI": "http://example.org/id#"}, "", "KG_BASE_IRI .* ends with '/'"),
        ({"KG_BASE_IRI": "http://example.org/#/id/"}, "", "KG_BASE_IRI .* no '#'"),
        ({"KG_SERVICES": "https://a.example/sparql file:///x"}, "", "KG_SERVICES .* web addresses"),
        ({"KG_LOADS": "ftp://a.example/"}, "", "KG_LOADS .* web addresses"),
        ({"KG_WORKER": "2"}, "", "KG_WORKER is not a setting; did you mean KG_WORKERS"),
        ({"KG_CONFIG": "nowhere.toml"}, "", "KG_CONFIG names 'nowhere.toml'"),
        ({}, "worker = 2", "worker is not a setting. Available: .*base_iri"),
        ({}, "workers = ", "not valid TOML"),
        ({}, "model = 7", r"model in the TOML file\): Input should be a valid string, found 7"),
        ({}, "write_token = 7", r"write_token in the TOML file\): Input should be a valid string$"),
    ],
)
def test_a_wrong_setting_stops_at_once_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], toml: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text(toml)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=message):
        settings.load()


def test_what_only_shares_the_prefix_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_OF_FLOUR", "2")
    assert settings.load().workers == 1


def test_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WRITE_TOKEN", "letmein")
    assert "letmein" not in repr(settings.load())


@pytest.mark.parametrize("name", settings.Settings.model_fields)
def test_every_setting_is_read_somewhere(name: str) -> None:
    code = Path(settings.__file__).parent
    texts = (file.read_text(encoding="utf-8") for file in code.rglob("*.py") if file.name != "settings.py")
    assert any(re.search(rf"(settings|chosen)\.{name}\b", text) for text in texts)


@pytest.mark.parametrize("name", FOLDERS)
def test_the_data_that_ships_is_found(name: Folder) -> None:
    assert any(settings.data_dir(name).iterdir())


@pytest.mark.parametrize(
    ("variables", "content", "expected"),
    [
        ({}, None, None),
        ({"KG_WRITE_TOKEN": "a"}, None, "a"),
        ({"KG_WRITE_TOKEN_FILE": "token"}, "b\n", "b"),
        ({"KG_WRITE_TOKEN_FILE": "token"}, "\n", "names 'token', which is empty"),
        ({"KG_WRITE_TOKEN_FILE": "token"}, None, "which cannot be read"),
        ({"KG_WRITE_TOKEN_FILE": "token", "KG_WRITE_TOKEN": "a"}, "b", "set one of them"),
    ],
)
def test_the_token_comes_from_its_setting_or_a_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    content: str | None,
    expected: str | None,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if content is not None:
        (tmp_path / "token").write_text(content)
    found = settings.load()
    if expected is None or len(expected) == 1:
        assert write_token(found) == expected
    else:
        with pytest.raises(ConfigurationError, match=expected):
            write_token(found)
