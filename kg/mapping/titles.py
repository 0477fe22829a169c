"""What an event is called: class, words, who to whom and when, so that a list of events can be read."""

import re
from calendar import monthrange
from collections.abc import Iterable

from kg.mapping.article import Page
from kg.mapping.quoting import plain
from kg.model import Event, Interval, ReferentId

_MARKS = re.compile('[“”„«»"]')
SHOWN = 3
"""Names of one side that are told; of the others only how many."""


def title(page: Page, event: Event) -> str:
    """As in "Assault: shelled – Norland Army → Port Esk (2023-09-19)"; what is not known is left out."""
    words = " ".join(_MARKS.sub("", page.quotation(min(event.triggers)).value).split())
    actors, targets = _names(page, event.actors), _names(page, event.targets)
    who, whom = actors and f" – {actors}", targets and f" → {targets}"
    return f"{event.kind.rpartition('#')[2]}: {words}{who}{whom}{_when(event.interval)}"


def _names(page: Page, referents: Iterable[ReferentId]) -> str:
    names = [plain(page.linked.entities[referent].name) for referent in referents]
    more = len(names) - SHOWN
    if more > 1:
        return f"{', '.join(names[:SHOWN])} and {more} others"
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _when(interval: Interval | None) -> str:
    """A day, a month or a year where it is exactly that, else the first and last day."""
    if interval is None:
        return ""
    start, end = interval.start, interval.end
    if start == end:
        told = start.isoformat()
    elif (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        told = f"{start.year:04}"
    elif (start.year, start.month) == (end.year, end.month) and (start.day, end.day) == (
        1,
        monthrange(end.year, end.month)[1],
    ):
        told = start.isoformat()[:7]
    else:
        told = f"{start.isoformat()} – {end.isoformat()}"
    return f" ({told})"
