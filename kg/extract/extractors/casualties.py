"""Counts of people killed, injured, captured, missing or displaced, with who says so."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.casualties import casualties
from kg.extract.extractors import Findings
from kg.extract.scene import Scene
from kg.model import CasualtyCount

EMITS = frozenset({vocab.CasualtyCount})
AFTER = ("events",)


def extract(scene: Scene, found: Findings) -> Iterable[CasualtyCount]:
    """The counts of a scene in the order of the text."""
    return casualties(scene, found.events)
