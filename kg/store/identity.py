"""What tells the content of a database apart from any other, without reading it.

The manifest names each table with a number of its own that is drawn by lot, the log has what is in no table
yet. Whoever opens a database for writing gives it another manifest, even if nothing is written. The other
way round, the same identity is the same content.
"""

from hashlib import sha256
from pathlib import Path
from typing import Final

ORIGIN: Final = "ORIGIN"
"""A file in a database that says the same as another one: the identity of that, and its own."""


def identity(database: Path) -> str:
    """32 hexadecimal digits; "" where there is no database."""
    own = _own(database)
    try:
        origin, written = (database / ORIGIN).read_text().split()
    except (OSError, ValueError):
        return own
    return origin if written == own else own


def same_as(database: Path, other: str) -> None:
    """Note that a database says the same as one of another identity."""
    (database / ORIGIN).write_text(f"{other} {_own(database)}\n")


def _own(database: Path) -> str:
    digest, found = sha256(), False
    try:
        for path in sorted(database.iterdir()):
            if path.name.startswith("MANIFEST-") or path.suffix == ".log":
                found = True
                digest.update(f"{path.name} {path.stat().st_size}\n".encode())
                digest.update(path.read_bytes())
    except OSError:
        return ""
    return digest.hexdigest()[:32] if found else ""
