"""A document in, all that was understood of it out. The only stage that knows spaCy."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import tee
from pathlib import Path

from kg.extract.entities import cast
from kg.extract.events.lexicon import FOLDER, lexicon
from kg.extract.extractors import extractors
from kg.extract.language import DEFAULT_MODEL, parse, parse_all
from kg.extract.running import run
from kg.extract.syntax import Doc
from kg.knowledge import Knowledge
from kg.model import Document, Reading

__all__ = ["DEFAULT_MODEL", "Reader"]


class Reader:
    """Reads documents with one spaCy model, one knowledge base and the lexicons of events.

    `lexicons` are folders with more words for events; the last one goes first.
    """

    def __init__(self, model: str, knowledge: Knowledge, lexicons: tuple[Path, ...] = ()) -> None:
        self._model = model
        self._knowledge = knowledge
        self._lexicons = (FOLDER, *lexicons)
        lexicon(self._lexicons)  # what is wrong with them is said at once

    def read(self, document: Document) -> Reading:
        """All that one document says."""
        return self._understand(document, parse(document.text, self._model))

    def read_all(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The same for many, in their order, with the parser working in batches."""
        first, second = tee(documents)
        for document, doc in zip(first, parse_all((d.text for d in second), self._model), strict=True):
            yield self._understand(document, doc)

    def _understand(self, document: Document, doc: Doc) -> Reading:
        with _all_in_use():
            scene = replace(cast(document, doc, self._knowledge), lexicons=self._lexicons)
            found, notes = run(scene, extractors())
        return Reading(
            document=document,
            referents=scene.referents,
            mentions=scene.mentions,
            relations=found.relations,
            events=found.events,
            casualties=found.casualties,
            sentences=scene.sentences,
            notes=notes,
        )


@contextmanager
def _all_in_use() -> Iterator[None]:
    """No search for garbage: while a text is read there is hardly any, and looking takes long."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
