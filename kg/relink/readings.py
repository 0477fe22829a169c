"""What an article's graph holds, as a reading again: all that its links rest on, without its text.

Ingestion and `kg relink` both judge links by it, so that the same base gives the same links, whatever else a
store holds. Names are words of the article; where it names a thing by common nouns only, or not at all, they
come from its IRI.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from kg import terms, vocab
from kg.knowledge import fold, role
from kg.mapping.iri import kind_path
from kg.model import Document, Iri, Mention, Reading, Referent, ReferentId, Relation, Span
from kg.rdf import Literal, NamedNode, Quad

_RELATIONS: Final = frozenset(
    (
        vocab.holdsOffice,
        vocab.affiliatedWith,
        vocab.capitalOf,
        vocab.locatedIn,
        vocab.stationedIn,
        vocab.basedIn,
    )
)
_KINDS: Final[Mapping[str, Iri]] = {
    kind_path(kind): kind
    for kind in (
        vocab.Actor, vocab.Person, vocab.Organization, vocab.Population, vocab.Government, vocab.Ministry,
        vocab.ArmedForce, vocab.ArmedGroup, vocab.InternationalOrganization, vocab.Media,
        vocab.PoliticalParty, vocab.PeacekeepingForce, vocab.Place, vocab.Country, vocab.Territory,
        vocab.City, vocab.Post,
    )
}  # fmt: skip
_PARTS_OF_STATE: Final = frozenset({vocab.Ministry, vocab.Government, vocab.ArmedForce})
_OF_A_COUNTRY: Final = _PARTS_OF_STATE | {vocab.PoliticalParty, vocab.ArmedGroup, vocab.PeacekeepingForce}
_TOLD: Final = frozenset(
    (
        terms.RDF_TYPE, terms.ITSRDF_TA_IDENT_REF, terms.NIF_ANCHOR_OF, terms.NIF_BEGIN_INDEX,
        terms.NIF_END_INDEX, terms.RDF_PREDICATE, terms.RDF_SUBJECT, terms.RDF_OBJECT, terms.DCTERMS_ISSUED,
    )
)  # fmt: skip
_TO_MENTIONS: Final = frozenset(
    (terms.NIF_REFERENCE_CONTEXT, terms.RDF_TYPE, vocab.evidence, vocab.actorMention, vocab.targetMention)
)
_TERMS: Final = (NamedNode, Literal)
_NOWHERE: Final = Span(0, 1)
Facts = Mapping[str, Mapping[str, list[str]]]
"""Subject -> predicate -> objects, all as plain text."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an IRI says of an entity: its class, the IRIs its owner may have, and its name in title case."""

    kind: Iri
    owners: tuple[str, ...]
    name: str


@dataclass(slots=True)
class _Words:
    """What an article says of its entities."""

    known: dict[str, Known] = field(default_factory=dict)
    mentions: dict[str, list[tuple[Span, str]]] = field(default_factory=lambda: defaultdict(list))
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    published: date | None = None


def rebuilt(quads: Iterable[Quad], base: str) -> tuple[Reading, dict[ReferentId, str]]:
    """The reading of an article from its graph, and the IRI of each referent."""
    words = _words(quads, base)
    ids = {iri: ReferentId(f"r{number}") for number, iri in enumerate(sorted(words.known))}
    referents = tuple(_referent(iri, words, ids) for iri in sorted(words.known))
    mentions = tuple(
        Mention(span, text, ids[iri])
        for iri in sorted(words.mentions)
        for span, text in sorted(words.mentions[iri])
    )
    relations = tuple(
        Relation(predicate, ids[subject], ids[other], (_NOWHERE,), _NOWHERE, vocab.Actual)
        for predicate, subject, other in sorted(words.relations)
        if subject in ids and other in ids
    )
    document = Document("", "", published=words.published)
    return Reading(document, referents, mentions, relations), {id: iri for iri, id in ids.items()}


def facts(quads: Iterable[Quad]) -> Facts:
    """Quads by subject and predicate, values sorted."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in quads:
        if isinstance(one.subject, NamedNode) and isinstance(one.object, (NamedNode, Literal)):
            found[one.subject.value][one.predicate.value].append(one.object.value)
    return {
        subject: {predicate: sorted(values) for predicate, values in parts.items()}
        for subject, parts in found.items()
    }


def of_iri(iri: str, base: str) -> Known | None:
    """What the IRI of an entity says; None for any other IRI."""
    path, slash, key = iri.removeprefix(base).partition("/")
    if not iri.startswith(base) or not slash or path not in _KINDS or "#" in key:
        return None
    return _of_entity(base, path, key)


@lru_cache(maxsize=8192)
def _of_entity(base: str, path: str, key: str) -> Known:
    *owner, name = key.split(":")
    owners: tuple[str, ...]
    if len(owner) > 1:  # an office of a body: post/international-organization:nato:secretary-general
        owners = (f"{base}{owner[0]}/{':'.join(owner[1:])}",)
    else:
        owners = tuple(f"{base}{kind}/{owner[0]}" for kind in ("country", "territory") if owner)
    return Known(_KINDS[path], owners, name.replace("-", " ").title())


def _words(quads: Iterable[Quad], base: str) -> _Words:
    found = _Words()
    told, named = _told(quads)
    for iri in sorted(named):
        if (known := of_iri(iri, base)) is not None:
            found.known[iri] = known
    for parts in told.values():
        if vocab.Anaphor not in parts.get(terms.RDF_TYPE, ()):
            for entity in parts.get(terms.ITSRDF_TA_IDENT_REF, ()):
                found.mentions[entity].append((_span(parts), parts[terms.NIF_ANCHOR_OF][0]))
        found.relations.extend(_stated(parts))
        for day in parts.get(terms.DCTERMS_ISSUED, ()):
            found.published = date.fromisoformat(day)
    _close(found, base)
    return found


def _told(quads: Iterable[Quad]) -> tuple[dict[str, dict[str, list[str]]], set[str]]:
    """What mentions and assertions say, by subject and predicate, and the IRIs of all objects.

    Of all else only the IRIs are read: a graph has many more quotations than names.
    """
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named: set[str] = set()
    for one in quads:
        value, predicate = one.object, one.predicate.value
        if predicate in _TOLD and isinstance(one.subject, NamedNode) and isinstance(value, _TERMS):
            told[one.subject.value][predicate].append(value.value)
        if isinstance(value, NamedNode) and predicate not in _TO_MENTIONS:
            named.add(value.value)
    return told, named


def _span(parts: Mapping[str, list[str]]) -> Span:
    begin, end = parts.get(terms.NIF_BEGIN_INDEX, ("0",)), parts.get(terms.NIF_END_INDEX, ("1",))
    return Span(int(begin[0]), int(end[0]))


def _stated(parts: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    for predicate in parts.get(terms.RDF_PREDICATE, ()):
        if predicate in _RELATIONS:
            yield predicate, parts[terms.RDF_SUBJECT][0], parts[terms.RDF_OBJECT][0]


def _close(words: _Words, base: str) -> None:
    """Adds the countries and bodies that the IRIs of ministries, forces and offices name."""
    for one in list(words.known.values()):
        if one.owners and one.kind in _OF_A_COUNTRY | {vocab.Post} and not set(one.owners) & set(words.known):
            owner = of_iri(one.owners[0], base)
            if owner is not None:
                words.known[one.owners[0]] = owner


def _referent(iri: str, words: _Words, ids: Mapping[str, ReferentId]) -> Referent:
    one = words.known[iri]
    texts = list(dict.fromkeys(text for _, text in words.mentions.get(iri, ())))
    names = _telling(texts, one)
    owner = _owner(iri, names, words)
    return Referent(
        ids[iri],
        one.kind,
        names[0],
        tuple(names[1:]),
        country=ids.get(owner) if owner else None,
    )


def _telling(texts: list[str], one: Known) -> list[str]:
    """The words that name a thing, the longest first, or the name in its IRI."""
    ranked = sorted(texts, key=lambda text: (-len(text), text))
    proper = [text for text in ranked if not text.islower()]
    if one.kind == vocab.Person:
        return _personal(proper, one) or proper or ranked or [one.name]
    if one.kind in _PARTS_OF_STATE:  # the IRI says which part; words such as "the new government" do not
        return [one.name, *proper]
    return proper or [one.name]


def _personal(proper: list[str], one: Known) -> list[str]:
    """The names of a person, without those of offices; of a title and a name together the name."""
    names = [text for text in proper if role(text) is None]
    titled = any(fold(text).endswith(f" {fold(one.name)}") for text in names)
    return [one.name, *names] if titled else names


def _owner(iri: str, names: list[str], words: _Words) -> str | None:
    """The country or body that the article gives an entity."""
    one = words.known[iri]
    stated = [
        other
        for predicate, subject, other in sorted(words.relations)
        if subject == iri and predicate == vocab.affiliatedWith and other != iri
    ]
    by_iri = [owner for owner in one.owners if owner in words.known]
    if one.kind in _PARTS_OF_STATE | {vocab.Post}:
        return next(iter((*by_iri, *stated)), None)
    if one.kind == vocab.Person:
        titled = all(role(name) for name in names)
        return next(iter(by_iri), None) if titled else None
    return next(iter((*stated, *(by_iri if one.kind in _OF_A_COUNTRY else ()))), None)
