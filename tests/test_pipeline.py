"""The flow as a whole: the same bytes whatever the order and the workers, and documents that fail alone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

import kg
from kg import pipeline, rdf, vocab
from kg.errors import DocumentError
from kg.export import export
from kg.extract import Reader
from kg.model import Document, Notice, NoticeKind, Reading
from kg.ontology import IRI
from kg.pipeline import ArticleGraph
from kg.settings import Settings, data_dir, load
from kg.sources import Sourced
from kg.store import open_graph

TEXTS = [
    "NAIROBI: Somalia accused Ethiopia on Monday of shelling the border town of Dolow.",
    "PARIS: French President Emmanuel Macron condemned the attack and urged Israel to stop the war.",
    "KYIV: Russia said its troops had captured two villages. Ukraine denied it.",
    "The army said 12 soldiers were killed and at least 30 wounded near Aleppo on 3 May 2015.",
    "Astral 😀 signs and a \x07 control character: Iran attacked Iraq, officials said.",
    "SHORT.",
]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load()


def articles(texts: Sequence[str]) -> list[Sourced]:
    return [
        Sourced(f"{number}", Document(f"id-{number}", text, published=date(2024, 1, 9)))
        for number, text in enumerate(texts)
    ]


def graphs(outcomes: Iterable[pipeline.Outcome]) -> list[ArticleGraph]:
    return [outcome for outcome in outcomes if isinstance(outcome, ArticleGraph)]


def nquads(found: Sequence[Sourced], settings: Settings) -> bytes:
    made = graphs(pipeline.article_graphs(found, settings))
    assert len(made) == len(found)
    return rdf.serialise(pipeline.whole_graph(made, settings.base_iri), "nq")


def test_the_same_bytes_whatever_the_order_and_the_number_of_workers(settings: Settings) -> None:
    found = articles(TEXTS * 2)
    once = nquads(found, settings)
    assert nquads(found[::-1], settings) == once
    assert nquads(found, settings.model_copy(update={"workers": 2})) == once


def test_the_same_bytes_whatever_the_order_of_sets(tmp_path: Path) -> None:
    """Python orders sets of strings differently in each process; nothing of that may reach the output."""
    seeds = data_dir("seeds") / "articles"
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in TEXTS))
    written = set()
    for seed in ("1", "2", "3"):
        target = tmp_path / f"{seed}.nq"
        command = ["extract", str(seeds), str(tmp_path / "a.jsonl"), "-o", str(target)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        code = "from kg.cli import main; main()"
        subprocess.run(
            [sys.executable, "-c", code, *command], env=environment, check=True, capture_output=True
        )
        written.add(target.read_bytes())
    assert len(written) == 1


def test_what_has_no_name_is_another_thing_in_every_article(settings: Settings) -> None:
    texts = [
        f"Hundreds of people gathered in {city} on Monday. The United Nations praised Armenian rebels."
        for city in ("Lima", "Paris")
    ]
    made = graphs(pipeline.article_graphs(articles(texts), settings))
    found = [
        {item.object for item in graph.quads if item.predicate == rdf.iri(vocab.actor)} for graph in made
    ]
    assert len(found[0]) == len(found[1]) == 2
    assert [str(entity) for entity in found[0] & found[1]] == [
        f"<{settings.base_iri}international-organization/united-nations>"
    ]


def test_every_mention_quotes_the_text(settings: Settings) -> None:
    for made, text in zip(graphs(pipeline.article_graphs(articles(TEXTS), settings)), TEXTS, strict=True):
        rows = rdf.select(
            made.quads,
            "SELECT ?b ?e ?words WHERE { ?m nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?words }",
        )
        for row in rows:
            begin, end, words = (_value(row[name]) for name in ("b", "e", "words"))
            assert text[int(begin) : int(end)] == words


def test_a_document_that_fails_is_left_out_and_said(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    understand = Reader._understand

    def fails(reader: Reader, document: Document, doc: object) -> Reading:
        if document.id == "id-1":
            raise ZeroDivisionError("a bug")
        return understand(reader, document, doc)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "_understand", fails)
    outcomes = list(pipeline.article_graphs(articles(TEXTS[:3]), settings))
    notices = [outcome for outcome in outcomes if isinstance(outcome, Notice)]
    assert len(graphs(outcomes)) == 2
    assert [(notice.document, notice.kind) for notice in notices] == [("1", NoticeKind.EXTRACTION_FAILED)]
    assert "ZeroDivisionError: a bug" in notices[0].detail


def test_the_store_ends_up_the_same_however_often_an_article_comes(settings: Settings) -> None:
    found = articles(TEXTS[:3])
    made = graphs(pipeline.article_graphs(found, settings))
    with open_graph(base=settings.base_iri) as graph:
        for part in (made, made[1:2], made[::-1]):
            pipeline.ingest(part, graph.store, settings)
        others = {graph.store.names.provenance, *(IRI + part for part in ("", "/alignments", "/event-modes"))}
        kept = [item for item in graph.store.quads() if getattr(item.graph_name, "value", "") not in others]
        assert len(graph.store.articles()) == len(found)
    assert rdf.serialise(kept, "nq") == rdf.serialise(pipeline.whole_graph(made, settings.base_iri), "nq")


def test_the_seed_file_and_the_store_hold_the_same(settings: Settings, tmp_path: Path) -> None:
    found, notices = pipeline.documents([data_dir("seeds") / "articles"], settings)
    assert notices == []
    made = graphs(pipeline.article_graphs(found, settings))
    export(pipeline.whole_graph(made, settings.base_iri), tmp_path / "a.trig", settings.base_iri)
    written = set(rdf.parse(tmp_path / "a.trig"))
    assert written == set(pipeline.whole_graph(made, settings.base_iri))


def test_extract_is_a_function_and_a_stage() -> None:
    graph = kg.extract(TEXTS[0], published="2024-01-09", title="A title")
    assert Reader.__module__ == "kg.extract"
    rows = graph.select("SELECT ?title WHERE { ?article a cno:Article ; dcterms:title ?title }")
    assert [_value(row["title"]) for row in rows] == ["A title"]
    assert len(graph.dataset) == sum(1 for item in graph.store.quads() if str(item.graph_name) == "DEFAULT")
    assert any(item.object == rdf.iri(vocab.Accuse) for item in graph.oxigraph)


@pytest.mark.parametrize(
    ("text", "message"),
    [(" ", "no text"), ("Le ministre a annoncé mardi que les troupes avaient quitté la ville.", "language")],
)
def test_extract_says_why_it_cannot(text: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        kg.extract(text, published=date(2024, 1, 9))


def test_open_gives_the_same_data_twice(tmp_path: Path, settings: Settings) -> None:
    made = graphs(pipeline.article_graphs(articles(TEXTS[:1]), settings))
    with kg.open(tmp_path / "store") as graph:
        pipeline.ingest(made, graph.store, settings)
    with kg.open(tmp_path / "store") as graph:
        assert len(list(graph.dataset.quads())) == len(graph)


def test_documents_that_are_odd_do_not_stop_the_others(tmp_path: Path, settings: Settings) -> None:
    lines = [json.dumps({"id": "a", "text": TEXTS[0]}), "{", json.dumps({"id": "b"})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found, notices = pipeline.documents([tmp_path], settings)
    assert [item.document.id for item in found] == ["a"]
    assert sorted(notice.kind for notice in notices if notice.skipped) == ["broken record", "no text"]


def _value(term: rdf.Term) -> str:
    assert isinstance(term, rdf.Literal)
    return term.value
