"""What makes large regular expressions fast."""

import re
from collections.abc import Iterable


def opening(phrases: Iterable[str]) -> str:
    """A look-ahead for a figure or the first two letters of a phrase, either case.

    Put before an alternation of many words it spares trying each of them at every word of a text. The phrases
    are those that the alternation may begin with.
    """
    seconds: dict[str, set[str]] = {}
    for phrase in phrases:
        seconds.setdefault(phrase[0], set()).add(re.escape(phrase[1]) if len(phrase) > 1 else r"\W")
    pairs = (f"{re.escape(first)}[{''.join(sorted(after))}]" for first, after in sorted(seconds.items()))
    return rf"(?=\d|{'|'.join(pairs)})"
