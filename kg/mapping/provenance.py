"""What made a graph (in the graph itself: it is the same on every run), and when (in `provenance` only)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import kg
from kg import terms
from kg.mapping.iri import BASE, Mint, article_key
from kg.model import Document
from kg.rdf import Quad, instant, quad, string

NAME = "conflict-news-graph"
_WAS_ATTRIBUTED_TO = terms.PROV + "wasAttributedTo"


@dataclass(frozen=True, slots=True)
class Software:
    """What read the articles: this software's version, and the language model with its version."""

    version: str = kg.__version__
    model: str = ""

    @property
    def label(self) -> str:
        """For people."""
        return f"{NAME} {self.version}" + (f" with {self.model}" if self.model else "")


@dataclass(frozen=True, slots=True)
class Run:
    """One extraction of one article. Times carry their time zone."""

    started: datetime
    ended: datetime
    software: Software = Software()


def attribution_quads(graph: str, software: Software, mint: Mint) -> Iterator[Quad]:
    """Which software an article's graph comes from, in that graph."""
    agent = mint.software(NAME, software.version, software.model)
    yield quad(graph, _WAS_ATTRIBUTED_TO, agent, graph)
    yield quad(agent, terms.RDF_TYPE, terms.PROV_SOFTWARE_AGENT, graph)
    yield quad(agent, terms.RDFS_LABEL, string(software.label), graph)
    yield quad(agent, terms.SCHEMA_SOFTWARE_VERSION, string(software.version), graph)


def run_quads(document: Document, run: Run, base: str = BASE) -> Iterator[Quad]:
    """The run that made an article's graph, with its times: for the graph `provenance` of a store."""
    mint, key = Mint(base), article_key(document)
    graph, began = mint.provenance, instant(run.started)
    activity = mint.run(key, began.value)
    agent = mint.software(NAME, run.software.version, run.software.model)
    yield quad(graph, terms.RDFS_LABEL, string("Runs: what was read when, by which software"), graph)
    yield quad(activity, terms.RDF_TYPE, terms.PROV_ACTIVITY, graph)
    yield quad(activity, terms.PROV_USED, mint.article(key), graph)
    yield quad(activity, terms.PROV_WAS_ASSOCIATED_WITH, agent, graph)
    yield quad(activity, terms.PROV_STARTED_AT_TIME, began, graph)
    yield quad(activity, terms.PROV_ENDED_AT_TIME, instant(run.ended), graph)
    yield quad(mint.graph(key), terms.PROV_WAS_GENERATED_BY, activity, graph)
