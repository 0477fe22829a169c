"""Persons: names after titles and ranks, and later surnames of persons named in full."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg import vocab
from kg.extract.entities.institutions import lists
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.ranks import after_rank, titled
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words

PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "de",
        "da",
        "dos",
        "di",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
    }
    | {
        "la",
        "le",
        "ul",
        "ur",
        "bint",
        "e",
        "y",
        "ag",
        "ould",
        "ad",
        "as",
        "ash",
        "ar",
        "an",
        "az",
        "us",
        "uz",
    }
)
WEAK = frozenset(
    {
        "major",
        "general",
        "private",
        "captain",
        "king",
        "queen",
        "father",
        "sister",
        "brother",
        "judge",
        "head",
    }
    | {"justice", "speaker", "chief", "member", "officer", "director", "deputy", "chair", "boss", "commander"}
    | {
        "representative",
        "secretary",
        "ambassador",
        "engineer",
        "cardinal",
        "miss",
        "members",
        "leaders",
        "rep",
    }
    | {"marshal", "prince", "princess", "lord", "lady", "chairman", "inspector", "coach", "manager", "heads"}
)
LONGEST = 7
WELL_KNOWN = 0.8
"""Prior from which a place is rather meant than a person of its name."""
_LANDS = frozenset({vocab.Country, vocab.Territory})


def titled_persons(words: Words, lexicon: Lexicon, known: Iterable[Spot]) -> Iterator[Spot]:
    """Capitalised words after a title: "Gen. Abdel Fattah Burhan", "President Bashar al-Assad"."""
    places = {i for spot in known if spot.kind != vocab.Person for i in range(spot.begin, spot.end)}
    i, count = 0, len(words)
    while i < count:
        begin = titled(words, i, lexicon)
        if begin is None:
            i += 1
            continue
        while begin < len(words) and (further := titled(words, begin, lexicon)):
            begin = further
        if begin < len(words) and words.text[begin] == "." and words.sentence[begin] == words.sentence[i]:
            begin += 1
        end = name_end(words, begin, lexicon)
        begin = after_rank(words, begin, end, lexicon)
        if end > begin and _is_person(words, i, begin, end, places):
            yield Spot(begin, end, vocab.Person, Sort.NAME, words.joined(begin, end), weight=2)
        i = max(begin, i + 1)


def name_end(words: Words, begin: int, lexicon: Lexicon) -> int:
    """Where the run of capitalised words and particles of names that starts at a token ends."""
    end = i = begin
    limit = min(len(words), begin + LONGEST)
    while i < limit and words.sentence[i] == words.sentence[begin]:
        text = words.text[i]
        if (
            text[:1].isupper()
            and (words.lower[i] not in lexicon.never or _is_given(words, i, begin))
            and (text[-1].isalnum() or text[-1] == ".")
        ):
            end = i + 1
        elif not (words.lower[i] in PARTICLES or (text in {"-", "’", "'"} and i > begin)):
            break
        i += 1
    return end


def _is_given(words: Words, i: int, begin: int) -> bool:
    """Whether the name of a faith is one of a person's: "Jean Christian Mbala", "Saif al-Islam"."""
    if words.lower[i] not in {"christian", "islam"} or i == begin:
        return False
    named = i + 1 < len(words) and words.is_capital(i + 1) and words.tag[i + 1] in {"NNP", "NNPS"}
    return named or (words.text[i - 1] == "-" and words.lower[i - 2] in PARTICLES)


def _is_person(words: Words, title: int, begin: int, end: int, places: set[int]) -> bool:
    """Whether capitalised words after a title are a person and not "General Assembly"."""
    if any(words.ent[i] == "PERSON" for i in range(begin, end)):
        return True
    if words.lower[end - 1] in lists()["heads"]:
        return False
    if begin in places and (end - begin == 1 or begin + 1 in places):
        return False
    if any(words.ent[i] in {"DATE", "ORG", "NORP", "TIME"} for i in range(begin, end)) and end - begin > 1:
        return False
    strong = any(words.lower[i].rstrip(".") not in WEAK for i in range(title, begin) if words.text[i] != ".")
    return strong and not (words.is_capital(title) is False and end - begin == 1 and words.ent[begin] != "")


def surnames(words: Words, spots: Iterable[Spot]) -> Iterator[Spot]:
    """Single words that are the last (or first) name of a person whom the text names in full."""
    spots = list(spots)
    parts = _parts(spots)
    covered = {i: spot for spot in spots for i in range(spot.begin, spot.end)}
    for i in range(len(words)):
        full = parts.get(words.text[i])
        if full is None:
            continue
        inside = covered.get(i)
        going_on = i + 1 < len(words) and words.pos[i + 1] == "PROPN" and words.is_capital(i + 1)
        if going_on and full.startswith(f"{words.text[i]} ") and words.same_sentence(i, i + 1):
            continue  # the first name of somebody else
        if inside is None or (inside.end - inside.begin == 1 and inside.kind != vocab.Person):
            begin = _with_particle(words, i, full)
            yield Spot(begin, i + 1, vocab.Person, Sort.NAME, words.joined(begin, i + 1), weight=3)


def _parts(spots: list[Spot]) -> dict[str, str]:
    """The words of full names that may stand alone for a person: the last word of each, else the first."""
    lasts: dict[str, set[str]] = defaultdict(set)
    firsts: dict[str, set[str]] = defaultdict(set)
    others = {spot.name for spot in spots if spot.kind != vocab.Person and _is_well_known(spot)}
    for spot in spots:
        names = spot.name.replace("-", " ").split()
        if spot.kind == vocab.Person and len(names) > 1:
            lasts[names[-1]].add(spot.name)
            firsts[names[0]].add(spot.name)
    return {
        part: min(full)
        for table in (firsts, lasts)
        for part, full in table.items()
        if len(part) > 2 and part not in others
    }


def _is_well_known(spot: Spot) -> bool:
    """Whether a name is that of a state, group or large town, which a person's surname does not displace."""
    lasting = spot.kind in _LANDS or spot.kind == vocab.ArmedGroup
    return bool(spot.items) and (spot.items[0].prior >= WELL_KNOWN or lasting)


def _with_particle(words: Words, i: int, full: str) -> int:
    """Takes the "al-" of "al-Assad" along where the full name has it."""
    if (
        i >= 2
        and words.text[i - 1] == "-"
        and words.lower[i - 2] in PARTICLES
        and words.joined(i - 2, i + 1) in full
    ):
        return i - 2
    return i
