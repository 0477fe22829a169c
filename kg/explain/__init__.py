"""What was read of an article and by which rule: for the terminal and as a page. Knows readings, no store.

`explained` gives the sentences with what was found in each; `terminal` and `page` show them.
"""

from kg.explain.page import page
from kg.explain.sentences import Explained, Find, Mark, explained
from kg.explain.terminal import terminal

__all__ = ["Explained", "Find", "Mark", "explained", "page", "terminal"]
