"""The verbs and nouns that name events, read from `kg/extract/lexicon/*.toml`: one file per event type.

An entry says which words name the event, what must or must not stand around them, and which part of the
sentence fills which role. The first entry whose conditions hold decides; those with most are tried first.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from kg import vocab
from kg.errors import ConfigurationError

FOLDER = Path(__file__).parent.parent / "lexicon"
Words = frozenset[str]
NONE: Words = frozenset()


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
    not_objects: Words = NONE
    subjects: Words = NONE
    subjects_place: bool = False
    subjects_kinds: bool = False
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
    passive: bool = False
    plural: bool = False
    definite: bool | None = None
    under: bool = False
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
    mode: str | None = None
    example: str = ""

    @property
    def conditions(self) -> int:
        """How many conditions the entry sets: the more, the earlier it is tried."""
        ignored = {"kind", "noun", "lemmas", "verbal", "example", "mode", "subject", "object", "of", "poss"}
        roles = {
            "targets",
            "actors",
            "addressees",
            "goals",
            "sources",
            "content",
            "dative",
            "denies",
            "world",
        }
        return sum(bool(getattr(self, f.name)) for f in fields(self) if f.name not in ignored | roles)


def entries_of(path: Path) -> Iterator[Entry]:
    """The entries of one lexicon file; a field that no entry knows is an error."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    kind = vocab.NAMESPACE + table["type"]
    known = {field.name for field in fields(Entry)}
    for group, noun in (("verb", False), ("noun", True)):
        for row in table.get(group, ()):
            unknown = set(row) - known
            if unknown:
                allowed = ", ".join(sorted(known))
                raise ConfigurationError(
                    f"{path.name}: unknown field {sorted(unknown)}; an entry has: {allowed}"
                )
            yield Entry(kind=kind, noun=noun, verbal=table.get("verbal", False), **_typed(row))


def _typed(row: Mapping[str, object]) -> dict[str, object]:
    """Lists become sets, but `content`, whose order counts."""
    return {
        key: (tuple(value) if key == "content" else frozenset(value)) if isinstance(value, list) else value
        for key, value in row.items()
    }


@cache
def lexicon(folders: tuple[Path, ...] = (FOLDER,)) -> Mapping[tuple[str, bool], Sequence[Entry]]:
    """(lemma, is a noun) -> its entries, those with most conditions first."""
    found: dict[tuple[str, bool], list[Entry]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            for entry in entries_of(path):
                for lemma in entry.lemmas:
                    found.setdefault((lemma, entry.noun), []).append(entry)
    return {key: sorted(rows, key=lambda entry: -entry.conditions) for key, rows in found.items()}
