"""Where the text index lies between one server and the next.

    kg-store/texts/7-….sqlite    an index, which says itself of which content of the store it is

It is kept beside the store, not in a version: it follows a write when that is confirmed already, in a
transaction of its own. Whatever happens in between, the file then names a content that the store does not
have any more, and the next server makes a new one.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Self

from kg.search import Index
from kg.store.serving import ServedStore

NAME: Final = "texts"
ENDING: Final = ".sqlite"


class Shelf:
    """A folder for indexes, and what the content of a version is called."""

    def __init__(self, folder: Path, names: Callable[[int], Sequence[str]] = lambda version: ()) -> None:
        self.folder = folder
        self.names = names
        """Version -> its names; an index that is made gets the first."""
        folder.mkdir(exist_ok=True)

    @classmethod
    def of(cls, store: ServedStore, formerly: Sequence[str] = ()) -> Self:
        """The shelf of a store that has just been opened.

        `formerly` are identities, one after another, of what it held until then, where that is the same.
        """
        first, names = store.version, [store.formerly]
        if store.formerly in formerly:
            names += formerly

        def named(version: int) -> list[str]:
            found = [store.identity(version), *(names if version == first else ())]
            return [name for name in found if name]

        return cls(store.path / NAME, named)

    def take(self, states: Sequence[str]) -> Index | None:
        """An index in one of these states; all others are removed."""
        taken: Index | None = None
        for path in sorted(self.folder.glob(f"*{ENDING}")):
            found = Index(path)
            if taken is None and found.state in states:
                taken = found
        kept = taken.path.name if taken else None
        for path in self.folder.iterdir():
            if kept is None or not path.name.startswith(kept):
                path.unlink(missing_ok=True)
        return taken


def remove(path: Path) -> None:
    """Remove an index with the files that SQLite keeps beside it."""
    for found in path.parent.glob(f"{path.name}*"):
        found.unlink(missing_ok=True)
