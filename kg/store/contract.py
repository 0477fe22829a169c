"""What every store does. `tests/store/test_contract.py` runs against each implementation."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from kg.rdf import Quad
from kg.store.answers import Answer, Dataset
from kg.store.graphs import GraphNames


class Store(Protocol):
    """Quads at rest, in named graphs and one default graph.

    The default graph holds each triple of the graphs typed cno:ArticleGraph and of the shared graphs
    (`GraphNames.shared`) exactly once, so that nothing counts twice; every method keeps it so. What is
    written to any other graph, the default one too, stays as written. Each method is atomic.
    """

    @property
    def names(self) -> GraphNames:
        """The graphs that no article owns."""

    def replace_article(self, graph: str, quads: Iterable[Quad]) -> None:
        """Make `graph` hold exactly its quads; those of other graphs (links, provenance …) are added.

        Those of the graphs `entities` and `links` stand beside what other articles say, in place of what this
        one said (`kg.store.accounts`): one label for each entity, whatever the order of the articles. An
        entity that no article names any more is forgotten.

        The graph is typed cno:ArticleGraph. The same call again changes nothing. Raises GraphError on
        blank nodes: they would be new ones each time.
        """

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Make a graph hold exactly these triples, whatever graph the quads name."""

    def remove_article(self, graph: str) -> bool:
        """Forget an article's graph, its runs, and the entities that no other article names.

        False where there is none.
        """

    def add(self, quads: Iterable[Quad]) -> None:
        """Add to whatever graphs the quads name; many at once are fast in an empty store."""

    def load(self, path: Path) -> None:
        """Add a file of RDF, its format by its name; N-Quads are fastest in an empty store.

        Raises GraphError where it is malformed.
        """

    def articles(self) -> list[str]:
        """The graphs typed cno:ArticleGraph, sorted."""

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """All quads, or those of one graph, in no order."""

    def query(
        self,
        text: str,
        dataset: Dataset = Dataset(),  # noqa: B008  (immutable)
        base: str | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query lazily. Raises QueryError where it is malformed."""

    def update(self, text: str, base: str | None = None) -> None:
        """Run a SPARQL 1.1 update whole or not at all. Raises QueryError where it is malformed."""

    def together(self) -> AbstractContextManager[None]:
        """Do all writes of a `with` block as one: all of them, or after an error none. Blocks may be nested.

        What is read inside the block may lack its writes. `relink_events` has no place there.
        """

    def relink_events(self) -> int:
        """Compute `cno:sameEventAs` anew between articles; returns the number of its triples."""

    def __len__(self) -> int:
        """Quads in all graphs together."""

    def close(self) -> None:
        """Flush and let go of the files."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
