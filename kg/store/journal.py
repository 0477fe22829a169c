"""What writes have changed, kept while they are made."""

from dataclasses import dataclass, field

from kg.rdf import Quad
from kg.store.changes import Change


@dataclass(slots=True)
class Journal:
    """Quads that are there now and were not, and the other way round."""

    added: set[Quad] = field(default_factory=set)
    removed: set[Quad] = field(default_factory=set)

    def note(self, change: Change) -> None:
        """One more change, made after all others. What comes and goes again leaves no trace."""
        for item in change.removed:
            (self.added.discard if item in self.added else self.removed.add)(item)
        for item in change.added:
            (self.removed.discard if item in self.removed else self.added.add)(item)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)
