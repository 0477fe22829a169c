"""Where a store is: a folder, or memory."""

from pathlib import Path

from kg.store.contract import Store
from kg.store.folder import InUseError
from kg.store.graphs import BASE
from kg.store.oxigraph import OxigraphStore
from kg.store.visitor import VisitedStore


def open_store(path: Path | str | None = None, base: str = BASE) -> Store:
    """The store in a folder, made where there is none; in memory without a path.

    `base` is the base IRI of the data, which names the graphs that no article owns. Where a running server
    owns the folder, the store is its. Raises ConfigurationError where another process holds the folder, or
    it is no store.
    """
    return OxigraphStore.memory(base) if path is None else in_folder(Path(path), base)


def in_folder(path: Path, base: str) -> OxigraphStore | VisitedStore:
    """Own the store of a folder, or visit the server that does."""
    try:
        return OxigraphStore.open(path, base)
    except InUseError:
        visited = VisitedStore.knock(path, base)
        if visited is None:
            raise
        return visited
