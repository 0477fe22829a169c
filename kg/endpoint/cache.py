"""Answers that were given before, by version of the store: the same question again costs no query."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from kg.store.serving import Question

Key = tuple[object, ...]
_SHARE: Final = 4
"""No answer may take more than this part of the cache, so that one cannot drive out all others."""


def key(version: int, question: Question) -> Key:
    """What an answer depends on. The text counts as it came, but for space around it: to leave out more
    would take a parser that agrees with the engine's in everything."""
    graphs = tuple(sorted(set(question.dataset.default))), tuple(sorted(set(question.dataset.named)))
    return (
        version,
        question.text.strip(" \t\r\n"),
        graphs,
        question.besides,
        question.media_type,
        question.base,
    )


class Cache:
    """Whole answers, the least recently used of which go first. `limit` in bytes; 0 keeps nothing.

    Safe to use from many threads.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._answers: OrderedDict[Key, tuple[bytes, ...]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def largest(self) -> int:
        """Bytes of the largest answer that is kept."""
        return self.limit // _SHARE

    def get(self, key: Key) -> tuple[bytes, ...] | None:
        """The blocks of an answer, None where it is not there."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: Key, blocks: tuple[bytes, ...]) -> None:
        """Keep an answer if it is not too large. Those of other versions go: nobody will ask for them."""
        size = _size(key, blocks)
        if size > self.largest:
            return
        with self._lock:
            if next(iter(self._answers), key)[0] != key[0]:
                self._answers.clear()
                self.size = 0
            if key not in self._answers:
                self._answers[key] = blocks
                self.size += size
            while self.size > self.limit:
                old, content = self._answers.popitem(last=False)
                self.size -= _size(old, content)

    def __len__(self) -> int:
        with self._lock:
            return len(self._answers)


class Kept:
    """An answer from the cache, as a stream."""

    def __init__(self, blocks: tuple[bytes, ...]) -> None:
        self._blocks = blocks

    @property
    def whole(self) -> bytes | None:
        """An answer of one block."""
        return b"".join(self._blocks) if len(self._blocks) < 2 else None

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._blocks)

    def close(self) -> None:
        """Nothing is held."""


def _size(key: Key, blocks: tuple[bytes, ...]) -> int:
    """Bytes, with what the entry itself takes, roughly."""
    return sum(map(len, blocks)) + 4 * len(str(key[1])) + 500
