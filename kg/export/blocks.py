"""Turtle and TriG from sorted lines: one block per subject, its types first, at a line's price."""

from collections.abc import Iterable, Iterator
from functools import partial
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from kg.export.names import END, TYPE, Names
from kg.export.ordering import NOWHERE, Unit, by_subject
from kg.statements import IN_MEMORY, Source

_CLOSED: Final = b" .\n"
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


def _graphs(units: Iterable[Unit], names: Names) -> Iterator[bytes]:
    """The blocks of one graph after the other, named ones in braces."""
    current, waiting, verbs = NOWHERE, list[bytes](), _Verbs(names)
    for graph, subject, said in units:
        if graph != current:
            if current != NOWHERE:
                waiting.append(b"}\n")
            waiting += (names[graph + END], b" {\n")
            current = graph
        block = names[subject + END] + b" " + _said(said, names, verbs) + _CLOSED
        waiting.append(block if graph == NOWHERE else b"\t" + block.replace(b"\n\t", b"\n\t\t"))
        if len(waiting) >= _JOINED:
            yield b"".join(waiting)
            waiting.clear()
    if current != NOWHERE:
        waiting.append(b"}\n")
    yield b"".join(waiting)


def _said(said: Iterable[bytes], names: Names, verbs: "_Verbs") -> bytes:
    """What is said of a subject: types first, then predicate by predicate."""
    verb = b""
    types: list[bytes] = []
    others: list[bytes] = []
    for one in said:
        predicate, object = one.split(b" ", 1)
        value = object[:-2] if object.endswith(b'" .') else names[object]
        parts = types if predicate == TYPE else others
        parts.append((b" , " if predicate == verb else verbs[predicate]) + value)
        verb = predicate
    return b"".join(types + others)[4:]


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
