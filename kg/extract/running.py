"""Runs the extractors over a scene: one that fails costs only what it would have found.

Ids of events are unique in a reading: where two extractors give the same one, the later extractor's gets its
name in front, and so does every reference to it among that extractor's own finds.
"""

import traceback
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import ConfigurationError
from kg.extract.extractors import Extractor, Finding, Findings
from kg.extract.scene import Scene
from kg.model import CasualtyCount, Event, EventId


def run(scene: Scene, extractors: Iterable[Extractor]) -> tuple[Findings, tuple[str, ...]]:
    """What the extractors find, one after the other, and a line for each that failed.

    Raises ConfigurationError where an extractor does: without its tables it would fail for every document.
    """
    found, notes = Findings(), list[str]()
    for extractor in extractors:
        name = extractor.__name__.rpartition(".")[2]
        try:
            own = tuple(extractor.extract(scene, found))
            found += apart(own, name, {event.id for event in found.events})
        except ConfigurationError:
            raise
        except Exception as error:  # noqa: BLE001  (whatever it is, it is this extractor's alone)
            notes.append(f"{name} found nothing: {described(error)}")
    return found, tuple(notes)


def apart(finds: Sequence[Finding], name: str, taken: Collection[EventId]) -> tuple[Finding, ...]:
    """The finds of one extractor, with those ids of events renamed that others have taken.

    Raises ValueError where the extractor itself gives one id to two events.
    """
    counted = Counter(find.id for find in finds if isinstance(find, Event))
    twice = sorted(event for event, count in counted.items() if count > 1)
    if twice:
        raise ValueError(f"two events have the id {', '.join(twice)}; expected one id for each event")
    new = {event: EventId(f"{name}:{event}") for event in counted if event in taken}
    return tuple(_renamed(find, new) for find in finds) if new else tuple(finds)


def _renamed(find: Finding, new: dict[EventId, EventId]) -> Finding:
    if isinstance(find, Event):
        return replace(
            find, id=new.get(find.id, find.id), about=tuple(new.get(other, other) for other in find.about)
        )
    if isinstance(find, CasualtyCount) and find.event is not None:
        return replace(find, event=new.get(find.event, find.event))
    return find


def described(error: Exception) -> str:
    """The error and the line that it came from, for a bug report."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"
