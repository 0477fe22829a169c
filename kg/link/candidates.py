"""The records that a referent might be, with how their name was hit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg import vocab
from kg.knowledge import Knowledge, branch, fold, portfolio
from kg.knowledge.composition import ARMED_FORCES, GOVERNMENT, PARLIAMENT
from kg.knowledge.names import abbreviation
from kg.link.context import Context
from kg.model import Item, Referent

NAME: Final = "name"
ALIAS: Final = "alias"
ABBREVIATION: Final = "abbreviation"
DEMONYM: Final = "demonym"
COMPOSITION: Final = "composition"
SURNAME: Final = "surname"
VARIANT: Final = "other spelling"
PARTS: Final = "parts of the name"
OFFICE: Final = "office and date"
SERVICE: Final = "reconciliation service"

STRENGTH: Final[Mapping[str, float]] = {
    NAME: 1.0, ALIAS: 0.9, DEMONYM: 0.9, COMPOSITION: 0.9, ABBREVIATION: 0.85, OFFICE: 0.9, SURNAME: 0.5,
}  # fmt: skip
_PARTIAL, _ARMY = 0.6, 0.7
"""What a record counts that is not just the part of the state, and one of all forces for an army."""
_SECOND_NAME: Final = 0.8
"""What a hit on another name of the referent counts, compared to one on its fullest name."""

_NEAR: Final = frozenset(
    frozenset(pair)
    for pair in (
        (vocab.Country, vocab.Territory), (vocab.Territory, vocab.Place), (vocab.City, vocab.Place),
        (vocab.City, vocab.Territory), (vocab.ArmedGroup, vocab.PoliticalParty),
        (vocab.ArmedGroup, vocab.ArmedForce), (vocab.ArmedForce, vocab.PeacekeepingForce),
        (vocab.InternationalOrganization, vocab.PeacekeepingForce),
        (vocab.Organization, vocab.InternationalOrganization), (vocab.Organization, vocab.Media),
        (vocab.Organization, vocab.Government), (vocab.Organization, vocab.Ministry),
        (vocab.Organization, vocab.PoliticalParty), (vocab.Organization, vocab.ArmedGroup),
        (vocab.Organization, vocab.ArmedForce), (vocab.Government, vocab.Ministry),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, by which way it was found, how strong that is (0 to 1), and by which words."""

    item: Item
    method: str
    strength: float
    words: str = ""


def kind_fit(wanted: str, found: str) -> float:
    """1 for the same class, 0.3 for one that is easily taken for it, else 0."""
    if wanted == found:
        return 1.0
    return 0.3 if frozenset((wanted, found)) in _NEAR else 0.0


def hits(referent: Referent, context: Context) -> tuple[Hit, ...]:
    """All records that pass the gate of classes, each by its strongest hit."""
    best: dict[str, Hit] = {}
    for hit in _all(referent, context):
        known = best.get(hit.item.key)
        if kind_fit(referent.kind, hit.item.kind) and (known is None or hit.strength > known.strength):
            best[hit.item.key] = hit
    return tuple(best[key] for key in sorted(best))


def _all(referent: Referent, context: Context) -> Iterator[Hit]:
    for position, name in enumerate(context.names_of(referent)):
        factor = 1.0 if position == 0 else _SECOND_NAME
        for hit in _by_name(name, context.knowledge):
            yield Hit(hit.item, hit.method, hit.strength * factor, name)
    yield from composed(referent, context)


def _by_name(name: str, knowledge: Knowledge) -> Iterator[Hit]:
    for item in knowledge.named(name):
        method = NAME if fold(item.name) == fold(name) else ALIAS
        if abbreviation(name):
            method = ABBREVIATION
        yield Hit(item, method, STRENGTH[method])
    for item in knowledge.demonym(name):
        yield Hit(item, DEMONYM, STRENGTH[DEMONYM])


def part_of_state(referent: Referent, context: Context) -> str | None:
    """The part of its state that a referent is: a portfolio, a branch, "Government"; else None."""
    words = referent.portfolio or referent.name
    if referent.kind == vocab.Ministry:
        return portfolio(words)
    if referent.kind == vocab.ArmedForce and (referent.portfolio or _only(referent, _FORCE_WORDS, context)):
        return branch(words)
    if referent.kind == vocab.Government and _only(referent, _GOVERNMENT_WORDS, context):
        return PARLIAMENT if "parliament" in fold(referent.name).split() else GOVERNMENT
    return None


_FORCE_WORDS: Final = re.compile(
    r"armed|forces?|army|military|troops|soldiers|servicemen|defence|air|navy|naval|police|ground|land|marines?"
    r"|corps|coast|guards?|border|national|security|special|gendarmerie|units|officials|command|of|the|and|'s"
)
_GOVERNMENT_WORDS: Final = re.compile(
    r"governments?|parliament|authorities|officials|regime|administration|cabinet|junta|leadership|leaders|federal|state"
    r"|council|ministers|of|the|'s"
)


def _only(referent: Referent, generic: re.Pattern[str], context: Context) -> bool:
    """Whether a name consists of generic words and the name of the referent's country."""
    allowed: set[str] = set()
    for key in context.countries_of(referent):
        country = context.knowledge.item(key)
        for name in (country.name, *country.aliases, *country.demonyms) if country else ():
            allowed.update(fold(name).split())
    return all(piece in allowed or generic.fullmatch(piece) for piece in fold(referent.name).split())


def composed(referent: Referent, context: Context) -> Iterator[Hit]:
    """Records that are the part of the state which the referent is."""
    part = part_of_state(referent, context)
    if part is None:
        return
    for country in sorted(context.countries_of(referent)):
        found = context.knowledge.composed(referent.kind, country, part)
        exact = [item for item, same in found if same]
        for item, same in found:
            share = _PARTIAL
            if same and len(exact) == 1:
                share = _ARMY if part == ARMED_FORCES and _army_only(referent, item, context) else 1.0
            yield Hit(item, COMPOSITION, STRENGTH[COMPOSITION] * share, referent.name)


def _army_only(referent: Referent, item: Item, context: Context) -> bool:
    """Whether the text speaks of the army alone, and nobody calls the armed forces so."""
    texts = context.names_of(referent)
    if not all("army" in fold(text).split() for text in texts):
        return False
    return not any("army" in fold(name).split() for name in (item.name, *item.aliases))
