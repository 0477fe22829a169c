"""The documentation is true and whole."""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import app
from kg.extract.extractors import extractors
from kg.model import NoticeKind
from kg.settings import Settings, variable
from tests.docs import BLOCK, PAGES, ROOT, rewritten

TEXT = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
EVERYTHING = "\n".join(TEXT.values())
COMMANDS = [command.callback.__name__ for command in app.registered_commands if command.callback]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_page_shows_is_what_comes_out(page: Path) -> None:
    assert rewritten(page) == page.read_text(encoding="utf-8"), "run `make docs` and read the difference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_python_sessions_of_the_readme() -> None:
    for language, content in BLOCK.findall(TEXT["README.md"]):
        if language == "pycon":
            case = doctest.DocTestParser().get_doctest(content, {}, "README.md", "README.md", 0)
            assert doctest.DocTestRunner().run(case).failed == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"| `kg {command}" in TEXT["README.md"]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{name}` | `{variable(name)}` |" in TEXT["settings.md"]
    assert Settings.model_fields[name].description


@pytest.mark.parametrize("extractor", extractors(), ids=lambda extractor: extractor.__name__)
def test_every_extractor_is_documented(extractor: object) -> None:
    name = getattr(extractor, "__name__", "").rpartition(".")[2]
    assert f"| `{name}` |" in TEXT["extend.md"]


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_of_notice_is_documented(kind: NoticeKind) -> None:
    assert f"\n| {kind} |" in TEXT["articles.md"]


def test_no_variable_is_made_up() -> None:
    known = {variable(name) for name in Settings.model_fields} | {"KG_CONFIG"}
    assert set(re.findall(r"\bKG_[A-Z_]+\b", EVERYTHING)) <= known


def test_the_listing_of_the_readme_is_the_listing_of_the_project() -> None:
    (listing,) = (text for text in TEXT["README.md"].split("```") if text.startswith("\nontology/"))
    stages = re.findall(r"^  (\w+)/", listing, re.MULTILINE)
    assert all((ROOT / "kg" / stage / "__init__.py").is_file() for stage in stages)
    assert all((ROOT / folder).is_dir() for folder in re.findall(r"^(\w+)/", listing, re.MULTILINE))


def test_every_source_of_facts_is_credited() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    rows = (ROOT / "seeds/kb/sources.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for address in (row.split("\t")[2] for row in rows):
        owner = re.match(r"https://github\.com/[^/]+", address)
        assert address in notice or (owner and owner[0] in notice), address


def test_an_extractor_is_added_in_three_steps(tmp_path: Path) -> None:
    """Does what CONTRIBUTING.md says in a copy of the project, and runs the tests that it names."""
    for name in ("kg", "ontology", "shapes", "seeds", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    guide = TEXT["CONTRIBUTING.md"].partition("## Add an extractor")[2]
    blocks = BLOCK.findall(guide)
    assert [language for language, _ in blocks] == ["turtle", "sh", "python", "python"]
    term, commands, extractor, table = (content for _, content in blocks)
    with (tmp_path / "ontology/conflict.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(f"\n{term}")
    for line in commands.replace("python ", f"{sys.executable} ").splitlines():
        subprocess.run(["bash", "-c", line], cwd=tmp_path, check=True)
    for name, content in zip(
        re.findall(r"`((?:kg|tests)/extract/[^`]+\.py)`", guide), (extractor, table), strict=True
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    tests = [
        "tests/extract/test_alliances.py",
        "tests/ontology/test_vocabulary.py",
        "tests/ontology/test_quality.py",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
