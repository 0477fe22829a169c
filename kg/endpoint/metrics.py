"""`/metrics`: what the server did and does, in the text format of Prometheus."""

import threading
from collections.abc import Iterator
from typing import Final

from flask import Blueprint, Response, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

import kg
from kg import rdf
from kg.errors import KgError
from kg.store.serving import Executor, Question

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Upper bounds of the classes of durations."""
_COUNTED: Final = (
    ("default", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ("named", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),
)
routes = Blueprint("metrics", __name__)


class Metrics:
    """The figures of one server; safe to use from many threads."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self.requests = Counter(
            "kg_requests", "Requests answered", ["route", "method", "status"], registry=own
        )
        self.request_seconds = Histogram(
            "kg_request_seconds",
            "From a request's arrival to the last byte of its answer",
            ["route"],
            buckets=_SECONDS,
            registry=own,
        )
        self.sent = Counter("kg_sent_bytes", "Bytes of answers, as compressed", ["route"], registry=own)
        self.queries = Counter("kg_queries", "Queries by what came of them", ["outcome"], registry=own)
        self.query_seconds = Histogram(
            "kg_query_seconds",
            "From a query's start to the end of its answer, without those answered from the cache",
            ["outcome"],
            buckets=_SECONDS,
            registry=own,
        )
        self.cached = Counter("kg_cache_lookups", "Answers looked up in the cache", ["result"], registry=own)
        self.writes = Counter(
            "kg_writes", "Writes by what came of them", ["operation", "outcome"], registry=own
        )
        Gauge("kg_build_info", "Version of this software", ["version"], registry=own).labels(
            kg.__version__
        ).set(1)
        ProcessCollector(registry=own)

    def watch(self, executor: Executor) -> None:
        """Tell also what an executor holds and does at the moment of asking."""
        self.registry.register(_Now(executor))


class _Now(Collector):
    """Figures that are read when they are asked for."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._lock = threading.Lock()
        self._counted: dict[str, int] = {}
        self._version = -1

    def describe(self) -> Iterator[GaugeMetricFamily]:
        return iter(())  # the registry would else collect at once, with a query

    def collect(self) -> Iterator[GaugeMetricFamily]:
        running, waiting = len(self._executor.running()), self._executor.waiting()
        yield GaugeMetricFamily("kg_queries_running", "Queries that hold a process", running)
        yield GaugeMetricFamily("kg_queries_waiting", "Queries that wait for a process", waiting)
        yield GaugeMetricFamily("kg_dataset_version", "Version of the store", self._executor.version)
        statements = GaugeMetricFamily("kg_statements", "Statements of the store", labels=["graphs"])
        for name, count in self._statements().items():
            statements.add_metric([name], count)
        yield statements

    def _statements(self) -> dict[str, int]:
        """Counted once for each version; what cannot be counted now stays as it was."""
        with self._lock:
            version = self._executor.version
            if version != self._version:
                try:
                    self._counted = {name: self._count(query) for name, query in _COUNTED}
                    self._version = version
                except KgError:
                    pass  # busy: next time
            return self._counted

    def _count(self, query: str) -> int:
        question = Question(query, "application/sparql-results+json", seconds=5, client="metrics")
        [[count]] = rdf.rows(b"".join(self._executor.ask(question)))
        return int(count.value) if isinstance(count, rdf.Literal) else 0


@routes.get("/metrics")
def metrics() -> Response:
    """All figures."""
    from kg.endpoint.site import site

    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    response = Response(encode(site().metrics.registry), content_type=content_type)
    response.headers["Cache-Control"] = "no-store"
    return response
