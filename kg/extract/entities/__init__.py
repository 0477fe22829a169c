"""From a parsed text to who and what it talks about.

`cast` spots names and descriptions, settles overlaps, leads each to a referent and resolves what points back.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg import vocab
from kg.extract.coreference import Coreference
from kg.extract.entities.abbreviations import abbreviations, redefined
from kg.extract.entities.crowds import crowds, peoples, seated_bodies
from kg.extract.entities.descriptions import descriptions
from kg.extract.entities.identity import Identity
from kg.extract.entities.institutions import acronyms, bodies, fronts, institutions, is_portfolio
from kg.extract.entities.introduced import introduced
from kg.extract.entities.lands import lands
from kg.extract.entities.lexicon import Lexicon, lexicon
from kg.extract.entities.longer import longer
from kg.extract.entities.loyalists import loyalists
from kg.extract.entities.names import known_names
from kg.extract.entities.nicknames import halves, nicknamed, short_names
from kg.extract.entities.nominals import nominals
from kg.extract.entities.persons import surnames, titled_persons
from kg.extract.entities.recognised import recognised_names
from kg.extract.entities.registry import Registry, mentions
from kg.extract.entities.ships import ashore
from kg.extract.entities.sites import (
    borders,
    dateline_spots,
    districts,
    extended,
)
from kg.extract.entities.spots import Sort, Spot, settle
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.towns import Towns
from kg.extract.entities.units import units
from kg.extract.entities.villages import unknown_places
from kg.extract.entities.votes import reconsidered
from kg.extract.entities.words import Words, columns
from kg.extract.relations import relate
from kg.extract.scene import Scene
from kg.extract.syntax import Doc
from kg.knowledge import Knowledge
from kg.model import Document, Referent, ReferentId

__all__ = ["cast"]

NAMED_BY_HEAD = frozenset({"coalition", "group", "party", "court", "services", "media", "agencies"})
"""Classes of descriptions that in capitals are names: "the Syrian Arab Coalition"."""


def cast(document: Document, doc: Doc, knowledge: Knowledge) -> Scene:
    """Finds the referents of an article and all their mentions, pronouns included."""
    words, lists, registry = columns(doc), lexicon(), Registry()
    if not len(words):
        return Scene(document, doc)
    spots = spotted(words, lists, knowledge)
    identity = Identity(words, knowledge, lists, registry)
    identity.published = document.published
    identity.survey(spots)
    coreference = Coreference(words, knowledge, identity, registry)
    coreference.resolve(spots)
    stated = relate(words, registry, lists, coreference.main)
    referents = registry.referents()
    seats = _capitals(referents, knowledge)
    places = mentions(registry.places, words, document.text)
    return Scene(document, doc, referents, places, stated, capitals=seats)


def _capitals(referents: Sequence[Referent], knowledge: Knowledge) -> Mapping[ReferentId, ReferentId]:
    """Country -> its capital, where the text names both."""
    cities = {r.item: r.id for r in referents if r.kind == vocab.City and r.item is not None}
    states = {
        r.id: knowledge.item(r.item) for r in referents if r.kind == vocab.Country and r.item is not None
    }
    return {id_: cities[s.capital] for id_, s in states.items() if s is not None and s.capital in cities}


def spotted(words: Words, lists: Lexicon, knowledge: Knowledge) -> list[Spot]:
    """All spots of a text in its order; only group descriptions overlap others."""
    names = _names(words, lists, knowledge)
    around = Surroundings(words, lists, {i: spot for spot in names for i in range(spot.begin, spot.end)})
    described = [
        *descriptions(around),
        *borders(around),
        *districts(around),
        *crowds(around),
        *peoples(around),
        *seated_bodies(around),
        *loyalists(around),
    ]
    found = [spot for spot in described if not _introduces_name(spot, around.named)]
    for spot in found:
        spot.weight = spot.weight or 5
    pointing = list(nominals(around))
    sides = [spot for spot in pointing if spot.sort is Sort.SIDES]
    alone = settle([*names, *found, *(spot for spot in pointing if spot.sort is not Sort.SIDES)])
    return sorted([*alone, *sides], key=lambda spot: (spot.begin, -spot.end))


def _names(words: Words, lists: Lexicon, knowledge: Knowledge) -> list[Spot]:
    apart = redefined(words)
    known = [spot for spot in known_names(words, knowledge, lists) if spot.name not in apart]
    opening = dateline_spots(words, knowledge)
    persons = titled_persons(words, lists, known)
    begins = [spot.begin for spot in known]
    guessed = [
        spot
        for spot in recognised_names(words, lists)
        if not _is_described(
            words, spot, known[bisect_left(begins, spot.begin) : bisect_left(begins, spot.end)], lists
        )
    ]
    told = [*institutions(words, known, lists), *fronts(words, known), *bodies(words, lists)]
    names = settle([*opening, *known, *guessed, *persons, *told])
    names = settle([*names, *introduced(words, names, lists), *acronyms(words, names, lists)])
    towns = Towns(words, names, knowledge)
    names = [*towns.for_districts(names), *unknown_places(words, names, towns, lists)]
    names = list(reconsidered(words, names, towns, lists))
    names = settle([*names, *abbreviations(words, names, lists)])
    short = short_names(words, names, lists, knowledge)
    names = settle([*names, *nicknamed(words, names), *halves(words, names), *short])
    names = settle([*names, *units(words, names)])
    names = settle([*names, *surnames(words, names)])
    names = ashore(words, names)
    return list(extended(words, longer(words, lands(words, names, knowledge), lists), knowledge))


def _is_described(words: Words, spot: Spot, known: list[Spot], lists: Lexicon) -> bool:
    """Whether a guessed name is made of known names, or is one with a noun: a description, or a title."""
    inside = [k for k in known if k.end <= spot.end]
    owned = inside[0].end if inside and inside[0].begin == spot.begin else spot.begin
    land = inside[-1].begin if inside and inside[-1].end == spot.end else spot.end
    if is_portfolio(words, owned, land, lists):
        return True
    if len(inside) > 1 and sum(k.end - k.begin for k in inside) == spot.end - spot.begin:
        if spot.kind == vocab.Person and all(k.kind == vocab.City for k in inside):
            return False  # "Pierre Esperance"
        joint = inside[-1]  # "the Syrian Arab Coalition" is not the Arab Coalition
        return not (joint.kind == vocab.InternationalOrganization and joint.end - joint.begin > 1)
    head = lists.heads.ending(words.lower, spot.end)
    if head is None and lists.posts.ending(words.lower, spot.end) is None:
        return False
    titular = head is not None and (head[1].group in NAMED_BY_HEAD or head[1].words[-1] == "office")
    if titular and words.is_capital(spot.end - 1):
        return False
    return any(k.end < spot.end for k in inside) or spot.end - spot.begin == 1


def _introduces_name(spot: Spot, named: Mapping[int, Spot]) -> bool:
    """Whether a description only tells what the name right after it is: "the rebel group M23"."""
    name = named.get(spot.end)
    if name is not None and spot.group == "opposition" and name.kind == vocab.PoliticalParty:
        return True
    return name is not None and name.sort is Sort.NAME and name.kind == spot.kind and not spot.plural
