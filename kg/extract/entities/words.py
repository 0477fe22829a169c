"""A parsed text as plain columns, one value per token: what the rules of this package read."""

from dataclasses import dataclass

from spacy.tokens import Doc

QUOTES = frozenset('"“”«»')
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
DASHES = frozenset({"-", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class Words:
    """Columns over the tokens of a document; `sentence` numbers sentences, `quoted` marks quoted words."""

    doc: Doc
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    sentence: list[int]
    quoted: list[bool]

    def __len__(self) -> int:
        return len(self.text)

    def joined(self, begin: int, end: int) -> str:
        """The words from token `begin` up to `end` as the text has them, white space made single."""
        return " ".join(self.doc[begin:end].text.split())

    def is_capital(self, i: int) -> bool:
        """Whether a token starts with a capital letter."""
        return self.text[i][:1].isupper()

    def is_possessive(self, i: int) -> bool:
        """Whether a token is the possessive ending of the one before it."""
        return i < len(self.text) and (
            self.tag[i] == "POS" or (self.text[i] in POSSESSIVES and self.dep[i] == "case")
        )

    def same_sentence(self, i: int, j: int) -> bool:
        """Whether two tokens stand in one sentence."""
        return self.sentence[i] == self.sentence[j]


def columns(doc: Doc) -> Words:
    """Reads the columns out of a parsed document."""
    sentence: list[int] = []
    number = -1
    for token in doc:
        number += bool(token.is_sent_start) or token.i == 0
        sentence.append(number)
    return Words(
        doc=doc,
        text=[token.text for token in doc],
        lower=[token.lower_ for token in doc],
        lemma=[token.lemma_.lower() for token in doc],
        pos=[token.pos_ for token in doc],
        tag=[token.tag_ for token in doc],
        dep=[token.dep_ for token in doc],
        head=[token.head.i for token in doc],
        ent=[token.ent_type_ for token in doc],
        sentence=sentence,
        quoted=_quoted(doc),
    )


def _quoted(doc: Doc) -> list[bool]:
    """Marks the words between quotation marks; a quotation left open ends with its paragraph."""
    inside = False
    marks: list[bool] = []
    for token in doc:
        text = token.text
        if text in QUOTES:
            inside = text in "“«" or (text == '"' and not inside)
            marks.append(False)
            continue
        if "\n" in text and inside and text.count("\n") > 1:
            inside = False
        marks.append(inside)
    return marks
