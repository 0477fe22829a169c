"""What the documentation shows, made and run: `python -m tests.docs` writes it anew, `test_docs.py` compares.

A `console` block is a session: its `$` lines run in bash, in order, in one folder for each page, with `seeds`
and `kg` at hand; the lines between are their output. `begin NAME` and `end` comments enclose generated parts.
Blocks in other languages are shown only.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from kg.extract.extractors import listed
from kg.settings import Settings, variable

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GENERATED = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->|<!-- end -->)", re.DOTALL)


def rewritten(page: Path) -> str:
    """The page with its sessions run and its generated parts made anew."""
    text = GENERATED.sub(lambda match: f"{match[1]}\n{GENERATORS[match[2]]()}\n{match[3]}", page.read_text())
    with tempfile.TemporaryDirectory(prefix="kg-docs-") as folder:
        session = Session(Path(folder))
        return BLOCK.sub(lambda match: _run(match, session), text)


def _run(match: re.Match[str], session: "Session") -> str:
    if match[1] != "console":
        return match[0]
    commands = [line.removeprefix("$ ") for line in match[2].splitlines() if line.startswith("$ ")]
    return "```console\n" + "".join(f"$ {command}\n{session.run(command)}" for command in commands) + "```"


class Session:
    """A shell in a folder of its own that knows `kg`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        (self.folder / "seeds").symlink_to(ROOT / "seeds")
        programs = folder / "bin"
        programs.mkdir()
        command = programs / "kg"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from kg.cli import main; main()" "$@"\n')
        command.chmod(0o755)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("KG_")},
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, command: str) -> str:
        """Output and errors of a command, as a terminal would show them."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout if done.stdout.endswith("\n") or not done.stdout else f"{done.stdout}\n"


def settings_table() -> str:
    """Every setting with its variable, default and meaning."""
    return "\n".join(_settings_rows())


def _settings_rows() -> Iterator[str]:
    yield "| name | variable | default | meaning |"
    yield "|---|---|---|---|"
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        yield f"| `{name}` | `{variable(name)}` | {default} | {field.description} |"


def extractor_table() -> str:
    """Every extractor with what it can find."""
    return "\n".join(_extractor_rows())


def _extractor_rows() -> Iterator[str]:
    yield "| extractor | finds | emits |"
    yield "|---|---|---|"
    for extractor in listed():
        emits = ", ".join(f"`{term}`" for term in extractor.emits)
        yield f"| `{extractor.name}` | {extractor.finds} | {emits} |"


def layer_list() -> str:
    """The layers as import-linter holds them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return "\n".join(["```", *layers, "```"])


GENERATORS = {"settings": settings_table, "extractors": extractor_table, "layers": layer_list}


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(rewritten(page))
