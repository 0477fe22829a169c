"""Many articles as one graph file: what `kg.pipeline.whole_graph` gives, with flat memory.

What articles say goes to the disk as it comes. What follows from all of them together is made from sorted
lines, an entity at a time: merged descriptions, links, events that are one. The default graph repeats all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, groupby
from typing import Self

from kg.descriptions import consolidated
from kg.export.sorting import Sorter
from kg.mapping import Mint, event_likenesses
from kg.rdf import Quad
from kg.relink import contested, doubted, mappings_in
from kg.same_events import joined
from kg.statements import DEFAULT, Spool, blocks, quads_of


class Assembly:
    """A `kg.statements.Source` that is filled article by article, then read."""

    def __init__(self, base: str) -> None:
        mint = Mint(base)
        self._links_graph = mint.links
        self._entities, self._links = f"<{mint.entities}>", f"<{mint.links}>"
        self._shared = {self._entities: Sorter(), self._links: Sorter()}
        self._events = Sorter()
        self._articles = Spool()

    def add(self, quads: Sequence[Quad]) -> None:
        """The quads of one article: those of its graph, and its share of `entities` and `links`."""
        for graph, block in blocks(quads):
            if graph in self._shared:
                self._shared[graph].add(block)
            else:
                self._articles.add(graph, block)
        self._events.add("".join(f"{' '.join(one)}\n" for one in event_likenesses(quads)).encode())

    def graphs(self) -> Sequence[str]:
        return sorted({DEFAULT, *self._articles.graphs(), *self._merged.graphs()})

    def lines(self, graph: str) -> Iterator[bytes]:
        if graph != DEFAULT:
            return chain(self._articles.lines(graph), self._merged.lines(graph))
        every = (*self._articles.graphs(), *self._merged.graphs())
        return chain.from_iterable(map(self.lines, every))

    def close(self) -> None:
        """Let go of the files."""
        self._articles.close()
        if "_merged" in self.__dict__:
            self._merged.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def _merged(self) -> Spool:
        """The graphs `entities` and `links`; no article can be added afterwards."""
        spool = Spool()
        certain: set[tuple[str, str, str]] = set()
        for quads in _by_subject(self._links, self._shared[self._links]):
            certain.update(mappings_in(quads))
            _put(spool, quads)
        doubtful = contested(certain)
        for quads in _by_subject(self._entities, self._shared[self._entities]):
            _put(spool, doubted(consolidated(quads), doubtful))
        for alike in _grouped(self._events, lambda line: line[:64]):
            events = [(event, graph) for _, event, graph in (line.decode().split() for line in alike)]
            for part in _parts(joined(events, self._links_graph)):
                _put(spool, part)
        return spool


def _put(spool: Spool, quads: Iterable[Quad]) -> None:
    for graph, block in blocks(quads):
        spool.add(graph, block)


def _by_subject(graph: str, sorter: Sorter) -> Iterator[list[Quad]]:
    for lines in _grouped(sorter, lambda line: line[: line.index(b" ")]):
        yield list(quads_of(graph, b"".join(lines)))


def _grouped(sorter: Sorter, key: Callable[[bytes], bytes]) -> Iterator[list[bytes]]:
    """The runs of sorted lines that share a key."""
    for _, lines in groupby(chain.from_iterable(sorter.batches()), key):
        yield list(lines)


def _parts(quads: Iterator[Quad]) -> Iterator[list[Quad]]:
    """Quads a thousand at a time."""
    part: list[Quad] = []
    for one in quads:
        part.append(one)
        if len(part) >= 1000:
            yield part
            part = []
    yield part
