"""An open knowledge graph of conflict news.

    import kg

    graph = kg.extract("BAKU: Azerbaijan on Tuesday launched …", published="2023-09-20")
    graph.select("SELECT ?name WHERE { ?country a cno:Country ; rdfs:label ?name }")
    graph.dataset      # an rdflib Dataset
    graph.oxigraph     # a pyoxigraph Store, the same data

    with kg.open("kg-store") as graph: ...     # the same for a store on disk

Everything else is imported from its stage (`from kg.sources import read`); `import kg` alone loads none.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kg.store import Graph

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "open"]


def open(store: "Path | str | None" = None) -> "Graph":
    """The graph in a store's folder, made where there is none; in memory without a path.

    Settings (`KG_BASE_IRI` …) come from the environment and `kg.toml`, as for the command line.
    Raises ConfigurationError where another process holds the folder, or it is no store.
    """
    settings = import_module("kg.settings").load()
    graph: Graph = import_module("kg.store").open_graph(store, settings.base_iri)
    return graph


if TYPE_CHECKING:

    def extract(
        text: str,
        *,
        published: date | str | None = None,
        id: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Graph:
        """The graph of one article, in memory. Offsets in it refer to `text` exactly as given.

        `published` is a date or its ISO form; without it, words like "Tuesday" stay undated.
        Raises DocumentError where the text cannot be read (empty, another language, too long) and
        GraphError where its graph breaks the shapes.
        """


class _Function(ModuleType):
    """The module of a stage that is also the function of its name: `kg.extract` is both."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        return import_module("kg.pipeline").extract(*args, **named)


class _Package(ModuleType):
    """Makes `kg.extract` callable from the moment the import system sets it, and imports it when asked for.

    A function in this module would not do: importing the stage anywhere would put the module in its place.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "extract" and isinstance(value, ModuleType):
            value.__class__ = _Function
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name == "extract":
            return import_module("kg.extract")
        raise AttributeError(f"module 'kg' has no attribute {name!r}")


sys.modules[__name__].__class__ = _Package
