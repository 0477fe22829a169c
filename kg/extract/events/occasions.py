"""One word, several occasions: "hostilities in the 1990s and in 2020"."""

import re
from dataclasses import replace

from kg.extract.events.drafts import Draft
from kg.model import Interval

DECADES_BEFORE = re.compile(
    r"\b(?:in|during) the (?:early |late |mid-?)?(?:1[89]|20)\d0s,? and (?:again )?(?:in )?$"
)
YEARS_BEFORE = re.compile(r"\bin ((?:19|20)\d\d),? and (?:again )?(?:in )?$")


def occasions(draft: Draft) -> tuple[Draft, ...]:
    """The draft, once for each time that its sentence tells; a decade alone dates nothing."""
    if draft.interval is None or draft.trigger.token.tag_ not in {"NNS", "NNPS"}:
        return (draft,)
    text = draft.trigger.token.doc.text
    year = text.find(str(draft.interval.end.year), draft.span.end, draft.sentence.end)
    lead = text[draft.span.end : year] if year > 0 else ""
    if DECADES_BEFORE.search(lead):
        return (replace(draft, interval=None, alone=True), replace(draft, alone=True))
    earlier = YEARS_BEFORE.search(lead)
    if earlier is None:
        return (draft,)
    then = int(earlier[1])
    first = Interval(draft.interval.start.replace(year=then), draft.interval.end.replace(year=then))
    return (replace(draft, interval=first, alone=True), replace(draft, alone=True))
