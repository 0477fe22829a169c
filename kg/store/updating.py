"""Running an update so that it is known what it changed, and the default graph follows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.rdf import DEFAULT_GRAPH, BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse, quad_of
from kg.store import changes
from kg.store.changes import Change
from kg.store.documents import Document
from kg.store.hints import told
from kg.store.journal import Journal
from kg.store.loads import EMPTY, is_load, load, without_loads
from kg.store.steps import Reach, Step, reach, steps


def run(
    engine: ox.Store,
    text: str,
    base: str | None,
    shared: frozenset[str],
    documents: Sequence[Document] = (),
) -> Change:
    """Run an update whole or not at all; returns all that it changed, in the default graph too.

    `documents` are those of its LOADs, in their order; without any the engine fetches them itself.
    Raises QueryError where the update is malformed or fails.
    """
    done, names, given = Journal(), dict[NamedNode | BlankNode, bool](), iter(documents)
    try:
        for step in _without_loads(text, base) if documents else _parted(text, base):
            if documents and is_load(step):
                found, work = _loading(engine, step, base, next(given))
            else:
                found, work = _running(engine, step, base)
            done.note(_step(engine, found, work, shared, names))
    except BaseException as error:
        _undo(engine, done, names)
        if isinstance(error, SyntaxError):
            raise QueryError(f"the update does not parse: {told(str(error), text)}") from error
        if isinstance(error, GraphError):
            raise QueryError(f"the update failed and changed nothing: {error}") from error
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


def _without_loads(text: str, base: str | None) -> list[Step]:
    """The operations of an update whose LOADs the engine must not see. Raises SyntaxError or QueryError."""
    found = steps(text)
    with suppress(OSError, RuntimeError, ValueError):
        ox.Store().update(without_loads(text, found), base_iri=base)
    for step in found:
        if not _parses(f"{step.prologue}\n{EMPTY}" if is_load(step) else step.whole, base):
            raise QueryError("the operations beside LOAD cannot be told apart; send them one by one")
    return found


def _parses(text: str, base: str | None) -> bool:
    try:
        ox.Store().update(text, base_iri=base)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


def _running(engine: ox.Store, step: Step, base: str | None) -> tuple[Reach, Callable[[], None]]:
    return reach(engine, step, base), lambda: engine.update(step.whole, base_iri=base)


def _loading(
    engine: ox.Store, step: Step, base: str | None, document: Document
) -> tuple[Reach, Callable[[], None]]:
    """What a LOAD adds, and the work of adding it. Raises GraphError where the document is malformed."""
    wanted = load(step)
    graph = wanted.graph(base)
    try:
        quads = set(_read(document, graph or DEFAULT_GRAPH))
    except GraphError as error:
        if not wanted.silent:
            raise GraphError(f"LOAD <{wanted.source}>: {error}") from error
        quads = set()

    def work() -> None:
        if graph is not None:
            engine.add_graph(graph)
        engine.extend(quads)

    return Reach(quads, {graph} if graph is not None and not quads else set()), work


def _read(document: Document, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    form = RdfFormat.from_media_type(document.media_type)
    for item in parse(document.content, form, document.base, rename_blank_nodes=True):
        if not isinstance(item.graph_name, DefaultGraph):
            raise GraphError(f"expected one graph, found a quad of {item.graph_name}")
        yield quad_of(item.triple, graph)


def _step(
    engine: ox.Store,
    found: Reach,
    work: Callable[[], None],
    shared: frozenset[str],
    names: dict[NamedNode | BlankNode, bool],
) -> Change:
    """Run one operation and have the default graph follow; `names` gets which graphs were there before."""
    _note_names(engine, found, names)
    before = _present(engine, found)
    work()
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
