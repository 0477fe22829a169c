"""An update request as its operations, and what each of them can change, found without reading the store.

    INSERT DATA, DELETE DATA     the quads in the text
    DELETE … INSERT … WHERE …    its templates, filled by the engine as CONSTRUCT before it runs
    CLEAR, DROP, COPY …          the graphs that it names

Where this text analysis finds nothing sure it says so, and the caller compares more than it would have to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kg.rdf import DEFAULT_GRAPH, BlankNode, DefaultGraph, NamedNode, Quad
from kg.store.tokens import Token, tokens

Graph = NamedNode | BlankNode | DefaultGraph
_MANAGEMENT: Final = frozenset(("CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"))


@dataclass(frozen=True, slots=True)
class Step:
    """One operation that parses alone: the prologue of all before it, and itself."""

    prologue: str
    text: str
    parts: tuple[Token, ...]
    """Its tokens without the prologue; they begin at their place in `text`."""

    whole: str
    """What to run."""
    begin: int = 0
    """Where `text` stands in the request."""


@dataclass(slots=True)
class Reach:
    """What an operation may change: these quads, and whatever is in these graphs; None: anything."""

    quads: set[Quad] = field(default_factory=set)
    graphs: set[Graph] | None = field(default_factory=set)


class UnsureError(Exception):
    """The text does not tell what the operation changes."""


def steps(update: str) -> list[Step]:
    """The operations of a request, in order. Their texts joined by `;` are the request."""
    found: list[Step] = []
    prologue, begin, depth, parts = "", 0, 0, list[Token]()
    for token in (*tokens(update), Token("other", ";", len(update))):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "other" else 0
        if token.kind != "other" or token.text != ";" or depth > 0:
            parts.append(token)
            continue
        own = _own(parts)
        if own:
            text = update[own[0].begin : token.begin]
            prologue += update[begin : own[0].begin] + "\n"
            moved = tuple(Token(one.kind, one.text, one.begin - own[0].begin) for one in own)
            found.append(Step(prologue, text, moved, f"{prologue}\n{text}", own[0].begin))
        begin, parts = token.begin + 1, []
    return found


def reach(engine: ox.Store, step: Step, base: str | None) -> Reach:
    """What the operation may change in the engine's data as they are now."""
    words = [part.text if part.kind == "word" else "" for part in step.parts[:2]] + ["", ""]
    try:
        match words:
            case ["INSERT" | "DELETE", "DATA", *_]:
                return _of_data(step, base)
            case ["DELETE", "WHERE", *_]:
                return _of_templates(engine, step, base, [1], 1)
            case ["INSERT" | "DELETE" | "WITH", *_]:
                return _of_modification(engine, step, base)
            case [word, *_] if word in _MANAGEMENT:
                return _of_graphs(step, base)
    except (UnsureError, SyntaxError, ValueError, OSError, RuntimeError):
        pass
    return Reach(graphs=None)


def _own(parts: Sequence[Token]) -> Sequence[Token]:
    """The tokens behind the prologue."""
    here = 0
    while here < len(parts) and parts[here].text in ("PREFIX", "BASE"):
        here += 3 if parts[here].text == "PREFIX" else 2
    return parts[here:]


def _of_data(step: Step, base: str | None) -> Reach:
    scratch = ox.Store()
    scratch.update(f"{step.prologue}\nINSERT{step.text[6:]}", base_iri=base)
    found = set(scratch)
    if any(isinstance(term, BlankNode) for item in found for term in (item.subject, item.object)):
        return Reach(graphs={item.graph_name for item in found})
    return Reach(found)


def _of_modification(engine: ox.Store, step: Step, base: str | None) -> Reach:
    """`[WITH g] [DELETE {…}] [INSERT {…}] [USING …] WHERE {…}` (SPARQL 1.1 Update, 3.1.3)."""
    depth, templates, where = 0, list[int](), len(step.parts)
    for number, part in enumerate(step.parts):
        if depth == 0 and part.kind == "word":
            if part.text in ("DELETE", "INSERT"):
                templates.append(number)
            elif part.text in ("USING", "WHERE"):
                where = number
                break
        depth += {"{": 1, "}": -1}.get(part.text, 0) if part.kind == "other" else 0
    if where == len(step.parts):
        raise UnsureError
    return _of_templates(engine, step, base, templates, where)


def _of_templates(
    engine: ox.Store, step: Step, base: str | None, templates: Sequence[int], where: int
) -> Reach:
    """Fill templates: those that begin behind the tokens of these numbers, by the pattern from `where` on."""
    parts = step.parts
    given = named(step, parts[1], base) if parts[0].text == "WITH" else None
    default = None if parts[where].text == "USING" else given
    pattern = _clause(step, where)
    found = Reach(set(), graphs := set())
    for token, triples in (block for number in templates for block in _blocks(step, number + 1)):
        for name, values in _graphs(engine, step, token, given, pattern, base, default):
            if _makes_blank_nodes(triples):
                graphs.add(name)
                continue
            text = f"{step.prologue}\nCONSTRUCT {{ {triples} }} {pattern} {values}"
            made = engine.query(text, base_iri=base, default_graph=default)
            assert isinstance(made, ox.QueryTriples)
            found.quads.update(Quad(t.subject, t.predicate, t.object, name) for t in made)
    return found


def _graphs(
    engine: ox.Store,
    step: Step,
    token: Token | None,
    given: NamedNode | None,
    pattern: str,
    base: str | None,
    default: NamedNode | None,
) -> Iterator[tuple[Graph, str]]:
    """The graphs that the token of a template can stand for, each with what binds a variable to it."""
    if token is None:
        yield given or DEFAULT_GRAPH, ""
    elif token.kind != "variable":
        yield named(step, token, base), ""
    else:
        text = f"{step.prologue}\nSELECT DISTINCT {token.text} {pattern}"
        rows = engine.query(text, base_iri=base, default_graph=default)
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            if isinstance(row[0], NamedNode):
                yield row[0], f"VALUES {token.text} {{ {row[0]} }}"


def _clause(step: Step, where: int) -> str:
    """`USING` and `WHERE` as a query has them."""
    text, cut = "", step.parts[where].begin
    for part in step.parts[where:]:
        if part.text == "WHERE":
            break
        if part.text == "USING":
            text += step.text[cut : part.begin] + " FROM "
            cut = part.begin + len("USING")
    return text + step.text[cut:]


def _blocks(step: Step, opening: int) -> Iterator[tuple[Token | None, str]]:
    """The parts of a template: a graph's token, or None, and its triples."""
    parts, text = step.parts, step.text
    if parts[opening].text != "{":
        raise UnsureError
    here, begin = opening + 1, parts[opening].begin + 1
    while parts[here].text != "}":
        if parts[here].kind == "word" and parts[here].text == "GRAPH":
            if text[begin : parts[here].begin].strip(". \n\t\r"):
                yield None, text[begin : parts[here].begin]
            close = next(n for n in range(here, len(parts)) if parts[n].text == "}")
            yield parts[here + 1], text[parts[here + 2].begin + 1 : parts[close].begin]
            begin, here = parts[close].begin + 1, close
        here += 1
        if here >= len(parts):
            raise UnsureError
    if text[begin : parts[here].begin].strip(". \n\t\r"):
        yield None, text[begin : parts[here].begin]


def named(step: Step, token: Token, base: str | None) -> NamedNode:
    """The graph that a token names under the prologue."""
    if token.kind not in ("iri", "name"):
        raise UnsureError
    scratch = ox.Store()
    scratch.update(f"{step.prologue}\nINSERT DATA {{ <urn:x> <urn:x> {token.text} }}", base_iri=base)
    (item,) = scratch
    if not isinstance(item.object, NamedNode):
        raise UnsureError
    return item.object


def _makes_blank_nodes(triples: str) -> bool:
    return "_:" in triples or any(part.kind == "other" and part.text in "[(" for part in tokens(triples))


def _of_graphs(step: Step, base: str | None) -> Reach:
    found: set[Graph] = set()
    for part in step.parts:
        if part.kind == "word" and part.text in ("NAMED", "ALL"):
            raise UnsureError
        if part.kind == "word" and part.text == "DEFAULT":
            found.add(DEFAULT_GRAPH)
        elif part.kind in ("iri", "name"):
            found.add(named(step, part, base))
    return Reach(graphs=found)
