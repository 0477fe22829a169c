"""Full-text search inside SPARQL: a block in the query that is answered here, before the engine sees it.

    PREFIX search: <https://w3id.org/conflict-news/search#>
    SELECT ?event ?score { SERVICE search:texts { ?event search:words "cease-fire" ; search:score ?score } … }

The block becomes `VALUES (?event ?score) { (<…> 12.5) … }`. Nothing leaves the server, and what is left of
SERVICE in the query meets the guard as always: it looks at the text that comes out of here. Blazegraph
(`bds:search`), GraphDB and Jena (`text:query`) have theirs in the same place, as patterns; a block of its own
can be found and replaced by tokens alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from kg import rdf
from kg.errors import GraphError, QueryError
from kg.ontology import NAMESPACE, read
from kg.search import Found, Hit
from kg.store.tokens import LONG, Token, tokens
from kg.terms import SEARCH, XSD

SERVICE: Final = SEARCH + "texts"
MOST: Final = 500
"""Hits of a block: the engine joins up to 500 values fast, and many more slowly."""
_USUAL: Final = 100
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_COLUMNS: Final[dict[str, Callable[[Hit], rdf.Term | None]]] = {
    SEARCH + "score": lambda hit: rdf.typed(str(hit.score), XSD + "double"),
    SEARCH + "text": lambda hit: rdf.string(hit.text),
    SEARCH + "snippet": lambda hit: rdf.string("".join(part for part, _ in hit.snippet)),
    SEARCH + "label": lambda hit: rdf.string(hit.label) if hit.label else None,
    SEARCH + "property": lambda hit: rdf.iri(hit.property),
    SEARCH + "class": lambda hit: rdf.iri(hit.kind) if hit.kind else None,
}
"""What a variable of the block may be bound to."""


@dataclass(slots=True)
class _Block:
    """What a block asks for."""

    thing: str = ""
    words: str = ""
    kinds: list[str] = field(default_factory=list)
    limit: int = _USUAL
    columns: dict[str, str] = field(default_factory=dict)
    """Variable -> the property that it stands at."""


class Searchable(Protocol):
    """Where the hits come from."""

    def find(self, words: str, kinds: Sequence[str], limit: int) -> Found:
        """The things that fit best."""


def expand(text: str, texts: Searchable) -> str:
    """The query with the hits in place of each block. Without a block it is the same text.

    Raises QueryError where a block is not as it has to be, and what the search raises. In a text that is too
    long for looking at each token a block is left alone; the guard refuses it.
    """
    if len(text) > LONG or "service" not in text.lower():
        return text
    parts = list(tokens(text))
    names = _prefixes(parts)
    pieces: list[str] = []
    done = 0
    for begin, first, last in _blocks(parts, names):
        block = _read(parts[first + 1 : last], names)
        end = parts[last].begin + 1
        lines = "\n" * text.count("\n", parts[begin].begin, end)  # errors behind it keep their line
        pieces += [text[done : parts[begin].begin], _values(block, texts), lines]
        done = end
    return "".join([*pieces, text[done:]])


def concrete(kind: str) -> list[str]:
    """A class and those below it, by IRI. A class that the ontology does not have stands alone."""
    if kind in read().terms:
        return sorted({kind, *(term.iri for term in read().subclasses(kind))})
    return [kind]


def class_of(name: str) -> str:
    """The IRI of a class that is named in full, by prefix (cno:City) or alone (City)."""
    return name if "://" in name else NAMESPACE + name.removeprefix("cno:")


def _prefixes(parts: Sequence[Token]) -> dict[str, str]:
    found = {}
    for one, two, three in zip(parts, parts[1:], parts[2:], strict=False):
        if (one.text, two.kind, three.kind) == ("PREFIX", "name", "iri"):
            found[two.text.removesuffix(":")] = three.text[1:-1]
    return found


def _iri(token: Token, names: dict[str, str]) -> str | None:
    """The IRI that a token writes, None for what writes none."""
    if token.kind == "iri":
        return _unescaped(token.text[1:-1])
    prefix, colon, local = token.text.partition(":")
    if token.kind == "name" and colon and prefix in names:
        return names[prefix] + _unescaped(local)
    return None


def _blocks(parts: Sequence[Token], names: dict[str, str]) -> Iterator[tuple[int, int, int]]:
    """Of each block the places of SERVICE and of the two braces."""
    for begin, token in enumerate(parts):
        if (token.kind, token.text) != ("word", "SERVICE"):
            continue
        at = begin + 2 if parts[begin + 1 : begin + 2] and parts[begin + 1].text == "SILENT" else begin + 1
        if len(parts) > at + 1 and _iri(parts[at], names) == SERVICE and parts[at + 1].text == "{":
            last = next((n for n in range(at + 2, len(parts)) if parts[n].text in ("{", "}")), None)
            if last is None or parts[last].text == "{":
                raise QueryError("the block of search:texts holds nothing but its properties, up to a '}'")
            yield begin, at + 1, last


def _read(parts: Sequence[Token], names: dict[str, str]) -> _Block:
    """The triples of a block: one variable, with properties behind it."""
    block = _Block()
    rest = list(parts)
    while rest:
        if rest[0].kind == "variable":
            thing = rest.pop(0).text
            if block.thing not in ("", thing):
                raise QueryError(
                    f"a block of search:texts is about one variable; found {block.thing}, {thing}"
                )
            block.thing = thing
        if len(rest) < 2 or not block.thing:
            raise QueryError('expected ?thing search:words "…" in the block of search:texts')
        _note(block, _iri(rest[0], names), rest[1], names)
        del rest[:2]
        if rest and rest[0].text not in (".", ";"):
            raise QueryError(f"found {rest[0].text} in the block of search:texts; expected '.', ';' or '}}'")
        while rest and rest[0].text in (".", ";"):
            rest.pop(0)
    if not block.words:
        raise QueryError("a block of search:texts needs search:words with a string")
    return block


def _note(block: _Block, name: str | None, value: Token, names: dict[str, str]) -> None:
    if name == SEARCH + "words" and value.kind == "string":
        quotes = 3 if value.text.startswith(('"""', "'''")) else 1
        block.words = _unescaped(value.text[quotes:-quotes])
    elif name == SEARCH + "kind" and (kind := _iri(value, names)):
        block.kinds += concrete(kind)
    elif name == SEARCH + "limit" and value.text.isdecimal() and 0 < int(value.text) <= MOST:
        block.limit = int(value.text)
    elif name in _COLUMNS and value.kind == "variable" and value.text not in (block.thing, *block.columns):
        block.columns[value.text] = name
    else:
        known = ", ".join(f"search:{one.removeprefix(SEARCH)}" for one in _COLUMNS)
        raise QueryError(
            f"found {name or 'no property'} with {value.text} in the block of search:texts; expected "
            f"search:words with a string, search:kind with a class, search:limit with a number up to {MOST}, "
            f"or with a variable of its own one of {known}"
        )


def _values(block: _Block, texts: Searchable) -> str:
    hits = texts.find(block.words, block.kinds, block.limit).hits
    rows = " ".join(_row(hit, list(block.columns.values())) for hit in hits)
    return f"VALUES ({' '.join((block.thing, *block.columns))}) {{ {rows} }}"


def _row(hit: Hit, columns: Sequence[str]) -> str:
    try:
        found = [rdf.iri(hit.thing), *(_COLUMNS[name](hit) for name in columns)]
    except GraphError:
        return ""
    return f"({' '.join('UNDEF' if term is None else _written(term) for term in found)})"


def _written(term: rdf.Term) -> str:
    """A term in SPARQL; no brace, hash or bracket of a text is left for the guard to stumble over."""
    text = str(term)
    if isinstance(term, rdf.Literal) and term.datatype.value == XSD + "string":
        return re.sub(r"[<>{}#]", lambda match: f"\\u{ord(match[0]):04X}", text)
    return text


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(
        lambda match: (
            chr(int(match[1] or match[2], 16)) if match[1] or match[2] else _LETTERS.get(match[3], match[3])
        ),
        text,
    )
