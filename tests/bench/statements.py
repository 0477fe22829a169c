"""Statements to measure with, as many as wanted: articles of our own, read once and renamed many times."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from kg import pipeline
from kg.assembly import Assembly
from kg.settings import load
from kg.sources import Sourced
from kg.statements import DEFAULT
from tests.bench.texts import documents


class Statements:
    """A `kg.statements.Source` of about `count` statements, half of them in the default graph."""

    def __init__(self, count: int) -> None:
        self._count = count
        settings = load()
        self.base = settings.base_iri
        self._graph = f"<{self.base}graph/"
        with Assembly(self.base) as whole:
            found = [Sourced(one.id, one) for one in documents(11)]
            for outcome in pipeline.article_graphs(found, settings):
                if isinstance(outcome, pipeline.ArticleGraph):
                    whole.add(outcome.quads)
            self._read = {g: b"".join(whole.lines(g)) for g in whole.graphs() if g != DEFAULT}

    @cached_property
    def _copies(self) -> dict[str, tuple[str, str]]:
        """Graph -> the graph that it is a copy of, and the key of that."""
        shared = [g for g in self._read if g in (f"{self._graph}entities>", f"{self._graph}links>")]
        found = {graph: (graph, "") for graph in shared}
        size = sum(self._read[graph].count(b"\n") for graph in shared)
        number = 0
        while True:
            for graph, block in self._read.items():
                if 2 * size >= self._count:
                    return dict(sorted(found.items()))
                if graph not in shared:
                    key = graph[len(self._graph) : -1]
                    found[f"{self._graph}{key}x{number}>"] = graph, key
                    size += block.count(b"\n")
            number += 1

    def graphs(self) -> Sequence[str]:
        return [DEFAULT, *self._copies]

    def lines(self, graph: str) -> Iterator[bytes]:
        for name in self._copies if graph == DEFAULT else [graph]:
            copied, key = self._copies[name]
            block = self._read[copied]
            yield block.replace(key.encode(), name[len(self._graph) : -1].encode()) if key else block
