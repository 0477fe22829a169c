"""What is asked again and again of one parsed document, answered fast."""

from functools import lru_cache

from spacy.tokens import Doc


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """The text of a document, which spaCy joins anew from all tokens each time it is asked."""
    return doc.text
