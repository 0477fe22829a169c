"""Rows on their way into a base: in a file beside it, so that a build that was cut off goes on."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.errors import ConfigurationError
from kg.knowledge.editing import write_table, write_whole
from kg.knowledge.grow.found import SOURCE
from kg.knowledge.grow.profile import POST, Profile
from kg.knowledge.layers import FORMAT, HEADER
from kg.knowledge.tables import Row

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS subclass (below TEXT, above TEXT, PRIMARY KEY (above, below)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS row (place TEXT, key TEXT, content TEXT, PRIMARY KEY (place, key)) WITHOUT ROWID;
"""
_BELOW: Final = """
WITH RECURSIVE kind(key) AS (SELECT ? UNION SELECT below FROM subclass JOIN kind ON above = kind.key)
SELECT key FROM kind"""


class Work:
    """What a build has done so far. `identity` names its input and profile: others start anew."""

    def __init__(self, path: Path, identity: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._database = path, _usable(path)
        self._database.executescript(_SCHEMA)
        if self.state("identity") != identity:
            for table in ("state", "subclass", "row"):
                self._database.execute(f"DELETE FROM {table}")
            self.remember("identity", identity)

    def state(self, name: str) -> str:
        """A word about the progress; "" for none."""
        rows = self._database.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchall()
        return str(rows[0][0]) if rows else ""

    def remember(self, name: str, value: str) -> None:
        """Notes progress and writes all that came before it to disk."""
        self._database.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))
        self._database.commit()

    def subclass(self, below: str, above: str) -> None:
        """Notes that a class is a subclass of another."""
        self._database.execute("INSERT OR IGNORE INTO subclass VALUES (?, ?)", (below, above))

    def kinds(self, profile: Profile) -> dict[str, str]:
        """Class -> class of the ontology, subclasses too; the first class of the profile counts."""
        found: dict[str, str] = {}
        for key, kind in profile.classes.items():
            for (below,) in self._database.execute(_BELOW, (key,)):
                if found.get(below) != POST:
                    found.setdefault(below, kind)
        return found

    def put(self, table: str, row: Row) -> None:
        """Keeps a row; one of the same key and table is replaced."""
        key = "\t".join((row["person"], row["office"], row["start"])) if table == "tenures" else row["key"]
        content = json.dumps(row, ensure_ascii=False)
        self._database.execute("INSERT OR REPLACE INTO row VALUES (?, ?, ?)", (table, key, content))

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table by key."""
        statement = "SELECT content FROM row WHERE place = ? ORDER BY key"
        for (content,) in self._database.execute(statement, (table,)):
            yield json.loads(content)

    def close(self, done: bool = False) -> None:
        """Lets go of the file, and removes it where the build is done."""
        self._database.commit()
        self._database.close()
        if done:
            self._path.unlink(missing_ok=True)


def _usable(path: Path) -> sqlite3.Connection:
    """The work file; one that is damaged is thrown away."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.DatabaseError:
        connection.close()
        path.unlink()
        connection = sqlite3.connect(path)
    return connection


def refuse_foreign(out: Path) -> None:
    """Raises ConfigurationError where a folder holds what no build wrote."""
    if not out.exists() or not any(out.iterdir()):
        return
    try:
        built = "built" in json.loads((out / HEADER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        built = False
    if not built:
        raise ConfigurationError(f"{out} holds files that no build wrote; name another folder with --output")


def publish(work: Work, out: Path, source: str, version: str) -> dict[str, int]:
    """Writes the tables and puts them in place of the base in `out` at once; returns how many rows."""
    fresh, old = (out.with_name(f".{out.name}.{name}.{os.getpid()}") for name in ("new", "old"))
    fresh.mkdir(parents=True)
    try:
        counts = {}
        for table in ("items", "offices", "tenures"):
            rows = list(work.rows(table))
            counts[table] = len(rows)
            write_table(fresh / f"{table}.tsv", table, rows)
        credit = {"key": SOURCE, "title": f"Wikidata: {source}", "url": "https://www.wikidata.org/",
                  "licence": "CC0-1.0", "version": version}  # fmt: skip
        write_table(fresh / "sources.tsv", "sources", [credit])
        header = {"format": FORMAT, "built": source, "version": version}
        write_whole(fresh / HEADER, json.dumps(header, ensure_ascii=False) + "\n")
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    except OSError as error:
        raise ConfigurationError(f"cannot write the base {out}: {error}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return counts
