"""The shapes of time expressions in English news: one regular expression with a named group for each."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kg.extract.patterns import opening


@cache
def calendar() -> Mapping[str, Any]:
    """The tables of `data/calendar.toml`."""
    return tomllib.loads((files("kg.extract") / "data" / "calendar.toml").read_text("utf-8"))


def months() -> Mapping[str, int]:
    """Number of each month, by its name or abbreviation without the full stop."""
    found: dict[str, int] = calendar()["months"]
    return found


def either(phrases: Iterable[str]) -> str:
    """An alternation, longest first, with any white space between words and either apostrophe in them."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return (
        "(?:"
        + "|".join(re.escape(p).replace(r"\ ", r"\s+").replace("'", "['’]") for p in longest_first)
        + ")"
    )


_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_DASH = r"\s*(?:[-–—]|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s*"
_WHICH = r"(?:last|this|next)\s+year"
# After the last day of a range comes no noun: "on May 5 and 12 people died" has one day.
_CLOSED = (
    r"(?=\s*(?:[,.;:)–—-]|$)|\s+(?:in|at|of|when|as|by|that|which|with|after|the|to|and|during|for|on)\b)"
)
_COUNT = (
    r"(?P<ct_number>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
    r"|(?P<ct_vague>(?:a\s+)?couple(?:\s+of)?|several|(?:a\s+)?few|many|some)"
)
_ROUGHLY = r"(?:about|around|nearly|almost|some|roughly|more\s+than|over|just|less\s+than)\s+"


def _explicit() -> dict[str, str]:
    """Shapes that name a day, month or year of the calendar."""
    tables = calendar()
    month = _names("months")
    return {
        "iso": rf"(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d)",
        "slashed": rf"(?P<sl_a>\d{{1,2}})/(?P<sl_b>\d{{1,2}})/(?P<sl_year>{_YEAR})(?!\d)",
        "month_first": rf"(?P<mf_month>{month})\s+(?P<mf_day>{_DAY})"
        rf"(?:{_DASH}(?:(?P<mf_month2>{month})\s+)?(?P<mf_day2>{_DAY}){_CLOSED})?"
        rf"(?:,?\s+(?P<mf_year>{_YEAR})\b|,?\s+(?P<mf_which>{_WHICH}))?",
        "day_first": rf"(?:(?P<df_day>{_DAY})(?:\s+(?P<df_month1>{month}))?{_DASH})?"
        rf"(?P<df_day2>{_DAY})\s+(?:of\s+)?(?P<df_month>{month})(?:,?\s+(?P<df_year>{_YEAR})\b|,?\s+(?P<df_which>{_WHICH}))?",
        "month": rf"(?:(?P<mo_side>last|this|next|that|early|mid|late)[\s-]+)?(?P<mo_month>{month})"
        rf"(?:(?:,?\s+|\s+of\s+)(?:(?P<mo_year>{_YEAR})\b|(?P<mo_which>{_WHICH})))?",
        "feast": rf"(?P<fe_name>{either(tables['feasts'])}|{either(tables['easter'])})"
        rf"(?:,?\s+(?P<fe_year>{_YEAR})\b)?",
        "decade": rf"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?{_YEAR[:-2]}0['’]?s\b",
        "years": rf"(?P<ys_year>{_YEAR})\b(?:{_DASH}(?P<ys_year2>{_YEAR})\b)?",
    }


def _relative() -> dict[str, str]:
    """Shapes that count from the day of publication or from an earlier expression."""
    tables = calendar()
    part = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|overnight|noon|midday)\b)"
    unit = either(tables["units"])
    return {
        "weekday": rf"(?:(?P<wd_side>last|this|next|the\s+following|the\s+previous)\s+)?"
        rf"(?P<wd_day>{_names('weekdays')}){part}?(?:\s+(?P<wd_week>last|this|next)\s+week)?",
        "same": r"(?:(?:earlier|later)\s+in\s+the\s+(?P<sm_in>day)\b|(?:that|the\s+same)\s+"
        r"(?P<sm_unit>day|night|morning|afternoon|evening|month|year|weekend|week)\b|at\s+the\s+time\b(?!\s+of))",
        "beside": r"the\s+(?:(?P<bs_way>next|following|previous)\s+"
        r"(?P<bs_unit>day|night|morning|week|month|year)\b|(?P<bs_unit2>day|night|morning|week|month|year)\s+(?P<bs_way2>before|after)\b)",
        "side": r"(?:(?:earlier|later)\s+)?(?:(?P<si_side>last|this|next)\s+"
        r"(?P<si_unit>week|month|year|weekend)\b|(?<=at\s|er\s|on\s|ng\s)(?P<si_weekend>the\s+weekend)\b)",
        "counted": rf"(?:{_ROUGHLY})?(?:(?:{_COUNT})\s+)?(?P<ct_unit>{unit})s?\s+"
        r"(?P<ct_way>ago|later|earlier|before|after|afterwards?|previously)\b"
        r"(?P<ct_alone>(?=\s*(?:[.,;:)]|$)|\s+(?:and|but)\b))?",
        "part": r"(?P<pt_part>first|start|beginning|end|middle|close|second|last|final)\s+"
        r"(?:(?:two|three|four|five|six|nine)\s+months\s+|half\s+|quarter\s+|months\s+)?of\s+"
        rf"(?:(?P<pt_which>the|this|last|next)\s+year\b|(?P<pt_year>{_YEAR})\b)",
        "fixed": rf"(?P<fx_name>{either(tables['days'])}){part}?",
        "recent": r"(?:recent|past|coming)\s+(?:hours|days|weeks|months|years|decades)\b",
    }


def _names(table: str) -> str:
    """The names of a table of the calendar; only an abbreviation takes a full stop."""
    names: Mapping[str, int] = calendar()[table]
    whole = {name for name in names if len(name) > 5 or name in ("march", "april", "may", "june", "july")}
    return rf"(?:{either(whole)}\b|{either(set(names) - whole)}\b\.?)"


@cache
def hints() -> frozenset[str]:
    """Lower-case words of which a time expression has one, unless it has a figure."""
    tables = calendar()
    names = {*tables["months"], *tables["weekdays"], *(word.split()[0] for word in tables["feasts"])}
    names |= {"year"}
    names |= {f"{name}." for name in names} | {word.split()[0] for word in tables["easter"]}
    units = {form for unit in (*tables["units"], "time", "weekend", "morning") for form in (unit, f"{unit}s")}
    days = {phrase.split()[-1] for phrase in tables["days"]}
    return frozenset(names | units | days)


_OPENINGS = (
    "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "couple", "several", "few", "many", "some", "about", "around", "nearly",
    "almost", "roughly", "more", "over", "just", "less", "the", "that", "same", "at", "last",
    "this", "next", "first", "start", "beginning", "end", "middle", "close", "second", "final",
    "early", "mid", "late", "earlier", "later", "recent", "past", "coming",
)  # fmt: skip


@cache
def expression() -> re.Pattern[str]:
    """One pattern for all shapes; the group that matched last (`Match.lastgroup`) names the shape."""
    shapes = _explicit() | _relative()
    order = (
        "iso slashed month_first day_first month weekday feast part same fixed beside side counted decade "
        "years recent"
    )
    alternatives = "|".join(f"(?P<{name}>{shapes[name]})" for name in order.split())
    first = opening(openings())
    return re.compile(rf"\b(?<![\w$€£/])(?<!\d[.,:-]){first}(?:{alternatives})(?!\w|[.,:]\d)", re.IGNORECASE)


def openings() -> frozenset[str]:
    """What a shape begins with that does not begin with a figure."""
    tables = calendar()
    names = (*tables["months"], *tables["weekdays"], *tables["feasts"], *tables["easter"])
    return frozenset((*names, *tables["units"], *tables["days"], *_OPENINGS))
