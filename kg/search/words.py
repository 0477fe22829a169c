"""What people type into a search box, as an expression of FTS5 (https://sqlite.org/fts5.html, section 3).

peace force     both words, in any form: forces, peaceful
"peace force"   one after the other
azer*           words that begin so
-army           without this word
"""

import re
from typing import Final

from kg.errors import QueryError

LONGEST: Final = 500
"""Characters of a request."""
_MOST: Final = 32
"""Words and phrases of a request."""
_PART: Final = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_WORD: Final = re.compile(r"\w")


def match_expression(words: str) -> str:
    """Every part is quoted: no operator, column or parenthesis of FTS5 comes through.

    Raises QueryError where there is nothing to look for, or too much.
    """
    if len(words) > LONGEST:
        raise QueryError(f"found {len(words)} characters to look for; expected {LONGEST} at most")
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _PART.findall(words.replace("\0", " ")):
        part = phrase or word
        if _WORD.search(part):
            begins = "*" if part.endswith("*") else ""
            quoted = '"' + part.rstrip("*").replace('"', '""') + '"' + begins
            (unwanted if minus else wanted).append(quoted)
    if not wanted:
        raise QueryError(f"found no word to look for in {words!r}")
    if len(wanted) + len(unwanted) > _MOST:
        raise QueryError(f"found {len(wanted) + len(unwanted)} words to look for; expected {_MOST} at most")
    expression = " AND ".join(wanted)
    return f"({expression}) NOT ({' OR '.join(unwanted)})" if unwanted else expression
