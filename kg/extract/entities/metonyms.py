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
        told = words.dep[root] == "appos" and words.pos[words.head[root]] == "VERB"
        if words.dep[root] not in {"conj", "appos"} or words.head[root] == root or told:
            break
        root = words.head[root]
    return _by_role(words, root, begin)


def _by_role(words: Words, root: int, begin: int) -> bool:
    lists, role, above = _lists(), words.dep[root], words.head[root]
    if role == "nsubj":
        if words.lemma[above] not in lists["town_verbs"]:
            return words.pos[above] in {"VERB", "AUX"}
        return any(words.lower[c] in lists["minds"] for c in words.children[above])
    if role == "nsubjpass":
        handled = not lists["object_verbs"].isdisjoint({words.lemma[above], words.lower[above]})
        return handled or _opens_clause(words, begin, root)
    if role == "attr" and words.lower[above - 1] == "it":
        return words.lower[root + 1 : root + 2] in (["that"], ["which"], ["who"])  # "it was X that broke it"
    if role in {"dobj", "dative", "appos"}:
        return role == "dative" or _is_dealt_with(words, root, above)
    if role == "poss":
        return _is_had(words, above)
    if role == "pobj":
        return _by_preposition(words, above)
    return _opens_clause(words, begin, root)


def _is_dealt_with(words: Words, root: int, verb: int) -> bool:
    """Whether what is done is done to a government: "left Kyiv without allies", "held Kyiv responsible"."""
    after = words.lower[root + 1 : root + 4]
    if words.lemma[verb] == "leave":
        return bool(after) and (after[0] == "without" or after[:2] in _LEFT)
    if words.lemma[verb] == "hold":
        return after[:1] in (["responsible"], ["accountable"]) or after[:2] == ["to", "account"]
    return words.lemma[verb] in _lists()["object_verbs"]


_LEFT = [
    ["in", "control"],
    ["in", "charge"],
    ["in", "possession"],
    ["in", "command"],
    ["with", "no"],
    ["with", "little"],
    ["with", "few"],
    ["with", "only"],
    ["in", "the"],
]


def _is_had(words: Words, thing: int) -> bool:
    """Whether a thing is a government's rather than a town's."""
    lists = _lists()
    if words.lemma[thing] in lists["possessions"]:
        return True
    return words.pos[thing] == "NOUN" and words.lemma[thing] not in lists["town_things"]


def _opens_clause(words: Words, begin: int, last: int) -> bool:
    """Whether a name that the parser puts elsewhere is the subject of the verb after it."""
    if begin and words.same_sentence(begin - 1, begin) and words.lower[begin - 1] not in _OPENING:
        return False
    verb = last + 1
    if verb + 1 >= len(words) or not words.same_sentence(begin, verb):
        return False
    if words.text[verb] == ",":
        far = words.pos[verb + 1] == "ADP" and verb + 2 < len(words)  # ", across whose border"
        return words.lower[verb + 1 + far] in {"whose", "which"}
    reporting = words.tag[verb] == "NNS" and words.lower[verb + 1] == "that"
    return reporting or (
        words.tag[verb] in {"VBD", "VBZ", "VBN"}
        and words.pos[verb] == "VERB"
        and words.lemma[verb] not in _lists()["town_verbs"]
        and words.lower[verb + 1] not in {"by", "in", "at", "on"}
    )


_OPENING = frozenset(
    {",", ";", ":", "—", "–", "that", "while", "because", "as", "though", "although", "after", "since"}
    | {"when", "if", "until", "before", "whom", "what", "but", "whereas", "and"}
)


def _by_preposition(words: Words, preposition: int) -> bool:
    lists, word = _lists(), words.lower[preposition]
    above = words.head[preposition]
    if words.dep[preposition] == "agent" or word == "by":
        return True
    if word == "to" and words.lower[preposition - 1] == "according":
        return True
    if word == "with" or (word == "of" and words.lemma[above] in lists["agents"]):
        return True
    if word == "against" and words.pos[above] != "NOUN":
        return False
    if word == "between":
        return words.lemma[above] not in lists["ways"]
    if word == "for":
        return words.lemma[above] in lists["beneficial"]
    if word == "to" and words.lemma[above] in lists["toward"]:
        return True
    dealing = {words.lemma[above], words.lemma[preposition - 1]}
    return word in lists["prepositions"] and not lists["relations"].isdisjoint(dealing)
