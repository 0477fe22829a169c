"""Dates that name a day, month or year of the calendar; without a year, the one that is meant."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from operator import attrgetter

from dateutil.easter import easter

from kg.extract.times.grammar import calendar, months
from kg.extract.times.intervals import SIDES, Context, Groups, Reading, day, month, span_of, whole_year
from kg.model import Interval


def _month_number(name: str) -> int:
    number = months()[name.lower().rstrip(".")]
    return number


def _day_number(figures: str) -> int:
    return int(re.sub(r"\D", "", figures))


def _which_year(year: str | None, which: str | None, context: Context) -> int | None:
    if year:
        return int(year)
    if which and context.published:
        return context.published.year + SIDES[which.split()[0].lower()]
    return None


def _yearless(context: Context, make: Callable[[int], Interval]) -> Interval:
    """The occurrence of a yearly date that is meant: in the tale's own time, ahead, or the last one."""
    if context.told is not None and not _fresh(context, make):
        for year in (context.told.year, context.told.year + 1):
            told = make(year)
            if -31 <= (told.start - context.told).days <= 200:
                return told
    if context.published is None:
        raise ValueError("a date without a year needs a day of publication")
    years = range(context.published.year - 4, context.published.year + 5)  # 29 February may be years away
    candidates = [interval for year in years if (interval := _attempt(make, year)) is not None]
    begins = attrgetter("start")
    last = max((i for i in candidates if i.start <= context.published), key=begins)
    if not context.ahead:
        return last
    coming = min((i for i in candidates if i.end >= context.published), key=begins)
    far = (coming.start - context.published).days > _HALF_A_YEAR
    return last if far and (context.published - last.start).days <= _NEWS else coming


def _fresh(context: Context, make: Callable[[int], Interval]) -> bool:
    """Whether the date lies in the weeks before publication, which news are made of."""
    if context.published is None or not context.news:
        return False
    tried = (_attempt(make, year) for year in (context.published.year - 1, context.published.year))
    return any(0 <= (context.published - i.start).days <= _NEWS for i in tried if i is not None)


_NEWS = 45
"""Days."""
_HALF_A_YEAR = 183
"""Days; "ordered them to march on April 4", said in April, is no order for next year."""


def _attempt(make: Callable[[int], Interval], year: int) -> Interval | None:
    try:
        return make(year)
    except ValueError:  # no 29 February in this year
        return None


def _dated(context: Context, year: int | None, make: Callable[[int], Interval]) -> Reading:
    found = make(year) if year is not None else _yearless(context, make)
    return Reading(found, found, explicit_year=year is not None)


def iso(groups: Groups, context: Context) -> Interval:
    return day(date(int(groups["iso_year"] or 0), int(groups["iso_month"] or 0), int(groups["iso_day"] or 0)))


def slashed(groups: Groups, context: Context) -> Interval | None:
    """Day and month stand in either order by country: only an order that is the only possible one is read."""
    first, second, year = (int(groups[name] or 0) for name in ("sl_a", "sl_b", "sl_year"))
    if first == second or second > 12:
        return day(date(year, first, second))
    return day(date(year, second, first)) if first > 12 else None


def month_first(groups: Groups, context: Context) -> Reading | None:
    name, figures = groups["mf_month"] or "", groups["mf_day"] or ""
    year = _which_year(groups["mf_year"], groups["mf_which"], context)
    first = _dated(context, year, lambda y: day(date(y, _month_number(name), _day_number(figures))))
    if groups["mf_day2"] is None:
        return first
    ending = _month_number(groups["mf_month2"] or name), _day_number(groups["mf_day2"])
    return span_of(first, Reading(*2 * (day(date(first.interval.start.year, *ending)),)))


def day_first(groups: Groups, context: Context) -> Reading | None:
    name, figures = groups["df_month"] or "", groups["df_day2"] or ""
    year = _which_year(groups["df_year"], groups["df_which"], context)
    last = _dated(context, year, lambda y: day(date(y, _month_number(name), _day_number(figures))))
    if groups["df_day"] is None:
        return last
    start = date(
        last.interval.start.year, _month_number(groups["df_month1"] or name), _day_number(groups["df_day"])
    )
    return span_of(Reading(*2 * (day(start),), last.explicit_year), last)


def named_month(groups: Groups, context: Context) -> Reading | None:
    number, side = _month_number(groups["mo_month"] or ""), (groups["mo_side"] or "").lower()
    year = _which_year(groups["mo_year"], groups["mo_which"], context)
    if year is None and side in ("last", "this", "next") and context.published is not None:
        year = context.published.year + _turn(side, number - context.published.month)
    if side == "that" and context.anchor is not None:
        year = context.anchor.start.year
    return _dated(context, year, lambda y: month(y, number))


def _turn(side: str, months_ahead: int) -> int:
    """In which year "last", "this" or "next" puts a month that lies so many months ahead in this one."""
    if side == "last":
        return 0 if months_ahead < 0 else -1
    return int(side == "next" and months_ahead <= 0)


def feast(groups: Groups, context: Context) -> Reading:
    name = re.sub(r"\s+", " ", groups["fe_name"] or "").lower().replace("’", "'")
    year = int(groups["fe_year"]) if groups["fe_year"] else None
    if name in calendar()["feasts"]:
        return _dated(context, year, lambda y: day(date(y, *calendar()["feasts"][name])))
    return _dated(context, year, lambda y: day(easter(y) + timedelta(days=calendar()["easter"][name])))


def years(groups: Groups, context: Context) -> Reading | None:
    first = whole_year(int(groups["ys_year"] or 0))
    last = whole_year(int(groups["ys_year2"])) if groups["ys_year2"] else first
    return span_of(Reading(first, first, True), Reading(last, last))
