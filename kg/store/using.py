"""The dataset that the protocol names for an update, written into its text: the engine cannot be told."""

from collections.abc import Sequence

from kg.errors import QueryError
from kg.store.tokens import Token, tokens


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with `USING` for each graph of the protocol (SPARQL 1.1 Protocol, 2.2.3).

    Raises QueryError where the update has USING or WITH of its own.
    """
    if not default and not named:
        return update
    parts = list(tokens(update))
    if any(part.kind == "word" and part.text in ("USING", "WITH") for part in parts):
        raise QueryError("found USING or WITH beside using-graph-uri or using-named-graph-uri")
    clause = "".join(f" USING <{graph}>" for graph in default)
    clause += "".join(f" USING NAMED <{graph}>" for graph in named)
    edits: list[tuple[int, str]] = []
    depth = 0
    for index, part in enumerate(parts):
        depth += {"{": 1, "}": -1}.get(part.text, 0)
        if part.kind == "word" and part.text == "WHERE" and depth == 0:
            short = index > 0 and parts[index - 1].text == "DELETE"
            template = _block(update, parts[index + 1 :]) if short else ""
            edits.append((part.begin, f" {template}{clause} "))
    for begin, inserted in reversed(edits):
        update = update[:begin] + inserted + update[begin:]
    return update


def _block(text: str, parts: Sequence[Token]) -> str:
    """The braces that begin at the first token: what DELETE WHERE deletes is what it matches."""
    depth = 0
    for part in parts:
        depth += {"{": 1, "}": -1}.get(part.text, 0)
        if depth == 0:
            return text[parts[0].begin : part.begin + 1]
    raise QueryError("the update does not parse: a brace is not closed")
