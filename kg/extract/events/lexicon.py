"""The verbs and nouns that name events, read from `kg/extract/lexicon/*.toml`: one file per event type.

An entry says which words name the event, what must or must not stand around them, and which part of the
sentence fills which role. The first entry whose conditions hold decides; those with most are tried first, and
those of a folder that was added before those that come with the package.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from kg import vocab
from kg.errors import ConfigurationError
from kg.extract.events.word_lists import word_class

FOLDER = Path(__file__).parent.parent / "lexicon"
Words = frozenset[str]
NONE: Words = frozenset()
TYPES = {kind.removeprefix(vocab.NAMESPACE): kind for kind in vocab.EVENT_CLASSES}
ROLES = frozenset({"none", "actor", "target", "victim", "addressee", "theme", "content", "weapon", "apart"})
"""What a part of the sentence is to the event; "apart" is an object that is none of the event's words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to name an event. Word lists hold lemmas; empty means no condition."""

    kind: str
    noun: bool
    lemmas: Words
    verbal: bool = False
    # what must stand around the word
    objects: Words = NONE
    objects_place: bool = False
    objects_kinds: bool = False
    objects_person: bool = False
    not_objects: Words = NONE
    has_object: bool = False
    object_modifiers: Words = NONE
    intransitive: bool = False
    plain: bool = False
    timed: bool = False
    attribute: bool = False
    subjects: Words = NONE
    subjects_place: bool = False
    subjects_kinds: bool = False
    subjects_person: bool = False
    not_subjects: Words = NONE
    preps: Words = NONE
    objects_of_preps: Words = NONE
    objects_of_preps_place: bool = False
    objects_of_preps_kinds: bool = False
    not_preps: Words = NONE
    particle: Words = NONE
    modifiers: Words = NONE
    not_modifiers: Words = NONE
    not_heads: Words = NONE
    not_combinations: Words = NONE
    verbs: Words = NONE
    complements: Words = NONE
    inside: Words = NONE
    not_inside: Words = NONE
    passive: bool = False
    active: bool = False
    plural: bool = False
    definite: bool = False
    under: bool = False
    after: Words = NONE
    named: bool = False
    not_under: Words = NONE
    owned: bool = False
    together: bool = False
    refusal: bool = False
    demanded: bool = False
    needs_content: bool = False
    not_state: bool = False
    own_object: bool = False
    needs_complement: bool = False
    # which part of the sentence fills which role
    subject: str = "actor"
    object: str = "none"
    of: str = "none"
    poss: str = "actor"
    targets: Words = NONE
    actors: Words = NONE
    addressees: Words = NONE
    goals: Words = NONE
    sources: Words = NONE
    content: tuple[str, ...] = ()
    dative: bool = False
    denies: bool = False
    world: bool = False
    # by which way or means: of the entry itself, and by words that stand with it
    mode: str | None = None
    example: str = ""
    modes: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)
    asks: Words = field(default=NONE, init=False, repr=False, hash=False, compare=False)
    """The names of the conditions that the entry sets."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "asks", frozenset(name for name, _ in self.conditions))

    @property
    def conditions(self) -> tuple[tuple[str, Any], ...]:
        """The conditions that the entry sets, by the names of its fields."""
        return tuple((name, value) for name in CONDITIONS if (value := getattr(self, name)))


_SYNTAX = frozenset(("subject", "object", "of", "poss", "dative"))
_ROLES_FROM = _SYNTAX | {"targets", "actors", "addressees", "goals", "sources", "content"}
_NO_CONDITION = _ROLES_FROM | {
    "kind",
    "noun",
    "lemmas",
    "example",
    "verbal",
    "denies",
    "world",
    "mode",
    "modes",
    "asks",
}
CONDITIONS = tuple(f.name for f in fields(Entry) if f.name not in _NO_CONDITION)
_OF_FILE = frozenset({"kind", "noun", "verbal", "modes", "asks"})
_KNOWN = {f.name: f for f in fields(Entry) if f.name not in _OF_FILE}


def entries_of(path: Path) -> Iterator[Entry]:
    """The entries of one lexicon file.

    Raises ConfigurationError for what no lexicon has: an unknown type, field or mode, a value of another
    kind than the field's, an entry without words or without an example.
    """
    with path.open("rb") as file:
        try:
            table = tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(f"{path.name} is no TOML: {error}; mend the file") from error
    kind = TYPES.get(table.get("type", ""))
    if kind is None:
        raise ConfigurationError(
            f"{path.name}: type is {table.get('type')!r}; expected one of {', '.join(TYPES)}"
        )
    strange = sorted(set(table) - {"type", "verbal", "verb", "noun", "modes"})
    if strange:
        raise ConfigurationError(
            f"{path.name}: unknown table {strange}; expected type, verbal, modes, verb, noun"
        )
    modes = _by_word(path, kind, table.get("modes", {}))
    for group, noun in (("verb", False), ("noun", True)):
        for number, row in enumerate(table.get(group, ()), 1):
            where = f"{path.name}, {group} {number} {row.get('lemmas', [])}"
            checked = _checked(where, row)
            if "mode" in checked:
                _mode_of(where, kind, checked["mode"])
            yield Entry(kind=kind, noun=noun, verbal=table.get("verbal", False), modes=modes, **checked)


def _checked(where: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry as the values that `Entry` takes."""
    unknown = sorted(set(row) - set(_KNOWN))
    if unknown:
        raise ConfigurationError(
            f"{where}: unknown field {unknown}; an entry has: {', '.join(sorted(_KNOWN))}"
        )
    for name in ("lemmas", "example"):
        if not row.get(name):
            raise ConfigurationError(
                f"{where}: {name} is missing; give the words and a sentence that shows them"
            )
    return {name: _value(where, name, value) for name, value in row.items()}


def _value(where: str, name: str, value: object) -> object:
    default = _KNOWN[name].default
    of_words = (default is MISSING and name == "lemmas") or isinstance(default, (frozenset, tuple))
    if of_words and isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value) if name == "content" else frozenset(_spelt_out(where, value))
    if isinstance(default, bool) and isinstance(value, bool):
        return value
    if not of_words and not isinstance(default, bool) and isinstance(value, str):
        if name in {"subject", "object", "of", "poss"} and value not in ROLES:
            raise ConfigurationError(
                f"{where}: {name} is {value!r}; expected one of {', '.join(sorted(ROLES))}"
            )
        return value
    expected = "a list of words" if of_words else "true or false" if isinstance(default, bool) else "a text"
    raise ConfigurationError(f"{where}: {name} is {value!r}; expected {expected}")


def _spelt_out(where: str, words: Sequence[str]) -> Iterator[str]:
    """Words as they are; "@forces" as the words of that class, "send @forces" as "send" with each of them."""
    for word in words:
        before, at, name = word.partition("@")
        if not at:
            yield word
            continue
        try:
            yield from (before + own for own in word_class(name))
        except KeyError as error:
            raise ConfigurationError(
                f"{where}: no class of words is called {word!r}; see events.toml"
            ) from error


def _mode_of(where: str, kind: str, mode: str) -> str:
    if mode not in vocab.MODES_OF.get(kind, ()):
        expected = ", ".join(vocab.MODES_OF.get(kind, ())) or "no mode at all"
        raise ConfigurationError(f"{where}: mode is {mode!r}; this event type has {expected}")
    return mode


def _by_word(path: Path, kind: str, modes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Word -> the mode that it tells."""
    return {word: _mode_of(path.name, kind, mode) for mode, words in modes.items() for word in words}


@cache
def lexicon(folders: tuple[Path, ...] = (FOLDER,)) -> Mapping[tuple[str, bool], Sequence[Entry]]:
    """(lemma, is a noun) -> its entries: those of later folders first, then those with most conditions.

    Raises ConfigurationError where a folder has no lexicon, or two of its entries cannot be told apart.
    """
    found: dict[tuple[str, bool], list[Entry]] = {}
    for folder in folders:
        own: dict[tuple[str, bool], list[Entry]] = {}
        paths = sorted(folder.glob("*.toml"))
        if not paths:
            raise ConfigurationError(f"{folder} holds no lexicon; expected a folder with *.toml files")
        for path in paths:
            for entry in entries_of(path):
                for lemma in sorted(entry.lemmas):
                    _add(own.setdefault((lemma, entry.noun), []), entry, f"{path.name}: {lemma!r}")
        for key, rows in own.items():
            found[key] = [*sorted(rows, key=_order), *found.get(key, [])]
    return found


def _order(entry: Entry) -> tuple[int, int]:
    """What must be there tells more than what must not; a refusal tells most."""
    wanted = [name for name, _ in entry.conditions if not name.startswith("not_")]
    return -len(wanted) - 9 * entry.refusal, len(wanted) - len(entry.conditions)


def _add(rows: list[Entry], entry: Entry, where: str) -> None:
    for other in rows:
        if other.conditions == entry.conditions:
            raise ConfigurationError(
                f"{where} is there twice under the same conditions (see {other.example!r}); "
                "take one out or tell them apart by a condition"
            )
    rows.append(entry)
