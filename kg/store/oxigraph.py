"""Oxigraph inside this process: in memory, or in a folder that this process owns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg import vocab
from kg.errors import ConfigurationError, GraphError, QueryError
from kg.rdf import BlankNode, DefaultGraph, NamedNode, Quad, iri, parse, quad_of
from kg.same_events import SAME_EVENTS, same_event_quads
from kg.store import changes
from kg.store.answers import Answer, Dataset
from kg.store.changes import Change
from kg.store.documents import Document
from kg.store.folder import Folder
from kg.store.graphs import BASE, GraphNames
from kg.store.hints import told
from kg.store.journal import Journal
from kg.store.loading import load
from kg.store.updating import run
from kg.terms import RDF_TYPE


class OxigraphStore:
    """The embedded store. One thread writes at a time; the caller sees to that."""

    def __init__(self, engine: ox.Store, names: GraphNames, folder: Folder | None = None) -> None:
        self._engine = engine
        self._names = names
        self._folder = folder
        self.journal: Journal | None = None
        """Where writes are noted, if anybody wants to know."""

    @classmethod
    def memory(cls, base: str = BASE) -> Self:
        """An empty store that ends with the process."""
        return cls(ox.Store(), GraphNames(base))

    @classmethod
    def open(cls, path: Path, base: str = BASE) -> Self:
        """The store in a folder, made where there is none. Raises ConfigurationError where it is in use."""
        folder = Folder.open(path)
        try:
            return cls(ox.Store(folder.current), GraphNames(base), folder)
        except (OSError, RuntimeError) as error:
            folder.close()
            raise ConfigurationError(f"the store {path} cannot be opened: {error}") from error

    @property
    def names(self) -> GraphNames:
        return self._names

    @property
    def engine(self) -> ox.Store:
        """The pyoxigraph store itself. Writing to it by-passes the care for the default graph."""
        return self._engine

    def copy(self, target: Path) -> None:
        """Make a database of what the store holds now, in a folder that is not there yet."""
        self._engine.backup(target)

    def replace_article(self, graph: str, quads: Iterable[Quad]) -> None:
        kept = list(quads)
        changes.refuse_blank_nodes(kept)
        self._write(changes.article(self._engine, graph, kept, self._names))

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        kept = list(quads)
        old = self._engine.quads_for_pattern(None, None, None, iri(graph))
        if any(isinstance(term, BlankNode) for q in (*kept, *old) for term in (q.subject, q.object)):
            typed = changes.typing_quad(graph).triple in {quad.triple for quad in kept}
            self._overwrite(graph, kept, typed or changes.repeated(self._engine, graph, self._names.shared))
            return
        triples = (quad.triple for quad in kept)
        self._write(changes.replacement(self._engine, graph, triples, self._names.shared))

    def remove_article(self, graph: str) -> bool:
        if not self.is_article(graph):
            return False
        self.drop_graph(graph)
        return True

    def drop_graph(self, graph: str) -> None:
        """Remove a graph and its name; nothing happens where there is none."""
        if self.is_article(graph):
            change = changes.removal(self._engine, graph, self._names)
        else:
            change = changes.replacement(self._engine, graph, (), self._names.shared)
        self._note(change)
        others = [quad for quad in change.removed if quad.graph_name != iri(graph)]
        self._engine.update(
            f"DROP SILENT GRAPH <{graph}>; DELETE DATA {_block(others)}; INSERT DATA {_block(change.added)}"
        )

    def replace_default(self, quads: Iterable[Quad]) -> None:
        """Make the default graph hold exactly these triples and what it has to repeat."""
        repeated = {quad.triple for graph in self._repeated_graphs() for quad in self.quads(graph)}
        kept = [quad_of(quad.triple) for quad in quads] + [quad_of(triple) for triple in repeated]
        if self.journal is not None:
            old = set(self._engine.quads_for_pattern(None, None, None, DefaultGraph()))
            self._note(Change(list(old.difference(kept)), list(set(kept) - old)))
        self._engine.update(f"DROP DEFAULT; INSERT DATA {_block(kept)}")

    def is_article(self, graph: str) -> bool:
        """Whether a graph is typed cno:ArticleGraph."""
        return changes.typing_quad(graph) in self._engine

    def repeats(self, triple: ox.Triple) -> bool:
        """Whether the default graph holds a triple because another graph says it."""
        graphs = (quad.graph_name for quad in self._engine.quads_for_pattern(*triple))
        named = (graph.value for graph in graphs if isinstance(graph, NamedNode))
        return any(changes.repeated(self._engine, name, self._names.shared) for name in named)

    def add(self, quads: Iterable[Quad]) -> None:
        if next(iter(self._engine), None) is None:
            self._fill(quads)
        else:
            self._write(changes.additions(self._engine, quads, self._names.shared))

    def load(self, path: Path) -> None:
        if path.suffix == ".nq" and self.journal is None and next(iter(self._engine), None) is None:
            load(self._engine, path, self._names.shared)
        else:
            self.add(parse(path))

    def articles(self) -> list[str]:
        found = self._engine.quads_for_pattern(None, iri(RDF_TYPE), iri(vocab.ArticleGraph))
        return sorted(
            {
                q.graph_name.value
                for q in found
                if isinstance(q.graph_name, NamedNode) and q.subject == q.graph_name
            }
        )

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        return self._engine.quads_for_pattern(None, None, None, None if graph is None else iri(graph))

    def query(
        self,
        text: str,
        dataset: Dataset = Dataset(),  # noqa: B008  (immutable)
        base: str | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> Answer:
        return ask(self._engine, text, dataset, base, prefixes)

    def update(self, text: str, base: str | None = None) -> None:
        with self.together() if self._folder else nullcontext():  # in place it is atomic anyway
            self.update_with(text, base)

    @contextmanager
    def together(self) -> Iterator[None]:
        if self._folder is None:
            yield from self._in_place()
            return
        folder, before, version = self._folder, self._engine, self._folder.begin(self._engine)
        self._engine, self._folder = ox.Store(folder.database(version)), None
        try:
            yield
            self._engine.flush()
        except BaseException:
            self._engine = before
            folder.discard(version)
            raise
        finally:
            self._folder = folder
        folder.switch(version)
        del before
        folder.prune()

    def _in_place(self) -> Iterator[None]:
        """Without versions: what a failed block has written is taken back."""
        outer, self.journal = self.journal, Journal()
        try:
            yield
        except BaseException:
            for item in self.journal.added:
                self._engine.remove(item)
            self._engine.extend(self.journal.removed)
            raise
        else:
            if outer is not None:
                outer.note(Change(list(self.journal.removed), list(self.journal.added)))
        finally:
            self.journal = outer

    def update_with(self, text: str, base: str | None, documents: Sequence[Document] = ()) -> None:
        """Run an update in place, its LOADs with these documents: see `kg.store.updating.run`."""
        self._note(run(self._engine, text, base, self._names.shared, documents))

    def relink_events(self) -> int:
        links = same_event_quads(self.query(SAME_EVENTS).rows(), self._names.links)
        others = (q for q in self.quads(self._names.links) if q.predicate.value != vocab.sameEventAs)
        self.replace_graph(self._names.links, (*others, *links))
        return len(links)

    def __len__(self) -> int:
        return len(self._engine)

    def close(self) -> None:
        if self._folder is not None:
            self._engine.flush()
            self._engine = ox.Store()
            self._folder.close()
            self._folder = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, change: Change) -> None:
        """One transaction: the engine runs the operations of one update request in one."""
        if not change:
            return
        self._note(change)
        if not change.removed:
            self._engine.extend(change.added)
            return
        self._engine.update(f"DELETE DATA {_block(change.removed)}; INSERT DATA {_block(change.added)}")

    def _overwrite(self, graph: str, quads: list[Quad], repeated: bool) -> None:
        """Replace a graph that has blank nodes, as definitions and shapes do."""
        if repeated:
            raise GraphError(
                f"{graph} stands in the default graph too and cannot have blank nodes; give them IRIs"
            )
        named = [quad_of(quad.triple, iri(graph)) for quad in quads]
        old = list(self.quads(graph))
        if isomorphic(old, named):
            return
        self._engine.update(f"DROP SILENT GRAPH <{graph}>; INSERT DATA {_block(named)}")
        if self.journal is not None:
            self._note(Change(old, list(self.quads(graph))))

    def _fill(self, quads: Iterable[Quad]) -> None:
        """First load of an empty store, past the transaction log: first as given, then the default graph."""
        self._engine.bulk_extend(quads)
        graphs = self._repeated_graphs()
        # one call: each makes files of its own, and 10,000 of them would take minutes
        self._engine.bulk_extend(quad_of(quad.triple) for graph in graphs for quad in self.quads(graph))
        if self.journal is not None:
            self._note(Change([], list(self._engine)))

    def _note(self, change: Change) -> None:
        if self.journal is not None:
            self.journal.note(change)

    def _repeated_graphs(self) -> list[str]:
        return sorted({*self.articles(), *self._names.shared})


def ask(
    engine: ox.Store, text: str, dataset: Dataset, base: str | None, prefixes: Mapping[str, str] | None = None
) -> Answer:
    """Answer a query on an engine. With named graphs only, the default graph is empty (SPARQL 1.1, 13.2)."""
    default: list[NamedNode | BlankNode | DefaultGraph] = [iri(graph) for graph in dataset.default]
    named: list[NamedNode | BlankNode] = [iri(graph) for graph in dataset.named]
    try:
        return Answer(
            engine.query(
                text,
                base_iri=base,
                prefixes=dict(prefixes or {}),
                default_graph=default if dataset.given else None,
                named_graphs=named if dataset.given else None,
            )
        )
    except SyntaxError as error:
        raise QueryError(f"the query does not parse: {told(str(error), text)}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error


def isomorphic(one: Iterable[Quad], other: Iterable[Quad]) -> bool:
    """Whether two sets of quads differ in nothing but the names of their blank nodes."""
    sets = [ox.Dataset(one), ox.Dataset(other)]
    for found in sets:
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sets[0] == sets[1]


def _block(quads: Iterable[Quad]) -> str:
    lines = (
        f"{quad.triple.subject} {quad.predicate} {quad.object} ."
        if isinstance(quad.graph_name, DefaultGraph)
        else f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
        for quad in quads
    )
    return "{" + "\n".join(lines) + "}"
