"""The whole flow on one screen.

    places -> Documents (sources) -> Reading (extract) -> LinkedReading (link) -> quads (mapping)
           -> quads that conform (validate) -> a graph file, or the store

A document that fails in any stage is left out with a notice; only a ConfigurationError stops a run.
"""

import traceback
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from kg import mapping, rdf
from kg.errors import ConfigurationError, DocumentError, GraphError
from kg.extract import Reader
from kg.knowledge import open_knowledge
from kg.link import link
from kg.mapping import Mint, Run, Software
from kg.mapping.iri import article_key
from kg.model import Document, Notice, NoticeKind, Reading
from kg.parallel import ordered_map
from kg.rdf import Quad
from kg.reconcile import client
from kg.relink import confirmed, settle, settled
from kg.settings import Settings, data_dir, folders, load
from kg.sources import Articles, Sourced, distinct, read, read_record
from kg.store import Graph, Store, open_graph
from kg.terms import OWL
from kg.validate import Report, Severity, validate


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """What became of one document: the quads of its graph and its share of `entities` and `links`."""

    document: Document
    quads: tuple[Quad, ...]
    report: Report
    notes: tuple[str, ...] = ()
    """What could not be read, although the rest could."""


Outcome = ArticleGraph | Notice
ONTOLOGY = rdf.iri(OWL + "Ontology")


def documents(places: Iterable[str | Path], settings: Settings) -> tuple[Articles, list[Notice]]:
    """The articles of all places, each once, and what is to be said about those that are odd or unreadable.

    Their texts wait on disk. Raises ConfigurationError where a place does not exist.
    """
    return distinct(read(places, settings.max_characters, settings.language_confidence))


def article_graphs(articles: Iterable[Sourced], settings: Settings) -> Iterator[Outcome]:
    """One outcome for each article, in order: the same whatever the number of workers."""
    return ordered_map(Stages(settings), articles, settings.workers, _lost)


@dataclass(frozen=True)
class Stages:
    """How a process comes by its flow."""

    settings: Settings

    def __call__(self) -> "Flow":
        return flow(self.settings)


@cache
def flow(settings: Settings) -> "Flow":
    """The stages, loaded once for all documents."""
    return Flow(settings)


class Flow:
    """The stages between a document and its graph."""

    def __init__(self, settings: Settings) -> None:
        self._base, self._with_text = settings.base_iri, settings.with_text
        self._knowledge = open_knowledge(layers=settings.kb_layers)
        self._client = client(settings)
        self._reader = Reader(settings.model, self._knowledge, folders(settings.lexicon))
        self._software = Software(model=settings.model)

    def __call__(self, articles: Sequence[Sourced]) -> list[Outcome]:
        """One outcome for each article: its graph if it conforms, else what went wrong."""
        readings: Sequence[Reading | None] = [None] * len(articles)
        with suppress(Exception):  # then each is read alone, and only what fails again is left out
            readings = list(self._reader.read_all(article.document for article in articles))
        return [self._outcome(*pair) for pair in zip(articles, readings, strict=True)]

    def read(self, document: Document) -> Reading:
        """What is understood of one document, before anything is linked."""
        return self._reader.read(document)

    def graph(self, document: Document, reading: Reading | None = None) -> ArticleGraph:
        """The graph of one document, which is read unless it has been, and the report on it."""
        reading = reading or self._reader.read(document)
        linked = link(reading, self._knowledge)
        article = tuple(mapping.quads(linked, self._base, self._software, self._with_text))
        linked = confirmed(linked, article, self._knowledge, self._base)
        if self._client is not None:
            linked = self._client(linked)
        quads = (
            *article,
            *mapping.entity_quads(linked, self._base),
            *mapping.link_quads(linked, self._base),
        )
        return ArticleGraph(document, quads, validate(quads), reading.notes)

    def _outcome(self, article: Sourced, reading: Reading | None) -> Outcome:
        try:
            graph = self.graph(article.document, reading)
        except ConfigurationError:
            raise
        except Exception as error:  # noqa: BLE001  (whatever it is, it is this document's alone)
            return Notice(article.place, NoticeKind.EXTRACTION_FAILED, _where(error), skipped=True)
        if not graph.report.conforms:
            return Notice(article.place, NoticeKind.INVALID_GRAPH, _violations(graph), skipped=True)
        return graph


def notices_of(article: Sourced, graph: ArticleGraph) -> list[Notice]:
    """What is to be said of an article that has a graph although an extractor failed."""
    return [Notice(article.place, NoticeKind.EXTRACTOR_FAILED, note, skipped=False) for note in graph.notes]


def whole_graph(graphs: Iterable[ArticleGraph], base: str) -> list[Quad]:
    """All articles with what is derived from them together: merged entities, same events, default graph.

    An entity that articles take for different items is certain to be none of them.
    """
    entities = rdf.iri(Mint(base).entities)
    quads = [item for graph in graphs for item in graph.quads]
    described = mapping.consolidated(item for item in quads if item.graph_name == entities)
    every, _ = settled([*(item for item in quads if item.graph_name != entities), *described])
    every += mapping.same_events(every, base)
    return [*every, *mapping.default_graph(every, base)]


def ingest(graphs: Iterable[ArticleGraph], store: Store, settings: Settings) -> int:
    """Put each article into the store in place of what it said before; returns how many."""
    count, began, base = 0, datetime.now(UTC), settings.base_iri
    for graph in graphs:
        run = Run(began, datetime.now(UTC), Software(model=settings.model))
        made = mapping.run_quads(graph.document, run, base)
        name = Mint(base).graph(article_key(graph.document))
        store.replace_article(name, [*graph.quads, *made])
        began, count = run.ended, count + 1
    settle(store)
    store.relink_events()
    define(store)
    return count


def define(store: Store) -> None:
    """Put the ontology beside the data, each of its files in the graph that it names itself."""
    for file in sorted(data_dir("ontology").glob("*.ttl")):
        quads = list(rdf.parse(file))
        (name,) = {item.subject for item in quads if item.object == ONTOLOGY}
        store.replace_graph(str(name).strip("<>"), quads)


def extract(text: str, published: date | str | None = None, **metadata: str | None) -> Graph:
    """The graph of one article in memory: see `kg.extract`."""
    settings = load()
    day = published.isoformat() if isinstance(published, date) else published
    record = {**metadata, "text": text, "published": day}
    *_, item = read_record(record, "the text", settings.max_characters, settings.language_confidence)
    if isinstance(item, Notice):
        raise DocumentError(f"{item.document}: {item.kind}: {item.detail}")
    found = flow(settings).graph(item.document)
    if not found.report.conforms:
        raise GraphError(_violations(found))
    for note in found.notes:
        warnings.warn(note, RuntimeWarning, stacklevel=2)
    graph = open_graph(base=settings.base_iri)
    graph.store.add(whole_graph([found], settings.base_iri))
    return graph


def _lost(article: Sourced) -> Outcome:
    detail = "the process that read it died; it may need more memory than there is"
    return Notice(article.place, NoticeKind.EXTRACTION_FAILED, detail, skipped=True)


def _violations(graph: ArticleGraph) -> str:
    return "; ".join(map(str, graph.report.of(Severity.VIOLATION)))


def _where(error: Exception) -> str:
    """The error and the line of ours that it came from, for a bug report."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/kg/" in frame.filename]
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"
