"""The tables of `data/harm.toml`, looked up by lemma."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kg import vocab
from kg.model import Iri


@cache
def tables() -> Mapping[str, Any]:
    """The file as it is."""
    return tomllib.loads((files("kg.extract") / "data" / "harm.toml").read_text("utf-8"))


@cache
def people() -> frozenset[str]:
    """Lemmas of nouns for people."""
    return frozenset(tables()["people"]["civilians"]) | frozenset(tables()["people"]["combatants"])


@cache
def combatants() -> frozenset[str]:
    """Lemmas of nouns for those who fight."""
    return frozenset(tables()["people"]["combatants"]) - frozenset(tables()["people"]["civilians"])


@cache
def harm_verbs() -> Mapping[str, tuple[Iri, str]]:
    """Lemma of a verb -> the harm, and whether its "object" or its "subject" suffers it."""
    return {
        lemma: (vocab.NAMESPACE + row["harm"], row["victims"])
        for row in tables()["verb"]
        for lemma in row["lemmas"]
    }


@cache
def table_of(name: str) -> Mapping[str, Iri]:
    """A table of words for harm ("states", "events", "acts") with the IRI of each word's harm."""
    return {word: vocab.NAMESPACE + harm for word, harm in tables()[name].items()}


@cache
def listed(table: str, key: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(tables()[table][key])


@cache
def words_of_harm() -> frozenset[str]:
    """Every lemma that may tell of harm: all other words need no second look."""
    lists = listed("tolls", "nouns") | listed("taken", "nouns") | listed("flight", "verbs")
    return lists | {*harm_verbs(), *table_of("events"), *table_of("acts"), "casualty", "life", "lose"}
