"""Folders of older formats, made into the current one when they are opened.

    0    a database of the engine itself (`oxigraph serve --location`), and of this project before versions
    1    CURRENT, versions/NUMBER/

The old files stay until the new ones are whole: a crash leaves the one format or the other.
"""

import os
import shutil
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import ConfigurationError

_MARK: Final = "MANIFEST-"
_OWN: Final = frozenset(("CURRENT", "CURRENT.new", "lock", "door", "versions"))


def is_bare(path: Path) -> bool:
    """Whether a folder is of format 0: CURRENT then is the engine's own, and names its manifest."""
    pointer = path / "CURRENT"
    try:
        return pointer.read_text().startswith(_MARK) and (path / pointer.read_text().strip()).is_file()
    except (OSError, UnicodeDecodeError):
        return False


def lift(path: Path, database: Path) -> None:
    """Copy the bare database of a folder to where a version lies, so that it can be switched to.

    Raises ConfigurationError where the engine cannot read it.
    """
    shutil.rmtree(database, ignore_errors=True)
    try:
        old = ox.Store(os.fspath(path))
        old.backup(database)
    except (OSError, RuntimeError) as error:
        raise ConfigurationError(
            f"{path} holds a database that this version cannot read ({error}): export it with the program "
            "that wrote it and load the dump into a new store"
        ) from error


def drop_bare(path: Path) -> None:
    """Remove what is left of a bare database once CURRENT leads elsewhere."""
    for entry in path.iterdir():
        if entry.is_file() and entry.name not in _OWN and _of_engine(entry.name):
            entry.unlink()


def _of_engine(name: str) -> bool:
    return name.endswith((".sst", ".log", ".dbtmp", ".blob")) or name.startswith(
        (_MARK, "OPTIONS-", "LOG", "IDENTITY", "LOCK")
    )
