"""The word lists by which relations between places, forces and bodies are read."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _table() -> Mapping[str, object]:
    return tomllib.loads(files("kg.extract").joinpath("data", "relations.toml").read_text(encoding="utf-8"))


@cache
def words_for(name: str) -> frozenset[str]:
    """One list of words."""
    values = _table()[name]
    return frozenset(str(value) for value in values) if isinstance(values, list) else frozenset()


@cache
def sides() -> Mapping[str, str]:
    """Adjectives of sides with the stem of the nouns for those who fight on them."""
    values = _table()["sides"]
    return {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {}
