"""What the store says of itself so that editors configure themselves: example queries and prefixes.

The queries are `sh:SPARQLExecutable`s as in https://github.com/sib-swiss/sparql-examples, the prefixes
`sh:declare`d (SHACL, 5.2.1). They stand in a graph of their own. Editors ask without GRAPH, so a query that
names a SHACL term sees that graph as a part of the default graph; to all others that is the data alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg import rdf, terms
from kg.endpoint.examples import Example, examples
from kg.endpoint.protocol import form_of
from kg.rdf import Quad
from kg.settings import Settings, data_dir
from kg.store import Store
from kg.store.graphs import GraphNames
from kg.store.tokens import has_word

_FORMS: Final[Mapping[str | None, tuple[str, str]]] = {
    "ASK": ("SPARQLAskExecutable", "ask"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
    "SELECT": ("SPARQLSelectExecutable", "select"),
}
"""Form of a query -> its class and the property of its text. SHACL has none for DESCRIBE."""
_DATASET: Final = frozenset(("FROM",))


def besides(query: str, names: GraphNames) -> tuple[str, ...]:
    """The graphs that the default graph of a query is read with."""
    return (names.system,) if terms.SH in query and not has_word(query, _DATASET) else ()


def describe(store: Store, settings: Settings, bare: bool = False) -> None:
    """Put the examples and prefixes of this server into a store; `bare` takes them out."""
    endpoint = f"{settings.public_url.rstrip('/')}/sparql" if settings.public_url else None
    shown = [] if bare else examples(data_dir("seeds") / "queries")
    quads = [] if bare else system_quads(shown, store.names, endpoint)
    store.replace_graph(store.names.system, quads)


def system_quads(shown: Sequence[Example], names: GraphNames, endpoint: str | None) -> list[Quad]:
    """The graph `names.system`. `endpoint` is the address of the endpoint where it is known."""
    prefixes = f"{names.system}#prefixes"
    found = list(_prefixes(prefixes, names.system))
    for example in shown:
        found += _example(example, names.system, prefixes, endpoint)
    return [rdf.quad_of(item.triple, rdf.iri(names.system)) for item in found]


def _prefixes(subject: str, graph: str) -> Iterator[Quad]:
    yield rdf.quad(subject, terms.RDF_TYPE, terms.OWL + "Ontology")
    for prefix, namespace in terms.NAMESPACES.items():
        one = f"{graph}#prefix-{prefix}"
        yield rdf.quad(subject, terms.SH + "declare", one)
        yield rdf.quad(one, terms.RDF_TYPE, terms.SH + "PrefixDeclaration")
        yield rdf.quad(one, terms.SH + "prefix", rdf.string(prefix))
        yield rdf.quad(one, terms.SH + "namespace", rdf.typed(namespace, terms.XSD + "anyURI"))


def _example(example: Example, graph: str, prefixes: str, endpoint: str | None) -> Iterator[Quad]:
    form = _FORMS.get(form_of(example.text))
    if form is None:
        return
    kind, text = form
    this = f"{graph}#query-{example.name}"
    yield rdf.quad(this, terms.RDF_TYPE, terms.SH + "SPARQLExecutable")
    yield rdf.quad(this, terms.RDF_TYPE, terms.SH + kind)
    yield rdf.quad(this, terms.RDFS_LABEL, rdf.string(example.title, "en"))
    comment = f"{example.title} {example.description}".strip()
    yield rdf.quad(this, terms.RDFS_COMMENT, rdf.string(comment, "en"))
    yield rdf.quad(this, terms.SH + "prefixes", prefixes)
    yield rdf.quad(this, terms.SH + text, rdf.string(example.text))
    if endpoint is not None:
        yield rdf.quad(this, terms.SCHEMA + "target", endpoint)
