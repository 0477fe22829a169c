"""Whose a described thing is: the demonym or name inside, "Azerbaijan’s" before, "of Armenia" after."""

from dataclasses import dataclass

from kg import vocab
from kg.extract.entities.contingents import sender
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.words import DASHES, Words

_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN"})
_NUMERAL = frozenset({"CARDINAL", "DATE", "TIME", "QUANTITY", "ORDINAL", "MONEY", "PERCENT"})
_KEPT_BEFORE_OWNER = frozenset({"ethnic", "pro", "anti", "new", "ex"})
_TITLES = frozenset({"president", "minister", "leader", "general", "king", "premier", "strongman"})
_OF_PERSONS = frozenset({"government", "force"})
_STATES = frozenset({vocab.Country, vocab.Territory})
_BODIES = frozenset({vocab.Organization, vocab.PoliticalParty, vocab.Media, vocab.Ministry, vocab.ArmedForce})
_SENDERS = frozenset({vocab.Country, vocab.InternationalOrganization})
_SENT = frozenset({"force", "peacekeepers"})
_SPLITTING = frozenset({vocab.ArmedGroup, vocab.Organization, vocab.PoliticalParty, vocab.ArmedForce})
_SPLIT = frozenset({"dissident", "dissidents", "splinter", "breakaway"})
_SELF_STYLED = frozenset(
    {"the", "self", "-", "proclaimed", "declared", "styled", "so", "called", "breakaway"}
)
_TOWNS = frozenset({"capital", "city", "town", "village", "enclave", "territory", "region", "camp", "island"})
_TAKES_OF = frozenset(
    {"government", "force", "group", "population", "court", "opposition", "ministry", "coalition"}
)


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What stands before a head: where it begins and who is named in it."""

    begin: int
    owner: Spot | None


def modifiers(around: Surroundings, head: int) -> Modifiers:
    """The modifiers left of a head, up to the first word that is none."""
    words, begin, owner = around.words, head, None
    while begin > 0 and words.same_sentence(begin - 1, head):
        i = begin - 1
        if (
            words.text[i] == ")"
            and i > 2
            and words.text[i - 2] == "("
            and i - 3 in around.named
            and begin == head
        ):
            begin = i - 2  # "African Union (AU) troops"
            continue
        name = around.named.get(i)
        if name is not None and name.end <= begin:
            if owner is not None or (name.kind == vocab.Person and name.end < head) or _is_where(words, name):
                break
            owner, begin = name, name.begin
            continue
        if owner is not None and words.lower[i] not in _KEPT_BEFORE_OWNER and words.text[i] not in DASHES:
            break
        if not _modifies(words, i, head) or _is_backing(words, i):
            break
        begin = i
    while begin < head and words.text[begin] in DASHES:
        begin += 1
    return Modifiers(begin, owner)


def _is_where(words: Words, name: Spot) -> bool:
    """As in "In Basra residents fled": who comes next is there, not of there."""
    return name.sort is Sort.NAME and name.begin > 0 and words.text[name.begin - 1] == "In"


def _is_backing(words: Words, i: int) -> bool:
    """Whether a word ends "Moscow-backed", which tells of another's part in what follows."""
    return i > 1 and words.tag[i] == "VBN" and words.text[i - 1] == "-" and words.lower[i] != "led"


def _modifies(words: Words, i: int, head: int) -> bool:
    if words.ent[i] in _NUMERAL or words.is_possessive(i):
        return False
    if words.text[i] == "-":
        return not words.spaced[i]
    if is_deed(words, i):
        return False
    return words.pos[i] in _MODIFIERS or (words.tag[i] in {"VBN", "VBG"} and words.head[i] >= head)


def is_deed(words: Words, i: int) -> bool:
    """Whether a participle is what the noun before it does: "the military scrambled fighters"."""
    if i == 0 or words.tag[i] not in {"VBN", "VBD"} or words.lower[i] in TELLING:
        return False
    plain = words.tag[i - 1] in {"NN", "NNS", "NNP", "NNPS"} or words.lower[i - 1] in {"military", "police"}
    return plain and words.same_sentence(i - 1, i) and words.text[i - 1] not in DASHES


TELLING = frozenset(
    {"armed", "led", "backed", "trained", "allied", "aligned", "based", "held", "linked", "funded", "run"}
    | {"supported", "sponsored", "equipped", "controlled", "owned", "affiliated", "appointed", "united"}
)
"""Participles that tell of what kind a force is, also without a hyphen: "US trained forces"."""


def take_owner(around: Surroundings, spot: Spot) -> None:
    """Finds the owner of a description beyond its modifiers; `owner at` is a word still to resolve."""
    words, before = around.words, spot.begin - 1
    if spot.owner is not None:
        if spot.owner.kind == vocab.Person and spot.group != "government":
            spot.extra["owner at"], spot.owner = str(spot.owner.begin), None
        return
    if before > 0 and words.is_possessive(before):
        _take_possessor(around, spot, before - 1)
    elif before >= 0 and words.tag[before] == "PRP$":
        spot.extra["owner at"] = str(before)
        if spot.group in _OF_PERSONS | {"group"} and words.lower[before] in {"its", "their", "our"}:
            spot.begin = before
    elif before > 0 and words.tag[before] == "WP$":
        spot.extra["owner at"] = str(before - 1 - (words.text[before - 1] == ","))
    else:
        _take_following(around, spot)
        if spot.owner is None and spot.group in _SENT and "owner at" not in spot.extra:
            _take_sender(around, spot)


def _take_sender(around: Surroundings, spot: Spot) -> None:
    """Who has or sends the troops, where nothing nearer tells whose they are."""
    name = sender(around, spot) if around.words.tag[spot.end - 1] == "NNS" else None
    if name is not None and name.kind in _SENDERS:
        spot.owner, spot.extra["sent"] = name, "yes"
    elif name is not None:
        spot.extra["owner at"] = str(name.begin)


def _take_possessor(around: Surroundings, spot: Spot, i: int) -> None:
    name = around.named.get(i)
    titular = name is not None and _titular(around, name.begin - 1)
    if name is None or (name.kind == vocab.Person and (titular or spot.group != "government")):
        spot.extra["owner at"] = str(i)
    else:
        spot.owner, spot.begin = name, name.begin


def _take_following(around: Surroundings, spot: Spot) -> None:
    """The owner in "of Armenia", "forces from Tigray", "of President X"."""
    words, i = around.words, spot.end
    if i >= len(words) or spot.group not in _TAKES_OF:
        return
    if words.lower[i] == "and" and i + 2 < len(words) and words.lower[i + 2] == "of":
        i += 2  # "the government and people of Iraq"
    placed = words.lower[i] == "in" and spot.branch == "Police"  # "police in Kashmir"
    coming = words.lower[i] == "from" and (spot.group != "force" or _sent(around, spot))
    if words.lower[i] != "of" and not placed and not (coming and words.head[i] == spot.end - 1):
        return
    i += 1
    while i < len(words) and (words.lower[i] in _SELF_STYLED or _titular(around, i) or _qualifies(around, i)):
        i += 1
    name = around.named.get(i)
    if name is None:
        if spot.branch == "residents" and words.lower[i] in _TOWNS and words.lower[i - 1] == "the":
            spot.extra["owner at"], spot.extra["told"] = str(i), "yes"
        return
    if name.kind == vocab.Person:
        if spot.group in _OF_PERSONS:
            spot.extra["owner at"] = str(i)
    else:
        spot.owner = name


def _qualifies(around: Surroundings, i: int) -> bool:
    """Whether an adjective stands between an article and a name: "of the neighbouring X"."""
    words = around.words
    adjective = words.pos[i] == "ADJ" or words.dep[i] == "amod"
    return i not in around.named and adjective and words.lower[i - 1] == "the"


def _sent(around: Surroundings, spot: Spot) -> bool:
    """Whether "from" tells whose forces they are: "troops from Rwanda", "from the African Union"."""
    i = spot.end + 1 + (around.words.lower[spot.end + 1 : spot.end + 2] == ["the"])
    sender = around.named.get(i)
    return "modified" in spot.extra or (sender is not None and sender.kind in _SENDERS)


def _titular(around: Surroundings, i: int) -> bool:
    word = around.words.lower[i]
    return i not in around.named and (word in around.lexicon.post_modifiers or word in _TITLES)


def fits(spot: Spot, owner: Spot) -> bool:
    """Whether a description with an owner is a thing of its own: "Hezbollah fighters" are just Hezbollah."""
    kind = owner.kind
    if spot.group == "government":
        ruling = kind == vocab.ArmedGroup and not spot.plural and not spot.name.lower().endswith("official")
        return ruling or kind in _STATES | {vocab.City, vocab.Person}
    if spot.group == "force":
        city = kind == vocab.City and spot.branch == "Police"
        if kind == vocab.ArmedForce:
            return spot.branch == "General Staff"
        return kind in _STATES | {vocab.InternationalOrganization} or city
    if spot.group == "group" and kind in _SPLITTING and not _SPLIT.isdisjoint(spot.name.lower().split()):
        return True  # "FARC dissidents" left the FARC
    if spot.group == "group":
        return kind in _STATES | {vocab.City, vocab.Population, vocab.Place} or owner.sort is Sort.DEMONYM
    if spot.group == "peacekeepers":
        return kind in _STATES | {vocab.InternationalOrganization}
    if spot.group == "folk":
        return kind == vocab.Population
    if spot.group == "population":
        return kind not in {vocab.Person, vocab.Media}
    if spot.group == "coalition":
        return kind == vocab.Country
    return kind in _STATES | {vocab.ArmedGroup, vocab.Government} and kind not in _BODIES
