"""Running an update so that it is known what it changed, and the default graph follows."""

from dataclasses import replace

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import BlankNode, DefaultGraph, NamedNode, Quad
from kg.store import changes
from kg.store.changes import Change
from kg.store.hints import told
from kg.store.journal import Journal
from kg.store.steps import Reach, Step, reach, steps


def run(engine: ox.Store, text: str, base: str | None, shared: frozenset[str]) -> Change:
    """Run an update whole or not at all; returns all that it changed, in the default graph too.

    Raises QueryError where it is malformed or fails.
    """
    done, names = Journal(), dict[NamedNode | BlankNode, bool]()
    try:
        for step in _parted(text, base):
            done.note(_step(engine, step, base, shared, names))
    except BaseException as error:
        _undo(engine, done, names)
        if isinstance(error, SyntaxError):
            raise QueryError(f"the update does not parse: {told(str(error), text)}") from error
        if isinstance(error, (OSError, RuntimeError, ValueError)):
            raise QueryError(f"the update failed and changed nothing: {error}") from error
        raise
    return Change(list(done.removed), list(done.added))


def _parted(text: str, base: str | None) -> list[Step]:
    """The operations, where each parses alone and all together; else the whole text as one.

    An error of the engine then has the line and column of the client's text.
    """
    found = steps(text)
    if len(found) == 1:
        return [replace(found[0], whole=text)]
    apart = found and all(_parses(part, base) for part in (text, *(step.whole for step in found)))
    return found if apart else [Step("", "", (), text)]


def _parses(text: str, base: str | None) -> bool:
    try:
        ox.Store().update(text, base_iri=base)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


def _step(
    engine: ox.Store,
    step: Step,
    base: str | None,
    shared: frozenset[str],
    names: dict[NamedNode | BlankNode, bool],
) -> Change:
    """Run one operation and have the default graph follow; `names` gets which graphs were there before."""
    found = reach(engine, step, base)
    _note_names(engine, found, names)
    before = _present(engine, found)
    engine.update(step.whole, base_iri=base)
    after = _present(engine, found)
    made = Change(list(before - after), list(after - before))
    carried = changes.echoed(engine, made, shared)
    for item in carried.removed:
        engine.remove(item)
    engine.extend(carried.added)
    whole = Journal()
    whole.note(made)
    whole.note(carried)
    return Change(list(whole.removed), list(whole.added))


def _present(engine: ox.Store, found: Reach) -> set[Quad]:
    """What the engine holds now of what an operation can reach."""
    if found.graphs is None:
        return set(engine)
    kept = {item for item in found.quads if item in engine}
    for graph in found.graphs:
        kept.update(engine.quads_for_pattern(None, None, None, graph))
    return kept


def _note_names(engine: ox.Store, found: Reach, names: dict[NamedNode | BlankNode, bool]) -> None:
    """Which of the graphs that an operation can reach are there."""
    reached = set(engine.named_graphs()) if found.graphs is None else found.graphs
    for graph in {*reached, *(item.graph_name for item in found.quads)}:
        if not isinstance(graph, DefaultGraph):
            names.setdefault(graph, engine.contains_named_graph(graph))


def _undo(engine: ox.Store, done: Journal, names: dict[NamedNode | BlankNode, bool]) -> None:
    """Take back the operations before the one that failed, which took itself back."""
    for item in done.added:
        engine.remove(item)
    engine.extend(done.removed)
    for graph, was_there in names.items():
        (engine.add_graph if was_there else engine.remove_graph)(graph)
