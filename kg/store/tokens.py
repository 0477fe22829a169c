"""The tokens of a SPARQL request (SPARQL 1.1 Query, 19.8), for questions that need no grammar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

# Possessive throughout, and what is not closed runs to the end: the time is linear in the text.
_TOKEN: Final = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|\'\'\'(?:[^'\\]|\\.|'(?!''))*+(?:\'\'\'|\Z)
                  |"(?:[^"\\\n\r]|\\.)*+(?:"|(?=[\n\r\\])|\Z)|'(?:[^'\\\n\r]|\\.)*+(?:'|(?=[\n\r\\])|\Z))
       |(?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
       |(?P<comment>\#[^\n\r]*+)
       |(?P<space>\s++)
       |(?P<variable>[?$]\w++)
       |(?P<tag>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
       |(?P<name>(?:[^\W\d_][\w.-]{0,255}+)?+(?<!\.):(?:(?:[\w:%·-]|\.++(?=[\w:%·\\-])|\\.)*+))
       |(?P<number>(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)
       |(?P<word>[^\W\d]\w*+)
       |(?P<other>.)''',
    re.VERBOSE | re.DOTALL,
)
LONG: Final = 100_000
"""Characters of a text that is too long for looking at each token while others wait."""
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is string, iri, variable, tag, name (prefixed), number, word (upper case) or other."""

    kind: str
    text: str
    begin: int


def tokens(text: str) -> Iterator[Token]:
    """Tokens without space and comments; a text that does not lex gives odd tokens, never an error."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind not in ("space", "comment"):
            value = match.group()
            yield Token(kind, value.upper() if kind == "word" else value, match.start())


def has_word(text: str, words: frozenset[str]) -> bool:
    """Whether one of these words, in capitals, is a word of the request, not a part of something else.

    Of a text that is long and holds it anywhere, it is taken for granted: tokens take a second for each MB,
    and other threads stand still while a pattern is looked for.
    """
    folded = text.casefold()
    if not any(word.casefold() in folded for word in words):
        return False
    if len(text) > LONG:
        return True
    found = _any_of(words).search(text)
    return bool(found) and any(token.kind == "word" and token.text in words for token in tokens(text))


@lru_cache(maxsize=64)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b", re.IGNORECASE)


def iris(text: str, base: str | None = None) -> set[str]:
    """Every IRI that the text names, in full or by prefix."""
    found: set[str] = set()
    prefixes: dict[str, str] = {}
    waiting: list[Token] = []
    for token in tokens(text):
        waiting = [*waiting[-2:], token]
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            found.add(prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local))
        elif token.kind == "iri":
            value = urljoin(base or "", _unescaped(token.text[1:-1]))
            found.add(value)
            before = [t.text for t in waiting[:-1]]
            if before[-1:] == ["BASE"]:
                base = value
            elif before[:1] == ["PREFIX"] and len(before) == 2:
                prefixes[before[1].removesuffix(":")] = value
    return found


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), value)
