"""The word lists of this package, read once: descriptions, titles, and what words of a name say of it."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from kg import vocab

Phrase = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that makes a description: its class, the kind that it gives and the branch that it names;
    `back`: with an article it means nothing but what was named before; `acting`: known where it acts."""

    words: Phrase
    group: str
    kind: str
    branch: str
    alone: bool
    bare: bool
    back: bool = False
    acting: bool = False


class Phrases(Generic[T]):
    """Values by phrases, looked up by where in a text a phrase ends or begins."""

    def __init__(self, entries: Iterable[tuple[Phrase, T]]) -> None:
        self._by_last: dict[str, list[tuple[Phrase, T]]] = {}
        self._by_first: dict[str, list[tuple[Phrase, T]]] = {}
        for phrase, value in sorted(entries, key=lambda entry: -len(entry[0])):
            self._by_last.setdefault(phrase[-1], []).append((phrase, value))
            self._by_first.setdefault(phrase[0], []).append((phrase, value))

    def opens_with(self, word: str) -> bool:
        """Whether a phrase has it as its first word."""
        return word in self._by_first

    def closes_with(self, word: str) -> bool:
        """Whether a phrase has it as its last word."""
        return word in self._by_last

    def ending(self, words: Sequence[str], end: int) -> tuple[int, T] | None:
        """The longest phrase whose last word is `words[end - 1]`: where it begins and its value."""
        for phrase, value in self._by_last.get(words[end - 1], ()) if end > 0 else ():
            begin = end - len(phrase)
            if begin >= 0 and (len(phrase) == 1 or tuple(words[begin:end]) == phrase):
                return begin, value
        return None

    def starting(self, words: Sequence[str], begin: int) -> tuple[int, T] | None:
        """The longest phrase whose first word is `words[begin]`: where it ends and its value."""
        for phrase, value in self._by_first.get(words[begin], ()) if begin < len(words) else ():
            end = begin + len(phrase)
            if len(phrase) == 1 or tuple(words[begin:end]) == phrase:
                return end, value
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists. Phrases are in lower case."""

    heads: Phrases[Head]
    turns: Mapping[str, str]
    classes: Mapping[str, str]
    portfolio: frozenset[str]
    speaking: frozenset[str]
    seats: Mapping[str, str]
    unions: Mapping[str, str]
    last: Phrases[str]
    first: Phrases[str]
    before: Phrases[str]
    never: frozenset[str]
    forms: Phrases[str]
    posts: Phrases[str]
    post_modifiers: frozenset[str]
    not_now: frozenset[str]
    peoples: frozenset[str]
    not_bodies: frozenset[str]
    not_alone: frozenset[str]
    firms: frozenset[str]
    corporate: frozenset[str]
    usual: Mapping[str, str]
    housed: frozenset[str]
    short: Mapping[str, Sequence[str]]
    bodies: Phrases[str]
    shared: frozenset[str]
    lands: Mapping[str, str]
    heirs: frozenset[str]


def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("kg.extract").joinpath("data", name).read_text(encoding="utf-8"))


def _phrase(text: str) -> Phrase:
    return tuple(text.replace("-", " - ").split())


def _heads(table: Mapping[str, Any]) -> Iterable[tuple[Phrase, Head]]:
    for group, entry in table.items():
        if "heads" not in entry:
            continue
        alone, bare = set(entry.get("alone", ())), set(entry.get("bare", ()))
        branches = {phrase: "" for phrase in (*alone, *bare)} | entry["heads"]
        for text, branch in branches.items():
            phrase = _phrase(text)
            yield (
                phrase,
                Head(
                    phrase,
                    group,
                    getattr(vocab, entry["kind"]),
                    branch,
                    text in alone,
                    text in bare,
                    text in entry.get("back", ()),
                    text in entry.get("acting", ()),
                ),
            )


def _kinds(table: Mapping[str, Sequence[str]]) -> Phrases[str]:
    return Phrases((_phrase(text), getattr(vocab, kind)) for kind, texts in table.items() for text in texts)


def _written(table: Mapping[str, Sequence[str]]) -> Phrases[str]:
    """Names with their class, in their own letters and parted as the reader parts words."""
    parted = {"'s": " 's", "-": " - "}
    entries: list[tuple[Phrase, str]] = []
    for kind, texts in table.items():
        for text in texts:
            for mark, apart in parted.items():
                text = text.replace(mark, apart)
            entries.append((tuple(text.split()), getattr(vocab, kind)))
    return Phrases(entries)


@cache
def lexicon() -> Lexicon:
    """The word lists of `kg/extract/data`."""
    descriptions, names, titles = _table("descriptions.toml"), _table("names.toml"), _table("titles.toml")
    posts = {_phrase(text): "post" for text in titles["posts"]}
    posts |= {(*phrase[:-1], phrase[-1] + "s"): "posts" for phrase in posts}
    forms = {_phrase(text): "form" for text in titles["forms"]} | {
        _phrase(t): "rank" for t in titles["ranks"]
    }
    return Lexicon(
        heads=Phrases(_heads(descriptions)),
        turns=descriptions["turns"]["force"],
        classes={group: getattr(vocab, e["kind"]) for group, e in descriptions.items() if "heads" in e},
        portfolio=frozenset(descriptions["portfolio"]["words"]),
        speaking=frozenset(descriptions["speaking"]["words"]),
        seats=descriptions["seats"],
        unions=descriptions["unions"],
        last=_kinds(names["last"]),
        first=_kinds(names["first"]),
        before=_kinds(names["before"]),
        never=frozenset(names["never"]["words"]),
        forms=Phrases(forms.items()),
        posts=Phrases(posts.items()),
        post_modifiers=frozenset(titles["post_modifiers"]),
        not_now=frozenset(titles["not_now"]),
        not_bodies=frozenset(_table("institutions.toml")["not_bodies"]),
        usual=names["usual"],
        short=names["short"],
        bodies=_written(names["bodies"]),
        shared=frozenset(names["shared"]["words"]),
        housed=frozenset(names["housed"]["words"]),
        lands=names["lands"],
        heirs=frozenset(names["heirs"]["names"]),
        firms=frozenset(names["firms"]["words"]),
        corporate=frozenset(names["firms"]["endings"]),
        not_alone=frozenset(names["not_alone"]["words"]),
        peoples=frozenset(_table("peoples.toml")["peoples"]),
    )
