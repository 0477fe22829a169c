"""The class of a name by the words around it, the words in it and the recogniser's label."""

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.names import LONGEST, PLACES
from kg.extract.entities.words import Words

LABELS = {
    "PERSON": vocab.Person,
    "GPE": vocab.City,
    "LOC": vocab.Place,
    "FAC": vocab.Place,
    "ORG": vocab.Organization,
}
_IRREGULAR = frozenset({"guerrilla", "insurgent", "jihadist", "militant", "paramilitary", "rebel"})
"""Words before a name that say that it is no state's."""
_PARTISAN = frozenset({"ruling", "governing", "opposition"})
"""Words before a name that say that it is a party's: "the ruling X"."""
_CHANNELS = frozenset({"news", "tv", "television", "radio"})
_AFTER = frozenset({vocab.Territory, vocab.ArmedGroup, vocab.Media, vocab.PoliticalParty})
_MODIFYING = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV"})
_EXPLAINED = frozenset({vocab.PeacekeepingForce, vocab.ArmedGroup, vocab.PoliticalParty, vocab.Media})
_NATIONS = frozenset(
    {"international", "world", "united", "nations", "african", "arab", "european", "asian", "islamic"}
    | {"atlantic", "eurasian", "pacific", "caribbean", "gulf", "nordic", "global", "states", "west"}
    | {"east", "southern", "inter"}
)


def kind_of_name(words: Words, begin: int, end: int, label: str, lexicon: Lexicon) -> str:
    """The class of a name by the words around it, the words in it and the recogniser's label."""
    lower = words.lower
    described = _described(words, begin, end, lexicon)
    if not described and label == "ORG" and begin and lower[begin - 1] in _IRREGULAR:
        return vocab.ArmedGroup
    if not described and label == "ORG" and begin and lower[begin - 1] in _PARTISAN:
        return vocab.PoliticalParty
    if end - begin > 1 and lower[end - 1] in _CHANNELS:
        return vocab.Media
    if label == "PERSON":
        return _of_person(words, begin, end, described, lexicon)
    composed = _composed(words, begin, end, lexicon)
    if not described and composed in _UNSURE and _is_fought_for(words, begin, label, lexicon):
        return vocab.ArmedGroup
    return described or composed or LABELS[label]


_UNSURE = frozenset({None, vocab.Organization, vocab.ArmedForce, vocab.PoliticalParty})


def _is_fought_for(words: Words, begin: int, label: str, lexicon: Lexicon) -> bool:
    """As in "rebels of the Xela Force": what fighters are of; "rebels of Xela" may be a town's."""
    the = words.lower[begin - 1] == "the"
    before = begin - 1 - the
    if before < 1 or words.lower[before] != "of":
        return False
    head = lexicon.heads.ending(words.lower, before)
    return head is not None and head[1].group == "group" and (label == "ORG" or the)


def _of_person(words: Words, begin: int, end: int, described: str | None, lexicon: Lexicon) -> str:
    """The class of what the recogniser takes for a person."""
    if _is_firm(words, begin, end, lexicon):
        return vocab.Organization
    if not described:
        place = _place(words, begin, end, lexicon) if end - begin > 1 else None
        moving = words.lower[begin - 1] == "the" and words.lower[end : end + 1] == ["movement"]
        firm = moving and end - begin == 1  # "the Hirak movement"
        return place or (vocab.Organization if firm else vocab.Person)
    fitting = described in _AFTER or _is_body(words, end, lexicon)
    return described if fitting and end - begin < 3 else vocab.Person


def _place(words: Words, begin: int, end: int, lexicon: Lexicon) -> str | None:
    """The class of place that the first or last word of a name gives: "Tal Xela", "Xela airport"."""
    before = begin - 1
    titled = begin > 0 and words.same_sentence(before, begin) and words.text[before] not in {",", "("}
    if titled and (words.is_capital(before) or words.lower[before].endswith(".")):
        return None
    last = lexicon.last.ending(words.lower, end)
    if last is not None and last[1] in PLACES and not words.is_capital(end - 1):
        return last[1]
    found = lexicon.first.starting(words.lower, begin)
    return found[1] if found is not None and found[1] in PLACES else None


def _is_body(words: Words, end: int, lexicon: Lexicon) -> bool:
    """Whether the nouns after a name make a body of it: "the Xela rights group", no "the Xela group"."""
    after = lexicon.before.starting(words.lower, end) if end < len(words) else None
    return after is not None and after[1] == vocab.Organization and after[0] - end > 1


def _composed(words: Words, begin: int, end: int, lexicon: Lexicon) -> str | None:
    """The class that the words inside a name give."""
    lower = words.lower
    if end - begin > 1:
        if _is_housed(words, begin, end, lexicon):
            return vocab.Place
        of = _head_end(lower, begin, end)
        for phrases in (
            lexicon.last.ending(lower[begin:of], of - begin),
            lexicon.first.starting(lower, begin),
        ):
            if phrases and (
                phrases[1] != vocab.InternationalOrganization or _is_international(lower[begin:end])
            ):
                return phrases[1]
        if words.lower[begin + 1] == "of" and words.lower[begin] in {"army", "navy"}:
            return vocab.ArmedForce  # "Army of the Republic of X"
    return None


def _head_end(lower: list[str], begin: int, end: int) -> int:
    """Where what a name is called by ends: "Front" in "Front for the Renaissance in the Republic"."""
    return next((i for i in range(begin + 1, end) if lower[i] in _TURNING), end)


_TURNING = frozenset({"of", "for", "in", "against"})


def _is_firm(words: Words, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name taken for a person is that of a firm: "the firm Xelor", "the company, Xela Gold,"."""
    if end - begin > 1 and words.lower[end - 1] in lexicon.corporate:
        return True
    if begin == 0 or words.lower[begin - 1] in lexicon.firms:
        return begin > 0
    return words.text[begin - 1] == "," == words.text[min(end, len(words) - 1)] and (
        words.lower[begin - 2] in lexicon.firms
    )


def _is_housed(words: Words, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name of a body is where something is: "at the Harbour Center"."""
    i = begin - 1 - (begin > 0 and words.lower[begin - 1] == "the")
    at = i >= 0 and words.lower[i] in {"at", "inside", "outside", "near"}
    at = at or (i > 0 and words.is_possessive(i) and words.ent[i - 1] == "GPE")
    return at and words.lower[end - 1] in lexicon.housed


def _is_international(words: list[str]) -> bool:
    """Whether the words of a name say that it joins nations."""
    return not _NATIONS.isdisjoint(words)


def _described(words: Words, begin: int, end: int, lexicon: Lexicon) -> str | None:
    """The class that the noun next to a name gives: "the rebel group X", "the town of X", "X province"."""
    left = begin - 1
    if left > 0 and words.text[left] in {'"', "“", "‘", "'"}:
        left -= 1
    if left >= 0 and words.lower[left] == "the":
        left -= 1
    if left > 0 and words.lower[left] == "of":
        found = lexicon.before.ending(words.lower, left)
        return found[1] if found and found[1] in PLACES else None
    left -= left > 0 and words.text[left] == "," and words.lower[left - 1] in lexicon.firms
    found = lexicon.before.ending(words.lower, left + 1) if left >= 0 else None
    daily = found is not None and found[1] == vocab.Media
    if found and (words.pos[left] in {"NOUN", "PROPN"} or words.lower[left] in lexicon.firms or daily):
        return found[1]
    after = lexicon.before.starting(words.lower, end) if end < len(words) else None
    if after and (after[1] in _AFTER or _is_body(words, end, lexicon)):
        return after[1]
    return _apposed(words, end, lexicon)


def _modifies(words: Words, i: int) -> bool:
    return words.pos[i] in _MODIFYING or (words.text[i] == "-" and not words.spaced[i])


def _apposed(words: Words, end: int, lexicon: Lexicon) -> str | None:
    """The class that an explanation behind a comma gives: "CODECO, an ethnic Lendu militia"."""
    if words.text[end : end + 1] == ["("] and words.text[end + 2 : end + 3] == [")"]:
        end += 3
    if words.text[end : end + 1] != [","] or words.lower[end + 1 : end + 2] not in (["a"], ["an"], ["the"]):
        return None
    i = end + 2
    while i < min(len(words), end + 2 + LONGEST) and _modifies(words, i) and words.same_sentence(i, end):
        i += 1
    found = lexicon.before.ending(words.lower, i)
    if found and found[0] > end + 1 and words.lower[i : i + 1] == ["in"] and found[1] in PLACES:
        return found[1]  # "Al-Xai, a base in the desert"
    return found[1] if found and found[0] > end + 1 and found[1] in _EXPLAINED else None
