"""Each format, each bad input, and the order of the input."""

import io
import json
import sys
import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import sources
from kg.errors import ConfigurationError
from kg.model import Document, Notice, NoticeKind
from kg.settings import data_dir
from kg.sources import Sourced

TEXT = "BAKU: Azerbaijan on Tuesday launched a military operation against the breakaway region."
HASH = Document("", TEXT).content_hash
PAGE = """<!doctype html><html lang="en"><head><title>Shelling in the north</title>
<meta property="og:site_name" content="Example Herald"><link rel="canonical" href="https://news.example/a/1">
<meta property="article:published_time" content="2024-03-05T08:00:00Z"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Shelling in the north</h1>
<p>Government forces shelled two villages in the north of the country on Monday, the ministry said.</p>
<p>Residents of the villages said that at least three houses were destroyed and a bridge was damaged.</p>
</article><footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""


def read(*places: Path) -> tuple[list[Document], list[Notice]]:
    items = list(sources.read(places))
    found = [item.document for item in items if isinstance(item, Sourced)]
    return found, [item for item in items if isinstance(item, Notice)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_seed_starts_at_its_dateline_and_knows_its_date() -> None:
    documents, notices = read(data_dir("seeds") / "articles")
    assert notices == []
    assert [document.published for document in documents] == [date(2023, 9, 20)]
    assert documents[0].text.startswith("BAKU: Azerbaijan on Tuesday")
    assert documents[0].publisher == "AFP"
    assert documents[0].id == documents[0].content_hash


def test_the_seed_is_the_text_that_the_annotation_is_about(shared: Path) -> None:
    gold = json.loads((shared / "bench/gold/seed.json").read_text())
    documents, _ = read(data_dir("seeds") / "articles")
    assert [document.text for document in documents] == [gold["text"]]


FULL = {
    "id": "a-1",
    "text": TEXT,
    "title": "T",
    "published": "2023-09-20T10:00:00Z",
    "publisher": "P",
    "url": "https://news.example/1",
    "language": "en",
}
DOCUMENT = Document("a-1", TEXT, "T", date(2023, 9, 20), "P", "https://news.example/1", "en")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", json.dumps(FULL), [DOCUMENT]),
        ("a.json", json.dumps([FULL, FULL]), [DOCUMENT, DOCUMENT]),
        ("a.jsonl", json.dumps(FULL) + "\n\n" + json.dumps(FULL), [DOCUMENT, DOCUMENT]),
        ("without-ending", json.dumps(FULL, indent=1), [DOCUMENT]),
        ("a.jsonl", json.dumps({**FULL, "id": 7}), [replace(DOCUMENT, id="7")]),
        ("a.txt", f"date: 2023-09-20, {TEXT}", [Document(HASH, TEXT, published=date(2023, 9, 20))]),
        ("a.json", json.dumps({**FULL, "text": f" {TEXT}\r\n"}), [replace(DOCUMENT, text=f" {TEXT}\r\n")]),
    ],
)
def test_well_formed_input(tmp_path: Path, name: str, content: str, expected: list[Document]) -> None:
    assert read(write(tmp_path / name, content)) == (expected, [])


def test_a_page_gives_its_article_without_menus(tmp_path: Path) -> None:
    (document,), notices = read(write(tmp_path / "a.html", PAGE))
    assert notices == []
    assert document.text.startswith("Government forces shelled")
    assert document.text.endswith("was damaged.")
    assert "said.\n\nResidents" in document.text
    assert (document.title, document.published) == ("Shelling in the north", date(2024, 3, 5))
    assert (document.publisher, document.url) == ("Example Herald", "https://news.example/a/1")


def test_a_sidecar_wins_over_the_file(tmp_path: Path) -> None:
    write(tmp_path / "a.meta.json", json.dumps({"title": "From beside", "published": "2024-01-02"}))
    (document,), notices = read(write(tmp_path / "a.txt", f"date 2023-09-20 {TEXT}"))
    assert (document.title, document.published, notices) == ("From beside", date(2024, 1, 2), [])


SKIPPED = [
    ("empty.txt", b"", NoticeKind.NO_TEXT),
    ("empty.json", b"", NoticeKind.NO_TEXT),
    ("empty.jsonl", b"", NoticeKind.NO_TEXT),
    ("empty.html", b"", NoticeKind.NO_TEXT),
    ("blank.txt", b" \n\t ", NoticeKind.NO_TEXT),
    ("menu.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", NoticeKind.NO_TEXT),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, NoticeKind.BINARY),
    ("zeros.txt", bytes(1000), NoticeKind.BINARY),
    ("picture.png", b"\x89PNG", NoticeKind.UNKNOWN_FORMAT),
    ("one-line.txt", b"war " * 2_500_000, NoticeKind.TOO_LONG),
    ("one-line.jsonl", b'{"text": "' + b"war " * 4_000_000 + b'"}', NoticeKind.TOO_LONG),
    ("one-line.json", b'{"text": "' + b"war " * 2_500_000 + b'"}', NoticeKind.TOO_LONG),
    ("cut.json", b'{"text": "Troops', NoticeKind.BROKEN_RECORD),
    ("deep.json", b"[" * 100_000, NoticeKind.BROKEN_RECORD),
    ("number.json", b"7", NoticeKind.BROKEN_RECORD),
    ("nested.json", b'{"text": ["Troops"]}', NoticeKind.BROKEN_RECORD),
    ("null.json", b'{"text": null}', NoticeKind.NO_TEXT),
    (
        "azerbaijani.txt",
        "Azərbaycan çərşənbə axşamı Dağlıq Qarabağda hərbi əməliyyata başladı.".encode(),
        NoticeKind.ANOTHER_LANGUAGE,
    ),
    ("declared.json", json.dumps({**FULL, "language": "fr"}).encode(), NoticeKind.ANOTHER_LANGUAGE),
]


@pytest.mark.parametrize(("name", "content", "kind"), SKIPPED, ids=[name for name, *_ in SKIPPED])
def test_what_cannot_be_read_is_skipped_and_said(
    tmp_path: Path, name: str, content: bytes, kind: NoticeKind
) -> None:
    documents, notices = read(write(tmp_path / name, content))
    assert documents == []
    assert [(notice.kind, notice.skipped) for notice in notices if notice.skipped] == [(kind, True)]
    assert all(str(tmp_path / name) in notice.document for notice in notices)


SAID = [
    ("latin.txt", f"date 2023-09-20 {TEXT} “café”".encode("cp1252"), NoticeKind.NOT_UTF8, f"{TEXT} “café”"),
    ("utf16.txt", f"date 2023-09-20 {TEXT}".encode("utf-16"), NoticeKind.NOT_UTF8, TEXT),
    ("undated.txt", TEXT.encode(), NoticeKind.NO_DATE, TEXT),
    ("header.txt", f"date 2023-02-30 {TEXT}".encode(), NoticeKind.IMPOSSIBLE_DATE, TEXT),
    ("date.json", json.dumps({**FULL, "published": "31 June"}).encode(), NoticeKind.IMPOSSIBLE_DATE, TEXT),
    ("url.json", json.dumps({**FULL, "url": "javascript:1"}).encode(), NoticeKind.INVALID_FIELD, TEXT),
    ("title.json", json.dumps({**FULL, "title": ["T"]}).encode(), NoticeKind.INVALID_FIELD, TEXT),
    (
        "capitals.txt",
        f"date 2023-09-20 {TEXT.upper() * 4}".encode(),
        NoticeKind.CAPITALS,
        TEXT.upper() * 4,
    ),
    (
        "control.json",
        json.dumps({**FULL, "text": f"\x07{TEXT} 😀\x00"}).encode(),
        NoticeKind.CONTROL_CHARACTERS,
        f"\x07{TEXT} 😀\x00",
    ),
    (
        "surrogate.json",
        json.dumps({**FULL, "text": f"\ud800{TEXT} 😀"}).encode(),
        NoticeKind.CONTROL_CHARACTERS,
        f"\ufffd{TEXT} 😀",
    ),
]


@pytest.mark.parametrize(("name", "content", "kind", "text"), SAID, ids=[name for name, *_ in SAID])
def test_what_is_odd_is_read_and_said(
    tmp_path: Path, name: str, content: bytes, kind: NoticeKind, text: str
) -> None:
    documents, notices = read(write(tmp_path / name, content))
    assert [document.text for document in documents] == [text]
    assert [(notice.kind, notice.skipped) for notice in notices] == [(kind, False)]


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    lines = [json.dumps(FULL), '{"text": "Troops', "\u00ff", json.dumps({**FULL, "id": "a-2"})]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    documents, notices = read(path)
    assert [document.id for document in documents] == ["a-1", "a-2"]
    assert [notice.document for notice in notices] == [f"{path}:2", f"{path}:3"]


def test_a_long_line_costs_only_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "' + "x" * 14_000_000 + '"}\n' + json.dumps(FULL))
    documents, notices = read(path)
    assert [document.id for document in documents] == ["a-1"]
    assert [(notice.document, notice.kind) for notice in notices] == [(f"{path}:1", NoticeKind.TOO_LONG)]


def test_a_folder_is_read_to_the_bottom_but_for_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b" / ".git").mkdir(parents=True)
    for name in ("c.txt", "b/a.txt", "b/.git/x.txt", ".hidden.txt", "b/notes.md"):
        write(tmp_path / name, f"date 2023-09-20 {TEXT} {name}")
    documents, notices = read(tmp_path)
    assert [document.text.rpartition(" ")[2] for document in documents] == ["c.txt", "b/a.txt"]
    assert notices == []


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (json.dumps(FULL), ""),
        (json.dumps(FULL, indent=1), ""),
        (json.dumps([FULL]), "[1]"),
        ("\n" + json.dumps(FULL) + "\n{", ":2"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, place: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    items = list(sources.read(["-"]))
    assert items[0] == Sourced("standard input" + place, DOCUMENT)


def test_a_place_that_does_not_exist_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        next(sources.read([write(tmp_path / "a.txt", TEXT), tmp_path / "b.txt"]))


DISTINCT = [
    ([("x", HASH, TEXT), ("y", HASH, TEXT)], ["x"], [("y", NoticeKind.SAME_TEXT)]),
    ([("x", HASH, TEXT), ("y", "a", TEXT)], ["y"], [("x", NoticeKind.SAME_TEXT)]),
    ([("x", "a", TEXT), ("y", "a", TEXT)], ["x"], [("y", NoticeKind.SAME_TEXT)]),
    ([("x", "a", TEXT), ("y", "b", TEXT)], ["x", "y"], [("y", NoticeKind.SAME_TEXT)]),
    ([("x", "a", TEXT), ("y", "a", TEXT + "!")], ["x", "y"], [("x", NoticeKind.DUPLICATE_ID)]),
]


@pytest.mark.parametrize(("records", "kept", "said"), DISTINCT)
def test_each_article_once(
    records: list[tuple[str, str, str]], kept: list[str], said: list[tuple[str, NoticeKind]]
) -> None:
    articles, notices = sources.distinct(Sourced(place, Document(id, text)) for place, id, text in records)
    assert sorted(article.place for article in articles) == kept
    assert [(notice.document, notice.kind) for notice in notices] == said
    assert not any(notice.skipped for notice in notices)


def test_the_fullest_record_is_kept() -> None:
    articles, _ = sources.distinct([Sourced("x", Document("a-1", TEXT)), Sourced("y", DOCUMENT)])
    assert [article.document for article in articles] == [DOCUMENT]


@given(st.lists(st.builds(Document, st.sampled_from("ab"), st.sampled_from("xy"), st.sampled_from("tu"))))
def test_the_order_of_the_input_does_not_matter(documents: list[Document]) -> None:
    items = [Sourced("place", document) for document in documents]
    articles, _ = sources.distinct(items)
    assert list(sources.distinct(reversed(items))[0]) == list(articles)
    assert {item.document.text for item in articles} == {document.text for document in documents}


@given(
    st.lists(
        st.builds(
            Document,
            st.text(),
            st.text(min_size=1),
            st.none() | st.text(),
            st.none() | st.dates(),
            st.none() | st.text(),
        ),
        unique_by=lambda one: (one.id, one.text),
    )
)
def test_documents_come_back_from_the_disk_as_they_were(documents: list[Document]) -> None:
    clean = [one for one in documents if one.id != one.content_hash]
    articles, _ = sources.distinct(Sourced("caf\udce9.txt", one) for one in clean)
    assert len(articles) == len(clean)
    assert {(one.place, one.document) for one in articles} == {("caf\udce9.txt", one) for one in clean}


def test_memory_does_not_grow_with_the_number_of_texts() -> None:
    """Some 100 MB of texts pass; a few stay at a time."""
    many = (Sourced(f"{n}", Document(f"a-{n}", f"{n} " + "x" * 100_000)) for n in range(1000))
    tracemalloc.start()
    try:
        articles, _ = sources.distinct(many)
        assert sum(len(one.document.text) for one in articles) > 100_000_000
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
