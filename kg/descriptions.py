"""What several articles say of one entity. Below the stages: a store and a file both merge it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kg import terms
from kg.rdf import Literal, Quad, Term, canonical, iri

_LABEL: Final = iri(terms.RDFS_LABEL)
_ALTERNATIVE: Final = iri(terms.SKOS_ALT_LABEL)
_CERTAIN: Final = iri(terms.OWL_SAME_AS)
_LIKELY: Final = iri(terms.SKOS_CLOSE_MATCH)


def consolidated(quads: Iterable[Quad]) -> list[Quad]:
    """Descriptions of entities from several articles as one: a single rdfs:label each.

    Names that lead to one IRI may differ in spelling ("Erdogan", "Erdoğan"). The label is the first of
    them in a fixed order (marked letters, capitals, then longer ones first), the others are alternatives:
    the result does not depend on which article came first, nor on how often this runs. A link that is
    certain in one article is not also a likely one.
    """
    given = set(quads)
    labels: dict[object, set[str]] = defaultdict(set)
    for item in given:
        if item.predicate == _LABEL and isinstance(item.object, Literal):
            labels[item.subject, item.graph_name].add(item.object.value)
    chosen = {key: min(names, key=_preference) for key, names in labels.items()}
    found = {_relabelled(item, chosen) for item in given}
    return canonical(item for item in found if _said_better(item) not in found)


def settled(quads: Iterable[Quad]) -> list[Quad]:
    """The same with no entity certain to be two items: then it is likely to be each of them."""
    found = consolidated(quads)
    certain: dict[object, set[Term]] = defaultdict(set)
    for item in found:
        if item.predicate == _CERTAIN and str(item.object).startswith(f"<{terms.WD}"):
            certain[item.subject].add(item.object)
    doubtful = {subject for subject, items in certain.items() if len(items) > 1}
    return consolidated(
        Quad(item.subject, _LIKELY, item.object, item.graph_name)
        if item.predicate == _CERTAIN and item.object in certain[item.subject] and item.subject in doubtful
        else item
        for item in found
    )


def _preference(name: str) -> tuple[int, int, int, str]:
    marked = sum(not c.isascii() and c.isalpha() for c in name)
    return -marked, -sum(c.isupper() for c in name), -len(name), name


def _relabelled(item: Quad, chosen: dict[object, str]) -> Quad:
    """A label that was not chosen becomes an alternative."""
    if item.predicate != _LABEL or not isinstance(item.object, Literal):
        return item
    if chosen[item.subject, item.graph_name] == item.object.value:
        return item
    return Quad(item.subject, _ALTERNATIVE, item.object, item.graph_name)


def _said_better(item: Quad) -> Quad | None:
    """What makes a quad idle where it stands: a label its alternative, a certain link the likely one."""
    better = {_ALTERNATIVE: _LABEL, _LIKELY: _CERTAIN}.get(item.predicate)
    return Quad(item.subject, better, item.object, item.graph_name) if better else None
