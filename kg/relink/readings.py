"""What a store holds of an article as a reading again: enough to link it, without its text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kg import terms, vocab
from kg.model import Document, Mention, Reading, Referent, ReferentId, Relation, Span
from kg.rdf import Literal, NamedNode, Quad
from kg.store import Store

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
_NOWHERE: Final = Span(0, 1)
Facts = Mapping[str, Mapping[str, list[str]]]
"""Subject -> predicate -> objects, all as plain text."""


@dataclass(frozen=True, slots=True)
class Described:
    """What the store says of an entity, and the country in whose name its IRI stands."""

    iri: str
    kind: str
    label: str
    country: str | None = None
    owner: str | None = None


@dataclass(slots=True)
class Shared:
    """The graph of entities, by IRI."""

    base: str
    facts: Facts
    places: dict[str, str] = field(default_factory=dict)

    def described(self, iri: str) -> Described | None:
        """An entity by its IRI; None where nothing describes it."""
        said = self.facts.get(iri, {})
        kinds = [kind for kind in said.get(terms.RDF_TYPE, ()) if kind.startswith(terms.CNO)]
        labels = said.get(terms.RDFS_LABEL, ())
        if not kinds or not labels:
            return None
        owner = next(iter(said.get(vocab.officeOf, ())), None)
        return Described(iri, kinds[0], labels[0], self._country(iri), owner)

    def _country(self, iri: str) -> str | None:
        """The IRI of the country or territory that an IRI names before its colon."""
        key, colon, _ = iri.removeprefix(self.base).partition("/")[2].partition(":")
        if not colon:
            return None
        known = (f"{self.base}{kind}/{key}" for kind in ("country", "territory"))
        return next((place for place in known if place in self.facts), f"{self.base}country/{key}")


def shared(store: Store) -> Shared:
    """What the store says of entities."""
    return Shared(store.names.base, facts(store.quads(store.names.entities)))


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


def reading(store: Store, graph: str, known: Shared) -> tuple[Reading, dict[ReferentId, str]]:
    """An article's reading and the IRI of each referent. Names are labels, mentions their words."""
    said = facts(store.quads(graph))
    names = _mentioned(said)
    relations = sorted(_stated(said))
    everything = {*names, *(iri for _, *pair in relations for iri in pair)}
    described = _closed(everything, known)
    ids = {iri: ReferentId(f"r{number}") for number, iri in enumerate(sorted(described))}
    referents = tuple(_referent(described[iri], names.get(iri, []), ids) for iri in sorted(described))
    mentions = tuple(
        Mention(_NOWHERE, words, ids[iri]) for iri in sorted(described) for words in names.get(iri, [])
    )
    kept = tuple(
        Relation(predicate, ids[subject], ids[other], (_NOWHERE,), _NOWHERE, vocab.Actual)
        for predicate, subject, other in relations
        if subject in ids and other in ids
    )
    document = Document(graph, "", published=_published(said))
    return Reading(document, referents, mentions, kept), {id: iri for iri, id in ids.items()}


def _mentioned(said: Facts) -> dict[str, list[str]]:
    """Entity -> the words that stand for it, pronouns left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for parts in said.values():
        if vocab.Anaphor not in parts.get(terms.RDF_TYPE, ()):
            for entity in parts.get(terms.ITSRDF_TA_IDENT_REF, ()):
                found[entity].extend(parts.get(terms.NIF_ANCHOR_OF, ()))
    return {entity: sorted(words) for entity, words in found.items()}


def _stated(said: Facts) -> Iterator[tuple[str, str, str]]:
    for parts in said.values():
        for predicate in parts.get(terms.RDF_PREDICATE, ()):
            if predicate in _RELATIONS:
                yield predicate, parts[terms.RDF_SUBJECT][0], parts[terms.RDF_OBJECT][0]


def _closed(iris: set[str], known: Shared) -> dict[str, Described]:
    """The entities with the owners of offices and the countries that IRIs name."""
    found: dict[str, Described] = {}
    waiting = sorted(iris)
    while waiting:
        iri = waiting.pop()
        if iri in found:
            continue
        one = known.described(iri) or _country_of(iri, known)
        if one is not None:
            found[iri] = one
            waiting += [other for other in (one.owner, one.country) if other]
    return found


def _country_of(iri: str, known: Shared) -> Described | None:
    """A country that no article names, from its IRI."""
    path = iri.removeprefix(known.base)
    if not path.startswith("country/"):
        return None
    return Described(iri, vocab.Country, path.removeprefix("country/").replace("-", " ").title())


def _referent(one: Described, words: list[str], ids: Mapping[str, ReferentId]) -> Referent:
    country = one.owner or one.country
    return Referent(
        ids[one.iri],
        one.kind,
        one.label,
        tuple(dict.fromkeys(name for name in words if name != one.label)),
        country=ids.get(country) if country else None,
    )


def _published(said: Facts) -> date | None:
    days = [day for parts in said.values() for day in parts.get(terms.DCTERMS_ISSUED, ())]
    return date.fromisoformat(days[0]) if days else None
