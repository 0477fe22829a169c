"""Days, weeks, months and years, and what a time expression is read against."""

import calendar as gregorian
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from kg.model import Interval


def day(when: date) -> Interval:
    """One day."""
    return Interval(when, when)


def month(year: int, number: int) -> Interval:
    """A whole month."""
    return Interval(date(year, number, 1), date(year, number, gregorian.monthrange(year, number)[1]))


def whole_year(year: int) -> Interval:
    """A whole year."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def week(when: date) -> Interval:
    """Monday to Sunday."""
    monday = when - timedelta(days=when.weekday())
    return Interval(monday, monday + timedelta(days=6))


def weekend(when: date) -> Interval:
    """The Saturday and Sunday of a week."""
    monday = when - timedelta(days=when.weekday())
    return Interval(monday + timedelta(days=5), monday + timedelta(days=6))


SIDES = {"last": -1, "previous": -1, "this": 0, "next": 1, "following": 1}


STRETCHES: Mapping[str, Callable[[date], Interval]] = {
    "week": week,
    "weekend": weekend,
    "month": lambda when: month(when.year, when.month),
    "year": lambda when: whole_year(when.year),
}


STEPS: Mapping[str, relativedelta] = {
    "day": relativedelta(days=1),
    "night": relativedelta(days=1),
    "morning": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "weekend": relativedelta(weeks=1),
    "fortnight": relativedelta(weeks=2),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
    "decade": relativedelta(years=10),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    `anchor` is what the expression before it means; `told` is the day that the tale stands at where it was
    named with its year, long before publication ("in early November 2005 … on 10 November"); `ahead`: what it
    dates is planned; `same_sentence`: the anchor stands in the same sentence; `news`: the text has told of
    the year before publication, as a tale of long ago does not; `day`: the last single day that it named;
    `subject`: when that happened which is said to have come before or after something.
    """

    published: date | None
    anchor: Interval | None = None
    told: date | None = None
    ahead: bool = False
    same_sentence: bool = False
    news: bool = True
    day: Interval | None = None
    subject: Interval | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: the whole of it, and its first part where it is a range."""

    interval: Interval
    onset: Interval
    explicit_year: bool = False


Groups = Mapping[str, str | None]


def span_of(first: Reading, last: Reading) -> Reading | None:
    """From the first to the last of two readings, where they stand in that order."""
    if first.interval.start > last.interval.end:
        return None
    interval = Interval(first.interval.start, max(first.interval.end, last.interval.end))
    return Reading(interval, first.onset, first.explicit_year or last.explicit_year)
