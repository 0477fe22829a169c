"""What of a store goes into its dumps."""

from typing import Final

from kg import terms
from kg.statements import Chosen, Source

TEXT: Final = frozenset((terms.NIF_IS_STRING,))
"""Predicates that hold the text of a whole article, which belongs to its publisher."""


def selected(source: Source, base: str, text: bool = False, runs: bool = False) -> Source:
    """The source without the articles' full texts, and without the times at which they were read.

    Both come on demand; what a server says of itself never does. Without the runs, which are another each
    time, the same articles give the same bytes.
    """
    left_out = {f"<{base}graph/system>"} | (set() if runs else {f"<{base}graph/provenance>"})
    return Chosen(source, lambda graph: graph not in left_out, frozenset() if text else TEXT)
