"""What `kg explain` shows: all that a reading holds, as text and as a page that needs nothing else."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from kg import pipeline
from kg.cli import app
from kg.explain import explained, page, terminal
from kg.model import Document, Reading
from kg.settings import data_dir, load

TEXT = (
    'NAIROBI: Somalia accused Ethiopia on Monday of shelling the "border" town of Dolow & <b>.\n'
    "Witnesses said 12 soldiers were killed. President William Ruto condemned the attack."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.flow(load()).read(Document("a", TEXT, published=date(2024, 1, 9)))


def test_every_find_stands_in_its_sentence_with_its_rule(reading: Reading) -> None:
    sentences = explained(reading)
    finds = [find for sentence in sentences for find in sentence.finds]
    assert len(finds) == len(reading.events) + len(reading.relations) + len(reading.casualties)
    assert [find.rule for find in finds if not find.rule] == []
    for sentence in sentences:
        assert TEXT[sentence.span.begin : sentence.span.end] == sentence.text
        for find in sentence.finds:
            assert find.words[0] in sentence.text
    marked = {mark.span for sentence in sentences for mark in sentence.marks}
    assert {mention.span for mention in reading.mentions} <= marked


@pytest.mark.parametrize(
    "words",
    ["Accuse", "actors   Somalia", "targets  Ethiopia", "2024-01-08", "number   12", "says     “Witnesses”"],
)
def test_the_terminal_says_it(reading: Reading, words: str) -> None:
    assert words in "\n".join(line.plain for line in terminal(explained(reading)))


def test_the_page_is_whole_and_fetches_nothing(reading: Reading) -> None:
    made = page("A <title>", explained(reading), ("a note",))
    tree = ElementTree.fromstring(re.sub(r"<meta [^>]*>", "", made.partition("\n")[2]))
    said = ["".join(element.itertext()) for element in tree.iter("p") if element.get("class") == "said"]
    assert said == [sentence.text for sentence in explained(reading)]
    assert not re.search(r"<script|https?:|url\(|@import|<link", made)
    marks = [element for element in tree.iter("span") if element.get("class") == "mark"]
    assert marks
    assert all(element.get("tabindex") == "0" and element.get("aria-label") for element in marks)


def test_overlapping_words_have_a_line_for_each_mark(reading: Reading) -> None:
    assert re.search(
        r"box-shadow: 0 3px var\(--\w+\), 0 5px var\(--paper\), 0 7px", page("a", explained(reading))
    )


def test_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    told = CliRunner().invoke(app, ["explain", str(tmp_path / "a.txt")])
    assert told.exit_code == 0
    assert "Accuse v1" in told.output
    assert "\x1b[" not in told.output
    shown = CliRunner().invoke(app, ["explain", str(tmp_path / "a.txt"), "--html", str(tmp_path / "a.html")])
    assert shown.exit_code == 0
    assert (tmp_path / "a.html").read_text().startswith("<!DOCTYPE html>")


def test_the_seed_article_is_explained() -> None:
    result = CliRunner().invoke(app, ["explain", str(data_dir("seeds") / "articles")])
    assert result.exit_code == 0
    assert "affiliatedWith" in result.output or "holdsOffice" in result.output
