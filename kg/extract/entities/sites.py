"""Places: names that go on into a noun ("Idlib province"), borders, datelines, names taken for persons."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from string import capwords

from kg import vocab
from kg.extract.entities.lexicon import Phrase, Phrases
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.words import DASHES, Words
from kg.extract.layout import dateline
from kg.knowledge import Knowledge

PLACES = frozenset({vocab.City, vocab.Place, vocab.Territory, vocab.Country})
_STATES = frozenset({vocab.Country, vocab.Territory})
_VAGUE_LANDS = frozenset({"region", "territory", "enclave"})
"""Nouns that only say again of what kind a known land is: "the Tigray region"."""
_BORDERS = frozenset({"border", "frontier"})


@cache
def lists() -> Mapping[str, frozenset[str]]:
    """The words by which places are told."""
    tables = _tables()
    words = {name: frozenset(tables[name]["words"]) for name in ("between", "parts", "lists")}
    return words | {name: frozenset(values) for name, values in tables["signs"].items()}


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    text = files("kg.extract").joinpath("data", "places.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def heads() -> Phrases[str]:
    """Nouns after a name that make it the name of another place, with their class."""
    entries: list[tuple[Phrase, str]] = []
    for kind, texts in _tables()["heads"].items():
        entries += [(tuple(text.split()), getattr(vocab, kind)) for text in texts]
    return Phrases(entries)


def dateline_spots(words: Words, knowledge: Knowledge) -> Iterator[Spot]:
    """The towns and the agency of a dateline, however they are written there."""
    opening = dateline(words.source)
    if opening is None:
        return
    marked = {"dateline": "yes"}
    if opening.places is not None:
        for begin, end in _stretches(words, opening.places.begin, opening.places.end):
            name = words.joined(begin, end)
            items = tuple(i for i in knowledge.named(name) if i.kind in {vocab.City, vocab.Country})
            if not items and not opening.certain and not knowledge.town(name):
                continue
            known = items[0].kind if items else vocab.City
            name = capwords(name) if name.isupper() and not items else name
            yield Spot(begin, end, known, Sort.NAME, name, items, weight=9, extra=dict(marked))
    if opening.agency is not None:
        for begin, end in _stretches(words, opening.agency.begin, opening.agency.end):
            name = words.joined(begin, end).strip("/().- ")
            if any(character.isdigit() for character in name):
                continue  # "(May 2, 2017)"
            towns = tuple(item for item in knowledge.named(name)[:1] if item.kind == vocab.City)
            if towns:
                yield Spot(begin, end, vocab.City, Sort.NAME, name, towns, weight=9, extra=dict(marked))
                continue
            items = tuple(i for i in knowledge.named(name) if i.kind == vocab.Media)
            yield Spot(begin, end, vocab.Media, Sort.NAME, name, items, weight=9)


def _stretches(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The runs of words between two offsets, cut at slashes and commas."""
    inside = [i for i in range(min(len(words), 60)) if words.starts[i] < last and first < words.ends[i]]
    begin: int | None = None
    for i in inside:
        if words.text[i] in {"/", ","}:
            if begin is not None:
                yield begin, i
            begin = None
        elif begin is None:
            begin = i
    if begin is not None and inside:
        yield begin, inside[-1] + 1


def extended(words: Words, names: Iterable[Spot], knowledge: Knowledge) -> Iterator[Spot]:
    """Names with the noun that follows and makes another place of them."""
    last: Spot | None = None
    for spot in names:
        grown = _grown(words, spot, knowledge) if spot.weight < 9 else None
        now = grown or spot
        if last is not None and (end := _double_end(words, last, now)):
            now = Spot(last.begin, end, vocab.Territory, Sort.NAME, words.joined(last.begin, end), weight=2)
        elif last is not None:
            yield last
        last = now
    if last is not None:
        yield last


def _double_end(words: Words, first: Spot, second: Spot) -> int | None:
    """Where the name of a land of two names ends: "Baalbek-Hermel region"."""
    joined = first.end + 1 == second.begin and words.text[first.end] in DASHES
    if not joined or words.spaced[first.end] or not {first.kind, second.kind} <= PLACES:
        return None
    found = heads().starting(words.lower, second.end)
    grown = heads().ending(words.lower, second.end) if second.end - second.begin > 1 else None
    if grown is not None and grown[1] == vocab.Territory:
        return second.end
    return found[0] if found is not None and found[1] == vocab.Territory else None


_AFTER_PERSONS = frozenset({"airport", "square", "camp", "fort", "crossing", "hospital", "mosque"})
_NOT_PLACED = frozenset(
    {vocab.Country, vocab.InternationalOrganization, vocab.PeacekeepingForce, vocab.Government, vocab.Media}
    | {vocab.Population, vocab.ArmedGroup, vocab.ArmedForce, vocab.Ministry, vocab.PoliticalParty}
)
"""What has bases, camps and offices, and is not called after where it is: "NATO headquarters"."""


def _grown(words: Words, spot: Spot, knowledge: Knowledge) -> Spot | None:
    if spot.kind in _NOT_PLACED or words.is_possessive(spot.end) or spot.sort is not Sort.NAME:
        return None
    found = heads().starting(words.lower, spot.end)
    vague = found is not None and words.lower[found[0] - 1] in _VAGUE_LANDS
    if found is None or (vague and bool(spot.items) and spot.kind == vocab.Territory == found[1]):
        return None
    end, kind = found
    before = words.lower[spot.begin - 1] if spot.begin else ""
    followed = end < len(words) and words.pos[end] in {"NOUN", "PROPN"} and words.head[end - 1] == end
    if followed or (before in {"a", "an"} and kind in {vocab.Place, vocab.City}):
        return None
    if (
        spot.kind == vocab.Person
        and kind == vocab.Place
        and spot.end - spot.begin > 1
        and words.lower[end - 1] not in _AFTER_PERSONS
    ):
        return None
    name = words.joined(spot.begin, end)
    items = tuple(
        i for i in (*knowledge.named(name), *spot.items) if i.kind == kind and kind == vocab.Territory
    )
    base = {"base": spot.name} if kind == vocab.Place else {}
    return Spot(spot.begin, end, kind, Sort.NAME, name, items, weight=max(2, spot.weight), extra=base)


def borders(around: Surroundings) -> Iterator[Spot]:
    """ "the border between A and B", "the A-B border", "the Iraqi border", "its border with B"."""
    words = around.words
    for i in range(len(words)):
        if words.lower[i] not in _BORDERS or words.pos[i] not in {"NOUN", "PROPN"} or i in around.named:
            continue
        following = i + 1
        if (
            following < len(words)
            and words.pos[following] in {"NOUN", "PROPN"}
            and words.head[i] == following
        ):
            continue
        before, begin = _before_border(around, i)
        after = _after_border(around, i)
        owners = (*before, *after)
        spot = Spot(begin, i + 1, vocab.Place, Sort.DESCRIPTION, words.joined(begin, i + 1), group="border",
                    others=tuple(owners))  # fmt: skip
        if owners:
            yield spot
        elif words.lower[i - 1] == "the":
            yield replace(spot, begin=i - 1, sort=Sort.BARE)


def districts(around: Surroundings) -> Iterator[Spot]:
    """ "the southern suburbs of Beirut"."""
    words = around.words
    for i in range(len(words) - 1):
        if words.lower[i] not in lists()["parts"]:
            continue
        begin = i - 1 if i and words.pos[i - 1] == "ADJ" else i
        owned = begin > 1 and words.is_possessive(begin - 1)
        of = words.lower[i + 1] == "of"
        name = around.named.get(i + 2) if of else around.named.get(begin - 2) if owned else None
        if name is not None and name.kind == vocab.City:
            phrase = f"{words.joined(begin, i + 1)} of {name.name}"
            yield Spot(begin, i + 1, vocab.Place, Sort.NAME, phrase[:1].upper() + phrase[1:])


def _before_border(around: Surroundings, i: int) -> tuple[list[Spot], int]:
    """The states named before the noun, and where the description begins with them."""
    words, found, k = around.words, [], i - 1
    while k >= 0 and words.same_sentence(k, i):
        name = around.named.get(k)
        if name is not None and name.kind in _STATES:
            found.append(name)
            k = name.begin - 1
        elif (
            words.text[k] in DASHES
            or (words.is_possessive(k) and k - 1 in around.named)
            or (words.pos[k] == "ADJ" and not found)
        ):
            k -= 1
        else:
            break
    return found, min((spot.begin for spot in found), default=i)


def _after_border(around: Surroundings, i: int) -> list[Spot]:
    """The states after "between" or "with"."""
    words, found = around.words, list[Spot]()
    if i + 1 >= len(words) or words.lower[i + 1] not in {"between", "with"}:
        return found
    k, limit = i + 2, min(len(words), i + 9)
    while k < limit and words.same_sentence(k, i):
        name = around.named.get(k)
        if name is not None and name.kind in _STATES:
            found.append(name)
            k = name.end
            if words.lower[i + 1] == "with" or len(found) == 2:
                break
        elif words.pos[k] in {"VERB", "AUX"} or words.text[k] in {",", "."}:
            break
        else:
            k += 1
    return found
