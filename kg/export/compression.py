"""Compressed files, the same bytes for the same content, by the ending of their name."""

import gzip
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import IO, Final, cast

from kg.errors import ConfigurationError


def _gzip(raw: IO[bytes]) -> IO[bytes]:
    # no name and no time in the header: the same quads give the same bytes
    return cast("IO[bytes]", gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6))


def _zstd(raw: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", _zstandard().ZstdFile(raw, "w"))


def _zstandard() -> ModuleType:
    """The library of the format: loaded only for files that are of it."""
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"files that end in .zst need {error.name}; install the project anew"
        ) from error
    return zstd


COMPRESSIONS: Final[Mapping[str, Callable[[IO[bytes]], IO[bytes]]]] = {".gz": _gzip, ".zst": _zstd}
"""Ending -> what wraps a file that is written."""


def bare(name: str) -> str:
    """The name without the ending of a compression."""
    return next((name.removesuffix(ending) for ending in COMPRESSIONS if name.endswith(ending)), name)


def opened(path: Path) -> IO[bytes]:
    """A file for reading, decompressed where its name says that it is compressed."""
    if path.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    return cast("IO[bytes]", _zstandard().open(path)) if path.suffix == ".zst" else path.open("rb")


@contextmanager
def decompressed(path: Path) -> Iterator[Path]:
    """The file itself, or where it is compressed a temporary one with its content, named without that."""
    if bare(path.name) == path.name:
        yield path
        return
    with TemporaryDirectory() as folder:
        target = Path(folder, bare(path.name))
        with opened(path) as source, target.open("wb") as copy:
            copyfileobj(source, copy)
        yield target


def wrapped(raw: IO[bytes], name: str) -> IO[bytes] | None:
    """What compresses into a file of this name; None where it is not to be compressed."""
    return next((make(raw) for ending, make in COMPRESSIONS.items() if name.endswith(ending)), None)
