"""Crowds and bodies that are told by what they do or where they sit."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from kg import vocab
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.words import SUBJECTS, Words

_BODIES = frozenset(
    {"organisation", "organization", "group", "association", "charity", "ngo", "watchdog", "network"}
)
_GROUPS = frozenset({"militant", "rebel", "armed", "insurgent", "jihadist", "guerrilla", "terrorist"})
_LANDS = frozenset({vocab.Country, vocab.Territory, vocab.City, vocab.Place})


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    text = files("kg.extract").joinpath("data", "crowds.toml").read_text(encoding="utf-8")
    return {name: frozenset(values) for name, values in tomllib.loads(text).items()}


def crowds(around: Surroundings) -> Iterator[Spot]:
    """ "Hundreds of people gathered": a population, told by what it does together."""
    words, lists = around.words, _lists()
    for i in range(len(words) - 2):
        if words.lower[i] not in lists["amounts"] or words.lower[i + 1] != "of":
            continue
        noun = i + 2
        while noun + 1 < len(words) and (
            words.pos[noun] == "ADJ" or words.lower[noun] in {"thousands", "of"}
        ):
            noun += 1
        if words.lower[noun] in lists["people"] and _acts(around, i, noun):
            yield Spot(i, noun + 1, vocab.Population, Sort.DESCRIPTION, words.joined(i, noun + 1),
                       group="population", branch="protesters", plural=True)  # fmt: skip


def peoples(around: Surroundings) -> Iterator[Spot]:
    """ "Karabakh Armenians", "ethnic Russians": a people somewhere, or apart from its state."""
    words = around.words
    for i in range(1, len(words)):
        people = around.named.get(i)
        if people is None or people.begin != i:
            continue
        if words.tag[people.end - 1] not in {"NNS", "NNPS"}:
            if people.sort is Sort.DEMONYM and words.lower[i - 1] == "ethnic":
                yield _of_people(people)
            elif (other := around.named.get(i - 1)) is not None and _is_half(words, other, people):
                yield _half(around, other, people)
            continue
        if people.sort is not Sort.DEMONYM and people.kind != vocab.Population:
            continue
        where = around.named.get(i - 1)
        begin = where.begin if where is not None and where.kind in _LANDS else i - 1
        if where is None and words.lower[i - 1] not in _lists()["faiths"] | {"ethnic"}:
            continue
        if where is None or where.kind in _LANDS:
            name = words.joined(begin, people.end)
            yield Spot(begin, people.end, vocab.Population, Sort.NAME, name[:1].upper() + name[1:], weight=6)


def _half(around: Surroundings, land: Spot, people: Spot) -> Spot:
    """ "Bosnian Serb leader": the people; "Bosnian Serb troops": those of it who fight."""
    name = around.words.joined(land.begin, people.end)
    found = around.lexicon.heads.starting(around.words.lower, people.end)
    if found is None or found[1].group not in {"force", "group"} or found[1].branch.endswith("Police"):
        return Spot(land.begin, people.end, vocab.Population, Sort.NAME, f"{name}s", weight=6)
    return Spot(land.begin, found[0], vocab.ArmedGroup, Sort.NAME, f"{name} forces", plural=True, weight=6)


def _is_half(words: Words, land: Spot, people: Spot) -> bool:
    """As in "Bosnian Serb leader": two demonyms, of which the first is where the second live."""
    demonyms = land.sort is people.sort is Sort.DEMONYM and land.end == people.begin
    return demonyms and people.name in _PARTS and land.items[:1] != people.items[:1]


_PARTS = frozenset({"Serb", "Croat", "Kurd", "Turk", "Arab", "Cypriot", "Armenian", "Albanian", "Russian"})


def _of_people(people: Spot) -> Spot:
    """As in "ethnic Albanian villages": the people, not the state of its name."""
    ending = "" if people.name.endswith(("ese", "ish", "ch", "s")) else "s"
    name = f"Ethnic {people.name}{ending}"
    return Spot(people.begin - 1, people.end, vocab.Population, Sort.NAME, name, plural=True, weight=4)


def _acts(around: Surroundings, begin: int, noun: int) -> bool:
    """Whether the crowd is the subject of a verb of gathering."""
    words = around.words
    root = words.root(begin, noun + 1)
    verbs = [words.head[root]] if words.dep[root] in SUBJECTS else []
    verbs += [
        child for k in (root, noun) for child in words.children[k] if words.dep[child] in {"relcl", "acl"}
    ]
    return any(words.lemma[verb] in _lists()["acts"] for verb in verbs)


def seated_bodies(around: Surroundings) -> Iterator[Spot]:
    """ "a separatist organisation based in Armenia": a body without a name that the text tells apart."""
    words = around.words
    for i in range(1, len(words) - 2):
        if (
            words.lower[i] not in _BODIES
            or words.lower[i + 1] != "based"
            or words.lower[i + 2] not in {"in", "at"}
        ):
            continue
        begin = i
        while (
            begin > 0 and words.pos[begin - 1] in {"ADJ", "NOUN", "PROPN"} and begin - 1 not in around.named
        ):
            begin -= 1
        if begin == i or words.pos[i] != "NOUN" or words.dep[i] == "appos":
            continue
        armed = any(words.lower[k] in _GROUPS for k in range(begin, i))
        kind = vocab.ArmedGroup if armed else vocab.Organization
        phrase = words.joined(begin, i + 1)
        name = f"{phrase[:1].upper()}{phrase[1:]} based in {_seat(around, i + 3)}"
        yield Spot(begin, i + 1, kind, Sort.NAME, name, weight=5, extra={"nameless": "yes"})


def _seat(around: Surroundings, i: int) -> str:
    words = around.words
    while i + 1 < len(words) and words.lower[i] in {"the", "a"}:
        i += 1
    spot = around.named.get(i)
    return spot.name if spot is not None else words.text[i]
