"""The text tables of a knowledge base: tab-separated, one header line, lists inside a cell parted by "|"."""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.errors import ConfigurationError
from kg.settings import data_dir

Row = dict[str, str]

ITEM_COLUMNS: Final = (
    "key", "name", "kind", "country", "aliases", "demonyms", "capital", "latitude", "longitude",
    "start", "end", "prior", "sources",
)  # fmt: skip
OFFICE_COLUMNS: Final = ("key", "name", "country", "role", "sources")
TENURE_COLUMNS: Final = ("person", "name", "office", "start", "end", "sources")
SOURCE_COLUMNS: Final = ("key", "title", "url", "licence", "version")
ADDITION_COLUMNS: Final = ("kind", "name", "country", "aliases", "demonyms")
TOWN_COLUMNS: Final = ("name", "countries")
RULE_COLUMNS: Final = ("action", "name", "key")
CURATED: Final = "curated"
"""The source of hand-kept names; never of a QID."""
NEVER_ALONE: Final = frozenset({"triad"})
"""Sources whose rows nobody confirmed: their items are known, but a link to them is never certain."""
TABLES: Final = ("items", "offices", "tenures", "sources", "additions")
MORE: Final = "packaged"
"""A table of further items that a base may have."""
TOWNS: Final = "towns"
"""A table of names of towns, no items, that a base may have."""


def read_tsv(path: Path) -> Iterator[Row]:
    """The rows of a table; raises ConfigurationError where it is missing or a line has the wrong width."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"cannot read the knowledge table {path}: {error}; restore or rebuild it"
        ) from error
    columns = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ConfigurationError(
                f"{path.name}, line {number}: {len(cells)} cells, expected {len(columns)}; rebuild the table"
            )
        yield dict(zip(columns, cells, strict=True))


def write_tsv(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Writes a table, cells without line breaks, tabs and invisible characters."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(columns) + "\n")
        for row in rows:
            file.write("\t".join(" ".join(_printable(row[column]).split()) for column in columns) + "\n")


def _printable(cell: str) -> str:
    """Without direction marks and other invisible characters."""
    return "".join(char for char in cell if unicodedata.category(char) != "Cf")


def tables_folder() -> Path:
    """Where the tables lie that come with the project."""
    return data_dir("seeds") / "kb"
