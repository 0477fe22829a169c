"""The first load of an empty store from a file, as fast as the engine reads: no object for each quad."""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from kg import vocab
from kg.errors import GraphError
from kg.terms import RDF_TYPE

_TYPED: Final = re.compile(
    rf"^(<[^>]*>) <{re.escape(RDF_TYPE)}> <{re.escape(vocab.ArticleGraph)}> \1 \.$".encode(), re.MULTILINE
)
_MARK: Final = f"<{vocab.ArticleGraph}> <".encode()
_READ: Final = 1 << 22


def load(engine: ox.Store, path: Path, shared: frozenset[str]) -> None:
    """Load a file of N-Quads, and into the default graph what the articles' and the shared graphs say.

    A dump of ours has that already, each triple just before the same one in a graph: nothing comes twice.
    Raises GraphError where the file is malformed.
    """
    told = frozenset(f"<{graph}>".encode() for graph in shared) | _articles(path)
    try:
        if _is_whole(path, told):
            engine.bulk_load(path=os.fspath(path), format=ox.RdfFormat.N_QUADS)
            return
        with path.open("rb") as file:
            engine.bulk_load(io.BufferedReader(_Repeated(file, told), _READ), ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError, OSError) as error:
        raise GraphError(f"{path} cannot be read as N-Quads: {error}") from error


def _articles(path: Path) -> frozenset[bytes]:
    """The graphs that the file says are articles'."""
    with path.open("rb") as file:
        marked = (block for block in _blocks(file) if _MARK in block)
        return frozenset(name for block in marked for name in _TYPED.findall(block))


def _is_whole(path: Path, told: frozenset[bytes]) -> bool:
    """Whether every triple of some graphs follows the same triple of the default graph."""
    default = b""
    with path.open("rb") as file:
        for block in _blocks(file):
            for line in block.splitlines():
                if line.startswith(default) and default:
                    continue  # of any graph
                begin = line.rfind(b" ", 0, -2)
                if line[begin + 1 : -2] in told:
                    return False
                default = line[:-1]
    return True


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_READ) + file.readline():
        yield block


class _Repeated(io.RawIOBase):
    """The lines of a file, those of some graphs also without the graph."""

    def __init__(self, file: IO[bytes], told: frozenset[bytes]) -> None:
        self._blocks = _blocks(file)
        self._told = told
        self._default = b""
        self._waiting = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer as far as the block at hand goes; 0 at the end."""
        if not self._waiting:
            self._waiting = memoryview(self._more(next(self._blocks, b"")))
        target = memoryview(buffer)  # type: ignore[arg-type]
        count = min(len(target), len(self._waiting))
        target[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count

    def _more(self, block: bytes) -> bytes:
        lines, told, default = [block, b"\n"] if block else [], self._told, self._default
        for line in block.splitlines():
            begin = line.rfind(b" ", 0, -2)
            if line[begin + 1 : -2] in told:
                triple = line[:begin]
                if triple != default:
                    lines += (triple, b" .\n")
                    default = triple
            else:
                default = line[:-2]
        self._default = default
        return b"".join(lines)
