"""A document in, all that was understood of it out. The only stage that knows spaCy."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee

from spacy.tokens import Doc

from kg.extract.entities import cast
from kg.extract.extractors import Findings, extractors
from kg.extract.language import DEFAULT_MODEL, parse, parse_all
from kg.knowledge import Knowledge
from kg.model import Document, Reading

__all__ = ["DEFAULT_MODEL", "Reader"]


class Reader:
    """Reads documents with one spaCy model and one knowledge base."""

    def __init__(self, model: str, knowledge: Knowledge) -> None:
        self._model = model
        self._knowledge = knowledge

    def read(self, document: Document) -> Reading:
        """All that one document says."""
        return self._understand(document, parse(document.text, self._model))

    def read_all(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The same for many, in their order, with the parser working in batches."""
        first, second = tee(documents)
        for document, doc in zip(first, parse_all((d.text for d in second), self._model), strict=True):
            yield self._understand(document, doc)

    def _understand(self, document: Document, doc: Doc) -> Reading:
        scene = cast(document, doc, self._knowledge)
        found = Findings()
        for extractor in extractors():
            found += extractor.extract(scene, found)
        reading = Reading(document, scene.referents, scene.mentions)
        return replace(reading, relations=found.relations, events=found.events, casualties=found.casualties)
