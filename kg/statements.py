"""Statements in bulk: whole lines of N-Triples, by graph, without an object for each. Below the stages.

A graph is named as N-Quads names it, "<iri>" or "_:label"; the default graph is "".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import Final, Protocol, Self

from kg.rdf import DefaultGraph, Quad, iri, parse, quad_of

DEFAULT: Final = ""
IN_MEMORY: Final = 8 << 20
"""Bytes that a spool keeps before it goes to the disk."""
BLOCK: Final = 1 << 20
"""About how long a block is, in bytes."""
_BATCH: Final = 10_000


class Source(Protocol):
    """Where statements come from, as often as they are asked for."""

    def graphs(self) -> Sequence[str]:
        """The graphs that hold something, sorted; the default graph first."""

    def lines(self, graph: str) -> Iterator[bytes]:
        """The triples of a graph in blocks of whole lines, in no order, some perhaps twice."""


class Spool:
    """A source that is written once, to a temporary file, and read as often as needed."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (until close)
        self._end = 0
        self._parts: dict[str, list[tuple[int, int]]] = defaultdict(list)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Self:
        """What an iterable gives, which is used up once."""
        spool, given = cls(), iter(quads)
        while batch := list(islice(given, _BATCH)):
            for graph, block in blocks(batch):
                spool.add(graph, block)
        return spool

    def add(self, graph: str, block: bytes) -> None:
        """Put whole lines behind what is there."""
        if not block:
            return
        self._file.seek(self._end)
        self._file.write(block)
        parts = self._parts[graph]
        if parts and sum(parts[-1]) == self._end and parts[-1][1] < BLOCK:
            parts[-1] = parts[-1][0], parts[-1][1] + len(block)
        else:
            parts.append((self._end, len(block)))
        self._end += len(block)

    def graphs(self) -> Sequence[str]:
        return sorted(self._parts)

    def lines(self, graph: str) -> Iterator[bytes]:
        for offset, length in self._parts.get(graph, ()):
            self._file.seek(offset)
            yield self._file.read(length)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Another source without some graphs and without the triples of some predicates."""

    source: Source
    wanted: Callable[[str], bool] = lambda graph: True
    unwanted: frozenset[str] = frozenset()

    def graphs(self) -> Sequence[str]:
        return [graph for graph in self.source.graphs() if self.wanted(graph)]

    def lines(self, graph: str) -> Iterator[bytes]:
        marks = [f" <{predicate}> ".encode() for predicate in sorted(self.unwanted)]
        for block in self.source.lines(graph):
            if any(mark in block for mark in marks):
                yield b"".join(line for line in block.splitlines(keepends=True) if not _of(line, marks))
            else:
                yield block


def blocks(quads: Iterable[Quad]) -> Iterator[tuple[str, bytes]]:
    """Quads as lines, by graph, in the order in which the graphs come."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in quads:
        graph = DEFAULT if isinstance(one.graph_name, DefaultGraph) else str(one.graph_name)
        found[graph].append(f"{one.subject} {one.predicate} {one.object} .\n")
    for graph, lines in found.items():
        yield graph, "".join(lines).encode()


def quads_of(graph: str, block: bytes) -> Iterator[Quad]:
    """The quads of a block."""
    found = parse(block, "nt")
    if graph == DEFAULT:
        return found
    if graph.startswith("_:"):
        return parse(b"".join(line[:-2] + f"{graph} .\n".encode() for line in block.splitlines(True)), "nq")
    name = iri(graph[1:-1])
    return (quad_of(one.triple, name) for one in found)


def named(graph: str) -> str:
    """The IRI of a graph; "" for the default graph and for one without an IRI."""
    return graph[1:-1] if graph.startswith("<") else ""


def _of(line: bytes, marks: Sequence[bytes]) -> bool:
    """Whether the predicate of a line is one of some."""
    rest = line[line.index(b" ") :]
    return any(rest.startswith(mark) for mark in marks)
