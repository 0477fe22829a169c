"""The articles of a store: what they are, when they were read, and by what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigurationError
from kg.rdf import Literal, NamedNode, Row
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from kg.store import Store

_ARTICLES: Final = """
    SELECT ?graph ?article ?id ?hash ?title ?published ?publisher ?url ?software
    WHERE { GRAPH ?graph { ?graph a cno:ArticleGraph ; prov:wasDerivedFrom ?article .
              ?article dcterms:identifier ?id .
              OPTIONAL { ?article schema:sha256 ?hash } OPTIONAL { ?article dcterms:title ?title }
              OPTIONAL { ?article dcterms:issued ?published } OPTIONAL { ?article schema:url ?url }
              OPTIONAL { ?article dcterms:publisher ?publisher }
              OPTIONAL { ?graph prov:wasAttributedTo/rdfs:label ?software } } }"""
_RUNS: Final = """
    SELECT ?graph (STR(MAX(?end)) AS ?read)
    WHERE { GRAPH <%s> { ?graph prov:wasGeneratedBy/prov:endedAtTime ?end } } GROUP BY ?graph"""
_COLUMNS: Final = (
    "published",
    "article",
    "graph",
    "id",
    "hash",
    "title",
    "publisher",
    "url",
    "software",
)
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """An article; what is not known of it is empty. `id` is the place it came from, `read` a time in UTC."""

    published: str
    article: str
    graph: str
    id: str
    hash: str
    title: str
    publisher: str
    url: str
    read: str
    software: str
    outdated: bool


def held(store: "Store", software: str) -> list[Held]:
    """The articles of a store by date and IRI; outdated are those that other software than this has read."""
    read = {_text(row, "graph"): _text(row, "read") for row in _rows(store, _RUNS % store.names.provenance)}
    found: dict[str, Held] = {}
    for row in _rows(store, _ARTICLES):
        words = {name: _text(row, name) for name in _COLUMNS}
        one = Held(**words, read=read.get(words["graph"], ""), outdated=words["software"] != software)
        found[one.graph] = min(one, found.get(one.graph, one))
    return sorted(found.values())


def chosen(names: Sequence[str], articles: Iterable[Held]) -> list[Held]:
    """The articles that names lead to: IRI of an article or its graph, id (the place), or URL, exactly.

    Raises ConfigurationError where a name leads to none, or to several.
    """
    known: dict[str, dict[str, Held]] = {}
    every = list(articles)
    for one in every:
        for name in (one.article, one.graph, one.id, one.url):
            if name:
                known.setdefault(name, {})[one.graph] = one
    found: dict[str, Held] = {}
    for name in names:
        hits = list(known.get(name, {}).values())
        if len(hits) != 1:
            raise ConfigurationError(_no(name, hits, every))
        found[hits[0].graph] = hits[0]
    return list(found.values())


def current(articles: Iterable[Held]) -> set[tuple[str, str]]:
    """Id and content hash of those that the store holds as this software reads them."""
    return {(one.id, one.hash) for one in articles if not one.outdated}


def _no(name: str, hits: Sequence[Held], every: Sequence[Held]) -> str:
    if hits:
        listed = ", ".join(one.article for one in hits[:_SHOWN])
        return f"{name!r} names {len(hits)} articles; name one by its IRI: {listed}"
    near = [one for one in every if name.casefold() in f"{one.title}\n{one.id}\n{one.article}".casefold()]
    hint = "; ".join(f"{one.article} ({one.title or one.id})" for one in near[:_SHOWN])
    told = f". Did you mean {hint}?" if hint else "; kg articles lists what is there"
    return f"no article has the IRI, id or URL {name!r}{told}"


def _rows(store: "Store", query: str) -> Iterable[Row]:
    return store.query(query, prefixes=NAMESPACES).rows()


def _text(row: Mapping[str, object], name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, (NamedNode, Literal)) else ""
