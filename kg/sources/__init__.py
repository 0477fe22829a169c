"""A place (file, folder, standard input) -> Documents, and a notice for all that cannot be read as it is.

Nothing in here stops a run but a place that does not exist.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ConfigurationError
from kg.model import Notice
from kg.sources.checks import check
from kg.sources.distinct import Articles, distinct
from kg.sources.files import READERS, SIDECAR, read_file, read_stream
from kg.sources.records import METADATA, Sourced, from_record

__all__ = ["FORMATS", "METADATA", "STDIN", "Articles", "Sourced", "distinct", "read", "read_record"]

STDIN = "-"
FORMATS = tuple(READERS)
"""The endings of names that can be read."""


def read(
    places: Iterable[str | Path], max_characters: int = 1_000_000, language_confidence: float = 0.9
) -> Iterator[Sourced | Notice]:
    """The documents of files, folders (all below them, hidden ones left out) and `-`, standard input.

    Raises:
        ConfigurationError: a place does not exist.
    """
    for place in _existing(places):
        found = (
            read_stream(sys.stdin.buffer, "standard input", max_characters)
            if place == STDIN
            else read_file(Path(place), max_characters)
        )
        for item in found:
            if isinstance(item, Notice):
                yield item
            else:
                yield from check(item, max_characters, language_confidence)


def read_record(
    record: object, place: str, max_characters: int = 1_000_000, language_confidence: float = 0.9
) -> Iterator[Sourced | Notice]:
    """The document of one record with the fields METADATA and `text`; the notice that skips it comes last."""
    for item in from_record(record, place):
        if isinstance(item, Notice):
            yield item
        else:
            yield from check(item, max_characters, language_confidence)


def _existing(places: Iterable[str | Path]) -> list[str]:
    """The files to read, each once; every place is looked at before the first is read."""
    files: dict[str, None] = {}
    for place in map(str, places):
        if place == STDIN:
            files[place] = None
        elif os.path.isdir(place):
            files.update(dict.fromkeys(_below(place)))
        elif not os.path.exists(place):
            raise ConfigurationError(f"{place}: no such file or folder")
        else:
            files[place] = None
    return list(files)


def _below(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            readable = os.path.splitext(name)[1].lower() in READERS
            if readable and not name.startswith(".") and not name.endswith(SIDECAR):
                yield os.path.join(parent, name)
