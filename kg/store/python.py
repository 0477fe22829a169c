"""The graph for Python users: one set of data behind two libraries."""

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from oxrdflib import OxigraphStore as RdflibStore
from rdflib import Dataset as RdflibDataset

from kg.rdf import Row
from kg.store.graphs import BASE
from kg.store.open import in_folder
from kg.store.oxigraph import OxigraphStore
from kg.store.visitor import VisitedStore
from kg.terms import NAMESPACES


class Graph:
    """An open store, as pyoxigraph and as rdflib see it; close it, or use it in a `with` block."""

    def __init__(self, store: OxigraphStore | VisitedStore) -> None:
        self.store = store

    @property
    def oxigraph(self) -> ox.Store:
        """The pyoxigraph store. Its default graph says everything once."""
        return self.store.engine

    @cached_property
    def dataset(self) -> RdflibDataset:
        """The same quads as an rdflib dataset: a view, not a copy.

        Give queries as text: prepared ones run in rdflib's own engine, 80 times slower.
        """
        dataset = RdflibDataset(store=RdflibStore(store=self.store.engine))
        for prefix, namespace in NAMESPACES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def select(self, sparql: str) -> list[Row]:
        """Rows of a SELECT query; the usual prefixes need no declaration."""
        return list(self.store.query(sparql, prefixes=NAMESPACES).rows())

    def close(self) -> None:
        """Let others open the store. What came from `oxigraph` must be gone by then."""
        if "dataset" in self.__dict__:
            self.dataset.store.close()
        self.store.close()

    def __len__(self) -> int:
        return len(self.store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_graph(path: Path | str | None = None, base: str = BASE) -> Graph:
    """The store in a folder, made where there is none; in memory without a path.

    Where a running server owns the folder, the graph is one to read, as it is now; `store` writes through
    the server. Raises ConfigurationError where another process holds the folder, or it is no store.
    """
    return Graph(OxigraphStore.memory(base) if path is None else in_folder(Path(path), base))
