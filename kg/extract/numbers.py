"""Quantities in words and figures: "at least 13", "dozens", "five or six", "1.2 million".

A quantity has a lower and an upper bound, equal when it is exact. By the annotation guide "more than N" and
"at least N" are at least N, "up to N" at most N, "about" and "nearly N" are N, "dozens" at least 24.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from kg.extract.patterns import opening

LARGEST = 10**12
"""No count of people exceeds this; longer figures are identifiers."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number phrase: character offsets (end exclusive), where its bare number begins, and its bounds."""

    begin: int
    end: int
    number: int
    minimum: int | None
    maximum: int | None


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads((files("kg.extract") / "data" / "numbers.toml").read_text("utf-8"))


def _either(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first) + ")"


@cache
def pattern() -> re.Pattern[str]:
    """A number phrase, percentages, ages, money and clock times left out."""
    words, bounds = _words(), _words()["bounds"]
    figure = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    scale = _either(words["scale"])
    tens = _either(word for word, value in words["small"].items() if value >= 20)
    group = rf"(?:{tens}[\s‐‑-]{_either(words['small'])}\b|{_either(words['small'])}\b)"
    # Only a hundred or more takes "and": "two and three were wounded" are two numbers.
    large = _either(word for word, value in words["scale"].items() if value >= 100)
    start = (
        rf"(?:an?\s+{large}\s+and\s+{group}|(?:half\s+)?an?\s+{scale}\b|half\s+{scale}\b|{group}|{scale}\b)"
    )
    step = rf"(?:(?:\s+and\s+a\s+half)?[\s-]{large}\b(?:(?:\s+and)?\s+{group})?|[\s-]{scale}\b)"
    spelled = rf"(?:{start}{step}*)"
    plural = rf"(?:(?:{_either(words['tens'])}\s+of\s+)?{_either(words['plural'])}\b)"
    vague = rf"(?:(?:(?:a\s+few|several|many)\s+){scale}s?\b)"
    number = (
        rf"(?:{vague}|{plural}|{spelled}"
        rf"|{figure}(?:\s?{_either(words['suffix'])}\b|(?:[\s-]+and\s+a\s+half)?(?:[\s-]+{scale}\b)*(?![\d\w])))"
    )
    first = opening(openings())
    return re.compile(
        rf"(?<![\w.,$€£#/:’'-]){first}(?:(?P<low>{_either(bounds['minimum'])})\s+|(?P<high>{_either(bounds['maximum'])})\s+"
        rf"|(?:{_either(bounds['exact'])})\s+)*"
        rf"(?:(?P<range>between|from)\s+)?(?P<first>{number})"
        rf"(?:(?(range)\s+(?:and|to)\s+|(?:\s+or\s+|\s+to\s+|\s?[-–—]\s?))(?P<last>{number}))?"
        rf"(?P<plus>\+|\s+{_either(bounds['minimum_after'])}\b)?(?P<less>\s+{_either(bounds['maximum_after'])}\b)?"
        rf"(?!\s?(?:%|percent\b|per\s+cent\b)|[-‐‑](?:years?|months?|weeks?|days?|hours?|minutes?)\b|[.,:/]\d|[-\w])",
        re.IGNORECASE,
    )


def ordinals() -> Mapping[str, int]:
    """Number of each spelled ordinal: "third" is 3."""
    found: dict[str, int] = _words()["ordinals"]
    return found


def openings() -> frozenset[str]:
    """What a number phrase begins with that does not begin with a figure."""
    words = _words()
    told = (phrase for kind in words["bounds"].values() for phrase in kind)
    counted = (word for kind in ("small", "scale", "plural", "tens") for word in words[kind])
    return frozenset((*told, *counted, "a", "an", "half", "several", "many", "between", "from"))


def parse_number(text: str) -> tuple[int, bool] | None:
    """The value of a number in figures or words, and whether it is only a lower bound ("dozens").

    None where the text is no number or is larger than any count of people.
    """
    words = re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", text.lower())
    tables = _words()
    if any(word in tables["plural"] for word in words):
        return _plural(words), True
    if (words and words[0] in ("several", "few", "many")) or words[:2] == ["a", "few"]:
        scale = tables["scale"].get(words[-1].rstrip("s"))
        return None if scale is None else (2 * scale, True)
    value = _spelled(words)
    return None if value is None or value > LARGEST else (value, False)


def _plural(words: list[str]) -> int:
    tables = _words()
    if len(words) > 1 and words[0] in tables["tens"]:
        times: int = tables["tens"][words[0]]
        return times * int(tables["plural"][words[-1]])
    return 2 * int(tables["plural"][words[-1]])


def _spelled(words: list[str]) -> int | None:
    """ "two hundred and thirteen", "half a million", "1.2 million", "one and a half million"."""
    tables = _words()
    total, current, seen = Decimal(0), Decimal(0), False
    for before, word in zip(["", *words], words, strict=False):
        scale = tables["scale"].get(word) or (tables["suffix"].get(word) if seen else None)
        if word[0].isdigit():
            current, seen = current + Decimal(word.replace(",", "")), True
        elif word in tables["small"]:
            current, seen = current + tables["small"][word], True
        elif word == "half":
            current, seen = current + Decimal("0.5"), True
        elif scale and scale < 1000:
            current, seen = (current or 1) * Decimal(scale), True
        elif scale:
            total, current, seen = total + (current or 1) * Decimal(scale), Decimal(0), True
        elif word != "and" and not (word in ("a", "an") and before in ("", "half", "and")):
            return None
    value = total + current
    return int(value) if seen and value <= LARGEST and value == int(value) else None


def quantities(text: str) -> tuple[Quantity, ...]:
    """All number phrases of a text, in order, without percentages, ages, fractions, money and clock times."""
    found: list[Quantity] = []
    match = pattern().search(text)
    while match:
        quantity = _quantity(match)
        if quantity is not None:
            found.append(quantity)
        match = pattern().search(text, quantity.end if quantity else match.end("first"))
    return tuple(found)


def _quantity(match: re.Match[str]) -> Quantity | None:
    first = parse_number(match["first"])
    if first is None:
        return None
    end, (minimum, vague) = match.end(), first
    maximum = None if vague else minimum
    last = parse_number(match["last"]) if match["last"] else None
    if last is not None and last[0] > minimum:
        maximum = None if last[1] else last[0]
    elif match["last"]:
        end = match.end("first")
    whole = end == match.end()
    if match["low"] or (whole and match["plus"]):
        return Quantity(match.start(), end, match.start("first"), minimum, None)
    if (match["high"] or (whole and match["less"])) and maximum is not None:
        return Quantity(match.start(), end, match.start("first"), None, maximum)
    return Quantity(match.start(), end, match.start("first"), minimum, maximum)
