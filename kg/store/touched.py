"""Which graphs an update may write to: a safe guess from its text, never too few."""

from collections.abc import Iterable
from itertools import pairwise

from kg.store.tokens import iris, tokens


def touched(update: str, base: str | None, graphs: Iterable[str]) -> list[str]:
    """Those of `graphs` that the update may change: all of them where it names graphs by a variable,
    NAMED or ALL (SPARQL 1.1 Update, 3), else those whose IRI it mentions."""
    parts = list(tokens(update))
    if any(part.kind == "word" and part.text in ("ALL", "NAMED") for part in parts):
        return list(graphs)
    if any(a.text == "GRAPH" and b.kind == "variable" for a, b in pairwise(parts)):
        return list(graphs)
    named = iris(update, base)
    return [graph for graph in graphs if graph in named]
