"""Full-text search: texts about things in, ranked things out. SQLite's FTS5 stays behind it."""

from kg.search.index import FORM, Found, Hit, Index, Text
from kg.search.words import match_expression

__all__ = ["FORM", "Found", "Hit", "Index", "Text", "match_expression"]
