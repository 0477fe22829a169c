"""From the words of a time expression to days, given the day of publication and what was said before."""

import calendar as gregorian
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta, weekday

from kg.extract.time_grammar import calendar
from kg.model import Interval

_NUMBERS = {
    word: n
    for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_SIDE = {"last": -1, "previous": -1, "this": 0, "next": 1, "following": 1}


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


_STRETCH: Mapping[str, Callable[[date], Interval]] = {
    "week": week,
    "weekend": weekend,
    "month": lambda when: month(when.year, when.month),
    "year": lambda when: whole_year(when.year),
}
_STEP: Mapping[str, relativedelta] = {
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

    `anchor` is what the expression before it means; `told` is the day that the tale stands at where it was named
    with its year, long before publication ("in early November 2005 … on 10 November"); `ahead`: what it dates is
    planned; `same_sentence`: the anchor stands in the same sentence.
    """

    published: date | None
    anchor: Interval | None = None
    told: date | None = None
    ahead: bool = False
    same_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: the whole of it, and its first part where it is a range."""

    interval: Interval
    onset: Interval
    explicit_year: bool = False


Groups = Mapping[str, str | None]


def resolve(shape: str, groups: Groups, context: Context) -> Reading | None:
    """The days that an expression of this shape means; None where they cannot be known, or do not exist."""
    try:
        found = _SHAPES[shape](groups, context) if shape in _SHAPES else None
    except (ValueError, OverflowError):  # the 30th of February, a year beyond the calendar
        return None
    return Reading(found, found) if isinstance(found, Interval) else found


def span_of(first: Reading, last: Reading) -> Reading | None:
    """From the first to the last of two readings, where they stand in that order."""
    if first.interval.start > last.interval.end:
        return None
    interval = Interval(first.interval.start, max(first.interval.end, last.interval.end))
    return Reading(interval, first.onset, first.explicit_year or last.explicit_year)


def _month_number(name: str) -> int:
    number: int = calendar()["months"][name.lower().rstrip(".")]
    return number


def _day_number(figures: str) -> int:
    return int(re.sub(r"\D", "", figures))


def _which_year(year: str | None, which: str | None, context: Context) -> int | None:
    if year:
        return int(year)
    if which and context.published:
        return context.published.year + _SIDE[which.split()[0].lower()]
    return None


def _yearless(context: Context, make: Callable[[int], Interval]) -> Interval:
    """The occurrence of a yearly date that is meant: in the tale's own time, ahead, or the last one."""
    if context.told is not None:
        for year in (context.told.year, context.told.year + 1):
            told = make(year)
            if -31 <= (told.start - context.told).days <= 200:
                return told
    if context.published is None:
        raise ValueError("a date without a year needs a day of publication")
    years = range(context.published.year - 4, context.published.year + 5)  # 29 February may be years away
    candidates = [interval for year in years if (interval := _attempt(make, year)) is not None]
    begins = attrgetter("start")
    if context.ahead:
        return min((i for i in candidates if i.end >= context.published), key=begins)
    return max((i for i in candidates if i.start <= context.published), key=begins)


def _attempt(make: Callable[[int], Interval], year: int) -> Interval | None:
    try:
        return make(year)
    except ValueError:  # no 29 February in this year
        return None


def _dated(context: Context, year: int | None, make: Callable[[int], Interval]) -> Reading:
    found = make(year) if year is not None else _yearless(context, make)
    return Reading(found, found, explicit_year=year is not None)


def _iso(groups: Groups, context: Context) -> Interval:
    return day(date(int(groups["iso_year"] or 0), int(groups["iso_month"] or 0), int(groups["iso_day"] or 0)))


def _slashed(groups: Groups, context: Context) -> Interval | None:
    """Day and month stand in either order by country: only an order that is the only possible one is read."""
    first, second, year = (int(groups[name] or 0) for name in ("sl_a", "sl_b", "sl_year"))
    if first == second or second > 12:
        return day(date(year, first, second))
    return day(date(year, second, first)) if first > 12 else None


def _month_first(groups: Groups, context: Context) -> Reading | None:
    name, figures = groups["mf_month"] or "", groups["mf_day"] or ""
    year = _which_year(groups["mf_year"], groups["mf_which"], context)
    first = _dated(context, year, lambda y: day(date(y, _month_number(name), _day_number(figures))))
    if groups["mf_day2"] is None:
        return first
    ending = _month_number(groups["mf_month2"] or name), _day_number(groups["mf_day2"])
    return span_of(first, Reading(*2 * (day(date(first.interval.start.year, *ending)),)))


def _day_first(groups: Groups, context: Context) -> Reading | None:
    name, figures = groups["df_month"] or "", groups["df_day2"] or ""
    year = _which_year(groups["df_year"], groups["df_which"], context)
    last = _dated(context, year, lambda y: day(date(y, _month_number(name), _day_number(figures))))
    if groups["df_day"] is None:
        return last
    start = date(
        last.interval.start.year, _month_number(groups["df_month1"] or name), _day_number(groups["df_day"])
    )
    return span_of(Reading(*2 * (day(start),), last.explicit_year), last)


def _month(groups: Groups, context: Context) -> Reading | None:
    number, side = _month_number(groups["mo_month"] or ""), (groups["mo_side"] or "").lower()
    year = _which_year(groups["mo_year"], groups["mo_which"], context)
    if year is None and side in ("last", "this", "next") and context.published is not None:
        year = context.published.year + _turn(side, number - context.published.month)
    return _dated(context, year, lambda y: month(y, number))


def _turn(side: str, months_ahead: int) -> int:
    """In which year "last", "this" or "next" puts a month that lies so many months ahead in this one."""
    if side == "last":
        return 0 if months_ahead < 0 else -1
    return int(side == "next" and months_ahead <= 0)


def _feast(groups: Groups, context: Context) -> Reading:
    name = re.sub(r"\s+", " ", groups["fe_name"] or "").lower().replace("’", "'")
    year = int(groups["fe_year"]) if groups["fe_year"] else None
    if name in calendar()["feasts"]:
        return _dated(context, year, lambda y: day(date(y, *calendar()["feasts"][name])))
    return _dated(context, year, lambda y: day(easter(y) + timedelta(days=calendar()["easter"][name])))


def _years(groups: Groups, context: Context) -> Reading | None:
    first = whole_year(int(groups["ys_year"] or 0))
    last = whole_year(int(groups["ys_year2"])) if groups["ys_year2"] else first
    return span_of(Reading(first, first, True), Reading(last, last))


def _weekday(groups: Groups, context: Context) -> Interval | None:
    number: int = calendar()["weekdays"][(groups["wd_day"] or "").lower().rstrip(".")]
    side = (groups["wd_side"] or "").lower().split()[-1:]
    published = context.published
    if groups["wd_week"] and published:
        return day(week(published).start + timedelta(days=7 * _SIDE[groups["wd_week"].lower()] + number))
    if side in (["following"], ["previous"]):
        sign = _SIDE[side[0]]
        return context.anchor and day(
            context.anchor.end + relativedelta(days=sign, weekday=weekday(number, sign))
        )
    if published is None:
        return None
    if side == ["next"] or (side == ["this"] and context.ahead):
        return day(published + relativedelta(days=1, weekday=weekday(number, 1)))
    if side == ["last"]:
        return day(published + relativedelta(days=-1, weekday=weekday(number, -1)))
    return day(published + relativedelta(weekday=weekday(number, 1 if context.ahead else -1)))


def _same(groups: Groups, context: Context) -> Interval | None:
    """ "That month", "the same day"; "at the time" is all of what was said before."""
    unit = (groups["sm_unit"] or "").lower()
    if context.anchor is None or not unit:
        return context.anchor
    return _STRETCH.get(unit, day)(context.anchor.start)


def _beside(groups: Groups, context: Context) -> Interval | None:
    way = (groups["bs_way"] or groups["bs_way2"] or "").lower()
    unit = (groups["bs_unit"] or groups["bs_unit2"] or "").lower()
    if context.anchor is None or (groups["bs_way2"] and not context.same_sentence):
        return None
    # "the day after X" dates X, which was a day earlier.
    sign = -1 if way in ("previous", "after") else 1
    start = context.anchor.start + sign * _STEP[unit]
    return _STRETCH.get(unit, day)(start)


def _side(groups: Groups, context: Context) -> Interval | None:
    if context.published is None:
        return None
    if groups["si_weekend"] or (groups["si_unit"] or "").lower() == "weekend":
        ahead = context.ahead or (groups["si_side"] or "").lower() == "next"
        anchor = context.published if ahead else context.published - timedelta(days=5)
        return weekend(anchor)
    unit, side = (groups["si_unit"] or "").lower(), (groups["si_side"] or "").lower()
    return _STRETCH[unit](context.published + _SIDE[side] * _STEP[unit])


def _counted(groups: Groups, context: Context) -> Interval | None:
    """ "Two days later", "a month after X", "seven years ago", "hours later"."""
    way, unit = (groups["ct_way"] or "").lower(), (groups["ct_unit"] or "").lower()
    base = day(context.published) if way == "ago" and context.published else context.anchor
    if base is None or (way == "ago" and context.published is None):
        return None
    number = _number(groups["ct_number"])
    if way in ("before", "after") and not context.same_sentence:
        return None
    if unit in ("hour", "minute"):
        return None if way in ("before", "after") or (number or 0) > 12 else base
    if number is None:
        # "days earlier" stays within a month or a year that is all that is known.
        return base if base.end - base.start > timedelta(days=7) and not groups["ct_vague"] else None
    sign = -1 if way in ("ago", "earlier", "after", "previously") else 1
    start = base.start + sign * number * _STEP[unit]
    if base.end != base.start:
        return _STRETCH["month" if base.end - base.start < timedelta(days=32) else "year"](start)
    return _STRETCH.get(unit, day)(start)


def _number(words: str | None) -> int | None:
    if words is None:
        return None
    return 1 if words.lower() in ("a", "an") else _NUMBERS.get(words.lower()) or int(words)


def _fixed(groups: Groups, context: Context) -> Interval | None:
    name = re.sub(r"\s+", " ", groups["fx_name"] or "").lower()
    return context.published and day(context.published + timedelta(days=calendar()["days"][name]))


_SHAPES: Mapping[str, Callable[[Groups, Context], Reading | Interval | None]] = {
    "iso": _iso,
    "slashed": _slashed,
    "month_first": _month_first,
    "day_first": _day_first,
    "month": _month,
    "feast": _feast,
    "years": _years,
    "weekday": _weekday,
    "same": _same,
    "beside": _beside,
    "side": _side,
    "counted": _counted,
    "fixed": _fixed,
}
