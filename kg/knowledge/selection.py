"""The command of the modules that select a table from a package."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.knowledge.tables import Row, read_tsv, write_tsv

Select = Callable[[Path, Mapping[str, Row]], list[Row]]
"""(folder of the unpacked package, the items by key) -> the rows of the table."""


def command(table: str, columns: tuple[str, ...], select: Select, arguments: list[str]) -> int:
    """Selects from PACKAGE into OUT and says how many rows it wrote."""
    if len(arguments) != 2:
        print(f"usage: python -m kg.knowledge.{table} PACKAGE OUT", file=sys.stderr)
        return 2
    package, out = map(Path, arguments)
    rows = select(package, {row["key"]: row for row in read_tsv(out / "items.tsv")})
    write_tsv(out / f"{table}.tsv", columns, rows)
    print(f"{table}: {len(rows)} rows")
    return 0
