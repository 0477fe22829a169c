"""Tenures of office, whose dates may be years, months or days and whose end may be open."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

HORIZON: Final = date(2022, 7, 19)
"""The day of the earliest query behind the tenures: an open end means "in office then", not today."""
YEARS_ONLY: Final = frozenset({"ep-world-leaders-2021"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office; dates are YYYY, YYYY-MM or YYYY-MM-DD, an empty end is open."""

    person: str
    office: str
    start: str
    end: str
    sources: tuple[str, ...]


def first_day(text: str) -> date:
    """The first day of a year, a month or a day."""
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day of a year, a month or a day."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(parts[0], 12, 31)


def covers(tenure: Tenure, on: date) -> bool:
    """Whether a day may lie in a tenure; an open end never ends."""
    return first_day(tenure.start) <= on and (not tenure.end or on <= last_day(tenure.end))


def certain_on(tenure: Tenure, on: date) -> bool:
    """Whether a day surely lies in a tenure; an open end reaches only to the horizon."""
    if not covers(tenure, on) or (not tenure.end and on > HORIZON):
        return False
    surely_begun = last_day(tenure.start) <= on
    return surely_begun and (not tenure.end or on <= first_day(tenure.end))
