"""Explained sentences for the terminal: entities coloured, events underlined, counts reversed."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.text import Text

from kg.explain.sentences import Explained, Find

STYLES: Final = {"entity": "cyan", "event": "bold underline yellow", "count": "reverse magenta"}


def terminal(sentences: Iterable[Explained], notes: Iterable[str] = ()) -> Iterator[Text]:
    """Lines for a rich console; without colours they say the same."""
    for note in notes:
        yield Text(f"note: {note}", style="red")
    for sentence in sentences:
        yield _sentence(sentence)
        yield from _mentions(sentence)
        for find in sentence.finds:
            yield from _find(find)
        yield Text()


def _sentence(sentence: Explained) -> Text:
    text = Text(sentence.text.replace("\n", " "), style="bold" if not sentence.marks else "")
    for mark in sentence.marks:
        first = mark.span.begin - sentence.span.begin
        text.stylize(STYLES[mark.group], first, first + mark.span.end - mark.span.begin)
    return text


def _mentions(sentence: Explained) -> Iterator[Text]:
    for mark in sentence.marks:
        if mark.group == "entity":
            first = mark.span.begin - sentence.span.begin
            words = " ".join(sentence.text[first : first + mark.span.end - mark.span.begin].split())
            line = Text.assemble("  ", (words, STYLES["entity"]), (f"  {mark.label}", "dim"))
            yield line if mark.about == words else Text.assemble(line, f"  = {mark.about}")


def _find(find: Find) -> Iterator[Text]:
    quoted = " … ".join(f"“{' '.join(words.split())}”" for words in find.words)
    yield Text.assemble(
        "  ", (find.title, STYLES[find.group]), f"  {quoted}", (f"  by {find.rule or 'no named rule'}", "dim")
    )
    for name, words in find.parts:
        yield Text.assemble("    ", (f"{name:8}", "dim"), f" {words}")
