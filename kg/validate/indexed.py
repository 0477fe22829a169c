"""Triples as pyshacl reads them: an rdflib graph over plain dictionaries, filled once, read often.

rdflib's own store keeps three indices and a context for each triple, and compares terms where an identity
test does: half of the time of a validation. This one answers the questions of core shapes directly.
"""

from collections.abc import Generator, Iterable, Iterator
from typing import Any, Final

import rdflib
from rdflib.store import Store
from rdflib.term import Node

_Triple = tuple[Node, Node, Node]
_Index = dict[Node, dict[Node, dict[Node, None]]]
_NONE: Final[dict[Any, Any]] = {}


class Indexed(Store):
    """A store that is filled by its maker and not changed afterwards."""

    # pyshacl wraps every store in a dataset, which asks for these; there is one graph all the same
    context_aware = True
    graph_aware = True

    def __init__(self, triples: Iterable[_Triple]) -> None:
        super().__init__()
        self.by_subject: _Index = {}
        self.by_predicate: _Index = {}
        self._size = 0
        for triple in triples:
            self.add(triple)

    def add(self, triple: Any, context: object = None, quoted: bool = False) -> None:
        """One more triple; pyshacl adds a few to the shapes."""
        subject, predicate, object_ = triple
        objects = self.by_subject.setdefault(subject, {}).setdefault(predicate, {})
        self._size += object_ not in objects
        objects[object_] = None
        self.by_predicate.setdefault(predicate, {}).setdefault(object_, {})[subject] = None

    def __len__(self, context: object = None) -> int:
        return self._size

    def triples(self, triple_pattern: Any, context: object = None) -> Iterator[Any]:
        """All triples of a pattern, each with no contexts."""
        return ((found, iter(())) for found in self._matching(*triple_pattern))

    def _matching(
        self, subject: Node | None, predicate: Node | None, object_: Node | None
    ) -> Iterator[_Triple]:
        if subject is None and predicate is not None:
            told = self.by_predicate.get(predicate, _NONE)
            for value in told if object_ is None else (object_,):
                yield from ((bearer, predicate, value) for bearer in told.get(value, _NONE))
            return
        for bearer in self.by_subject if subject is None else (subject,):
            said = self.by_subject.get(bearer, _NONE)
            for property_ in said if predicate is None else (predicate,):
                values = said.get(property_, _NONE)
                if object_ is None:
                    yield from ((bearer, property_, value) for value in values)
                elif object_ in values:
                    yield bearer, property_, object_


class IndexedGraph(rdflib.Graph):
    """A graph over such a store, with short ways for what pyshacl asks most."""

    def __init__(self, triples: Iterable[_Triple]) -> None:
        self._indexed = Indexed(triples)
        super().__init__(store=self._indexed, bind_namespaces="none")

    def objects(
        self, subject: Any = None, predicate: Any = None, unique: bool = False
    ) -> Generator[Node, None, None]:
        """The values of a property of a node."""
        if subject is None or predicate is None:
            yield from super().objects(subject, predicate, unique)
        else:
            yield from self._indexed.by_subject.get(subject, _NONE).get(predicate, _NONE)

    def subjects(
        self, predicate: Any = None, object: Any = None, unique: bool = False
    ) -> Generator[Node, None, None]:
        """The nodes that have a value of a property."""
        if predicate is None or object is None:
            yield from super().subjects(predicate, object, unique)
        else:
            yield from self._indexed.by_predicate.get(predicate, _NONE).get(object, _NONE)
