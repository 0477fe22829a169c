"""A graph file made article by article is the graph of all articles at once."""

import random

import pytest

from kg import pipeline, rdf, terms, vocab
from kg.assembly import Assembly
from kg.mapping import Mint
from kg.model import Document
from kg.rdf import Quad, quad, string
from kg.settings import load
from kg.statements import quads_of
from tests.test_pipeline import TEXTS, articles, graphs

BASE = load().base_iri
MINT = Mint(BASE)


def assembled(parts: list[tuple[Quad, ...]]) -> list[Quad]:
    with Assembly(BASE) as whole:
        for part in parts:
            whole.add(part)
        return [
            one for graph in whole.graphs() for block in whole.lines(graph) for one in quads_of(graph, block)
        ]


@pytest.fixture(scope="module")
def made() -> list[pipeline.ArticleGraph]:
    return graphs(pipeline.article_graphs(articles(TEXTS), load()))


def odd(number: int) -> tuple[Quad, ...]:
    """The share of one of four articles that name one person differently and take her for two items."""
    person, mapping = BASE + "person/erdogan", f"{BASE}mapping/{number}"
    item, label = f"{terms.WD}Q{number % 2 + 1}", ("Erdogan", "Erdoğan")[number % 2]
    predicate = terms.OWL_SAME_AS if number < 3 else terms.SKOS_CLOSE_MATCH
    graph, event = f"{BASE}graph/{number}", f"{BASE}event/{number}:assault-0-1"
    day = rdf.typed("2024-01-09", terms.XSD + "date")
    return (
        quad(person, terms.RDFS_LABEL, string(label), MINT.entities),
        quad(person, predicate, item, MINT.entities),
        quad(mapping, terms.OWL + "annotatedSource", person, MINT.links),
        quad(mapping, terms.OWL + "annotatedProperty", predicate, MINT.links),
        quad(mapping, terms.OWL + "annotatedTarget", item, MINT.links),
        quad(graph, terms.RDF_TYPE, vocab.ArticleGraph, graph),
        quad(event, terms.RDF_TYPE, vocab.Assault, graph),
        quad(event, vocab.startDate, day, graph),
        quad(event, vocab.endDate, day, graph),
        quad(event, vocab.actor, person, graph),
        quad(event, vocab.target, BASE + ("country/x" if number else "country/y"), graph),
    )


def test_it_is_the_graph_of_all_articles_at_once(made: list[pipeline.ArticleGraph]) -> None:
    document = Document("d", "text")
    parts = [*(one.quads for one in made), *map(odd, range(4))]
    whole = [pipeline.ArticleGraph(document, part, made[0].report) for part in parts]
    expected = rdf.canonical(pipeline.whole_graph(whole, BASE))
    assert rdf.canonical(assembled(parts)) == expected
    random.Random(3).shuffle(parts)
    assert rdf.canonical(assembled(parts)) == expected
    contested = {one.predicate.value for one in expected if str(one.subject).endswith("/erdogan>")}
    assert terms.OWL_SAME_AS not in contested
    assert sum(one.predicate.value == vocab.sameEventAs for one in expected) >= 2 * 3


def test_no_article_is_no_graph() -> None:
    assert assembled([]) == []
