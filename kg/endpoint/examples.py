"""The example queries that ship: each a `.rq` file that opens with its title and description as comments."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FIELD: Final = re.compile(r"#\s*(title|description)\s*:\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Example:
    """A query that people can run as it is."""

    name: str
    title: str
    description: str
    text: str


def examples(folder: Path) -> list[Example]:
    """The queries of a folder in the order of their file names; comments that follow one another are one."""
    return [_example(path) for path in sorted(folder.glob("*.rq"))]


def _example(path: Path) -> Example:
    fields = {"title": path.stem, "description": ""}
    current = ""
    text = path.read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if found := _FIELD.match(line):
            current = found[1].lower()
            fields[current] = found[2].strip()
        elif current:
            fields[current] = f"{fields[current]} {line.removeprefix('#').strip()}".strip()
    return Example(path.stem, fields["title"], fields["description"], text)
