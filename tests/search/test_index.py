"""The text index: what is found, in what order, and that no request comes through as an expression."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.search import Index, Text, match_expression

PLACE, EVENT = "http://a.example/Place", "http://a.example/Event"
LABEL, SENTENCE = "http://a.example/label", "http://a.example/sentence"
TEXTS = [
    Text("urn:x:goris", PLACE, LABEL, "Goris", 4.0, label=True),
    Text("urn:x:goris", PLACE, LABEL, "Gorís city", 3.0),
    Text("urn:x:district", PLACE, LABEL, "Goris District", 4.0, label=True),
    Text("urn:x:one", EVENT, LABEL, "shelled", 4.0, label=True),
    Text("urn:x:one", EVENT, SENTENCE, "Peace forces were seen near Goris, where shelling had stopped."),
    Text("urn:x:two", EVENT, SENTENCE, "Peace forces were seen near Goris, where shelling had stopped."),
    Text("urn:x:three", EVENT, SENTENCE, "The forces of peace left."),
    Text("urn:x:odd", "", SENTENCE, 'OR "quoted" NEAR(x) <b>bold</b> \x02marked\x03 NULL\x00'),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index.build(tmp_path_factory.mktemp("index") / "texts.sqlite", TEXTS)


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("goris", ["goris", "district", "one", "two"]),
        ("GORIS", ["goris", "district", "one", "two"]),
        ("gorís", ["goris", "district", "one", "two"]),
        ("goris district", ["district"]),
        ("peace force", ["three", "one", "two"]),
        ('"peace forces"', ["one", "two"]),
        ("shells", ["one", "two"]),
        ("dist*", ["district"]),
        ("goris -peace", ["goris", "district"]),
        ('peace -"peace forces"', ["three"]),
        ("nowhere", []),
        ("near x", ["odd"]),
        ("<b>", ["odd"]),
        ('"', None),
        ("-peace", None),
        ("  ", None),
        ("* ( ) :", None),
        ("word " * 40, None),
        ("x" * 501, None),
    ],
)
def test_what_is_found(index: Index, words: str, things: list[str] | None) -> None:
    if things is None:
        with pytest.raises(QueryError, match="found"):
            index.find(words)
    else:
        found = index.find(words)
        assert [hit.thing.removeprefix("urn:x:") for hit in found.hits] == things
        assert found.total == len(things)


def test_a_hit_tells_what_it_is(index: Index) -> None:
    [hit] = index.find('"goris where"', [EVENT], limit=1).hits
    assert (hit.thing, hit.kind, hit.label, hit.property) == ("urn:x:one", EVENT, "shelled", SENTENCE)
    assert "".join(part for part, _ in hit.snippet) == hit.text
    assert [part for part, match in hit.snippet if match] == ["Goris, where"]


def test_kinds_and_pages(index: Index) -> None:
    assert {hit.kind for hit in index.find("goris", [PLACE]).hits} == {PLACE}
    assert index.find("goris", ['"]', "x"]).total == 0
    pages = [index.find("goris", limit=1, offset=n) for n in range(4)]
    assert [page.total for page in pages] == [4] * 4
    assert [page.hits[0] for page in pages] == list(index.find("goris").hits)


def test_a_long_text_shows_its_telling_part(tmp_path: Path) -> None:
    text = "before " * 200 + "needle" + " after" * 200
    index = Index.build(tmp_path / "long.sqlite", [Text("urn:x:long", "", SENTENCE, text)])
    [hit] = index.find("needle").hits
    shown = "".join(part for part, _ in hit.snippet)
    assert "needle" in shown
    assert len(shown) < 400
    assert hit.text == text


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60) | st.text(alphabet='ab*"-() :^{}+ANDORNTE', max_size=60))
def test_whatever_is_typed_is_looked_for_or_refused(index: Index, words: str) -> None:
    try:
        match_expression(words)
    except QueryError:
        return
    assert index.find(words).total >= 0
