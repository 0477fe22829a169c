"""Bare nouns and pronouns that point back: "the town", "the country", "both sides", "it"."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.ownership import TELLING
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.unowned import DEFINITE
from kg.extract.entities.words import DASHES, Words

WARSHIPS = frozenset({"warship", "destroyer", "frigate", "carrier", "submarine", "cruiser", "corvette"})
SHIPS = WARSHIPS | {"ship", "vessel", "tanker", "freighter", "ferry", "trawler", "yacht", "boat"}
KINDS = {
    **dict.fromkeys(("town", "city", "village", "settlement", "suburb", "hamlet"), vocab.City),
    **dict.fromkeys(("region", "territory", "province", "enclave", "exclave", "district"), vocab.Territory),
    **dict.fromkeys(("country", "nation", "kingdom"), vocab.Country),
    "capital": vocab.City,
    **dict.fromkeys(SHIPS, vocab.Place),
    **dict.fromkeys(("group", "movement", "organisation", "organization"), vocab.ArmedGroup),
    **dict.fromkeys(
        ("council", "commission", "committee", "agency", "company", "firm", "charity", "union", "court"),
        vocab.Organization,
    ),
    **dict.fromkeys(("tribunal", "network", "observatory", "foundation", "institute"), vocab.Organization),
}
"""Nouns that with an article point back at a place or group that was named."""
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
    **dict.fromkeys(("we", "our", "us", "ours", "ourselves"), "we"),
    **dict.fromkeys(("i", "my", "me", "myself"), "i"),
}
_GROUPS = frozenset(
    {
        "group",
        "movement",
        "rebels",
        "militia",
        "militants",
        "insurgents",
        "fighters",
        "separatists",
        "faction",
    }
)
_STATES = frozenset({vocab.Country, vocab.Territory})
_SIDES = frozenset(
    {"sides", "parties", "countries", "nations", "states", "neighbours", "neighbors", "rivals", "foes"}
    | {"governments", "armies", "leaders", "capitals", "allies", "diplomats", "ministers", "presidents"}
    | {"generals", "officials", "powers"}
)
_OTHER = frozenset(
    {"other", "another", "neighbouring", "neighboring", "wider", "new", "surrounding", "nearby", "entire"}
    | {"next", "second", "largest", "main", "only", "first", "whole"}
)


def nominals(around: Surroundings) -> Iterator[Spot]:
    """All spots that point back, pronouns too."""
    words = around.words
    for i in range(len(words)):
        form = PRONOUNS.get(words.lower[i])
        if (
            form
            and words.pos[i] in {"PRON", "DET"}
            and not (words.lower[i] == "us" and words.text[i] == "US")
        ):
            yield Spot(i, i + 1, "", Sort.PRONOUN, form)
        elif (sides := _sides(around, i)) is not None:
            yield sides
        elif _is_backed(around, i):
            named = {"back": "yes"}
            yield Spot(i, i + 1, vocab.ArmedGroup, Sort.BARE, words.text[i], group="group", extra=named)
        elif words.lower[i] in KINDS and words.pos[i] in {"NOUN", "PROPN"}:
            spot = _nominal(around, i)
            if spot is not None:
                yield spot


def _is_backed(around: Surroundings, i: int) -> bool:
    """Whether a noun ends "the Rwandan-backed group", which points back."""
    words, k = around.words, i - 1
    if (
        words.lower[i] not in _GROUPS
        or i < 4
        or words.lower[k] not in TELLING
        or words.text[k - 1] not in DASHES
    ):
        return False
    opening = k - 2
    while opening > 0 and i - opening < 6 and opening in around.named:
        opening -= 1
    return opening < k - 2 and words.lower[opening] in DEFINITE and not _explained(around, opening, i)


def _sides(around: Surroundings, i: int) -> Spot | None:
    """The words for two that a noun ends: "both sides", "each side", "the parties", "the two Koreas"."""
    words, noun = around.words, around.words.lower[i]
    before = words.lower[i - 1] if i else ""
    if noun == "side" and before in {"each", "either", "neither"}:
        return Spot(i - 1, i + 1, "", Sort.SIDES, "sides")
    if words.tag[i] == "NNPS" and before in {"two", "both"} and noun.endswith("s"):
        begin = i - 1 - (before == "two" and words.lower[i - 2] == "the")
        return Spot(begin, i + 1, "", Sort.SIDES, "states", extra={"named": words.text[i][:-1]})
    if noun not in _SIDES or words.pos[i] != "NOUN":
        return None
    opening = _sides_begin(words, i)
    if opening is not None:
        return Spot(opening, i + 1, "", Sort.SIDES, noun)
    if noun in {"parties", "sides"} and before == "the":
        return Spot(i - 1, i + 1, "", Sort.SIDES, noun, extra={"weak": "yes"})
    return None


def _sides_begin(words: Words, i: int) -> int | None:
    """Where "the two sides", "both countries", "the Caucasus rivals" begin."""
    left = i - 1
    while left >= 0 and i - left < 6 and words.same_sentence(left, i):
        if words.lower[left] in {"both", "these", "the"}:
            two = any(words.lower[k] in {"two", "both", "rival", "warring"} for k in range(left, i))
            known = words.lower[i] in {"rivals", "foes"} or (
                words.lower[i] in {"neighbours", "neighbors"} and words.text[i - 2] in DASHES
            )  # "the nuclear-armed neighbours"
            return left if two or known else None
        plain = words.pos[left] in {"ADJ", "NOUN", "PROPN", "NUM"} or words.tag[left] in {"VBN", "VBG"}
        plain = plain or words.text[left + 1] in DASHES
        if words.lower[left] in {"political", "opposition", "ruling"}:
            return None
        if not plain and words.text[left] not in DASHES:
            return None
        left -= 1
    return None


def _nominal(around: Surroundings, i: int) -> Spot | None:
    words = around.words
    if words.lower[i] == "capital" and (seat := _seat(around, i)) is not None:
        return seat
    if KINDS[words.lower[i]] == vocab.ArmedGroup and i and words.lower[i - 1] in {"his", "her"}:
        name, owned = words.joined(i - 1, i + 1), {"owner at": str(i - 1)}
        return Spot(i - 1, i + 1, vocab.ArmedGroup, Sort.DESCRIPTION, name, group="group", extra=owned)
    begin = _determiner(around, i)
    if begin is None or _explained(around, begin, i):
        return None
    kind = KINDS[words.lower[i]]
    group = "capital" if words.lower[i] == "capital" else "nominal"
    return Spot(begin, i + 1, kind, Sort.BARE, words.joined(begin, i + 1), group=group)


def _seat(around: Surroundings, i: int) -> Spot | None:
    """ "the Liberian capital", where no name of the town stands beside it."""
    words, state = around.words, around.named.get(i - 1)
    if state is None or state.sort is not Sort.DEMONYM or state.kind not in _STATES or state.begin == 0:
        return None
    article = state.begin - 1
    if words.lower[article] != "the" or _explained(around, article, i):
        return None
    if words.pos[min(i + 1, len(words) - 1)] in {"NOUN", "PROPN"}:
        return None
    name = words.joined(article, i + 1)
    return Spot(article, i + 1, vocab.City, Sort.BARE, name, group="capital", owner=state, weight=6)


def _determiner(around: Surroundings, i: int) -> int | None:
    """The article of a bare noun with nothing but plain adjectives between."""
    words, left = around.words, i - 1
    while left >= 0 and i - left < 6 and words.same_sentence(left, i):
        if words.lower[left] in DEFINITE:
            return left
        plain = words.pos[left] in {"ADJ", "NOUN"} or words.tag[left] == "VBN" or words.text[left] in DASHES
        demonym = left in around.named and around.named[left].kind not in {vocab.Place}
        if (not plain and left not in around.named) or demonym or words.lower[left] in _OTHER:
            return None
        left -= 1
    return None


def _explained(around: Surroundings, begin: int, i: int) -> bool:
    """Whether a noun only explains a name beside it, or is part of a longer phrase."""
    words, after = around.words, i + 1
    if after < len(words):
        if after in around.named and around.named[after].sort is Sort.NAME:
            return True
        if words.lower[after] == "of":
            return True
        if words.pos[after] in {"NOUN", "PROPN"} and words.head[i] == after:
            return True
        if (
            words.text[after] == ","
            and after + 1 in around.named
            and words.dep[words.head[after + 1]] != "conj"
        ):
            spot = around.named[after + 1]
            if words.dep[spot.end - 1] == "appos" or words.head[spot.end - 1] == i:
                return True
    if begin > 1 and words.text[begin - 1] == "," and begin - 2 in around.named and words.dep[i] == "appos":
        return True
    return words.dep[i] == "attr"
