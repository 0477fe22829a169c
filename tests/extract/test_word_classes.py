"""Word classes are those of the model's own ruler, to the byte."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kg.extract.language import DEFAULT_MODEL, pipeline
from kg.extract.word_classes import WordClasses
from kg.settings import data_dir

ARTICLES = sorted((data_dir("seeds") / "articles").glob("*.txt"))
TEXTS = [
    "It ain't gonna work, let's go; c'mon y'all, there's a\n\nwar that they gotta see.",
    "There are, there were those who'd've fled, and there 's more.  Is that so? Whether it is or isn't...",
    " \n ",
    "",
]
WORDS = [
    "there",
    "'s",
    "is",
    "let",
    "gon",
    "na",
    "ai",
    "n't",
    "y'",
    "all",
    "that",
    "so",
    " ",
    "\n",
    "fled",
    "Kita",
]


@cache
def _tagged(text: str) -> Doc:
    """A text as it comes before the ruler."""
    nlp = pipeline(DEFAULT_MODEL)
    doc = nlp.make_doc(text)
    for name in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(name)(doc)
    return doc


def _rules(nlp: Language) -> AttributeRuler:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return ruler


def _same(doc: Doc, ruler: AttributeRuler) -> None:
    remembered = WordClasses(ruler)
    for _ in range(2):  # asked, then remembered
        assert remembered(doc.copy()).to_bytes() == ruler(doc.copy()).to_bytes()


@pytest.mark.parametrize("text", [*TEXTS, *(file.read_text("utf-8") for file in ARTICLES)])
def test_texts(text: str) -> None:
    _same(_tagged(text), _rules(pipeline(DEFAULT_MODEL)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_words(words: list[str]) -> None:
    _same(_tagged(" ".join(words)), _rules(pipeline(DEFAULT_MODEL)))


def test_later_rules_go_first_and_any_pattern_works() -> None:
    """Rules of another model: long ones before and after short ones, by shape, by lists, by what is not."""
    nlp = Language()
    ruler = AttributeRuler(nlp.vocab)
    ruler.add([[{"LOWER": "a"}, {"LOWER": "b"}]], {"LEMMA": "first", "TAG": "AB"}, index=1)
    ruler.add([[{"LOWER": {"IN": ["b", "c"]}}], [{"ORTH": "D"}]], {"LEMMA": "second", "POS": "X"})
    ruler.add([[{"SHAPE": "X"}]], {"POS": "PROPN", "DEP": "dep"})
    ruler.add([[{"LOWER": "b"}, {"OP": "?"}, {"LOWER": "c"}]], {"POS": "ADV"}, index=-1)
    ruler.add([[{"LOWER": {"NOT_IN": ["a"]}, "IS_SPACE": False}]], {"MORPH": "Foreign=Yes"})
    _same(Doc(nlp.vocab, words=["a", "b", "c", "D", "B", "c", "d", "a", "b", "b", "a"]), ruler)
