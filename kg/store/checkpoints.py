"""Copies of a database at one moment, without a flush: tables by hard links, the rest by content.

The engine's own copy (`Store.backup`) first writes what is in memory into tables, one for each of its
indexes, each with two waits for the disk: 130 ms for whatever small write. And of a database that is open to
read only, it loses what stands in the log alone. This one takes the log along; who opens the copy replays
it, about 4 ms for each MB.

A copy is whole when nothing that says which files count has changed while it was made: the manifest, which
the engine only appends to, and the names of the logs. Tables are never changed once the manifest names them.
"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from kg.store.folder import on_disk

_TRIES: Final = 100
_TOGETHER: Final = 4
"""Files that are handed to the disk at the same time: it writes them in one go."""


def checkpoint(source: Path, target: Path) -> None:
    """Copy a database that nobody writes to at this moment, though the engine may be merging tables in it.

    The disk holds the copy when this returns. Raises OSError; then there is no copy.
    """
    for _ in range(_TRIES):
        try:
            if _copied(source, target):
                return
        except FileNotFoundError:  # merged away at this moment
            pass
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        shutil.rmtree(target)
    raise OSError(f"{source} is not quiet enough for a copy")


def log_size(database: Path) -> int:
    """Bytes of a database that stand in its log, maybe not in its tables yet."""
    return sum(entry.stat().st_size for entry in database.glob("*.log"))


def _copied(source: Path, target: Path) -> bool:
    """Make a copy; False where it may not be of one moment."""
    target.mkdir()
    before = _decisive(source)
    for entry in source.glob("*.sst"):
        os.link(entry, target / entry.name)
    for name, _ in before:
        shutil.copyfile(source / name, target / name)
    if _decisive(source) != before:
        return False
    with ThreadPoolExecutor(_TOGETHER) as waiting:
        list(waiting.map(on_disk, (*(target / name for name, _ in before), target)))
    return True


def _decisive(database: Path) -> list[tuple[str, int]]:
    return sorted((one.name, one.stat().st_size) for one in database.iterdir() if _decides(one.name))


def _decides(name: str) -> bool:
    return name == "CURRENT" or name.startswith("MANIFEST-") or name.endswith(".log")
