"""A parsed text as plain columns, one value per word: what the rules of this package read.

White space tokens are left out, so that a wrapped line never splits a name.
"""

from dataclasses import dataclass

from kg.extract.syntax import Doc, Token
from kg.model import Span

QUOTES = frozenset('"“”«»')
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
DASHES = frozenset({"-", "–", "—", "--"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Words:
    """Columns over the words of a document; `starts` and `ends` are character offsets, `sentence` numbers
    sentences, `quoted` marks quoted words, `spaced` words with white space after them."""

    source: str
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    ent: list[str]
    ents: list[tuple[int, int, str]]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]
    spaced: list[bool]

    def __len__(self) -> int:
        return len(self.text)

    def joined(self, begin: int, end: int) -> str:
        """The words from `begin` up to `end` as the text has them, white space made single."""
        return " ".join(self.source[self.starts[begin] : self.ends[end - 1]].split())

    def is_capital(self, i: int) -> bool:
        """Whether a word starts with a capital letter."""
        return self.text[i][:1].isupper()

    def is_possessive(self, i: int) -> bool:
        """Whether a word is the possessive ending of the one before it."""
        if not 0 <= i < len(self.text):
            return False
        return self.tag[i] == "POS" or (self.text[i] in POSSESSIVES and self.dep[i] == "case")

    def same_sentence(self, i: int, j: int) -> bool:
        """Whether two words stand in one sentence."""
        return self.sentence[i] == self.sentence[j]

    def sentence_span(self, i: int) -> Span:
        """The characters of the sentence around a word."""
        begin = end = i
        while begin > 0 and self.sentence[begin - 1] == self.sentence[i]:
            begin -= 1
        while end + 1 < len(self.text) and self.sentence[end + 1] == self.sentence[i]:
            end += 1
        return Span(self.starts[begin], self.ends[end])

    def main_clause(self, i: int) -> bool:
        """Whether a word attaches straight to the root of its sentence."""
        above = self.head[i]
        return self.head[above] == above

    def root(self, begin: int, end: int) -> int:
        """The word of a stretch that the rest of the sentence attaches to."""
        for i in range(begin, end):
            if not begin <= self.head[i] < end or self.head[i] == i:
                return i
        return end - 1

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, its own or that of the verb it is coordinated with."""
        for _ in range(4):
            for child in self.children[verb]:
                if self.dep[child] in SUBJECTS:
                    return child
            if self.dep[verb] not in {"conj", "xcomp"}:
                return None
            verb = self.head[verb]
        return None


def columns(doc: Doc) -> Words:
    """Reads the columns out of a parsed document."""
    tokens = [token for token in doc if not token.is_space]
    rank = {token.i: i for i, token in enumerate(tokens)}
    head = [rank.get(token.head.i, i) for i, token in enumerate(tokens)]
    children: list[list[int]] = [[] for _ in tokens]
    for i, above in enumerate(head):
        if above != i:
            children[above].append(i)
    return Words(
        source=doc.text,
        text=[token.text for token in tokens],
        lower=[token.lower_ for token in tokens],
        lemma=[token.lemma_.lower() for token in tokens],
        pos=[token.pos_ for token in tokens],
        tag=[token.tag_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=head,
        children=children,
        ent=[token.ent_type_ for token in tokens],
        ents=_ents(doc, rank),
        starts=[token.idx for token in tokens],
        ends=[token.idx + len(token.text) for token in tokens],
        sentence=_sentences(doc),
        paragraph=_paragraphs(doc),
        quoted=_quoted(doc),
        spaced=[
            bool(token.whitespace_) or (token.i + 1 < len(doc) and doc[token.i + 1].is_space)
            for token in tokens
        ],
    )


def _ents(doc: Doc, rank: dict[int, int]) -> list[tuple[int, int, str]]:
    """The recognised entities over words, cut where they would cross into another paragraph."""
    found = []
    for start, end, label in doc.ents:
        inside = [rank[i] for i in range(start, end) if i in rank]
        if inside:
            found.append((inside[0], inside[-1] + 1, label))
    return found


def _sentences(doc: Doc) -> list[int]:
    return [number for number, sent in enumerate(doc.sents) for token in sent if not token.is_space]


def _paragraphs(doc: Doc) -> list[int]:
    """Numbers of paragraphs: a new one starts with a sentence that starts a line."""
    numbers: list[int] = []
    number = 0
    fresh = False
    for token in doc:
        if token.is_space:
            fresh = fresh or "\n" in token.text
            continue
        number += fresh and token.i == token.sent.start
        fresh = False
        numbers.append(number)
    return numbers


def _quoted(doc: Doc) -> list[bool]:
    """Marks the words between quotation marks; a quotation left open ends with its paragraph."""
    inside = False
    marks: list[bool] = []
    for token in doc:
        if token.is_space:
            inside = inside and token.text.count("\n") < 2
            continue
        mark = token.text in QUOTES
        if mark:
            inside = _opens(token) if token.text == '"' and not inside else token.text in "“«"
        marks.append(inside and not mark)
    return marks


def _opens(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and not token.whitespace_
