"""A web page -> the record of its article, by trafilatura."""

import logging
import re

SENTENCE_END = re.compile(r"[.!?…]")
DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""The first publication, only where the page declares it: a year in the footer is no date of the article."""
MOST_BYTES = 20_000_000
"""A page above this size is no article, and the parser would need many times as much memory."""


def article(page: bytes) -> dict[str, str | None] | None:
    """The text of the page without menus and comments, and the metadata that it declares.

    None where the page has no article. Paragraphs are set apart by an empty line, as in plain text.
    """
    from trafilatura import bare_extraction  # takes a third of a second, and most runs read no page

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its log repeats what we report
    found = bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=DATES,
    )
    if found is None or isinstance(found, dict) or not SENTENCE_END.search(found.text or ""):
        return None
    lines = [line for line in (found.text or "").splitlines() if line.strip()]
    return {
        "text": "\n\n".join(lines[1:] if lines[0] == found.title else lines),
        "title": found.title,
        "published": found.date,
        "publisher": found.sitename or found.hostname,
        "url": found.url,
    }
