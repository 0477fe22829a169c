"""Why a query over the network got no answer, beyond being malformed."""

from kg.errors import KgError, QueryError


class TooCostlyError(QueryError):
    """The query ran into its time or memory limit, or was stopped."""


class BusyError(KgError):
    """Too many queries are running and waiting; try again later."""


class RefusedError(QueryError):
    """The query asks for something that is switched off, such as a service outside."""
