"""A parsed text as plain Python objects: asked often, made once.

Names and answers are those of spaCy's `Doc`, `Token` and `Span` (https://spacy.io/api/token), which look for
children, heads and strings anew each time and make an object for each: that took most of the time of reading.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal, Self, TypeVar, overload

from spacy.strings import StringStore
from spacy.tokens import Doc as Parsed

Answer = TypeVar("Answer")


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word, mark or run of white space, with its place in the dependency tree.

    `i` counts tokens and `idx` characters of the text. `lefts` and `rights` are the children before and after
    it. The root is its own head.
    """

    doc: "Doc"
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    is_space: bool
    is_punct: bool
    head: "Token" = field(init=False)
    sent: "Passage" = field(init=False)
    lefts: tuple["Token", ...] = ()
    rights: tuple["Token", ...] = ()
    children: tuple["Token", ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_title(self) -> bool:
        """Whether it has a capital letter first and small ones after it."""
        return self.text.istitle()

    @property
    def left_edge(self) -> "Token":
        """The first token of its subtree."""
        return self.doc.tokens[self.doc.parsed[self.i].left_edge.i]

    @property
    def right_edge(self) -> "Token":
        """The last token of its subtree."""
        return self.doc.tokens[self.doc.parsed[self.i].right_edge.i]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Its head, the head of that, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> list["Token"]:
        """The token and all below it, in order."""
        found: list[Token] = []
        self._gather(found)
        return found

    def _gather(self, found: list["Token"]) -> None:
        for child in self.lefts:
            child._gather(found)
        found.append(self)
        for child in self.rights:
            child._gather(found)

    def is_ancestor(self, descendant: "Token") -> bool:
        """Whether the other token hangs on this one, through others or not."""
        return any(above is self for above in descendant.ancestors)

    def nbor(self, step: int = 1) -> "Token":
        """The token so many after it, before it where negative. Raises IndexError beyond the text."""
        if self.i + step < 0:
            raise IndexError(f"no token {-step} before token {self.i}: ask only where there is one")
        return self.doc[self.i + step]


def asked_once(question: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """Keeps the answer for as long as the text lives. It must not change: a tuple rather than a list."""

    @wraps(question)
    def answer(token: Token) -> Answer:
        known: dict[int, Answer] = token.doc.answers[question]
        try:
            return known[token.i]
        except KeyError:
            found = known[token.i] = question(token)
            return found

    return answer


@dataclass(slots=True, repr=False)
class Passage(Sequence[Token]):
    """Tokens that follow each other: `start` is the first, `end` the one after the last."""

    doc: "Doc"
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __contains__(self, token: object) -> bool:
        return isinstance(token, Token) and token.doc is self.doc and self.start <= token.i < self.end

    def __repr__(self) -> str:
        return self.text

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> "Token | Passage":
        if isinstance(at, slice):
            first, last, _ = at.indices(len(self))
            return Passage(self.doc, self.start + first, self.start + max(first, last))
        return self.doc.tokens[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        """The first character."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The character after the last, white space after it not counted."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The characters, white space after the last word left out."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The root of the sentence where it is inside, else the token nearest to it whose head is outside."""
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        outward = [token for token in tokens if not self.start <= token.head.i < self.end]
        if len(outward) == 1:
            return outward[0]
        return min(outward, key=_steps_to_root) if outward else self.doc[self.start]


class Doc:
    """A parsed text: its tokens, its sentences and the named entities that the model sees."""

    __slots__ = ("_begins", "answers", "ents", "parsed", "sents", "text", "tokens")

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        """What spaCy made."""
        self.text = parsed.text
        *columns, steps = _columns(parsed)
        self.tokens = [Token(self, *row) for row in zip(*columns, strict=True)]
        self.sents = self._sentences()
        self.ents = tuple((ent.start, ent.end, ent.label_) for ent in parsed.ents)
        """First token, the one after the last, and label."""
        self.answers = defaultdict[object, dict[int, Any]](dict)
        """What `asked_once` keeps: by question, then by token."""
        self._begins = [token.idx for token in self.tokens]
        self._grow(steps)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Passage: ...
    def __getitem__(self, at: int | slice) -> Token | Passage:
        if isinstance(at, slice):
            first, last, _ = at.indices(len(self.tokens))
            return Passage(self, first, max(first, last))
        return self.tokens[at]

    def char_span(
        self, begin: int, end: int, alignment_mode: Literal["strict", "contract", "expand"] = "strict"
    ) -> Passage | None:
        """The tokens of a stretch of characters, None where there are none.

        A token that it cuts makes it none, or is left out ("contract") or taken in ("expand").
        """
        first, last = self._at(begin), self._at(end - 1)
        if first is None or last is None:
            return None
        start, stop = first.i, last.i + 1
        cut = first.idx < begin, end < last.idx + len(last)
        if alignment_mode == "strict":
            return Passage(self, start, stop) if first.idx == begin and end == last.idx + len(last) else None
        if alignment_mode == "contract":
            start, stop = start + cut[0], stop - cut[1]
            return Passage(self, start, stop) if start < stop else None
        start += begin == first.idx + len(first)  # the white space after a word is not of it
        return Passage(self, start, stop)

    def _at(self, character: int) -> Token | None:
        """The token that has a character, or has it as the white space after it."""
        if not 0 <= character < len(self.text):
            return None
        return self.tokens[bisect_right(self._begins, character) - 1]

    def _sentences(self) -> tuple[Passage, ...]:
        found = tuple(Passage(self, sentence.start, sentence.end) for sentence in self.parsed.sents)
        for sentence in found:
            for token in sentence:
                token.sent = sentence
        return found

    def _grow(self, steps: list[int]) -> None:
        """Gives each token its head, so many steps off, and its children."""
        tokens = self.tokens
        lefts: dict[int, list[Token]] = {}
        rights: dict[int, list[Token]] = {}
        for token, step in zip(tokens, steps, strict=True):
            token.head = head = tokens[token.i + step]
            if step:
                (lefts if token.i < head.i else rights).setdefault(head.i, []).append(token)
        for i, before in lefts.items():
            tokens[i].lefts = tokens[i].children = tuple(before)
        for i, after in rights.items():
            tokens[i].rights = tuple(after)
            tokens[i].children += tokens[i].rights


class _Spelling(dict[int, str]):
    """Strings by their hashes, each asked of the vocabulary once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = found = self._strings[number]
        return found


def _columns(parsed: Parsed) -> Iterator[list[Any]]:
    """What a `Token` holds of each word, from `i` on, then how far off its head is."""
    text, spelling = parsed.text, _Spelling(parsed.vocab.strings)
    begins, lengths, steps, spaced, blank, mark, entity = (
        parsed.to_array(["IDX", "LENGTH", "HEAD", "SPACY", "IS_SPACE", "IS_PUNCT", "ENT_IOB"])
        .astype("int64")  # heads before a word are so many steps below none
        .T.tolist()
    )
    yield list(range(len(begins)))
    yield begins
    yield [text[begin : begin + length] for begin, length in zip(begins, lengths, strict=True)]
    for column in parsed.to_array(["LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]).T.tolist():
        yield [spelling[number] for number in column]
    yield [("", "I", "O", "B")[number] for number in entity]
    yield [" " if after else "" for after in spaced]
    yield [bool(value) for value in blank]
    yield [bool(value) for value in mark]
    yield steps


def _steps_to_root(token: Token) -> int:
    """How many heads are above it; white space and marks with nothing below come last."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)
