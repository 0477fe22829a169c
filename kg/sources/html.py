"""A web page -> the record of its article, by trafilatura."""

import logging

MOST_BYTES = 20_000_000
"""A page above this size is no article, and the parser would need many times as much memory."""


def article(page: bytes) -> dict[str, str | None] | None:
    """The text of the page without menus and comments, and the metadata that it declares.

    None where the page has no article. Paragraphs are set apart by an empty line, as in plain text.
    """
    from trafilatura import bare_extraction  # takes a third of a second, and most runs read no page

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its log repeats what we report
    found = bare_extraction(page, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict) or not found.text:
        return None
    return {
        "text": "\n\n".join(line for line in found.text.splitlines() if line.strip()),
        "title": found.title,
        "published": found.date,
        "publisher": found.sitename or found.hostname,
        "url": found.url,
    }
