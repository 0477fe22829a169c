"""What the engine says of a text that does not parse, in words that help."""

import re
from typing import Final

from kg.store.tokens import LONG, Token, tokens
from kg.terms import NAMESPACES

_PLACE: Final = re.compile(r"error at (\d+):(\d+)")


def told(message: str, text: str) -> str:
    """The engine's message; where a prefix is not declared, which one, and the line that declares it.

    The engine itself often names something else that it could have gone on with instead.
    """
    place = _PLACE.search(message)
    if len(text) > LONG:
        return message
    found = next(iter(_undeclared(text)), None)
    if place is None or found is None or _offset(text, int(place[1]), int(place[2])) < found.begin:
        return message
    prefix = found.text.partition(":")[0]
    line = f"PREFIX {prefix}: <{NAMESPACES.get(prefix, 'IRI')}>"
    return f"error at {_place(text, found.begin)}: the prefix {prefix}: is not declared; add the line {line}"


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1


def _place(text: str, offset: int) -> str:
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def _undeclared(text: str) -> list[Token]:
    """The prefixed names whose prefix nothing before them declares."""
    declared: set[str] = set()
    found = []
    before = ""
    for token in tokens(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                found.append(token)
        before = token.text
    return found
