"""Dumps of Wikidata as lines: JSON (one item a line in an array) and truthy N-Triples, plain or compressed.

JSON: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html; "truthy" triples have the best
statements only, without qualifiers, so that tenures have no dates and are left out.
"""

import bz2
import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO, Any, Final

from kg.errors import ConfigurationError
from kg.knowledge.grow.found import END, LANGUAGES, START, SUBCLASS_OF, USED, Claim, Found

ENTITY: Final = "http://www.wikidata.org/entity/"
_DIRECT: Final = "http://www.wikidata.org/prop/direct/"
_LABELS: Final = frozenset(
    ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel")
)
_SITELINKS: Final = "http://wikiba.se/ontology#sitelinks"
_TRIPLE: Final = re.compile(
    r'<([^>]+)> <([^>]+)> (?:<([^>]+)>|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<[^>]+>)?) \.\s*$'
)
_POINT: Final = re.compile(r"Point\((-?[\d.]+) (-?[\d.]+)\)", re.IGNORECASE)
_ESCAPE: Final = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(["\\tnrbf\']))')
_ESCAPED: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_CLASS_IN_JSON: Final = re.compile(rb'"property":"P31"[^{}]*"datavalue":\{"value":\{[^{}]*"id":"(Q\d+)"')


class BadLineError(ValueError):
    """A line that is not what it should be; it is left out and counted."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """(lines, the file behind them) of a dump, whose position there tells how much has been read."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise ConfigurationError(f"cannot read the dump {path}: {error}") from error
    with raw:
        magic = raw.read(3)
        raw.seek(0)
        if magic[:2] == b"\x1f\x8b":
            yield gzip.GzipFile(fileobj=raw), raw  # type: ignore[misc]
        elif magic == b"BZh":
            yield bz2.BZ2File(raw), raw
        else:
            yield raw, raw


def lines(stream: IO[bytes], path: Path) -> Iterator[bytes]:
    """The lines of a dump. Raises ConfigurationError where it is cut off or damaged."""
    count = 0
    try:
        for line in stream:
            count += 1
            yield line
    except (EOFError, OSError, zlib.error) as error:
        raise ConfigurationError(
            f"{path} is cut off or damaged after line {count:,} ({error}): get the rest of it, and run "
            "the same command again to go on from there; the base is as it was"
        ) from error


# -- JSON


def may_be(line: bytes, kinds: Mapping[str, str]) -> bool:
    """Whether an item's line may be of a class that is kept: looked at before it is parsed."""
    classes = _CLASS_IN_JSON.findall(line)
    return not classes or any(name.decode() in kinds for name in classes) or b'"P279"' in line


def entity(line: bytes) -> Found | None:
    """The item of a line; None for brackets, blank lines and what is no item. Raises BadLineError."""
    text = line.strip().rstrip(b",")
    if text in (b"", b"[", b"]"):
        return None
    try:
        record = json.loads(text)
        return _found(record) if record.get("type") == "item" else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadLineError(f"{type(error).__name__}: {error}") from error


def _found(record: Mapping[str, Any]) -> Found:
    found = Found(record["id"])
    labels, aliases = record.get("labels") or {}, record.get("aliases") or {}
    names = [labels[language]["value"] for language in LANGUAGES if language in labels]
    names += [alias["value"] for language in LANGUAGES for alias in aliases.get(language, ())]
    found.name, found.aliases = (names[0], names[1:]) if names else ("", [])
    found.sitelinks = len(record.get("sitelinks") or {})
    for name, statements in (record.get("claims") or {}).items():
        if name in USED:
            found.claims[name] = list(_claims(statements))
    return found


def _claims(statements: list[Any]) -> Iterator[Claim]:
    """The best statements: preferred before normal ones, deprecated ones never."""
    ranked = sorted(statements, key=lambda statement: statement.get("rank") != "preferred")
    for statement in ranked:
        value = _value(statement["mainsnak"])
        if value and statement.get("rank") != "deprecated":
            qualifiers = statement.get("qualifiers") or {}
            yield Claim(value, *(_qualifier(qualifiers, name) for name in (START, END)))


def _qualifier(qualifiers: Mapping[str, Any], name: str) -> str:
    return next((value for snak in qualifiers.get(name, ()) if (value := _value(snak))), "")


def _value(snak: Mapping[str, Any]) -> str:
    """The value of a snak as text; nothing for "no value", "unknown" and types that are not used."""
    if snak.get("snaktype") != "value":
        return ""
    value = snak["datavalue"]["value"]
    if isinstance(value, str):
        return value
    if "id" in value:
        return str(value["id"])
    if "time" in value:
        return str(value["time"])
    if "latitude" in value:
        return f"{round(value['latitude'], 5):g} {round(value['longitude'], 5):g}"
    return str(value["text"]) if value.get("language") in LANGUAGES else ""


# -- truthy N-Triples


def triples(source: Iterator[bytes]) -> Iterator[Found | BadLineError]:
    """The items of a truthy dump, whose triples stand together by subject."""
    for subject, group in groupby(map(_triple, source), key=lambda triple: triple[0]):
        if subject is None:
            yield from (BadLineError(bad[2]) for bad in group if bad[2])
        elif subject.startswith(ENTITY + "Q"):
            yield _gathered(subject.removeprefix(ENTITY), group)


def _triple(line: bytes) -> tuple[str | None, str, str, str]:
    text = line.decode("utf-8", "replace")
    match = _TRIPLE.match(text)
    if match is None:
        return None, "", "" if not text.strip() or text.startswith("#") else "no N-Triples", ""
    subject, predicate, other, words, language = match.groups()
    return subject, predicate, other or _unescaped(words), language or ""


def _gathered(key: str, group: Iterator[tuple[str | None, str, str, str]]) -> Found:
    found, names = Found(key), []
    for _, predicate, value, language in group:
        if predicate in _LABELS and language in LANGUAGES:
            names.append((not predicate.endswith("#label"), LANGUAGES.index(language), value))
        elif predicate == _SITELINKS:
            found.sitelinks = int(value) if value.isdecimal() else 0
        elif predicate.startswith(_DIRECT) and (name := predicate.removeprefix(_DIRECT)) in USED:
            text = value.removeprefix(ENTITY)
            point = _POINT.match(text)
            found.claims.setdefault(name, []).append(Claim(f"{point[2]} {point[1]}" if point else text))
    ordered = [name for *_, name in sorted(names, key=lambda one: one[:2])]
    found.name, found.aliases = (ordered[0], ordered[1:]) if ordered else ("", [])
    return found


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(
        lambda match: (
            chr(int(match[1] or match[2], 16)) if match[1] or match[2] else _ESCAPED.get(match[3], match[3])
        ),
        text,
    )


def superclasses(found: Found) -> list[str]:
    """The classes that an item is a subclass of."""
    return [claim.value for claim in found.claims.get(SUBCLASS_OF, ())]
