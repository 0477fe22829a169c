"""Events of the sixteen PLOVER types and plain statements, by the lexicon."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.dates import time_expressions
from kg.extract.dating import interval_for
from kg.extract.events import events
from kg.extract.events.lexicon import FOLDER
from kg.extract.extractors import Findings
from kg.extract.scene import Scene
from kg.model import Event

EMITS = frozenset(vocab.EVENT_CLASSES)


def extract(scene: Scene, found: Findings) -> Iterable[Event]:
    """The events of a scene, each once, in the order of the text."""
    times = time_expressions(scene.doc, scene.document.published)
    return events(scene, lambda token: interval_for(token, times), scene.lexicons or (FOLDER,), times)
