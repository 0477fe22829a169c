"""Quads at rest. `open_store` gives a store of the contract in `contract.py`; pyoxigraph stays behind it."""

from kg.store.answers import Answer, Dataset
from kg.store.contract import Store
from kg.store.graphs import GraphNames
from kg.store.lines import StoreLines
from kg.store.open import open_store
from kg.store.python import Graph, open_graph

__all__ = ["Answer", "Dataset", "Graph", "GraphNames", "Store", "StoreLines", "open_graph", "open_store"]
