"""A build from start to end: read, keep what the profile wants, and replace the base when all is there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kg.errors import ConfigurationError
from kg.knowledge.grow import dump, sparql
from kg.knowledge.grow.found import INSTANCE_OF, Found, rows
from kg.knowledge.grow.profile import Profile
from kg.knowledge.grow.work import Work, publish, refuse_foreign

Progress = Callable[[str, int, int], None]
"""Told now and then: what is done, how much of it (bytes or pages), of how much (0: unknown)."""
_EVERY: Final = 20_000
"""Lines between two notes of progress."""
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote and what it left out."""

    rows: dict[str, int]
    lines: int
    unnamed: int
    bad: int
    examples: tuple[str, ...]
    """The first bad lines: where and what."""


@dataclass(slots=True)
class _Tally:
    lines: int = 0
    unnamed: int = 0
    bad: int = 0
    examples: tuple[str, ...] = ()

    def wrong(self, number: int, error: Exception) -> None:
        self.bad += 1
        if len(self.examples) < _SHOWN:
            self.examples += (f"line {number:,}: {error}",)


def build(source: str, form: str, out: Path, chosen: Profile, progress: Progress | None = None) -> Built:
    """Builds a base in `out` from a dump (`form` "dump" or "truthy") or a service ("sparql").

    A build that was cut off goes on where it was. Raises ConfigurationError where the source cannot be read
    to its end; the base that was there before stays until a new one is whole.
    """
    refuse_foreign(out)
    told = progress or (lambda *_: None)
    work = Work(out.with_name(f".{out.name}.build.sqlite"), _identity(source, form, chosen))
    done = False
    try:
        tally = _Tally()
        if form == "sparql":
            _ask(source, work, chosen, tally, told, out)
        else:
            _read(Path(source), form, work, chosen, tally, told)
        if next(work.rows("items"), None) is None:
            raise ConfigurationError(f"{source} holds no item that the profile keeps; the base is as it was")
        counts = publish(work, out, Path(source).name if form != "sparql" else source, _version(source, form))
        done = True
    finally:
        work.close(done)
    return Built(counts, tally.lines, tally.unnamed, tally.bad, tally.examples)


def _identity(source: str, form: str, chosen: Profile) -> str:
    if form == "sparql":
        return f"{form} {source} {chosen.digest}"
    try:
        size = Path(source).stat().st_size
    except OSError as error:
        raise ConfigurationError(f"cannot read the dump {source}: {error}") from error
    # a dump that was cut off keeps its name when the rest of it comes: only a smaller one is another
    return f"{form} {Path(source).resolve()} {chosen.digest}" if size else "empty"


def _version(source: str, form: str) -> str:
    return "asked" if form == "sparql" else f"{Path(source).stat().st_size} bytes"


def _read(path: Path, form: str, work: Work, chosen: Profile, tally: _Tally, told: Progress) -> None:
    """Twice through a dump: classes first, then their items."""
    if not work.state("classes"):
        for found in _items(path, form, work, "class", _Tally(), told, {}):
            for above in dump.superclasses(found):
                work.subclass(found.key, above)
        work.remember("classes", "all")
    kinds = work.kinds(chosen)
    tally.lines = int(work.state("item") or 0)
    for found in _items(path, form, work, "item", tally, told, kinds):
        if not found.name:
            tally.unnamed += _wanted(found, kinds)
        for table, row in rows(found, kinds, chosen):
            work.put(table, row)


def _wanted(found: Found, kinds: dict[str, str]) -> bool:
    return any(claim.value in kinds for claim in found.claims.get(INSTANCE_OF, ()))


def _items(
    path: Path, form: str, work: Work, what: str, tally: _Tally, told: Progress, kinds: dict[str, str]
) -> Iterator[Found]:
    """The items of a dump from where the last run stopped; notes how far it has come."""
    size, begun = path.stat().st_size, int(work.state(what) or 0)
    with dump.opened(path) as (stream, raw):
        read = dump.lines(stream, path)
        skipped = sum(1 for _ in islice(read, begun))
        begins = _first_of_item() if form == "truthy" else _always
        numbered = _numbered(read, skipped, work, what, lambda: told(what, raw.tell(), size), begins)
        if form == "truthy":
            yield from _triples(numbered, tally)
            return
        for number, line in numbered:
            if (b'"P279"' in line) if what == "class" else dump.may_be(line, kinds):
                yield from _entity(line, number, tally)
            tally.lines += 1


def _numbered(
    read: Iterable[bytes],
    begun: int,
    work: Work,
    what: str,
    told: Callable[[], None],
    begins: Callable[[bytes], bool],
) -> Iterator[tuple[int, bytes]]:
    """Numbers lines and notes now and then how far all is done: to before a line that begins an item.

    When the line after that one is asked for, the items before it are in the work file.
    """
    due = begun + _EVERY
    for number, line in enumerate(read, start=begun + 1):
        first = begins(line)
        yield number, line
        if first and number >= due:
            work.remember(what, str(number - 1))
            told()
            due = number + _EVERY


def _always(_line: bytes) -> bool:
    return True


def _first_of_item() -> Callable[[bytes], bool]:
    """Tells whether a triple has another subject than the one before it."""
    before = b""

    def begins(line: bytes) -> bool:
        nonlocal before
        same, before = before, line.partition(b" ")[0]
        return same != before

    return begins


def _entity(line: bytes, number: int, tally: _Tally) -> Iterator[Found]:
    try:
        found = dump.entity(line)
    except dump.BadLineError as error:
        tally.wrong(number, error)
    else:
        if found is not None:
            yield found


def _triples(numbered: Iterator[tuple[int, bytes]], tally: _Tally) -> Iterator[Found]:
    for found in dump.triples(_counted(numbered, tally)):
        if isinstance(found, Found):
            yield found
        else:
            tally.wrong(tally.lines, found)


def _counted(numbered: Iterator[tuple[int, bytes]], tally: _Tally) -> Iterator[bytes]:
    for number, line in numbered:
        tally.lines = number
        yield line


def _ask(url: str, work: Work, chosen: Profile, tally: _Tally, told: Progress, out: Path) -> None:
    """Page after page of each class; answers are kept until the build is done."""
    service = sparql.Service(url, out.with_name(f".{out.name}.answers"))
    for number, (key, kind) in enumerate(chosen.classes.items()):
        told("class", number, len(chosen.classes))
        for found in service.items(key, kind):
            tally.lines += 1
            for table, row in rows(found, {key: kind}, chosen):
                work.put(table, row)
    service.forget()
