"""What a store holds as lines of N-Triples, straight from the engine."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, Self

import pyoxigraph as ox

from kg import vocab
from kg.rdf import DEFAULT_GRAPH, NamedNode, iri
from kg.statements import BLOCK, DEFAULT
from kg.terms import RDF_TYPE

_ARTICLE: Final = iri(vocab.ArticleGraph)


class StoreLines:
    """A `kg.statements.Source` over an engine that nobody writes to meanwhile."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    @classmethod
    def of(cls, database: Path) -> Self:
        """A version of a store's folder, which is never written again."""
        return cls(ox.Store.read_only(os.fspath(database)))

    def graphs(self) -> Sequence[str]:
        found = sorted(str(name) for name in self._engine.named_graphs())
        return [DEFAULT, *found]

    def lines(self, graph: str) -> Iterator[bytes]:
        if graph == DEFAULT:
            return self._by_file(DEFAULT_GRAPH)
        name = ox.BlankNode(graph[2:]) if graph.startswith("_:") else iri(graph[1:-1])
        if isinstance(name, NamedNode) and ox.Quad(name, iri(RDF_TYPE), _ARTICLE, name) in self._engine:
            return iter([self._engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""])
        return self._by_file(name)

    def _by_file(self, graph: NamedNode | ox.BlankNode | ox.DefaultGraph) -> Iterator[bytes]:
        """By way of a file: the engine gives all at once, and a whole store does not fit into memory."""
        with NamedTemporaryFile() as file:
            self._engine.dump(os.fspath(file.name), ox.RdfFormat.N_TRIPLES, from_graph=graph)
            while block := file.read(BLOCK) + file.readline():
                yield block
