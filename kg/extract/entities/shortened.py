"""Bodies told by a part of their name, or by whose they are: "Africa Command", "Netanyahu's office"."""

import re
from datetime import date

from kg import vocab
from kg.extract.entities.lexicon import lexicon
from kg.extract.entities.persons import PARTICLES
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge, fold
from kg.model import Item

_ARTICLE = re.compile(r"^(?:the|an?|this|that|these|those) ", re.IGNORECASE)
_BODIES = frozenset(
    {vocab.ArmedGroup, vocab.ArmedForce, vocab.Organization, vocab.PoliticalParty}
    | {vocab.Government, vocab.Ministry}
)
_NOUNS = frozenset(
    {"Front", "Tigers", "Alliance", "Movement", "League", "Congress", "Union", "Brotherhood"}
    | {"Resistance", "Army", "Legion", "Council", "Guard", "Guards", "Rangers", "Volunteers"}
)
"""Last or telling words of the names of bodies that alone stand for one that was named."""
_NATURAL = (" valley", " mountains", " desert", " river", " peninsula", " plateau")
_STATES = frozenset({vocab.Country, vocab.Territory})


def cut_short(spot: Spot, registry: Registry, knowledge: Knowledge) -> Entry | None:
    """As in "Africa Command" for what was called "U.S. Africa Command"."""
    if spot.kind not in _BODIES:
        return None
    if " " not in spot.name:
        return _by_noun(spot.name, registry) if spot.name in _NOUNS else None
    for entry in registry.entries:
        for alias in entry.aliases if entry.kind in _BODIES else ():
            before = alias.removesuffix(f" {spot.name}")
            if before != alias and (knowledge.demonym(before) or knowledge.named(before)):
                return entry
    return None


def _by_noun(noun: str, registry: Registry) -> Entry | None:
    """As in "the Front" for the last front or movement named."""
    near = (place.entry for place in registry.recent() if place.entry.kind in _BODIES)
    return next((e for e in near if any(noun in alias.split() for alias in (e.name, *e.aliases))), None)


def office(spot: Spot, state: Entry, registry: Registry) -> Entry:
    """The office of a leader: "Netanyahu's office"."""
    leader = spot.owner.name if spot.owner is not None else ""
    entry = registry.make(("office", fold(leader)), vocab.Government, f"Office of {leader}")
    entry.group, entry.branch = "government", "Office"
    entry.whole = state if state.kind in _STATES else None
    return entry


def surname(name: str) -> str:
    """The last name with its particles, for comparing: "de blasio"."""
    pieces = name.split()
    at = next((k for k in range(1, len(pieces)) if pieces[k].lower() in PARTICLES), len(pieces) - 1)
    return fold(" ".join(pieces[at:]))


def phrase(words: Words, spot: Spot, owner: Entry | None = None) -> str:
    """The words of a description, with its owner where the words leave it outside."""
    text = words.joined(spot.begin, spot.end)
    whose = spot.owner.name if spot.owner is not None else owner.name if owner is not None else ""
    at = spot.owner.begin if spot.owner is not None else int(spot.extra.get("owner at", spot.begin))
    if whose and not spot.begin <= at < spot.end:
        text = f"{text} of {whose}"
    text = _ARTICLE.sub("", text)
    return text[:1].upper() + text[1:]


def kind_on(item: Item, published: date | None) -> str:
    """The class of a record on a day; a valley or a desert is no administered land, whatever the tables call
    it, and a state that was yet to come was a part of another."""
    if item.kind == vocab.Territory and item.name.lower().endswith(_NATURAL):
        return vocab.Place
    ahead = published is not None and item.start is not None and item.start > published.isoformat()
    if ahead and item.kind == vocab.Country and item.name not in lexicon().heirs:
        return vocab.Territory
    return item.kind
