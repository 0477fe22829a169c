"""The roles that titles of office stand for."""

import re
from typing import Final

HEAD_OF_STATE: Final = "head_of_state"
HEAD_OF_GOVERNMENT: Final = "head_of_government"
FOREIGN_MINISTER: Final = "foreign_minister"
DEFENCE_MINISTER: Final = "defence_minister"
INTERIOR_MINISTER: Final = "interior_minister"

_ANOTHER: Final = re.compile(
    r"\b(?:vice|deputy|assistant|under-?secretary|shadow|minister of state|former|ex|late|elect|designate"
    r"|candidate|spokes\w+|advis[eo]r|aide|envoy|wife|son|daughter|office|administration|guard|palace)\b",
    re.IGNORECASE,
)
"""Words that make a title somebody else's: a deputy's, a predecessor's, an aide's."""
_MINISTER: Final = r"(?:minister|secretary|chief)"
_TITLES: Final = (
    (HEAD_OF_GOVERNMENT, r"prime minister|premier\b|chancellor|taoiseach|\bpm\b|head of (?:the )?government"),
    (FOREIGN_MINISTER,
     rf"(?:foreign|external affairs) {_MINISTER}|{_MINISTER} (?:of|for) (?:foreign|external)"
                       r"|secretary of state$|top diplomat|foreign affairs minister"),
    (DEFENCE_MINISTER, rf"defen[cs]e {_MINISTER}|{_MINISTER} (?:of|for) (?:national )?defen[cs]e"),
    (INTERIOR_MINISTER, rf"(?:interior|home|internal affairs) {_MINISTER}"
                        rf"|{_MINISTER} (?:of|for) (?:the )?(?:interior|internal|home)"),
    (HEAD_OF_STATE,
     r"^(?:interim |acting )?president\b(?! of the (?:national|european|senate|parliament|general))"
     r"|\bking\b|\bqueen\b|\bemir\b|\bsultan\b|supreme leader|head of state|\bemperor\b|\bpresident$"),
)  # fmt: skip
_PATTERNS: Final = tuple((role, re.compile(words, re.IGNORECASE)) for role, words in _TITLES)


def role(title: str) -> str | None:
    """The role of a title of office: "Prime Minister" is head_of_government; None for any other."""
    if _ANOTHER.search(title):
        return None
    return next((name for name, pattern in _PATTERNS if pattern.search(title.strip())), None)
