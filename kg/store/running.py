"""A query on its way."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.store.workers import Worker


@dataclass(slots=True)
class Running:
    """A query that holds a process."""

    id: int
    text: str
    client: str
    version: int
    started: float = field(default_factory=time.monotonic)
    leased: float = 0.0
    """When it got its process."""
    worker: Worker | None = None
    spare: Worker | None = None
    """The worker that stands aside while one that may ask services does the work."""
    cancelled: bool = False
    ended: Callable[[], None] = lambda: None
    """Called once the query holds nothing any more; may be called again."""
