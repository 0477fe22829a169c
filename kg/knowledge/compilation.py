"""Compiles the text tables to one SQLite file, once per content, into a cache that processes share.

A file is written under a temporary name and moved into place, so that a reader never sees half of one and
several processes may compile at once. Where the cache folder cannot be written, a folder of the user's own
in the system's temporary folder serves, unless somebody else could have put something there; else memory.
"""

import logging
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from kg.knowledge.content import content
from kg.knowledge.distinct import qualifiers
from kg.knowledge.indices import AliasRow, aliases, compositions, given_names, surnames, variants
from kg.knowledge.layers import HEADER, RULES
from kg.knowledge.tables import MORE, TABLES, TOWNS

_SCHEMA: Final = """
CREATE TABLE item (key TEXT PRIMARY KEY, name TEXT, kind TEXT, qid TEXT, country TEXT, aliases TEXT,
    demonyms TEXT, capital TEXT, latitude REAL, longitude REAL, start TEXT, end TEXT, prior REAL,
    sources TEXT) WITHOUT ROWID;
CREATE TABLE alias (folded TEXT, demonym INTEGER, exact TEXT, small INTEGER, key TEXT,
    PRIMARY KEY (folded, demonym, key, exact, small)) WITHOUT ROWID;
CREATE TABLE length (first TEXT PRIMARY KEY, longest INTEGER) WITHOUT ROWID;
CREATE TABLE surname (folded TEXT, key TEXT, PRIMARY KEY (folded, key)) WITHOUT ROWID;
CREATE TABLE variant (skeleton TEXT, whole INTEGER, key TEXT, PRIMARY KEY (skeleton, whole, key))
    WITHOUT ROWID;
CREATE TABLE given (first TEXT PRIMARY KEY, persons INTEGER) WITHOUT ROWID;
CREATE TABLE office (key TEXT PRIMARY KEY, country TEXT, role TEXT) WITHOUT ROWID;
CREATE TABLE tenure (person TEXT, office TEXT, start TEXT, end TEXT, sources TEXT);
CREATE TABLE composition (kind TEXT, country TEXT, part TEXT, key TEXT, same INTEGER,
    PRIMARY KEY (kind, country, part, key)) WITHOUT ROWID;
CREATE TABLE qualifier (key TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID;
CREATE TABLE town (folded TEXT PRIMARY KEY, countries TEXT) WITHOUT ROWID;
CREATE TABLE source (key TEXT PRIMARY KEY, title TEXT, url TEXT, licence TEXT, version TEXT) WITHOUT ROWID;
"""
_INDICES: Final = """
CREATE INDEX tenure_person ON tenure (person);
CREATE INDEX tenure_office ON tenure (office);
CREATE INDEX office_country ON office (country, role);
PRAGMA user_version = 1;
"""


def connect(folder: Path, cache: Path | None = None, layers: Sequence[Path] = ()) -> sqlite3.Connection:
    """A read-only connection to the compiled form of the tables in `folder` with the layers over it."""
    folders = (folder, *layers)
    name = f"knowledge-{_digest(folders)}.sqlite"
    for place in (cache or user_cache_path("conflict-news-graph"), None):
        try:
            return _open(_compiled(folders, (place or _own_temporary()) / name))
        except OSError:
            continue
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        _fill(connection, folders)
    except BaseException:
        connection.close()
        raise
    return connection


def _own_temporary() -> Path:
    """A folder in the shared temporary one that nobody but this user may enter.

    Its name can be guessed, so one that is there is used only where it is a folder, no link, of this user,
    and closed to all others. Raises OSError otherwise.
    """
    folder = Path(tempfile.gettempdir(), f"conflict-news-graph-{os.getuid()}")
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        logging.getLogger("kg.knowledge").warning(
            "kg: %s is not a private folder of this user; remove it, or set XDG_CACHE_HOME to a folder that "
            "can be written; keeping the knowledge base in memory", folder
        )  # fmt: skip
        raise PermissionError(folder)
    return folder


def _compiled(folders: Sequence[Path], target: Path) -> Path:
    if not _whole(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.stem, suffix=".new")
        os.close(handle)
        try:
            with closing(sqlite3.connect(temporary)) as connection:
                _fill(connection, folders)
            os.replace(temporary, target)
        finally:
            Path(temporary).unlink(missing_ok=True)
    return target


def _whole(target: Path) -> bool:
    """Whether a compiled file is there and complete: its version is the last thing written to it."""
    try:
        connection = _open(target)
    except OSError:
        return False
    try:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0] == 1)
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise FileNotFoundError(path)
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _digest(folders: Sequence[Path]) -> str:
    """Names the content of the tables and the code that compiles them."""
    digest = sha256()
    code = (
        Path(__file__).with_name(f"{module}.py")
        for module in ("compilation", "content", "distinct", "layers", "indices", "composition", "names")
    )
    tables = (
        folder / name
        for folder in folders
        for name in (*(f"{table}.tsv" for table in (*TABLES, MORE, TOWNS, RULES)), HEADER)
    )
    for path in (*tables, *code):
        digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()[:16]


def _fill(connection: sqlite3.Connection, folders: Sequence[Path]) -> None:
    knowledge = content(folders[0], folders[1:])
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;" + _SCHEMA
    )
    names = _without_repetition(aliases(knowledge))
    for table, rows in (
        ("item", (row for _, row in sorted(knowledge.items.items()))),
        ("alias", names),
        ("length", _lengths(names)),
        ("surname", sorted(set(surnames(knowledge)))),
        ("variant", sorted(set(variants(knowledge)))),
        ("given", given_names(knowledge)),
        ("office", sorted(knowledge.offices)),
        ("tenure", sorted(knowledge.tenures)),
        ("composition", sorted(set(compositions(knowledge)))),
        ("qualifier", sorted(qualifiers(knowledge))),
        ("town", sorted(knowledge.towns)),
        ("source", sorted(knowledge.sources)),
    ):
        _insert(connection, table, iter(rows))
    connection.executescript(_INDICES)
    connection.commit()


def _without_repetition(names: Iterable[AliasRow]) -> list[AliasRow]:
    """One row per name of an item; it may start small where one of its forms does."""
    small: dict[tuple[str, int, str, str], int] = {}
    for folded, demonym, exact, starts_small, key in names:
        identity = (folded, demonym, exact, key)
        small[identity] = max(small.get(identity, 0), starts_small)
    return [
        (folded, demonym, exact, low, key) for (folded, demonym, exact, key), low in sorted(small.items())
    ]


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[tuple[object, ...]]) -> None:
    first = next(rows, None)
    if first is not None:
        statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"
        connection.execute(statement, first)
        connection.executemany(statement, rows)


def _lengths(names: list[AliasRow]) -> list[tuple[str, int]]:
    """The first piece of every name with the number of pieces of the longest name that it opens."""
    longest: dict[str, int] = {}
    for folded, *_ in names:
        pieces = folded.split(" ")
        longest[pieces[0]] = max(longest.get(pieces[0], 0), len(pieces))
    return sorted(longest.items())
