"""spaCy's `AttributeRuler` with its answers kept: its patterns took an eighth of the time of a parse.

What it gives is the same to the letter (https://spacy.io/api/attributeruler): the ruler itself is asked,
about each kind of word once.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias, cast

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

Answer: TypeAlias = tuple[int, ...]
"""Word class, morphology, lemma, tag and label of dependency, as spaCy's hashes."""
_CHANGED: Final[list[int | str]] = ["POS", "MORPH", "LEMMA", "TAG", "DEP"]
_ASKED: Final = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})


class WordClasses:
    """Gives words what the rules of a model say of their tag, label and letters."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._longer = Matcher(ruler.vocab)
        self._spelled: set[int] = set()
        self._known: dict[tuple[int, ...], Answer] = {}
        for number, rule in enumerate(ruler.patterns):
            self._learn(str(number), cast(list[list[dict[str, Any]]], rule["patterns"]))

    def _learn(self, name: str, patterns: list[list[dict[str, Any]]]) -> None:
        """Notes the words that patterns of one word spell out; longer patterns are matched each time."""
        longer = [pattern for pattern in patterns if not _of_one_word(pattern)]
        if longer:
            self._longer.add(name, longer)
        words = (p[0]["LOWER"] for p in patterns if _of_one_word(p) and "LOWER" in p[0])
        strings = self._ruler.vocab.strings
        self._spelled.update(strings.add(word) for given in words for word in _listed(given))

    def __call__(self, doc: Doc) -> Doc:
        """Does to a text what the ruler would do."""
        if not len(doc):
            return doc
        answers = [self._answer(doc, i, kind) for i, kind in enumerate(self._kinds(doc))]
        for start, end in self._stretches(doc):
            answers[start:end] = self._ask(doc, start, end)
        before = doc.to_array(["TAG", "DEP"]).tolist()
        values: Any = doc.to_array(_CHANGED[:3])
        values[:] = [answer[:3] for answer in answers]
        doc.from_array(_CHANGED[:3], values)
        for i, (answer, (tag, label)) in enumerate(zip(answers, before, strict=True)):
            if answer[3] != tag:
                doc[i].tag = answer[3]
            if answer[4] != label:
                doc[i].dep = answer[4]
        return doc

    def _kinds(self, doc: Doc) -> Iterable[tuple[int, ...]]:
        spelled = self._spelled
        for lower, *rest in doc.to_array(["LOWER", "IS_SPACE", "TAG", "DEP"]).tolist():
            yield lower if lower in spelled else 0, *rest

    def _answer(self, doc: Doc, i: int, kind: tuple[int, ...]) -> Answer:
        known = self._known.get(kind)
        if known is None:
            (known,) = self._ask(doc, i, i + 1)
            self._known[kind] = known
        return known

    def _stretches(self, doc: Doc) -> list[tuple[int, int]]:
        """Where longer patterns are, those that overlap as one."""
        found: list[tuple[int, int]] = []
        for _, start, end in sorted(self._longer(doc, allow_missing=True), key=lambda match: match[1:]):
            if found and start < found[-1][1]:
                start, end = found[-1][0], max(end, found.pop()[1])
            found.append((start, end))
        return found

    def _ask(self, doc: Doc, start: int, end: int) -> Sequence[Answer]:
        """What the ruler says of some words when they stand alone."""
        words = [token.text for token in doc[start:end]]
        alone = Doc(doc.vocab, words=words)
        for token, origin in zip(alone, doc[start:end], strict=True):
            token.tag, token.dep = origin.tag, origin.dep
        return [tuple(row) for row in self._ruler(alone).to_array(_CHANGED).tolist()]


def _listed(given: object) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(cast(dict[str, list[str]], given)["IN"])


def _of_one_word(pattern: list[dict[str, Any]]) -> bool:
    """Whether its tag, label and letters decide: one word, each thing said or listed."""
    if len(pattern) != 1 or not pattern[0].keys() <= _ASKED:
        return False
    said = pattern[0].values()
    return all(not isinstance(value, dict) or value.keys() == {"IN"} for value in said)
