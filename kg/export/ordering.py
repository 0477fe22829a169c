"""The orders in which formats write statements. Blank nodes get names that depend on what is said of them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kg.export.sorting import Sorter
from kg.rdf import Quad, relabelled
from kg.statements import DEFAULT, Source, blocks, quads_of

NOWHERE: Final = b"!"
"""Stands for the default graph in front of its lines: before every name of a graph."""
_BLANK_AT_MOST: Final = 200_000
"""Quads with blank nodes that are named anew; to name more would take too long, and they stay as they are."""


def by_subject(source: Source, every_graph: bool) -> Iterator[list[bytes]]:
    """Lines `graph subject predicate object .`, sorted, in batches; of the default graph alone on demand."""
    sorter = Sorter()
    for graph, block in _named(source, every_graph):
        key = (graph.encode() or NOWHERE) + b" "
        sorter.add(key + block[:-1].replace(b"\n", b"\n" + key) + b"\n")
    return sorter.batches()


def by_line(source: Source, every_graph: bool) -> Iterator[list[bytes]]:
    """Lines of N-Quads, or of N-Triples for the default graph alone, sorted, in batches."""
    sorter = Sorter()
    for graph, block in _named(source, every_graph):
        sorter.add(block if graph == DEFAULT else block.replace(b" .\n", f" {graph} .\n".encode()))
    return sorter.batches()


def quads(source: Source, every_graph: bool) -> Iterator[Quad]:
    """The same order as objects, one at a time."""
    for batch in by_subject(source, every_graph):
        for key, lines in groupby(batch, _graph):
            begin = len(key) + 1
            graph = DEFAULT if key == NOWHERE else key.decode()
            yield from quads_of(graph, b"".join(line[begin:] for line in lines))


def _named(source: Source, every_graph: bool) -> Iterator[tuple[str, bytes]]:
    """The blocks of a source; what has blank nodes comes last, under lasting names."""
    blank: list[Quad] = []
    for graph in source.graphs():
        if graph != DEFAULT and not every_graph:
            continue
        for block in source.lines(graph):
            if b"_:" in block or graph.startswith("_:"):
                apart = [line for line in block.splitlines(keepends=True) if _is_blank(line, graph)]
                blank += quads_of(graph, b"".join(apart))
                left = set(apart)
                kept = (line for line in block.splitlines(keepends=True) if line not in left)
                if whole := b"".join(kept):
                    yield graph, whole
            elif block:
                yield graph, block
    yield from blocks(relabelled(blank) if len(blank) <= _BLANK_AT_MOST else blank)


def _is_blank(line: bytes, graph: str) -> bool:
    if line.startswith(b"_:") or graph.startswith("_:"):
        return True
    object = line.split(b" ", 2)[2]
    return object.startswith((b"_:", b"<<"))


def _graph(line: bytes) -> bytes:
    return line[: line.index(b" ")]
