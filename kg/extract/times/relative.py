"""Times that count from the day of publication or from a time told before."""

import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as on

from kg.extract.times.grammar import calendar
from kg.extract.times.intervals import (
    SIDES,
    STEPS,
    STRETCHES,
    Context,
    Groups,
    Reading,
    day,
    month,
    week,
    weekend,
    whole_year,
)
from kg.model import Interval

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}


def weekday(groups: Groups, context: Context) -> Interval | None:
    number: int = calendar()["weekdays"][(groups["wd_day"] or "").lower().rstrip(".")]
    side = (groups["wd_side"] or "").lower().split()[-1:]
    published = context.published
    if groups["wd_week"] and published:
        return day(week(published).start + timedelta(days=7 * SIDES[groups["wd_week"].lower()] + number))
    if side in (["following"], ["previous"]):
        sign = SIDES[side[0]]
        return context.anchor and day(context.anchor.end + relativedelta(days=sign, weekday=on(number, sign)))
    if published is None:
        return None
    if side == ["next"] or (side == ["this"] and context.ahead):
        return day(published + relativedelta(days=1, weekday=on(number, 1)))
    if side == ["last"]:
        return day(published + relativedelta(days=-1, weekday=on(number, -1)))
    return day(published + relativedelta(weekday=on(number, 1 if context.ahead else -1)))


def same(groups: Groups, context: Context) -> Interval | None:
    """ "That month", "the same day"; "at the time" is all of what was said before."""
    if groups["sm_in"]:
        return day(context.published) if context.ahead and context.published else context.day
    unit = (groups["sm_unit"] or "").lower()
    if context.anchor is None or not unit:
        return context.anchor
    return STRETCHES.get(unit, day)(context.anchor.start)


def beside(groups: Groups, context: Context) -> Interval | None:
    way = (groups["bs_way"] or groups["bs_way2"] or "").lower()
    unit = (groups["bs_unit"] or groups["bs_unit2"] or "").lower()
    if context.anchor is None or (groups["bs_way2"] and not context.same_sentence):
        return None
    # "the day after X" dates X, which was a day earlier.
    sign = -1 if way in ("previous", "after") else 1
    start = context.anchor.start + sign * STEPS[unit]
    return STRETCHES.get(unit, day)(start)


def side(groups: Groups, context: Context) -> Interval | None:
    if context.published is None:
        return None
    if groups["si_weekend"] or (groups["si_unit"] or "").lower() == "weekend":
        ahead = context.ahead or (groups["si_side"] or "").lower() == "next"
        anchor = context.published if ahead else context.published - timedelta(days=5)
        return weekend(anchor)
    unit, side = (groups["si_unit"] or "").lower(), (groups["si_side"] or "").lower()
    return STRETCHES[unit](context.published + SIDES[side] * STEPS[unit])


def part(groups: Groups, context: Context) -> Reading | None:
    """ "The first three months of the year", "the end of 2022": of a year; the first is January."""
    which = (groups["pt_which"] or "").lower()
    if context.published is None and not groups["pt_year"]:
        return None
    published = context.published.year if context.published else 0
    year = int(groups["pt_year"]) if groups["pt_year"] else published + SIDES.get(which, 0)
    begins = (groups["pt_part"] or "").lower() in ("first", "start", "beginning")
    return Reading(whole_year(year), month(year, 1) if begins else whole_year(year), bool(groups["pt_year"]))


def counted(groups: Groups, context: Context) -> Interval | None:
    """ "Two days later", "a month after X", "seven years ago", "hours later"."""
    way, unit = (groups["ct_way"] or "").lower(), (groups["ct_unit"] or "").lower()
    if groups["ct_alone"] is not None:  # "they had left two days before"
        way = {"before": "earlier", "after": "later"}.get(way, way)
    base = day(context.published) if way == "ago" and context.published else context.anchor
    compared = way in ("before", "after") and not context.same_sentence
    base = context.subject if compared and context.subject is not None else base
    if base is None or (way == "ago" and context.published is None):
        return None
    number = _number(groups["ct_number"])
    if compared and context.subject is None:
        return None
    if unit in ("hour", "minute"):
        return None if way in ("before", "after") or (number or 0) > 12 else context.day
    if (
        unit == "day"
        and base.end - base.start > timedelta(days=31)
        and way != "ago"
        and context.day is not None
    ):
        base = context.day  # days are counted from a day, not from the year of an aside
    if number is None and unit == "day" and base.start == base.end and way == "earlier":
        return Interval(base.start - timedelta(days=_FEW), base.start - timedelta(days=2))
    if number is None:
        # "days earlier" stays within a month or a year that is all that is known.
        return base if base.end - base.start > timedelta(days=7) and not groups["ct_vague"] else None
    sign = -1 if way in ("ago", "earlier", "after", "previously") else 1
    start = base.start + sign * number * STEPS[unit]
    if base.end != base.start:
        return STRETCHES["month" if base.end - base.start < timedelta(days=32) else "year"](start)
    return STRETCHES.get(unit, day)(start)


_FEW = 9
"""Days; "days earlier" is fewer."""


def _number(words: str | None) -> int | None:
    if words is None:
        return None
    return 1 if words.lower() in ("a", "an") else _NUMBERS.get(words.lower()) or int(words)


def fixed(groups: Groups, context: Context) -> Interval | None:
    if context.published is None:
        return None
    name = re.sub(r"\s+", " ", groups["fx_name"] or "").lower()
    return day(context.published + timedelta(days=calendar()["days"][name]))
