"""The word lists of `kg/extract/data/events.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "events.toml"


@cache
def _lists() -> Mapping[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def word_list(name: str) -> frozenset[str]:
    """A list by its name."""
    return frozenset(_lists()[name])


def word_class(name: str) -> frozenset[str]:
    """A class of words that entries of the lexicon name, as "@forces"; KeyError where there is none."""
    return frozenset(_lists()["classes"][name])
