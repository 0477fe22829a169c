"""Writing a file in the format that its name asks for, the same bytes for the same quads."""

import os
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Final, Protocol, cast

from kg.errors import ConfigurationError
from kg.export.compression import COMPRESSIONS, bare, wrapped
from kg.rdf import Quad
from kg.statements import Source, Spool

Statements = Iterable[Quad] | Source
_COMPRESSED: Final = " or ".join(COMPRESSIONS)


class Format(Protocol):
    """What a module of this folder offers to be a format."""

    SUFFIX: str
    TITLE: str
    MEDIA_TYPE: str
    ALL_GRAPHS: bool
    """False where the format can hold the default graph only."""
    STEM: str
    """How its file is called in a folder of all dumps."""

    def write(self, source: Source, stream: IO[bytes], base: str) -> None:
        """Write all that the format can hold; raises GraphError where it cannot hold something.

        `base` is the base IRI of the data, for readable names.
        """


@cache
def formats() -> Mapping[str, Format]:
    """Suffix without its dot -> format, by the names of the modules in this folder."""
    folder = [str(Path(__file__).parent)]
    modules = [import_module(f"kg.export.{found.name}") for found in pkgutil.iter_modules(folder)]
    found = [cast("Format", module) for module in modules if hasattr(module, "SUFFIX")]
    return {format.SUFFIX: format for format in sorted(found, key=lambda format: format.SUFFIX)}


def named(path: Path) -> Format:
    """The format that a file name asks for. Raises ConfigurationError with the names there are."""
    suffix = Path(bare(path.name)).suffix.removeprefix(".")
    if suffix not in formats():
        known = ", ".join(f".{name}" for name in formats())
        raise ConfigurationError(
            f"no format for {path.name!r}: expected a name that ends in {known} (or {_COMPRESSED})"
        )
    return formats()[suffix]


def write(statements: Statements, format: str, stream: IO[bytes], base: str) -> None:
    """Write quads in the format of a suffix; `base` is the base IRI of the data, for readable names."""
    with _source_of(statements) as source:
        formats()[format].write(source, stream, base)


def export(statements: Statements, path: Path, base: str) -> None:
    """Write a file, compressed where its name ends in .gz or .zst. It appears whole or not at all.

    Formats without graphs hold the default graph alone: give the statements of a store, whose default graph
    says everything, or `rdf.merged`. Memory stays flat however many there are.
    """
    format = named(path)
    with _source_of(statements) as source, replacing(path) as stream:
        format.write(source, stream, base)


@contextmanager
def _source_of(statements: Statements) -> Iterator[Source]:
    """What can be read more than once; an iterable of quads is laid down on disk for it."""
    if isinstance(statements, Iterable):
        with Spool.of(statements) as spool:
            yield spool
    else:
        yield statements


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file under another name, compressed as its name asks, that takes its place once it is whole."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as raw:
            packed = wrapped(raw, path.name)
            if packed is None:
                yield raw
            else:
                with packed:
                    yield packed
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
