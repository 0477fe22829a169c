"""What the data set holds, in VoID (https://www.w3.org/TR/void/) and DCAT 3: computed from the data."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from kg import rdf, terms
from kg.endpoint.negotiation import GRAPHS
from kg.errors import QueryError
from kg.rdf import Literal, NamedNode, Quad, quad
from kg.store.serving import Executor, Question

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
FORMATS: Final = "http://www.w3.org/ns/formats/"
GRAPH_FORMATS: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
VOID_EXT: Final = "http://ldf.fi/void-ext#"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_LINKS: Final = (terms.OWL_SAME_AS, terms.SKOS_CLOSE_MATCH)
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_ONE: Final = (
    ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
    ("distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
    ("classes", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
    ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
)
_DATES: Final = f"""SELECT (MIN(?t) AS ?first) (MAX(?t) AS ?last) {{
    GRAPH ?g {{ ?run <{terms.PROV_ENDED_AT_TIME}> ?t }} }} HAVING (COUNT(*) > 0)"""
_WITHIN: Final = """SELECT ?c ?p (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p"""
_VALUES: Final = """SELECT DISTINCT ?of ?d {{
    {{ SELECT ?o {{ ?s a <{kind}> ; <{name}> ?o }} LIMIT 1000 }}
    OPTIONAL {{ ?o a ?class }}
    BIND(COALESCE(?class, DATATYPE(?o)) AS ?d)
    BIND(IF(isLiteral(?o), "datatype", "class") AS ?of) FILTER(BOUND(?d)) }}"""
"""The classes and datatypes of the first thousand values: all of them would take minutes in a large store."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the server shows what the description speaks of."""

    description: str
    home: str
    endpoint: str
    default_graph: str
    """The graph store's address of the default graph."""

    @property
    def data(self) -> str:
        """The IRI of the data set."""
        return f"{self.description}#dataset"


def dataset(executor: Executor, base: str, at: Addresses) -> Iterator[Quad]:
    """The description. Parts that are too dear to count on this machine are left out."""
    yield from _heading(base, at)
    yield from _distributions(at)
    for name, query in _ONE:
        for [count] in _rows(executor, query):
            yield quad(at.data, terms.VOID + name, count)
            if name == "distinctSubjects":
                yield quad(at.data, terms.VOID + "entities", count)
    for first, last in _rows(executor, _DATES):
        yield quad(at.data, terms.DCTERMS_ISSUED, first)
        yield quad(at.data, terms.DCTERMS + "modified", last)
    yield from _classes(executor, at.data)
    yield from _properties(executor, at.data)
    yield from _linksets(executor, at)


def _heading(base: str, at: Addresses) -> Iterator[Quad]:
    this = at.data
    yield quad(at.description, terms.RDF_TYPE, terms.VOID + "DatasetDescription")
    yield quad(at.description, terms.FOAF + "primaryTopic", this)
    for kind in (terms.VOID + "Dataset", terms.DCAT + "Dataset"):
        yield quad(this, terms.RDF_TYPE, kind)
    yield quad(this, terms.DCTERMS_TITLE, rdf.string("Conflict news graph", "en"))
    about = (
        "What news articles report about conflicts: who takes part, what happens, who says so, how many "
        "people come to harm, and which words of which article support each fact."
    )
    yield quad(this, terms.DCTERMS + "description", rdf.string(about, "en"))
    yield quad(this, terms.DCTERMS_LICENSE, LICENCE)
    yield quad(this, terms.FOAF + "homepage", at.home)
    yield quad(this, terms.DCAT + "landingPage", at.home)
    yield quad(this, terms.VOID + "sparqlEndpoint", at.endpoint)
    yield quad(this, terms.VOID + "uriSpace", rdf.string(base))
    for name in GRAPH_FORMATS:
        yield quad(this, terms.VOID + "feature", FORMATS + name)


def _distributions(at: Addresses) -> Iterator[Quad]:
    """The endpoint as a service, and the default graph by the graph store."""
    service = f"{at.endpoint}#service"
    yield quad(service, terms.RDF_TYPE, terms.DCAT + "DataService")
    yield quad(service, terms.DCAT + "endpointURL", at.endpoint)
    yield quad(service, terms.DCAT + "endpointDescription", at.endpoint)
    yield quad(service, terms.DCAT + "servesDataset", at.data)
    yield quad(service, terms.DCTERMS + "conformsTo", "https://www.w3.org/TR/sparql11-protocol/")
    for offer in GRAPHS:
        part = f"{at.description}#default-graph-{offer.name}"
        yield quad(at.data, terms.DCAT + "distribution", part)
        yield quad(part, terms.RDF_TYPE, terms.DCAT + "Distribution")
        yield quad(part, terms.DCAT + "accessURL", at.default_graph)
        yield quad(part, terms.DCAT + "accessService", service)
        yield quad(part, terms.DCAT + "mediaType", _MEDIA_TYPES + offer.media_type)
        yield quad(part, terms.DCTERMS_LICENSE, LICENCE)


def _classes(executor: Executor, dataset: str) -> Iterator[Quad]:
    """Each class with its properties, and what their values are: enough to complete a query by."""
    for kind, count in _rows(executor, "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c"):
        yield from _partition(dataset, "class", [kind], "entities", count)
    with suppress(QueryError):
        for kind, name, count in _rows(executor, _WITHIN):
            of = _name(dataset, "class", [kind])
            yield from _partition(of, "property", [name], "triples", count)
            for what, value in _rows(executor, _VALUES.format(kind=_text(kind), name=_text(name))):
                space = VOID_EXT if _text(what) == "datatype" else terms.VOID
                yield from _partition(_name(of, "property", [name]), _text(what), [value], space=space)


def _properties(executor: Executor, dataset: str) -> Iterator[Quad]:
    spaces: set[str] = set()
    for name, count in _rows(executor, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"):
        yield from _partition(dataset, "property", [name], "triples", count)
        spaces.update(space for space in terms.NAMESPACES.values() if _text(name).startswith(space))
    for space in sorted(spaces):
        yield quad(dataset, terms.VOID + "vocabulary", space)


def _linksets(executor: Executor, at: Addresses) -> Iterator[Quad]:
    """Links to Wikidata: those that are certain, and those that are likely."""
    target = f"{at.description}#wikidata"
    yield quad(target, terms.RDF_TYPE, terms.VOID + "Dataset")
    yield quad(target, terms.DCTERMS_TITLE, rdf.string("Wikidata", "en"))
    yield quad(target, terms.FOAF + "homepage", "https://www.wikidata.org/")
    yield quad(target, terms.VOID + "uriSpace", rdf.string(_WIKIDATA))
    yield quad(target, terms.VOID + "sparqlEndpoint", "https://query.wikidata.org/sparql")
    for predicate in _LINKS:
        query = f'SELECT (COUNT(*) AS ?n) {{ ?s <{predicate}> ?o FILTER(STRSTARTS(STR(?o), "{_WIKIDATA}")) }}'
        for [count] in _rows(executor, query):
            links = f"{at.description}#links-{predicate.rpartition('#')[2]}"
            yield quad(links, terms.RDF_TYPE, terms.VOID + "Linkset")
            yield quad(at.data, terms.VOID + "subset", links)
            yield quad(links, terms.VOID + "linkPredicate", predicate)
            yield quad(links, terms.VOID + "subjectsTarget", at.data)
            yield quad(links, terms.VOID + "objectsTarget", target)
            yield quad(links, terms.VOID + "triples", count)


def _partition(
    whole: str,
    of: str,
    term: list[rdf.Term],
    counted: str = "",
    count: rdf.Term | None = None,
    space: str = terms.VOID,
) -> Iterator[Quad]:
    [one] = term
    if isinstance(one, NamedNode):
        part = _name(whole, of, term)
        yield quad(whole, f"{space}{of}Partition", part)
        yield quad(part, space + of, one)
        if count is not None:
            yield quad(part, terms.VOID + counted, count)


def _name(whole: str, of: str, term: list[rdf.Term]) -> str:
    """The IRI of a part: by the prefixed name of what it is about, or by its whole IRI."""
    iri = _text(term[0])
    for prefix, space in terms.NAMESPACES.items():
        if iri.startswith(space):
            return f"{whole}.{of}.{prefix}.{quote(iri.removeprefix(space), safe='')}"
    return f"{whole}.{of}.{quote(iri, safe='')}"


def _text(term: rdf.Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _rows(executor: Executor, query: str) -> Iterable[list[rdf.Term]]:
    question = Question(query, "application/sparql-results+json", client="description")
    return rdf.rows(b"".join(executor.ask(question)))
