"""The text index of the version that is served: made from what the store says, beside the queries.

A write changes it by the things whose texts it changed. It is made anew after a change that failed and after
one that is too large: so it cannot disagree with the store for longer than a change takes. A server that
starts goes on with the index on its shelf if that says what the store does (`kg.endpoint.shelf`).
"""

import io
import shutil
import sqlite3
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Final

from kg import rdf, terms, vocab
from kg.endpoint.shelf import ENDING, Shelf, remove
from kg.errors import KgError
from kg.search import FORM, Found, Index, Text
from kg.store.failures import BusyError
from kg.store.serving import Executor, Question

_PATIENCE: Final = 20.0
"""Seconds that a search waits for an index that is being made."""
_MOST: Final = 4
"""Searches at the same time."""
_REST: Final = 10
"""An index is made anew behind a write only after this many times the seconds that the last one took."""
_BATCH: Final = 500
"""Things that one query asks about: the engine joins so many values fast."""
_FEW: Final = 1000
"""Things that are always changed one by one; more of them only where the index has four times as many."""
_DEFINED: Final = f"GRAPH ?g {{ ?g a <{terms.OWL}Ontology> . ?s <%s> ?o OPTIONAL {{ ?s a ?c }} }}"
_SAID: Final = "?s <%s> ?o OPTIONAL { ?s a ?c }"
_TEXTS: Final = (
    (terms.RDFS_LABEL, _SAID, 4.0, True),
    (terms.SKOS_PREF_LABEL, _SAID, 4.0, True),
    (terms.DCTERMS_TITLE, _SAID, 3.0, True),
    (terms.SKOS_ALT_LABEL, _SAID, 3.0, False),
    (vocab.sentence, _SAID, 1.0, False),
    (vocab.content, _SAID, 1.0, False),
    (terms.RDFS_LABEL, _DEFINED, 2.0, True),
    (terms.SKOS_PREF_LABEL, _DEFINED, 2.0, True),
    (terms.SKOS_DEFINITION, _DEFINED, 1.0, False),
)
"""Property, where it is said, weight, whether it names the thing."""
_FORM: Final = FORM + sha256(repr(_TEXTS).encode()).hexdigest()[:8]


class TextIndex:
    """One index for each version, made when it is first asked for, or behind a write. Safe for threads."""

    def __init__(self, executor: Executor, shelf: Shelf | None = None) -> None:
        """Without a shelf it lies in a folder of its own, which goes with it."""
        self._executor = executor
        self._shelf = shelf or Shelf(Path(tempfile.mkdtemp(prefix="kg-search-")))
        if shelf is None:
            weakref.finalize(self, shutil.rmtree, self._shelf.folder, ignore_errors=True)
        self._making = threading.Lock()
        self._places = threading.Semaphore(_MOST)
        self._index = self._found(executor.version)
        self._seconds = 0.0
        self._behind = False

    def find(self, words: str, kinds: Sequence[str] = (), limit: int = 20, offset: int = 0) -> Found:
        """What `Index.find` gives for the current version.

        Raises BusyError where many search already: a thread is to be left for a ping.
        """
        if not self._places.acquire(timeout=1):
            raise BusyError(f"{_MOST} searches are under way")
        try:
            try:
                return self.current().find(words, kinds, limit, offset)
            except sqlite3.OperationalError:  # another has just taken its place
                return self.current().find(words, kinds, limit, offset)
        finally:
            self._places.release()

    def current(self) -> Index:
        """The index of the current version. Raises BusyError where it is not ready in time."""
        found = self._index
        if found is not None and found[0] == self._executor.version:
            return found[1]
        if not self._making.acquire(timeout=_PATIENCE):
            raise BusyError("the text index of the new version is not ready yet; try again")
        try:
            return self._made()
        finally:
            self._making.release()

    def prepare(self) -> None:
        """Make the index of the current version in a thread of its own."""
        if not self._behind:
            self._behind = True
            threading.Thread(target=self._follow, name="text-index", daemon=True).start()

    def written(self) -> None:
        """Have the index follow the store, if anybody has used it."""
        if self._index is not None:
            self.prepare()

    def _follow(self) -> None:
        try:
            while self._index is None or self._index[0] != self._executor.version:
                if self._changed(self._executor.version) is None:
                    time.sleep(self._seconds * _REST)
                self.current()
        except KgError:
            pass  # the next search says why
        finally:
            self._behind = False

    def _changed(self, version: int) -> list[str] | None:
        """The things to look at again for a version; None where the index has to be made anew."""
        if self._index is None:
            return None
        since, index = self._index
        found = self._executor.retold(since, version)
        if found is None or len(found) > max(_FEW, index.size // 4):
            return None
        return sorted(found)

    def _made(self) -> Index:
        version = self._executor.version  # first: what is written meanwhile is looked at again
        if self._index is not None and self._index[0] == version:
            return self._index[1]
        changed = self._changed(version)
        if changed is None or self._index is None:
            return self._built(version)
        index = self._index[1]
        try:
            index.replace(changed, self._texts(changed), self._state(version))
        except (sqlite3.Error, KgError):  # it is as it was, and of no use any more
            return self._built(version)
        self._index = (version, index)
        return index

    def _found(self, version: int) -> tuple[int, Index] | None:
        """The index that an earlier server has left, if it says what the store does."""
        index = self._shelf.take([f"{_FORM} {name}" for name in self._shelf.names(version)])
        try:
            if index is not None:
                index.replace((), (), self._state(version))
                return version, index
        except sqlite3.Error:  # a new one is made
            pass
        return None

    def _state(self, version: int) -> str:
        """How the next server knows what the index of a version says."""
        return next((f"{_FORM} {name}" for name in self._shelf.names(version)), "")

    def _built(self, version: int) -> Index:
        began = time.monotonic()
        path = self._shelf.folder / f"{version}-{time.time_ns()}{ENDING}"
        try:
            index = Index.build(path, self._texts(), self._state(version))
        except BaseException:
            remove(path)
            raise
        old, self._index = self._index, (version, index)
        self._seconds = time.monotonic() - began
        if old is not None:
            remove(old[1].path)  # a search that has it open reads on
        return index

    def _texts(self, things: Sequence[str] | None = None) -> Iterator[Text]:
        """All texts, or those about some things."""
        if things is None:
            yield from self._told("")
            return
        for begin in range(0, len(things), _BATCH):
            named = " ".join(f"<{one}>" for one in things[begin : begin + _BATCH])
            yield from self._told(f"VALUES ?s {{ {named} }} LATERAL")

    def _told(self, things: str) -> Iterator[Text]:
        for name, where, weight, label in _TEXTS:
            rows = self._rows(f"SELECT ?s ?o ?c {{ {things} {{ {where % name} }} }}")
            for (thing, text), same in groupby(rows, lambda row: (row[0], row[1])):
                if isinstance(thing, rdf.NamedNode) and isinstance(text, rdf.Literal):
                    kind = _kind([row[2] for row in same])
                    yield Text(thing.value, kind, name, text.value, weight, label)

    def _rows(self, query: str) -> Iterator[list[rdf.Term | None]]:
        question = Question(query, "application/sparql-results+json", client="text-index")
        stream = self._executor.ask(question)
        try:
            yield from rdf.solutions(io.BufferedReader(_Pipe(stream), 1 << 16))
        finally:
            stream.close()


def _kind(classes: list[rdf.Term | None]) -> str:
    """The class that tells most: one of ours before others."""
    named = [found.value for found in classes if isinstance(found, rdf.NamedNode)]
    return min(named, key=lambda iri: (not iri.startswith(terms.CNO), iri), default="")


class _Pipe(io.RawIOBase):
    """The blocks of an answer as a file."""

    def __init__(self, blocks: object) -> None:
        self._blocks: Iterator[bytes] = iter(blocks)  # type: ignore[call-overload]
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = block
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
