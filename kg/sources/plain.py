"""Plain text and its header line: ` date 2023-09-20 BAKU: …`."""

import re

HEADER = re.compile(r"\s*date:?\s+(\d{4}-\d{1,2}-\d{1,2})[,:]?\s+", re.IGNORECASE)


def split_header(text: str) -> tuple[str | None, str]:
    """The date as written in the header, and the text that is left, which starts at the dateline.

    >>> split_header(" date 2023-09-20 BAKU: Azerbaijan on Tuesday")
    ('2023-09-20', 'BAKU: Azerbaijan on Tuesday')
    >>> split_header("BAKU: Azerbaijan on Tuesday")
    (None, 'BAKU: Azerbaijan on Tuesday')
    """
    header = HEADER.match(text)
    return (header[1], text[header.end() :]) if header else (None, text)
