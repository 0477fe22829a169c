"""The classes that tables and maps are about, and their names for people."""

from typing import Final

from kg import vocab

EVENTS: Final = frozenset(vocab.EVENT_CLASSES)
CASUALTIES: Final = frozenset((vocab.CasualtyCount,))
RELATIONS: Final = frozenset((vocab.Assertion,))


def local(iri: str) -> str:
    """The last part of an IRI: the name of a term."""
    return iri.rpartition("#")[2].rpartition("/")[2]
