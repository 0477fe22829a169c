"""Capitals that stand for their governments: "Baku denied", "agreements with Paris", "Moscow-backed"."""

import tomllib
from functools import cache
from importlib.resources import files

from kg.extract.entities.words import Words


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = files("kg.extract").joinpath("data", "metonyms.toml").read_text(encoding="utf-8")
    return {name: frozenset(values) for name, values in tomllib.loads(text).items()}


def stands_for_state(words: Words, begin: int, end: int) -> bool:
    """Whether the name of a capital at these words means its government rather than the town."""
    if end + 1 < len(words) and words.text[end] == "-":
        return words.lower[end + 1] in _lists()["hyphenated"]
    root = words.root(begin, end)
    for _ in range(4):
        if words.dep[root] not in {"conj", "appos"} or words.head[root] == root:
            break
        root = words.head[root]
    return _by_role(words, root, begin)


def _by_role(words: Words, root: int, begin: int) -> bool:
    lists, role, above = _lists(), words.dep[root], words.head[root]
    if role == "nsubj":
        minded = words.lemma[above] == "be" and any(
            words.lower[c] in lists["minds"] for c in words.children[above]
        )
        return minded or (
            words.pos[above] in {"VERB", "AUX"} and words.lemma[above] not in lists["town_verbs"]
        )
    if role == "nsubjpass":
        return words.lemma[above] in lists["object_verbs"]
    if role == "dobj" and words.lemma[above] == "leave":
        return any(words.lower[c] in {"in", "with", "without"} for c in words.children[above] if c > root)
    if role in {"dobj", "dative"}:
        return words.lemma[above] in lists["object_verbs"]
    if role == "poss":
        return words.lemma[above] in lists["possessions"]
    if role == "pobj":
        return _by_preposition(words, above)
    return False


def _by_preposition(words: Words, preposition: int) -> bool:
    lists, word = _lists(), words.lower[preposition]
    above = words.head[preposition]
    if words.dep[preposition] == "agent" or word == "by":
        return True
    if word == "to" and words.lower[preposition - 1] == "according":
        return True
    if word in {"with", "against"} and words.pos[above] != "NOUN":
        return word == "with"
    if word == "between":
        return words.lemma[above] not in lists["ways"]
    return word in lists["prepositions"] and words.lemma[above] in lists["relations"]
