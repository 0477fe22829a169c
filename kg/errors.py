"""Errors, by what the run does about them.

KgError
├── DocumentError    one document cannot be used: it is skipped, counted, reported; the run goes on
├── GraphError       a graph breaks the shapes or does not parse: it stays out; the run goes on
├── QueryError       a query cannot be answered: the caller gets the message
└── ConfigurationError   nothing useful can be done: the run stops at once
"""


class KgError(Exception):
    """Says what was found, what was expected and what to do."""


class DocumentError(KgError):
    """One document cannot be used."""


class GraphError(KgError):
    """A graph breaks the shapes or does not parse."""


class QueryError(KgError):
    """A query is malformed or cannot be answered."""


class ConfigurationError(KgError):
    """A setting, model or file that everything needs is missing or wrong."""
