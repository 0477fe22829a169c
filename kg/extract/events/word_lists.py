"""The word lists of `kg/extract/data/events.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "events.toml"


@cache
def _lists() -> Mapping[str, list[str]]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def word_list(name: str) -> frozenset[str]:
    """A list by its name."""
    return frozenset(_lists()[name])
