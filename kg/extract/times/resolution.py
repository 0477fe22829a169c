"""From the words of a time expression to days."""

from collections.abc import Callable, Mapping

from kg.extract.times import explicit, relative
from kg.extract.times.intervals import Context, Groups, Reading
from kg.model import Interval


def resolve(shape: str, groups: Groups, context: Context) -> Reading | None:
    """The days that an expression of this shape means; None where they cannot be known, or do not exist."""
    try:
        found = _SHAPES[shape](groups, context) if shape in _SHAPES else None
    except (ValueError, OverflowError):  # the 30th of February, a year beyond the calendar
        return None
    return Reading(found, found) if isinstance(found, Interval) else found


_SHAPES: Mapping[str, Callable[[Groups, Context], Reading | Interval | None]] = {
    "iso": explicit.iso,
    "slashed": explicit.slashed,
    "month_first": explicit.month_first,
    "day_first": explicit.day_first,
    "month": explicit.named_month,
    "feast": explicit.feast,
    "years": explicit.years,
    "weekday": relative.weekday,
    "same": relative.same,
    "beside": relative.beside,
    "side": relative.side,
    "part": relative.part,
    "counted": relative.counted,
    "fixed": relative.fixed,
}
