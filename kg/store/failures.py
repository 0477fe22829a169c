"""Why a query over the network got no answer, beyond being malformed."""

from kg.errors import KgError, QueryError


class TooCostlyError(QueryError):
    """The query ran into its time or memory limit, or was stopped."""


class TimeLimitError(TooCostlyError):
    """The query ran into its time limit."""


class CancelledError(TooCostlyError):
    """The query was stopped, by somebody or because its client has left."""


class BusyError(KgError):
    """Too many queries are running and waiting; try again later."""


class RefusedError(QueryError):
    """The query asks for something that is switched off, such as a service outside."""


class UnreachableError(QueryError):
    """An address that is on the list cannot, or must not, be asked."""
