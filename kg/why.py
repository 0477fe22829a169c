"""Why an entity has the link to Wikidata that it has, told from the mappings in a graph."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kg import terms
from kg.errors import QueryError
from kg.rdf import Literal, NamedNode, Row, string
from kg.terms import NAMESPACES

Select = Callable[[str], list[Row]]
"""Rows of a SELECT query over the default graph; the usual prefixes are known."""

_NEAR: Final = 5
_KNOWN: Final = "{ ?mention itsrdf:taIdentRef ?e } UNION { ?mapping owl:annotatedSource ?e }"
"""Entities: what articles name, and what has a mapping."""
_MAPPINGS: Final = """
    SELECT ?item ?predicate ?confidence ?tool ?hit ?label ?reason ?other
    WHERE { ?mapping a sssom:Mapping ; owl:annotatedSource %s ; owl:annotatedTarget ?item ;
                     owl:annotatedProperty ?predicate ; sssom:confidence ?confidence .
            OPTIONAL { ?mapping sssom:mapping_tool ?tool } OPTIONAL { ?mapping sssom:match_string ?hit }
            OPTIONAL { ?mapping sssom:object_label ?label } OPTIONAL { ?mapping rdfs:comment ?reason }
            OPTIONAL { ?mapping sssom:other ?other } }
    ORDER BY DESC(?confidence) ?item ?mapping"""


@dataclass(frozen=True, slots=True)
class Grounds:
    """One mapping: what some article gave to judge the link by.

    `rivals` are "name (key) score", best first; `features` "name value"; `sources` keys of its sources.
    """

    item: str
    label: str
    certain: bool
    confidence: float
    method: str
    hit: str
    reason: str
    rivals: tuple[str, ...]
    features: tuple[str, ...]
    date: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entity with the links it has and the grounds for them, the surest first."""

    entity: str
    label: str
    names: tuple[str, ...]
    kind: str
    articles: int
    certain: tuple[str, ...]
    likely: tuple[str, ...]
    grounds: tuple[Grounds, ...]

    @property
    def contested(self) -> bool:
        """Whether articles led to different certain items, so that none is kept as certain."""
        return not self.certain and len({one.item for one in self.grounds if one.certain}) > 1


def why(name: str, select: Select, base: str) -> list[Explanation]:
    """Explains the links of every entity that `name` stands for.

    `name` is an IRI, a prefixed name (`country:armenia`, `wd:Q399`), a QID, or a label in any case.
    Raises QueryError with the nearest labels where nothing is called so.
    """
    found = _by_iri(name, select, base) or _by_label(name, select)
    if not found:
        near = difflib.get_close_matches(name, _labels(select), n=_NEAR, cutoff=0.6)
        hint = f"; near: {', '.join(near)}" if near else "; give an IRI, a prefixed name, a QID or a label"
        raise QueryError(f"nothing in the graph is called {name!r}{hint}")
    return [_explanation(iri, select) for iri in found]


def _by_iri(name: str, select: Select, base: str) -> list[str]:
    """The entities of an IRI, which may be the item's; none where the name is no IRI."""
    iri = _expanded(name, base)
    if iri is None:
        return []
    node = str(NamedNode(iri))
    if iri.startswith(terms.WD):
        rows = select(f"SELECT DISTINCT ?e WHERE {{ ?e owl:sameAs|skos:closeMatch {node} }} ORDER BY ?e")
        return [_value(row, "e") for row in rows]
    return [iri] if select(f"SELECT ?label WHERE {{ {node} rdfs:label ?label }} LIMIT 1") else []


def _expanded(name: str, base: str) -> str | None:
    bare = name.strip().removeprefix("<").removesuffix(">")
    if any(character in bare for character in ' "{}|\\^`<>'):
        return None
    if bare[:1] == "Q" and bare[1:].isdigit():
        return terms.WD + bare
    prefix, colon, rest = bare.partition(":")
    if not colon or rest.startswith("//") or bare.startswith(base):
        return bare if colon else None
    if prefix in NAMESPACES:
        return NAMESPACES[prefix] + rest
    return f"{base}{prefix}/{rest}" if prefix else base + rest


def _by_label(name: str, select: Select) -> list[str]:
    """Entities of this label, else of this other name."""
    wanted = string(" ".join(name.split()).lower())
    for path in ("rdfs:label", "skos:altLabel"):
        rows = select(
            f"SELECT DISTINCT ?e WHERE {{ {_KNOWN} ?e {path} ?name "
            f"FILTER (LCASE(STR(?name)) = {wanted}) }} ORDER BY ?e"
        )
        if rows:
            return [_value(row, "e") for row in rows]
    return []


def _labels(select: Select) -> list[str]:
    query = f"SELECT DISTINCT ?name WHERE {{ {_KNOWN} ?e rdfs:label ?name }} ORDER BY ?name"
    return [_value(row, "name") for row in select(query)]


def _explanation(iri: str, select: Select) -> Explanation:
    node = str(NamedNode(iri))
    described = select(
        f"""SELECT ?p ?o WHERE {{ VALUES ?p {{ rdfs:label skos:altLabel rdf:type owl:sameAs skos:closeMatch }}
            {node} ?p ?o }} ORDER BY ?p ?o"""
    )
    counted = select(
        f"""SELECT (COUNT(DISTINCT ?article) AS ?n)
            WHERE {{ ?mention itsrdf:taIdentRef {node} ; nif:referenceContext ?article }}"""
    )
    return Explanation(
        entity=iri,
        label=next(iter(_said(described, terms.RDFS_LABEL)), iri),
        names=_said(described, terms.SKOS_ALT_LABEL),
        kind=next((kind for kind in _said(described, terms.RDF_TYPE) if kind.startswith(terms.CNO)), ""),
        articles=int(_value(counted[0], "n")),
        certain=_said(described, terms.OWL_SAME_AS),
        likely=_said(described, terms.SKOS_CLOSE_MATCH),
        grounds=tuple(_grounds(row) for row in select(_MAPPINGS % node)),
    )


def _said(rows: Iterable[Row], predicate: str) -> tuple[str, ...]:
    return tuple(_value(row, "o") for row in rows if _value(row, "p") == predicate)


def _grounds(row: Row) -> Grounds:
    pairs = (part.partition(": ") for part in _value(row, "other").split(" | "))
    other = {key: tuple(value.split("; ")) for key, _, value in pairs if value}
    return Grounds(
        item=_value(row, "item"),
        label=_value(row, "label"),
        certain=_value(row, "predicate") == terms.OWL_SAME_AS,
        confidence=float(_value(row, "confidence")),
        method=_value(row, "tool").partition(": ")[2],
        hit=_value(row, "hit"),
        reason=_value(row, "reason"),
        rivals=other.get("rivals", ()),
        features=other.get("features", ()),
        date=next(iter(other.get("date", ())), ""),
        sources=other.get("sources", ()),
    )


def _value(row: Row, name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, (Literal, NamedNode)) else ""
