"""Refusing what would make the server fetch from other machines: SERVICE, and LOAD in updates.

The engine takes `SERVICEex:a{` without spaces, and in `?a<?b)SERVICE?v#>` the `<` is an operator although it
looks like an IRI. Whoever splits the text into tokens first can be led past the keyword by a quote behind
such a `#`. So the patterns below look at the raw text: they match whatever the engine could read as a
service or a load, and refuse a few harmless texts with it. On Linux the kernel is a second guard.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kg.store.failures import RefusedError

_LONGEST: Final = 256
"""Characters of a prefixed name behind SERVICE; a longer one is refused, so that matching stays linear."""
_GAP: Final = r"(?:\s|\#[^\n\r]*(?:[\n\r]|\Z))*+"
_NAME: Final = rf"(?:\\.|[^\s<>{{}};\#\"\\]){{0,{_LONGEST}}}+"
_TARGET: Final = rf"(<[^<>]*+>|[?$]\w++|(?=[^\s<>{{}}\#\":]*+:){_NAME})"
_LONG: Final = re.compile(rf"service[^\s<>{{}}\#\"]{{{_LONGEST}}}", re.IGNORECASE)
_SERVICE: Final = re.compile(rf"service{_GAP}(?:silent{_GAP})?{_TARGET}{_GAP}\{{", re.IGNORECASE)
_LOAD: Final = re.compile(
    rf"(?<![^;>\s])load{_GAP}(?:silent{_GAP})?{_TARGET}{_GAP}(?:into|;|\Z)", re.IGNORECASE
)


def guard(text: str, allowed: Sequence[str] = ()) -> list[str]:
    """The services that a query names. Raises RefusedError where it, or an update, names another source.

    `allowed`: IRIs that SERVICE may name, such as "https://query.wikidata.org/sparql", letter for letter
    and in full. LOAD is never allowed here: `kg.store.loads` takes those out that are.
    """
    folded = text.casefold()  # most texts hold neither word, and this is much faster than a pattern
    if "service" not in folded and "load" not in folded:
        return []
    if _LONG.search(text):
        raise RefusedError(
            f"the word SERVICE starts a run of more than {_LONGEST} characters; part them by spaces"
        )
    services = [found[1] for found in _services(text)]
    for target in services:
        if target[1:-1] not in allowed or not target.startswith("<"):
            raise RefusedError(_why(target, allowed))
    if found := _LOAD.search(text):
        raise RefusedError(
            f"LOAD {found[1]} is switched off; send the data itself, by POST to the graph store"
        )
    return [target[1:-1] for target in services]


def redirected(text: str, address: Callable[[str], str]) -> str:
    """A guarded text with another address for each of its services.

    What stands in a string and looks like a service is changed too: nobody can be sure what is a string.
    """
    for found in reversed(list(_services(text))):
        begin, end = found.span(1)
        text = f"{text[:begin]}<{address(text[begin + 1 : end - 1])}>{text[end:]}"
    return text


def _services(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while found := _SERVICE.search(text, position):
        yield found
        position = found.start() + 1


def _why(target: str, allowed: Sequence[str]) -> str:
    if not allowed:
        return f"SERVICE {target} is switched off on this server"
    return f"SERVICE {target} is not on the list of this server, written in full: {', '.join(allowed)}"
