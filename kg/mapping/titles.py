"""What an event is called: class, words, who to whom, when and how sure, so that a list can be read."""

import re
from calendar import monthrange
from collections.abc import Iterable

from kg import vocab
from kg.mapping.article import Page
from kg.mapping.quoting import plain
from kg.model import Event, Interval, ReferentId

_MARKS = re.compile('[“”„«»"]')
SHOWN = 3
"""Names of one side that are told; of the others only how many."""


def title(page: Page, event: Event) -> str:
    """As in "Assault: shelled – Norland Army → Port Esk (2023-09-19, denied)"; what is not known is left out.

    Only what is told as a fact carries no status: nobody shall read a claim as one.
    """
    words = " ".join(_MARKS.sub("", page.quotation(min(event.triggers)).value).split())
    actors, targets = _names(page, event.actors), _names(page, event.targets)
    who, whom = actors and f" – {actors}", targets and f" → {targets}"
    return f"{event.kind.rpartition('#')[2]}: {words}{who}{whom}{_when(event)}"


def _names(page: Page, referents: Iterable[ReferentId]) -> str:
    names = [plain(page.linked.entities[referent].name) for referent in referents]
    more = len(names) - SHOWN
    if more > 1:
        return f"{', '.join(names[:SHOWN])} and {more} others"
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _when(event: Event) -> str:
    told = [_days(event.interval)] if event.interval is not None else []
    if event.status != vocab.Actual:
        told.append(event.status.rpartition("#")[2].lower())
    return f" ({', '.join(told)})" if told else ""


def _days(interval: Interval) -> str:
    """A day, a month or a year where it is exactly that, else the first and last day."""
    start, end = interval.start, interval.end
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year:04}"
    if (start.year, start.month) == (end.year, end.month) and (start.day, end.day) == (
        1,
        monthrange(end.year, end.month)[1],
    ):
        return start.isoformat()[:7]
    return f"{start.isoformat()} – {end.isoformat()}"
