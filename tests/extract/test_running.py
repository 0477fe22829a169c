"""Extractors beside each other: a failure costs its own finds only, and ids stay apart."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest

from kg import pipeline, vocab
from kg.errors import ConfigurationError
from kg.extract import DEFAULT_MODEL, Reader, running
from kg.extract.extractors import Finding, Findings, extractors
from kg.extract.language import parse
from kg.extract.scene import Scene
from kg.knowledge import open_knowledge
from kg.model import CasualtyCount, Document, Event, EventId, Iri, Span
from kg.settings import data_dir, load
from kg.sources import Sourced

TEXT = "NAIROBI: Somalia accused Ethiopia on Monday of killing 12 soldiers near Dolow."
SENTENCE = Span(0, len(TEXT))


class Made:
    """An extractor made for a test."""

    def __init__(self, name: str, finds: Callable[[Findings], Iterable[Finding]]) -> None:
        self.__name__, self.__doc__ = name, None
        self.EMITS: frozenset[Iri] = frozenset({vocab.Assault})
        self._finds = finds

    def extract(self, scene: Scene, found: Findings) -> Iterable[Finding]:
        return self._finds(found)


def event(name: str, *about: str) -> Event:
    return Event(
        EventId(name), vocab.Assault, (Span(0, 7),), SENTENCE, vocab.Actual, about=tuple(map(EventId, about))
    )


def count(of: str) -> CasualtyCount:
    return CasualtyCount(vocab.Killed, 1, 1, "", (Span(0, 7),), SENTENCE, EventId(of))


def _breaks(found: Findings) -> Iterator[Finding]:
    yield event("v9")
    raise ZeroDivisionError("a bug")


def _misconfigured(found: Findings) -> Iterator[Finding]:
    raise ConfigurationError("no table")


@pytest.fixture(scope="module")
def scene() -> Scene:
    return Scene(Document("a", TEXT), parse(TEXT))


def test_ids_of_two_extractors_never_clash_and_references_follow(scene: Scene) -> None:
    first = Made("kg.first", lambda _: [event("v1"), event("v2", "v1")])
    second = Made("kg.second", lambda found: [event("v2", "v1", "w1"), event("w1", "v2"), count("v2")])
    found, notes = running.run(scene, (first, second))
    assert [(e.id, e.about) for e in found.events] == [
        ("v1", ()),
        ("v2", ("v1",)),
        ("second:v2", ("v1", "w1")),
        ("w1", ("second:v2",)),
    ]
    assert [c.event for c in found.casualties] == ["second:v2"]
    assert notes == ()


@pytest.mark.parametrize(
    "text", ["She left the White House", "He ran the Obama White House", "Kenya Defence Forces"]
)
def test_a_text_may_end_in_a_name(text: str) -> None:
    assert Reader(DEFAULT_MODEL, open_knowledge()).read(Document("a", text)).notes == ()


def test_a_text_may_be_cut_anywhere() -> None:
    (seed,) = (data_dir("seeds") / "articles").glob("*.txt")
    text, reader = seed.read_text(encoding="utf-8"), Reader(DEFAULT_MODEL, open_knowledge())
    cuts = [text[begin:end] for begin in range(0, 900, 180) for end in range(begin + 1, 1200, 97)]
    readings = [reader.read(Document("a", cut)) for cut in cuts]
    assert [reading.notes for reading in readings if reading.notes] == []


def test_what_fails_loses_its_own_finds_only(scene: Scene) -> None:
    order = (
        Made("kg.a", lambda _: [event("v1")]),
        Made("kg.b", _breaks),
        Made("kg.c", lambda _: [count("v1")]),
    )
    found, notes = running.run(scene, order)
    assert ([e.id for e in found.events], len(found.casualties)) == (["v1"], 1)
    (note,) = notes
    assert note.startswith("b found nothing: ZeroDivisionError: a bug (test_running.py:")


def test_one_id_for_two_events_is_a_failure(scene: Scene) -> None:
    found, notes = running.run(scene, (Made("kg.a", lambda _: [event("v1"), event("v1")]),))
    assert found == Findings()
    assert "two events have the id v1" in notes[0]


def test_what_would_fail_for_every_document_stops(scene: Scene) -> None:
    with pytest.raises(ConfigurationError, match="no table"):
        running.run(scene, (Made("kg.a", _misconfigured),))


@pytest.mark.parametrize("broken", [extractor.__name__ for extractor in extractors()])
def test_an_article_has_its_graph_whatever_extractor_fails(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_extract(scene: Scene, found: Findings) -> Iterable[Finding]:
        return _breaks(found)

    (extractor,) = (e for e in extractors() if e.__name__ == broken)
    monkeypatch.setattr(extractor, "extract", broken_extract)
    article = Sourced("a.txt", Document("a", TEXT, published=date(2024, 1, 9)))
    (made,) = pipeline.article_graphs([article], load())
    assert isinstance(made, pipeline.ArticleGraph)
    (notice,) = pipeline.notices_of(article, made)
    assert (notice.kind, notice.skipped) == ("extractor failed", False)
    assert notice.detail.startswith(broken.rpartition(".")[2])
