"""The text of a parsed document, joined once: spaCy joins it anew from all tokens each time it is asked."""

from functools import lru_cache

from spacy.tokens import Doc


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """The text of a document; asked again and again for one document, it costs nothing."""
    return doc.text
