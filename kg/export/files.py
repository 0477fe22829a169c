"""Writing a file in the format that its name asks for, the same bytes for the same quads."""

import gzip
import os
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Final, Protocol, cast

from kg.errors import ConfigurationError
from kg.export.prefixes import local_prefixes
from kg.rdf import Quad

COMPRESSED: Final = ".gz"


class Format(Protocol):
    """What a module of this folder offers to be a format."""

    SUFFIX: str
    TITLE: str
    MEDIA_TYPE: str
    ALL_GRAPHS: bool
    """False where the format can hold the default graph only."""

    def write(self, quads: Iterable[Quad], stream: IO[bytes], prefixes: Mapping[str, str]) -> None:
        """Write all quads that the format can hold; raises GraphError where it cannot hold one."""


@cache
def formats() -> Mapping[str, Format]:
    """Suffix without its dot -> format, by the names of the modules in this folder."""
    folder = [str(Path(__file__).parent)]
    modules = [import_module(f"kg.export.{found.name}") for found in pkgutil.iter_modules(folder)]
    found = [cast("Format", module) for module in modules if hasattr(module, "SUFFIX")]
    return {format.SUFFIX: format for format in sorted(found, key=lambda format: format.SUFFIX)}


def named(path: Path) -> Format:
    """The format that a file name asks for. Raises ConfigurationError with the names there are."""
    suffix = Path(path.name.removesuffix(COMPRESSED)).suffix.removeprefix(".")
    if suffix not in formats():
        known = ", ".join(f".{name}" for name in formats())
        raise ConfigurationError(
            f"no format for {path.name!r}: expected a name that ends in {known} (or .gz)"
        )
    return formats()[suffix]


def write(quads: Iterable[Quad], format: str, stream: IO[bytes], base: str) -> None:
    """Write quads in the format of a suffix; `base` is the base IRI of the data, for readable names."""
    kept = list(quads)
    formats()[format].write(kept, stream, local_prefixes(kept, base))


def export(quads: Iterable[Quad], path: Path, base: str) -> None:
    """Write a file, gzipped where its name ends in .gz. It appears whole or not at all.

    Formats without graphs hold the default graph alone: give the quads of a store, whose default graph
    says everything, or `rdf.merged`.
    """
    format = named(path)
    with _replacing(path) as stream:
        write(quads, format.SUFFIX, stream, base)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as raw:
            if path.name.endswith(COMPRESSED):
                # no name and no time in the header: the same quads give the same bytes
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as stream:
                    yield cast("IO[bytes]", stream)
            else:
                yield raw
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
