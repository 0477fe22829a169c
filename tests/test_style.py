"""The rules of style that no linter knows: short functions, small modules, names that say something."""

import ast
from pathlib import Path
from statistics import quantiles

import pytest

from tests.docs import ROOT

MODULES = sorted(file for file in (ROOT / "kg").rglob("*.py") if file.name != "vocab.py")
VAGUE = {"util", "utils", "helper", "helpers", "manager", "misc", "common", "base_classes", "process"}


def lengths(file: Path) -> dict[str, int]:
    """Function -> lines without its docstring."""
    found = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            words = node.body[0] if ast.get_docstring(node) else None
            taken = (words.end_lineno or 0) - words.lineno + 1 if words else 0
            found[f"{file.stem}.{node.name}:{node.lineno}"] = (node.end_lineno or 0) - node.lineno + 1 - taken
    return found


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_fits_in_a_head(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    assert ast.get_docstring(ast.parse(text)), "a module says what it is for"
    assert file.stem not in VAGUE
    assert [name for name, lines in lengths(file).items() if lines > 60] == []


def test_functions_are_short() -> None:
    every = [lines for file in MODULES for lines in lengths(file).values()]
    assert quantiles(every, n=20)[-1] <= 25


def test_no_check_is_switched_off_for_a_whole_file() -> None:
    for file in [*MODULES, *(ROOT / "tests").rglob("*.py")]:
        for mark in ("# ruff: " + "noqa", "# mypy: " + "ignore", "# type: ignore" + "\n", "# noqa" + "\n"):
            assert mark not in file.read_text(encoding="utf-8"), file
