"""Institutions with long names: "the Strategic Communications Department of the Armed Forces"."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.named_kinds import kind_of_name
from kg.extract.entities.ranks import titled
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words

LONGEST = 12


@cache
def lists() -> Mapping[str, frozenset[str]]:
    """The word lists for institutions."""
    text = files("kg.extract").joinpath("data", "institutions.toml").read_text(encoding="utf-8")
    return {name: frozenset(values) for name, values in tomllib.loads(text).items()}


def institutions(words: Words, names: Iterable[Spot], lexicon: Lexicon) -> Iterator[Spot]:
    """Capitalised heads with the capitalised words before them and "of the …" after them."""
    known = {i: spot for spot in names if spot.items for i in range(spot.begin, spot.end)}
    for i in range(len(words)):
        if words.lower[i] not in lists()["heads"] or not words.is_capital(i):
            continue
        if words.lower[i] == "staff" and words.lower[i - 1] not in {"general", "joint", "defence", "defense"}:
            continue
        begin, end = _left(words, i, known), _right(words, i + 1, known, lexicon)
        land = known.get(end - 1)
        if is_portfolio(words, begin, land.begin if land is not None and land.begin > i else end, lexicon):
            continue
        if end > i + 1 and end - begin < LONGEST and not _is_known(known, begin, end):
            kind = _kind(words, begin, i + 1, end, known, lexicon)
            yield Spot(begin, end, kind, Sort.NAME, words.joined(begin, end), weight=3)


def bodies(words: Words, lexicon: Lexicon) -> Iterator[Spot]:
    """Charities, monitors and firms of the lists."""
    for i in range(len(words)):
        if words.is_capital(i) and (found := lexicon.bodies.starting(words.text, i)) is not None:
            yield Spot(i, found[0], found[1], Sort.NAME, words.joined(i, found[0]), weight=1)


def acronyms(words: Words, names: Iterable[Spot], lexicon: Lexicon) -> Iterator[Spot]:
    """Unknown capitals right before who speaks or fights for them: "a KXU official", "KXU fighters"."""
    known = {i for spot in names for i in range(spot.begin, spot.end)}
    for i in range(len(words) - 1):
        text = words.text[i]
        if i in known or not (text.isupper() and text.isalpha() and 2 < len(text) < 7):
            continue
        after = words.lower[i + 1]
        head = lexicon.heads.starting(words.lower, i + 1)
        fighting = head is not None and head[1].group == "group"
        if words.is_capital(i + 1) or not (fighting or after in lexicon.speaking):
            continue
        kind = vocab.ArmedGroup if fighting else vocab.Organization
        yield Spot(i, i + 1, kind, Sort.NAME, text, weight=1)


def fronts(words: Words, names: Iterable[Spot]) -> Iterator[Spot]:
    """Armed groups by what such are called, where nothing knows them: "the Xela Liberation Army"."""
    known = {i for spot in names if spot.items for i in range(spot.begin, spot.end)}
    for i in range(1, len(words)):
        if words.lower[i] not in lists()["fighting"] or words.lower[i - 1] not in lists()["struggles"]:
            continue
        if i in known or not (words.is_capital(i) and words.is_capital(i - 1)):
            continue
        begin = i - 1
        while begin > 0 and words.same_sentence(begin - 1, i) and words.lower[begin - 1] != "the":
            owned = words.is_possessive(begin - 1) and begin > 1 and words.is_capital(begin - 2)
            if not (owned or words.is_capital(begin - 1)):
                break
            begin -= 1
        states = words.lower[begin : i + 1] == ["people", words.lower[begin + 1], "liberation", "army"]
        kind = vocab.ArmedForce if states else vocab.ArmedGroup
        yield Spot(begin, i + 1, kind, Sort.NAME, words.joined(begin, i + 1), weight=3)


def is_portfolio(words: Words, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name says no more than what a ministry is for: a description, "the Ministry of Defence"."""
    if words.lower[begin : begin + 2] not in (["ministry", "of"], ["ministries", "of"]):
        return False
    named = (words.lower[i] for i in range(begin + 2, end))
    return all(word in lexicon.portfolio or word in {"the", ",", "of"} for word in named)


def _left(words: Words, i: int, known: Mapping[int, Spot]) -> int:
    begin = i
    while begin > 0 and words.same_sentence(begin - 1, i):
        k = begin - 1
        hyphen = words.text[k] == "-" and not words.spaced[k] and words.is_capital(k - 1)
        demonym = k in known and known[k].sort is Sort.DEMONYM
        if demonym or not (
            hyphen or (words.is_capital(k) and words.text[k].isalpha() and words.lower[k] != "the")
        ):
            break
        begin = k
    return begin


def _right(words: Words, i: int, known: Mapping[int, Spot], lexicon: Lexicon) -> int:
    """Where "of the Armed Forces" or "for the Safeguard of the Homeland" ends."""
    end = i
    if i >= len(words) or words.lower[i] not in {"of", "for", "on", "against"}:
        return end
    while i < len(words) and words.same_sentence(i, end - 1):
        if titled(words, i, lexicon):
            break
        if words.is_capital(i) and words.text[i][0].isalpha():
            end = max(i + 1, known[i].end if i in known else 0)
        elif (
            words.is_possessive(i)
            and words.is_capital(i - 1)
            and i + 1 < len(words)
            and words.is_capital(i + 1)
        ):
            pass  # "the General Staff of the People's Army"
        elif words.lower[i] not in {"of", "for", "the"} and not (
            i == end + 1 and words.lower[i] in lists()["links"]
        ):
            break
        i = max(i + 1, end)
    return end


def _is_known(known: Mapping[int, Spot], begin: int, end: int) -> bool:
    spot = known.get(begin)
    return spot is not None and spot.begin <= begin and end <= spot.end


def _kind(
    words: Words, begin: int, head_end: int, end: int, known: Mapping[int, Spot], lexicon: Lexicon
) -> str:
    inside = known.get(end - 1)
    if inside is not None and inside.kind == vocab.ArmedForce:
        return vocab.ArmedForce
    last = lexicon.last.ending(words.lower[begin:end], end - begin)
    if last is not None and last[1] == vocab.ArmedForce and end - head_end > 1:
        return vocab.ArmedForce
    if words.lower[end - 1] in {"forces", "army"} and head_end != end:
        return vocab.ArmedForce
    if words.lower[head_end - 1] == "staff" or (
        begin + 1 == head_end and words.lower[begin] in {"army", "forces"}
    ):
        return vocab.ArmedForce
    first = lexicon.first.starting(words.lower, begin)
    if first is not None and first[1] == vocab.Government and first[0] - begin > 2:
        return vocab.Government  # "the National Committee for the Salvation of the People"
    return kind_of_name(words, begin, head_end, "ORG", lexicon)
