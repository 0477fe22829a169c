"""Writes as the protocols know them, done on a store that is not yet anybody's to read."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

from kg.errors import GraphError
from kg.rdf import DEFAULT_GRAPH, BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, iri, parse, quad_of
from kg.store.documents import Document
from kg.store.oxigraph import OxigraphStore
from kg.store.using import with_dataset

Graph = NamedNode | BlankNode | DefaultGraph
Operation = Literal["update", "put", "post", "delete", "load", "article", "remove", "events"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One write. `graph` None is the default graph; `bodies` (media type, content) hold what is sent.

    Those of an update are the documents of its LOADs, which come from the addresses in `sources`.
    """

    operation: Operation
    text: str = ""
    base: str | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    graph: str | None = None
    bodies: tuple[tuple[str, bytes], ...] = ()
    sources: tuple[str, ...] = ()

    def heading(self) -> dict[str, Any]:
        """All but the contents of the bodies, for JSON."""
        return {**asdict(self), "bodies": [media_type for media_type, _ in self.bodies]}

    @classmethod
    def read(cls, heading: dict[str, Any], contents: Iterable[bytes]) -> Self:
        """The edit that `heading` and the contents of its bodies come from."""
        bodies = tuple(zip(heading["bodies"], contents, strict=True))
        using, named = tuple(heading["using"]), tuple(heading["using_named"])
        sources = tuple(heading["sources"])
        return cls(**{**heading, "bodies": bodies, "using": using, "using_named": named, "sources": sources})


def apply(store: OxigraphStore, edit: Edit) -> int:
    """Do the edit; 1 where its graph was there before, else 0; of `events` the number of links.

    Raises QueryError or GraphError.
    """
    existed = int(_exists(store, edit.graph))
    match edit.operation:
        case "update":
            documents = [Document(one, *body) for one, body in zip(edit.sources, edit.bodies, strict=True)]
            store.update_with(with_dataset(edit.text, edit.using, edit.using_named), edit.base, documents)
        case "put" if edit.graph is None:
            store.replace_default(_sent(edit))
        case "put":
            store.replace_graph(str(edit.graph), _sent(edit))
            store.engine.add_graph(iri(str(edit.graph)))
        case "post":
            name = DEFAULT_GRAPH if edit.graph is None else iri(edit.graph)
            store.add([quad_of(item.triple, name) for item in _sent(edit)])
        case "load":
            store.add(list(_sent(edit)))
        case "article":
            store.replace_article(str(edit.graph), _sent(edit))
        case "remove":
            return int(store.remove_article(str(edit.graph)))
        case "events":
            return store.relink_events()
        case "delete" if edit.graph is None:
            store.replace_default(())
        case _:
            store.drop_graph(str(edit.graph))
    return existed


def _sent(edit: Edit) -> Iterator[Quad]:
    for media_type, content in edit.bodies:
        form = RdfFormat.from_media_type(media_type)
        if form is None:
            raise GraphError(f"{media_type!r} is no media type of RDF")
        quads = parse(content, form, edit.base, rename_blank_nodes=True)
        for item in quads:
            if edit.operation in ("put", "post") and not isinstance(item.graph_name, DefaultGraph):
                raise GraphError(f"expected one graph, found a quad of {item.graph_name}")
            yield item


def _exists(store: OxigraphStore, graph: str | None) -> bool:
    return graph is None or store.engine.contains_named_graph(iri(graph))
