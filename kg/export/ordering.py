"""The orders in which formats write statements. Blank nodes get names that depend on what is said of them."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from kg.export.sorting import Sorter
from kg.rdf import Quad, relabelled
from kg.statements import DEFAULT, Source, blocks, quads_of

NOWHERE: Final = b"!"
"""Stands for the default graph: before every name of a graph."""
Unit = tuple[bytes, bytes, list[bytes]]
"""Graph, subject, and what is said of it there: `predicate object .`, sorted, each once."""
_PARTED: Final = b"\x01"
"""Between what is said of a subject while it is sorted; N-Triples never has it."""
_BLANK_AT_MOST: Final = 200_000
"""Quads with blank nodes that are named anew; to name more would take too long, and they stay as they are."""


def by_subject(source: Source, every_graph: bool) -> Iterator[Unit]:
    """What is said of one subject in one graph after the other, sorted; of the default graph alone on demand.

    Sorted are subjects with all that is said of them in a row: a store gives them so, and they are fewer than
    their lines.
    """
    sorter = Sorter()
    for graph, block in _named(source, every_graph):
        sorter.add(_rows(graph.encode() or NOWHERE, block))
    whole, said = b"", list[bytes]()
    for rows in sorter.batches():
        for row in rows:
            head, *parts = row[:-1].split(_PARTED)
            if head == whole:  # not in a row
                said += parts
                continue
            if whole:
                yield _unit(whole, said)
            whole, said = head, parts
    if whole:
        yield _unit(whole, said)


def _rows(graph: bytes, block: bytes) -> bytes:
    """A line for each subject that has its triples in a row: graph and subject, then what is said."""
    parts: list[bytes] = []
    subject, begin = b"", b"\n" + graph + b" "
    for line in block.splitlines():
        about, said = line.split(b" ", 1)
        if about != subject:
            parts.append(begin + about)
            subject = about
        parts.append(said)
    return _PARTED.join(parts).replace(_PARTED + b"\n", b"\n")[1:] + b"\n"


def _unit(head: bytes, said: list[bytes]) -> Unit:
    graph, subject = head.split(b" ")
    return graph, subject, sorted(set(said))


def by_line(source: Source, every_graph: bool) -> Iterator[list[bytes]]:
    """Lines of N-Quads, or of N-Triples for the default graph alone, sorted, in batches."""
    sorter = Sorter()
    for graph, block in _named(source, every_graph):
        sorter.add(block if graph == DEFAULT else block.replace(b" .\n", f" {graph} .\n".encode()))
    return sorter.batches()


def quads(source: Source, every_graph: bool) -> Iterator[Quad]:
    """The same order as objects, one at a time."""
    for key, subjects in groupby(by_subject(source, every_graph), itemgetter(0)):
        graph = DEFAULT if key == NOWHERE else key.decode()
        for _, subject, said in subjects:
            yield from quads_of(graph, b"".join(subject + b" " + one + b"\n" for one in said))


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
