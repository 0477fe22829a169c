"""LOAD in an update: found by its tokens, and taken out of the text before the engine sees it.

The engine would do its own requests, so it never runs a LOAD: the server fetches the document, and the
process that writes adds what it says at the place of the operation. Whatever else the engine could read as a
LOAD stays in the text and meets the guard there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError
from kg.rdf import NamedNode
from kg.store.failures import RefusedError
from kg.store.guard import guard
from kg.store.steps import Step, named, steps

EMPTY: Final = "INSERT DATA {}"
"""What stands in for a LOAD."""
_INTO: Final = (["INTO", "GRAPH", "iri"], ["INTO", "GRAPH", "name"])


@dataclass(frozen=True, slots=True)
class Load:
    """One LOAD: where from, whether it may fail, and the step that it is."""

    source: str
    silent: bool
    step: Step

    def graph(self, base: str | None) -> NamedNode | None:
        """The graph that it loads into; None is the default graph. Raises what the engine raises."""
        into = [token for token in self.step.parts if token.text not in ("LOAD", "SILENT")][1:]
        return named(self.step, into[2], base) if into else None


def is_load(step: Step) -> bool:
    """Whether a step is a LOAD."""
    return bool(step.parts) and step.parts[0].kind == "word" and step.parts[0].text == "LOAD"


def without_loads(text: str, found: list[Step]) -> str:
    """The text with an operation that does nothing for each LOAD; all else stays at its line and column."""
    for step in reversed([step for step in found if is_load(step)]):
        end = step.begin + len(step.text)
        text = text[: step.begin] + _blank(step.text) + text[end:]
    return text


def guarded(text: str, permits: Callable[[str], bool]) -> list[Load]:
    """The LOADs of an update that is safe to run without them. Raises RefusedError where it is not."""
    if "load" not in text.casefold():
        guard(text)
        return []
    found = steps(text)
    wanted = [load(step) for step in found if is_load(step)]
    for one in wanted:
        if not permits(one.source):
            raise RefusedError(
                f"LOAD <{one.source}> is switched off: it is not on the list of this server; "
                "send the data itself, by POST to the graph store"
            )
    guard(without_loads(text, found))
    for step in found:
        if not is_load(step):
            guard(step.whole)  # as the engine will get it
    return wanted


def load(step: Step) -> Load:
    """A step `LOAD [SILENT] <source> [INTO GRAPH graph]` (SPARQL 1.1 Update, 3.1.4).

    Raises QueryError where it is none, RefusedError where its source is not written in full.
    """
    words = [token.text if token.kind == "word" else token.kind for token in step.parts]
    silent = words[1:2] == ["SILENT"]
    form = words[2 if silent else 1 :]
    if form[:1] not in (["iri"], ["name"]) or form[1:] not in ([], *_INTO):
        raise QueryError("the update does not parse: expected LOAD [SILENT] <source> [INTO GRAPH <graph>]")
    if form[0] == "name":
        raise RefusedError(f"{step.text.strip()!r} is switched off: write its source in full")
    return Load(step.parts[2 if silent else 1].text[1:-1], silent, step)


def _blank(text: str) -> str:
    """The same number of lines and columns; an address makes a LOAD longer than what stands in for it."""
    spaces = "".join(character if character in "\r\n" else " " for character in text)
    lost = "\n" * text[: len(EMPTY)].count("\n")
    return EMPTY + lost + spaces[len(EMPTY) :]
