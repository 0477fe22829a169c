"""Refusing what would make the server fetch from other machines: SERVICE, and LOAD in updates.

The engine takes `SERVICEex:a{` without spaces, and in `?a<?b)SERVICE?v#>` the `<` is an operator although it
looks like an IRI. Whoever splits the text into tokens first can be led past the keyword by a quote behind
such a `#`. So this looks at the raw text: it finds whatever the engine could read as a service or a load,
and refuses a few harmless texts with it. On Linux the kernel is a second guard.

    service <gap> [silent <gap>] target <gap> {
    load <gap> [silent <gap>] target <gap> into, or ; or the end

A gap is space and comments, and may be empty. The time is linear in the text: what follows a word is looked
at once for each place where a gap ends, however many words have their gaps end there.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kg.store.failures import RefusedError

_LONGEST: Final = 256
"""Characters of a prefixed name behind SERVICE; a longer one is refused, so that matching stays linear."""
_IRI: Final = re.compile(r"<[^<>]*+>")
_VARIABLE: Final = re.compile(r"[?$]\w++")
_PREFIX: Final = re.compile(r"[^\s<>{}#\":]*+")
_NAME: Final = re.compile(rf"(?:\\.|[^\s<>{{}};\#\"\\]){{0,{_LONGEST}}}+")
_LONG: Final = re.compile(rf"service[^\s<>{{}}\#\"]{{{_LONGEST}}}", re.IGNORECASE)
SERVICE: Final = re.compile("service", re.IGNORECASE), re.compile(r"\{")
LOAD: Final = re.compile(r"(?<![^;>\s])load", re.IGNORECASE), re.compile(r"into|;|\Z", re.IGNORECASE)
"""A word, and what stands behind its target."""
_SILENT: Final = re.compile("silent", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s*+")
_LINE: Final = re.compile(r"[^\n\r]*+[\n\r]?")
_PIECE: Final = 1 << 16
"""Characters that are searched at once: no other thread runs meanwhile."""
_OVERLAP: Final = _LONGEST + 16
Span = tuple[int, int]


def guard(text: str, allowed: Sequence[str] = ()) -> list[str]:
    """The services that a query names. Raises RefusedError where it, or an update, names another source.

    `allowed`: IRIs that SERVICE may name, such as "https://query.wikidata.org/sparql", letter for letter
    and in full. LOAD is never allowed here: `kg.store.loads` takes those out that are.
    """
    folded = text.casefold()  # most texts hold neither word, and this is much faster than a pattern
    if "service" not in folded and "load" not in folded:
        return []
    if next(_found(_LONG, text), None):
        raise RefusedError(
            f"the word SERVICE starts a run of more than {_LONGEST} characters; part them by spaces"
        )
    services = [text[begin:end] for begin, end in targets(text, *SERVICE)]
    for target in services:
        if target[1:-1] not in allowed or not target.startswith("<"):
            raise RefusedError(_why(target, allowed))
    for begin, end in targets(text, *LOAD):
        raise RefusedError(
            f"LOAD {text[begin:end]} is switched off; send the data itself, by POST to the graph store"
        )
    return [target[1:-1] for target in services]


def redirected(text: str, address: Callable[[str], str]) -> str:
    """A guarded text with another address for each of its services.

    What stands in a string and looks like a service is changed too: nobody can be sure what is a string.
    """
    for begin, end in reversed(list(targets(text, *SERVICE))):
        text = f"{text[:begin]}<{address(text[begin + 1 : end - 1])}>{text[end:]}"
    return text


def targets(text: str, word: re.Pattern[str], behind: re.Pattern[str]) -> Iterator[Span]:
    """Where the targets of a word stand that has one, and what has to stand behind it."""
    gaps, seen = _Gaps(text), set[int]()
    for found in _found(word, text):
        here = gaps.end(found.end())
        if here not in seen:
            seen.add(here)
            if target := _target(text, here, gaps, behind):
                yield target


class _Gaps:
    """Where space, comments and prefixes end. Asked for places in ascending order, nothing is read twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = self._prefix = (0, -1)
        """Where a comment, and what may be a prefix, begin that were read, and where they end."""
        self._ends: dict[int, int] = {}
        """Where a line ends -> where the gap ends that goes on there."""

    def end(self, here: int) -> int:
        """The end of the gap, maybe an empty one, that begins at a place."""
        here, passed = _behind(_SPACE, self._text, here), list[int]()
        while here < len(self._text) and self._text[here] == "#":
            if passed:  # no word stands there whose line was not read yet
                line = _behind(_LINE, self._text, here)
            else:
                self._line = self._within(self._line, _LINE, here)
                line = self._line[1]
            passed.append(line)
            known = self._ends.get(line)
            here = _behind(_SPACE, self._text, line) if known is None else known
            if known is not None:
                break
        self._ends.update(dict.fromkeys(passed, here))
        return here

    def prefix(self, here: int) -> int | None:
        """Where the prefix ends that may begin at a place."""
        self._prefix = self._within(self._prefix, _PREFIX, here)
        return self._prefix[1] if self._text.startswith(":", self._prefix[1]) else None

    def _within(self, known: Span, pattern: re.Pattern[str], here: int) -> Span:
        return known if known[0] <= here <= known[1] else (here, _behind(pattern, self._text, here))


def _behind(pattern: re.Pattern[str], text: str, here: int) -> int:
    found = pattern.match(text, here)
    return found.end() if found else here


def _target(text: str, here: int, gaps: _Gaps, behind: re.Pattern[str]) -> Span | None:
    """The target that begins at a place, if it is one; the word SILENT may come before it."""
    silent = _SILENT.match(text, here)
    for begin in (gaps.end(silent.end()), here) if silent else (here,):
        ends = [found.end() for one in (_IRI, _VARIABLE) if (found := one.match(text, begin))]
        if gaps.prefix(begin) is not None:
            ends.append(_name(text, begin))
        for end in ends:
            if behind.match(text, gaps.end(end)):
                return begin, end
    return None


def _name(text: str, begin: int) -> int:
    """Where the prefixed name ends that begins at a place."""
    end = _behind(_NAME, text, begin)
    if end - begin >= _LONGEST and _behind(_NAME, text, end) > end:
        raise RefusedError(
            f"found more than {_LONGEST} characters that may be the name of a source; part them by spaces"
        )
    return end


def _found(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern, none of them longer than the overlap, that begin at different places."""
    for begin in range(0, max(len(text), 1), _PIECE):
        for found in pattern.finditer(text, begin, begin + _PIECE + _OVERLAP):
            if found.start() < begin + _PIECE:
                yield found


def _why(target: str, allowed: Sequence[str]) -> str:
    if not allowed:
        return f"SERVICE {target} is switched off on this server"
    return f"SERVICE {target} is not on the list of this server, written in full: {', '.join(allowed)}"
