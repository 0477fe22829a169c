"""One file per extractor; each is found by its name and offers

    EMITS: frozenset[Iri]          the classes or predicates it can yield
    AFTER: tuple[str, ...]         extractors whose finds it reads (optional)
    def extract(scene: Scene, found: Findings) -> Iterable[Relation | Event | CasualtyCount]

An extractor is pure: it reads the scene and what others found, and yields values.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from kg.errors import ConfigurationError
from kg.extract.scene import Scene
from kg.model import CasualtyCount, Event, Iri, Relation

Finding = Relation | Event | CasualtyCount


@dataclass(frozen=True, slots=True)
class Findings:
    """What the extractors before found."""

    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    casualties: tuple[CasualtyCount, ...] = ()

    def __add__(self, more: Iterable[Finding]) -> "Findings":
        found = tuple(more)
        return Findings(
            self.relations + tuple(f for f in found if isinstance(f, Relation)),
            self.events + tuple(f for f in found if isinstance(f, Event)),
            self.casualties + tuple(f for f in found if isinstance(f, CasualtyCount)),
        )


class Extractor(Protocol):
    """What every file of this folder offers."""

    __name__: str
    __doc__: str | None
    EMITS: frozenset[Iri]

    def extract(self, scene: Scene, found: Findings) -> Iterable[Finding]:
        """Yields what the scene says."""


@cache
def extractors() -> Sequence[Extractor]:
    """All extractors, each after those it reads from, else in the order of their names."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    loaded = {name: cast("Extractor", importlib.import_module(f"{__name__}.{name}")) for name in names}
    ordered: list[str] = []
    for name in names:
        _place(name, loaded, ordered, ())
    return tuple(loaded[name] for name in ordered)


@dataclass(frozen=True, slots=True)
class Listed:
    """An extractor as its users see it; `emits` holds local names, `after` the extractors that it reads."""

    name: str
    finds: str
    after: tuple[str, ...]
    emits: tuple[str, ...]


def listed() -> tuple[Listed, ...]:
    """All extractors in the order in which they run."""
    return tuple(
        Listed(
            name=extractor.__name__.rpartition(".")[2],
            finds=(extractor.__doc__ or "").partition("\n")[0],
            after=tuple(getattr(extractor, "AFTER", ())),
            emits=tuple(sorted(iri.rpartition("#")[2] for iri in extractor.EMITS)),
        )
        for extractor in extractors()
    )


def _place(name: str, loaded: dict[str, Extractor], ordered: list[str], above: tuple[str, ...]) -> None:
    if name in above or name not in loaded:
        raise ConfigurationError(
            f"extractor {above[-1] if above else name!r} has AFTER = {name!r}; "
            f"expected one of {', '.join(loaded)} that does not wait for it in turn"
        )
    if name in ordered:
        return
    for earlier in getattr(loaded[name], "AFTER", ()):
        _place(earlier, loaded, ordered, (*above, name))
    ordered.append(name)
