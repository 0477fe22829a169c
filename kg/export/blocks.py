"""Turtle and TriG from sorted lines: one block per subject, its types first, at a line's price."""

from collections.abc import Iterable, Iterator
from functools import partial
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from kg.export.names import END, TYPE, Names
from kg.export.ordering import NOWHERE, by_subject
from kg.statements import IN_MEMORY, Source

_JOINED: Final = 4096
"""Subjects that are written together."""


def write(source: Source, stream: IO[bytes], base: str, every_graph: bool) -> None:
    """The prefixes that occur, then the blocks, which wait on disk until all prefixes are known."""
    names = Names(base)
    with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
        for part in _graphs(by_subject(source, every_graph), names):
            body.write(part)  # writelines would keep all of it in memory
        stream.write(names.header())
        body.seek(0)
        copyfileobj(body, stream)


def _graphs(batches: Iterable[list[bytes]], names: Names) -> Iterator[bytes]:
    """The blocks of one graph after the other, named ones in braces."""
    current, waiting = NOWHERE, list[bytes]()
    for graph, subject, parts in _subjects(batches, names):
        if graph != current:
            if current != NOWHERE:
                waiting.append(b"}\n")
            waiting += (names[graph + END], b" {\n")
            current = graph
        inner = b"\t" if graph != NOWHERE else b""
        begin = inner + names[subject + END] + b" "
        waiting.append((begin + b"".join(parts)[4:] + END).replace(b"\n\t", b"\n\t" + inner))
        if len(waiting) >= _JOINED:
            yield b"".join(waiting)
            waiting.clear()
    if current != NOWHERE:
        waiting.append(b"}\n")
    yield b"".join(waiting)


def _subjects(batches: Iterable[list[bytes]], names: Names) -> Iterator[tuple[bytes, bytes, list[bytes]]]:
    """(graph, subject, what is said of it): each part begins with what parts it from the one before."""
    verbs = _Verbs(names)
    graph, subject, verb = b"", b"", b""
    types: list[bytes] = []
    others: list[bytes] = []
    for batch in batches:
        for line in batch:
            where, about, predicate, object = line.split(b" ", 3)
            if about != subject or where != graph:
                if subject:
                    yield graph, subject, types + others
                graph, subject, verb, types, others = where, about, b"", [], []
            value = object[:-3] if object.endswith(b'" .\n') else names[object]
            parts = types if predicate == TYPE else others
            parts.append((b" , " if predicate == verb else verbs[predicate]) + value)
            verb = predicate
    if subject:
        yield graph, subject, types + others


class _Verbs(dict[bytes, bytes]):
    """Predicate -> what begins its part."""

    def __init__(self, names: Names) -> None:
        super().__init__({TYPE: b" ;\n\ta "})
        self._names = names

    def __missing__(self, predicate: bytes) -> bytes:
        self[predicate] = found = b" ;\n\t" + self._names[predicate + END] + b" "
        return found


turtle = partial(write, every_graph=False)
trig = partial(write, every_graph=True)
