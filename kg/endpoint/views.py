"""What the page of a thing shows: its heading, its sentence with the words marked, and its statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg import terms, vocab
from kg.endpoint.labels import Shown, address, labels, shown, shown_iri
from kg.endpoint.sentences import Stretch, Words, marked
from kg.endpoint.tables import solutions
from kg.errors import QueryError
from kg.ontology import read
from kg.rdf import NamedNode, Quad
from kg.store.failures import BusyError

_FIRST: Final = (
    vocab.actor, vocab.target, vocab.place, vocab.startDate, vocab.endDate, vocab.status, vocab.claimedBy,
    vocab.claimantMention, vocab.content, vocab.about, vocab.harm, vocab.minimum, vocab.maximum,
    vocab.victims, vocab.ofEvent, terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT,
    terms.DCTERMS_ISSUED, terms.DCTERMS_PUBLISHER, terms.SCHEMA_URL, vocab.officeOf, vocab.holdsOffice,
    terms.OWL_SAME_AS, terms.SKOS_CLOSE_MATCH,
)  # fmt: skip
"""The predicates that readers look for, in their order; the others follow by name."""
_ELSEWHERE: Final = frozenset(
    (terms.RDF_TYPE, terms.RDFS_LABEL, terms.SKOS_ALT_LABEL, terms.DCTERMS_TITLE, vocab.sentence)
)
"""Predicates that the page shows in places of their own."""
_ROLES: Final = {
    vocab.evidence: "trigger",
    vocab.actorMention: "actor",
    vocab.targetMention: "target",
    vocab.claimantMention: "claimant",
}
Statement = tuple[Shown, list[Shown]]


@dataclass(frozen=True, slots=True)
class View:
    """A thing as its page shows it."""

    iri: str
    heading: str
    kinds: tuple[Shown, ...]
    classes: frozenset[str]
    status: str
    other_names: tuple[str, ...]
    sentence: tuple[Stretch, ...]
    article: Shown | None
    """The article that it was read in."""
    statements: tuple[Statement, ...]
    incoming: tuple[Statement, ...]
    query: str
    """The query that it is, if it is one."""


def view(iri: str, name: str, outgoing: Sequence[Quad], incoming: Sequence[Quad]) -> View:
    """The view of a thing from the quads that have it as subject and as object."""
    known = labels(_iris([*outgoing, *incoming]))
    said: dict[str, list[Shown]] = {}
    for item in outgoing:
        said.setdefault(item.predicate.value, []).append(shown(item.object, known))
    kinds = tuple(kind for kind in said.get(terms.RDF_TYPE, []) if kind.iri not in _WIDER)
    sentence, article = _quoted(iri, said) if vocab.sentence in said else ((), None)
    return View(
        iri=iri,
        heading=_heading(kinds, said, known.get(iri, name)),
        kinds=kinds,
        classes=frozenset(kind.iri for kind in said.get(terms.RDF_TYPE, [])),
        status=_texts(said, vocab.status),
        other_names=tuple(sorted({found.text for found in said.get(terms.SKOS_ALT_LABEL, [])})),
        sentence=sentence,
        article=article,
        statements=_statements(said, known),
        incoming=_grouped_by_predicate(incoming, known),
        query=_texts(said, terms.SH + "select"),
    )


_WIDER: Final = frozenset((terms.NIF_CONTEXT, terms.SCHEMA_NEWS_ARTICLE, terms.OWL + "Axiom"))
"""Classes of others that say again what ours says."""


def _statements(said: dict[str, list[Shown]], known: dict[str, str]) -> tuple[Statement, ...]:
    """The outgoing statements by predicate, but for those that stand elsewhere on the page."""
    order = {predicate: place for place, predicate in enumerate(_FIRST)}
    predicates = sorted(said.keys() - _ELSEWHERE, key=lambda one: (order.get(one, len(order)), one))
    return tuple((shown_iri(one, known), said[one]) for one in predicates)


def _grouped_by_predicate(incoming: Iterable[Quad], known: dict[str, str]) -> tuple[Statement, ...]:
    found: dict[str, list[Shown]] = {}
    for item in incoming:
        found.setdefault(item.predicate.value, []).append(shown(item.subject, known))
    return tuple((shown_iri(predicate, known), subjects) for predicate, subjects in sorted(found.items()))


def _heading(kinds: tuple[Shown, ...], said: dict[str, list[Shown]], label: str) -> str:
    """What to call it: entities by their names, events by who does it to whom, counts by the harm done."""
    ontology = read()
    classes = {kind.iri for kind in kinds}
    if classes & set(vocab.EVENT_CLASSES):
        kind = next(ontology.terms[name].label for name in sorted(classes & set(vocab.EVENT_CLASSES)))
        sides = [text for text in (_texts(said, vocab.actor), _texts(said, vocab.target)) if text]
        who = " → ".join(sides) or f"“{label}”"
        return f"{kind[:1].upper()}{kind[1:]}: {who}"
    if vocab.Assertion in classes:
        sides = [_texts(said, one) for one in (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)]
        return " · ".join(sides)
    if vocab.CasualtyCount in classes:
        harm, victims = _texts(said, vocab.harm), _texts(said, vocab.victims)
        return f"{harm[:1].upper()}{harm[1:]}: {_figure(said)} {victims}".strip()
    return f"“{label}”" if terms.NIF_OFFSET_BASED_STRING in classes else label


def _figure(said: dict[str, list[Shown]]) -> str:
    least, most = _texts(said, vocab.minimum), _texts(said, vocab.maximum)
    if least == most:
        return least
    return f"{least}–{most}" if least and most else f"at least {least}" if least else f"at most {most}"


def _texts(said: dict[str, list[Shown]], predicate: str) -> str:
    return ", ".join(found.text for found in said.get(predicate, []))


def _quoted(iri: str, said: dict[str, list[Shown]]) -> tuple[tuple[Stretch, ...], Shown | None]:
    """The sentence with the words marked that the fact rests on, and the article of these words."""
    [first, *_] = said[vocab.sentence]
    query = (
        "SELECT ?role ?begin ?words ?article { "
        f"VALUES ?role {{ {' '.join(f'<{role}>' for role in _ROLES)} }} <{iri}> ?role ?mention . "
        "?mention nif:beginIndex ?begin ; nif:anchorOf ?words ; nif:referenceContext ?article }"
    )
    try:
        _, rows = solutions(query)
    except (QueryError, BusyError):
        return (Stretch(first.text),), None
    words = [
        Words(int(row["begin"]["value"]), row["words"]["value"], _ROLES[row["role"]["value"]]) for row in rows
    ]
    articles = sorted({row["article"]["value"] for row in rows})
    names = labels(articles[:1])
    article = (
        Shown(names.get(articles[0], articles[0]), address(articles[0]), articles[0]) if articles else None
    )
    return tuple(marked(first.text, words)), article


def _iris(quads: Iterable[Quad]) -> set[str]:
    every = (term for item in quads for term in (item.subject, item.predicate, item.object))
    return {term.value for term in every if isinstance(term, NamedNode)}
