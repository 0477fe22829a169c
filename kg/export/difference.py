"""What one set of statements has and another has not, by graph."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from kg.export.ordering import NOWHERE, by_subject
from kg.statements import DEFAULT, Source

_END: Final = b"\xff"
"""Sorts behind every line."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in one graph: lines of N-Triples, sorted. `graph` is "" for the default graph."""

    graph: str
    kind: Literal["added", "removed", "changed"]
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def differences(one: Source, other: Source) -> Iterator[Difference]:
    """The graphs that differ, sorted; what they have in common takes no memory.

    Where one side has no named graph, as Turtle has none, default graphs are compared; else named ones, and
    of the default graph what no named graph shows already. Blank nodes are the same where what is said of
    them is.
    """
    every = _named(one) and _named(other)
    names = set(one.graphs()), set(other.graphs())
    default, seen = Difference(DEFAULT, "changed"), set[str]()
    for found in _grouped(_compared(one, other, every)):
        if found.graph == DEFAULT:
            default = found
            continue
        seen.update((*found.added, *found.removed))
        kind: Literal["added", "removed", "changed"] = "changed"
        if found.graph not in names[0] or found.graph not in names[1]:
            kind = "added" if found.graph in names[1] else "removed"
        yield Difference(found.graph, kind, found.added, found.removed)
    left = [[line for line in lines if line not in seen] for lines in (default.added, default.removed)]
    if any(left):
        yield Difference(DEFAULT, "changed", *left)


def _named(source: Source) -> bool:
    return any(graph != DEFAULT for graph in source.graphs())


def _compared(one: Source, other: Source, every_graph: bool) -> Iterator[tuple[bytes, bool]]:
    """(line, whether it was added) for each line that only one of the two has, sorted."""
    old, new = (_lines(source, every_graph) for source in (one, other))
    a, b = next(old, _END), next(new, _END)
    while a != _END or b != _END:
        if a == b:
            a, b = next(old, _END), next(new, _END)
        elif a < b:
            yield a, False
            a = next(old, _END)
        else:
            yield b, True
            b = next(new, _END)


def _lines(source: Source, every_graph: bool) -> Iterator[bytes]:
    for graph, subject, said in by_subject(source, every_graph):
        begin = graph + b" " + subject + b" "
        yield from (begin + one for one in said)


def _grouped(lines: Iterator[tuple[bytes, bool]]) -> Iterator[Difference]:
    current, found = b"", Difference(DEFAULT, "changed")
    for line, added in lines:
        key, _, triple = line.partition(b" ")
        if key != current:
            if current:
                yield found
            name = DEFAULT if key == NOWHERE else key.decode()
            current, found = key, Difference(name, "changed")
        (found.added if added else found.removed).append(triple.decode())
    if current:
        yield found
