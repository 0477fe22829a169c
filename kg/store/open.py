"""Where a store is: a folder, or memory."""

from pathlib import Path

from kg.store.contract import Store
from kg.store.graphs import BASE
from kg.store.oxigraph import OxigraphStore


def open_store(path: Path | str | None = None, base: str = BASE) -> Store:
    """The store in a folder, made where there is none; in memory without a path.

    `base` is the base IRI of the data, which names the graphs that no article owns. Raises
    ConfigurationError where another process holds the folder or it is no store.
    """
    return OxigraphStore.memory(base) if path is None else OxigraphStore.open(Path(path), base)
