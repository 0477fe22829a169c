"""Who says what of the things that articles share: the graphs `entities` and `links` follow from it.

    <article's graph>  dcterms:hasPart      <account>           all in the graph `provenance`
    <account>          dcterms:subject      "IRI of a thing"
    <account>          dcterms:description  "what is said of it, as N-Quads"

Articles that say the same share an account, as most do. What is held of a thing is what its accounts come to
together, so that it is the same whatever was there before. What was held before anybody gave an account
(loaded from a dump, written by an update) is an account of the graph `provenance` itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from kg import terms
from kg.descriptions import settled
from kg.rdf import Literal, NamedNode, Quad, iri, parse, string
from kg.store.graphs import GraphNames

HAS: Final = iri(terms.DCTERMS + "hasPart")
_THING: Final = iri(terms.DCTERMS + "subject")
_TEXT: Final = iri(terms.DCTERMS + "description")
ACCOUNTS: Final = frozenset((HAS, _THING, _TEXT))
"""The properties that accounts are written with."""


@dataclass(frozen=True, slots=True)
class Account:
    """What is said of one thing."""

    node: NamedNode
    thing: NamedNode
    text: str

    @property
    def quads(self) -> list[Quad]:
        """What it says."""
        return list(parse(self.text.encode(), "nq"))


@dataclass(slots=True)
class Shared:
    """What a change of one article's accounts does to the graphs that articles share, and to `provenance`."""

    removed: set[Quad] = field(default_factory=set)
    added: set[Quad] = field(default_factory=set)
    silent: dict[NamedNode, set[Quad]] = field(default_factory=dict)
    """Things that no account is about any more -> what that would remove."""


class Accounts:
    """The accounts of a store."""

    def __init__(self, store: ox.Store, names: GraphNames) -> None:
        self._store = store
        self._graph = iri(names.provenance)
        self._shared = tuple(iri(name) for name in sorted(names.shared))

    def given(self, quads: Iterable[Quad]) -> list[Account]:
        """The accounts that quads of the shared graphs come to; graphs themselves are no things."""
        about: dict[NamedNode, list[str]] = defaultdict(list)
        for item in quads:
            if isinstance(item.subject, NamedNode) and item.subject not in self._shared:
                about[item.subject].append(f"{item} .\n")
        return [self._account(thing, lines) for thing, lines in about.items()]

    def survives(self, thing: NamedNode, graph: NamedNode) -> bool:
        """Whether another article than that of a graph gives an account of a thing."""
        return any(
            owner not in (graph, self._graph) for node in self._about(thing) for owner in self._owners(node)
        )

    def change(self, graph: NamedNode, given: Iterable[Account]) -> Shared:
        """What it takes that an article gives these accounts and no others."""
        found, new = Shared(), {account.node: account for account in given}
        old = set(self._of(graph))
        born = [a for node, a in new.items() if node not in old and not self._owners(node)]
        dying = [a for node in old - new.keys() if self._owners(node) == {graph} and (a := self._read(node))]
        found.added.update(self._has(graph, node) for node in new.keys() - old)
        found.removed.update(self._has(graph, node) for node in old - new.keys())
        for account in born:
            found.added.update(self._written(account))
        for account in dying:
            found.removed.update(self._written(account))
        for thing in dict.fromkeys(account.thing for account in (*born, *dying)):
            self._follow(thing, born, dying, found)
        return found

    def keep(self, thing: NamedNode, held: Iterable[Quad]) -> Iterator[Quad]:
        """The quads that make what is held of a thing an account of nobody in particular."""
        account = self._account(thing, [f"{item} .\n" for item in held])
        yield self._has(self._graph, account.node)
        yield from self._written(account)

    def dropped(self, thing: NamedNode) -> Iterator[Quad]:
        """The quads of a thing's account of nobody in particular."""
        for node in self._about(thing):
            owners = self._owners(node)
            if self._graph in owners:
                yield self._has(self._graph, node)
                if len(owners) == 1 and (account := self._read(node)):
                    yield from self._written(account)

    def held(self, thing: NamedNode) -> set[Quad]:
        """What the shared graphs say of a thing."""
        return {q for g in self._shared for q in self._store.quads_for_pattern(thing, None, None, g)}

    def _follow(
        self, thing: NamedNode, born: Iterable[Account], dying: Iterable[Account], found: Shared
    ) -> None:
        known = {node: account for node in self._about(thing) if (account := self._read(node))}
        held = self.held(thing)
        if not known and held:
            found.added.update(self.keep(thing, held))
            account = self._account(thing, [f"{item} .\n" for item in held])
            known[account.node] = account
        gone = {account.node for account in dying}
        after = {node: account for node, account in known.items() if node not in gone}
        after |= {account.node: account for account in born if account.thing == thing}
        was, will = _together(known.values()), _together(after.values())
        less = (was - will) & held
        if after:
            found.removed |= less
        else:
            found.silent[thing] = less
        found.added |= will - was - held

    def _account(self, thing: NamedNode, lines: Iterable[str]) -> Account:
        text = "".join(sorted(set(lines)))
        key = sha256(f"{thing}\n{text}".encode()).hexdigest()[:32]
        return Account(iri(f"{self._graph.value}#{key}"), thing, text)

    def _has(self, owner: NamedNode, node: NamedNode) -> Quad:
        return Quad(owner, HAS, node, self._graph)

    def _written(self, account: Account) -> tuple[Quad, Quad]:
        return (
            Quad(account.node, _THING, string(account.thing.value), self._graph),
            Quad(account.node, _TEXT, string(account.text), self._graph),
        )

    def _read(self, node: NamedNode) -> Account | None:
        """None where somebody has written there by hand."""
        thing, text = (
            next(self._store.quads_for_pattern(node, predicate, None, self._graph), None)
            for predicate in (_THING, _TEXT)
        )
        if thing is None or text is None:
            return None
        if not isinstance(thing.object, Literal) or not isinstance(text.object, Literal):
            return None
        return Account(node, iri(thing.object.value), text.object.value)

    def _about(self, thing: NamedNode) -> list[NamedNode]:
        found = self._store.quads_for_pattern(None, _THING, string(thing.value), self._graph)
        return [item.subject for item in found if isinstance(item.subject, NamedNode)]

    def _of(self, graph: NamedNode) -> Iterator[NamedNode]:
        for item in self._store.quads_for_pattern(graph, HAS, None, self._graph):
            if isinstance(item.object, NamedNode):
                yield item.object

    def _owners(self, node: NamedNode) -> set[object]:
        return {item.subject for item in self._store.quads_for_pattern(None, HAS, node, self._graph)}


def _together(accounts: Iterable[Account]) -> set[Quad]:
    return set(settled(item for account in accounts for item in account.quads))
