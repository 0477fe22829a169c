"""The plain copy of a parsed text answers as spaCy does."""

from collections.abc import Iterable
from functools import cache

import pytest
import spacy.tokens
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.language import parse
from kg.extract.syntax import Doc, Token

TEXTS = (
    "BAKU: The envoys, who met on Monday, said that troops had “seized” two towns; no one was hurt.\n\n"
    "It won, officials of the ministry said. Which towns did it say it took?",
    " \n Fired on by day ,  they\nfled.",
    "(so) 12 of them...",
)
COLUMNS = "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ whitespace_ is_space is_punct is_title"
PARTS = st.integers(-3, 130)


@cache
def _parsed(text: str) -> Doc:
    return parse(text)


def _places(tokens: Iterable[spacy.tokens.Token | Token]) -> list[int]:
    return [token.i for token in tokens]


def _bounds(span: object) -> object:
    named = ("start", "end", "start_char", "end_char", "text")
    return None if span is None else [getattr(span, name) for name in named]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens(text: str) -> None:
    doc = _parsed(text)
    assert len(doc) == len(doc.parsed)
    for own, theirs in zip(doc, doc.parsed, strict=True):
        assert [getattr(own, n) for n in COLUMNS.split()] == [getattr(theirs, n) for n in COLUMNS.split()]
        for one in ("head", "left_edge", "right_edge"):
            assert getattr(own, one).i == getattr(theirs, one).i
        for several in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert _places(getattr(own, several)) == _places(getattr(theirs, several))
        assert _bounds(own.sent) == _bounds(theirs.sent)
        assert len(own) == len(theirs)
        assert {t.i for t in doc if own.is_ancestor(t)} == {t.i for t in doc.parsed if theirs.is_ancestor(t)}


@pytest.mark.parametrize("text", [*TEXTS, ""])
def test_sentences_and_names(text: str) -> None:
    doc = _parsed(text)
    assert [_bounds(sent) for sent in doc.sents] == [_bounds(sent) for sent in doc.parsed.sents]
    assert list(doc.ents) == [(ent.start, ent.end, ent.label_) for ent in doc.parsed.ents]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TEXTS), PARTS, PARTS, st.sampled_from(("strict", "contract", "expand")))
def test_stretches(text: str, begin: int, end: int, mode: str) -> None:
    doc = _parsed(text)
    for span, theirs in (
        (doc[begin:end], doc.parsed[begin:end]),
        (doc[begin:end][1:-1], doc.parsed[begin:end][1:-1]),
        (
            doc.char_span(begin, max(begin, end), mode),  # type: ignore[arg-type]
            doc.parsed.char_span(begin, max(begin, end), alignment_mode=mode),
        ),
    ):
        assert _bounds(span) == _bounds(theirs)
        if span and theirs:
            assert span.root.i == theirs.root.i
            assert (span[0].i, span[-1].i) == (theirs[0].i, theirs[-1].i)
            assert _places(span) == _places(theirs)


@pytest.mark.parametrize("step", [-1, 99])
def test_no_neighbour(step: int) -> None:
    with pytest.raises(IndexError):
        parse("Troops fled.")[0].nbor(step)
