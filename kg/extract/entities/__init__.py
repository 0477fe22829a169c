"""From a parsed text to who and what it talks about.

`cast` spots names and descriptions, settles overlaps, leads each to a referent and resolves what points back.
"""

from spacy.tokens import Doc

from kg.extract.coreference import Coreference
from kg.extract.entities.abbreviations import abbreviations
from kg.extract.entities.descriptions import Surroundings, descriptions
from kg.extract.entities.identity import Identity
from kg.extract.entities.lexicon import Lexicon, lexicon
from kg.extract.entities.names import known_names, recognised_names
from kg.extract.entities.nominals import nominals
from kg.extract.entities.persons import surnames, titled_persons
from kg.extract.entities.registry import Registry, mentions
from kg.extract.entities.spots import Sort, Spot, settle
from kg.extract.entities.words import Words, columns
from kg.extract.relations import relate
from kg.extract.scene import Scene
from kg.knowledge import Knowledge
from kg.model import Document

__all__ = ["cast"]


def cast(document: Document, doc: Doc, knowledge: Knowledge) -> Scene:
    """Finds the referents of an article and all their mentions, pronouns included."""
    if not len(doc):
        return Scene(document, doc)
    words, lists, registry = columns(doc), lexicon(), Registry()
    spots = spotted(words, lists, knowledge)
    identity = Identity(words, knowledge, lists, registry)
    identity.survey(spots)
    coreference = Coreference(words, knowledge, identity, registry)
    coreference.resolve(spots)
    stated = relate(words, registry, lists, coreference.main)
    return Scene(document, doc, registry.referents(), mentions(registry.places, words), stated)


def spotted(words: Words, lists: Lexicon, knowledge: Knowledge) -> list[Spot]:
    """All spots of a text, without overlaps, in its order."""
    known = list(known_names(words, knowledge, lists))
    names = settle([*known, *recognised_names(words, lists), *titled_persons(words, lists, known)])
    names = settle([*names, *abbreviations(words, names, lists)])
    names = settle([*names, *surnames(words, names)])
    named = {i: spot for spot in names for i in range(spot.begin, spot.end)}
    around = Surroundings(words, lists, named)
    found = [spot for spot in descriptions(around) if not _introduces_name(spot, named)]
    pointing = list(nominals(around))
    for spot in found:
        spot.weight = 5
    return settle([*names, *found, *pointing])


def _introduces_name(spot: Spot, named: dict[int, Spot]) -> bool:
    """Whether a description only tells what the name right after it is: "the rebel group M23"."""
    name = named.get(spot.end)
    return name is not None and name.sort is Sort.NAME and name.kind == spot.kind and not spot.plural
