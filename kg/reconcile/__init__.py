"""The knowledge base as a reconciliation service, and other services as a source of links.

Speaks the W3C Reconciliation API 0.2 and the draft of 1.0 (https://reconciliation-api.github.io/specs/).
"""

from kg.reconcile.client import Client, client
from kg.reconcile.service import RequestError, Service

__all__ = ["Client", "RequestError", "Service", "client"]
