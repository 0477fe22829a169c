"""Explained sentences as one HTML page that needs nothing else: no scripts, no fonts, nothing fetched.

Marks may overlap: a stretch of text carries a line for each mark over it, one below the other. What a mark
stands for shows on hover and on keyboard focus, is read out by screen readers, and stands in the lists below.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from kg.explain.sentences import Explained, Find, Mark

_STYLE: Final = """
:root { color-scheme: light dark; --entity: #0b7285; --event: #b35900; --count: #a3156b; --paper: #fff;
  --ink: #1b1b1b; --faint: #666; }
@media (prefers-color-scheme: dark) { :root { --entity: #4dc4d9; --event: #ffb454; --count: #ff7ac6;
  --paper: #16181c; --ink: #e8e8e8; --faint: #a0a0a0; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  background: var(--paper); color: var(--ink); }
.said { line-height: 2.6; margin: 0; white-space: pre-line; }
.mark { position: relative; background: var(--paper); cursor: help; outline-offset: 6px; }
.mark::after { content: attr(data-tip); display: none; position: absolute; left: 0; top: 2.1em; z-index: 1;
  width: max-content; max-width: 24rem; padding: .2rem .5rem; line-height: 1.4; white-space: pre-line;
  background: var(--ink); color: var(--paper); border-radius: .2rem; font-size: .85rem; }
.mark:hover::after, .mark:focus::after { display: block; }
.entity { color: var(--entity); } .event { color: var(--event); } .count { color: var(--count); }
section { border-top: 1px solid var(--faint); padding: .6rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .2rem 0 .6rem 1rem; }
dt { color: var(--faint); } dd { margin: 0; } .rule { color: var(--faint); font-size: .9rem; }
h2 { font-size: 1rem; margin: .4rem 0 0; } .note { color: #c00; }
"""
_KEY: Final = (("entity", "who and what"), ("event", "event"), ("count", "casualties"))


def page(title: str, sentences: Sequence[Explained], notes: Iterable[str] = ()) -> str:
    """The page as text."""
    key = " · ".join(f'<span class="{group}">{words}</span>' for group, words in _KEY)
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
            f"<h1>{escape(title)}</h1>\n<p>{key}</p>",
            *(f'<p class="note">{escape(note)}</p>' for note in notes),
            *(_sentence(number, sentence) for number, sentence in enumerate(sentences, 1)),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _sentence(number: int, sentence: Explained) -> str:
    words = "".join(_stretches(sentence))
    finds = "".join(map(_find, sentence.finds))
    return f'<section aria-label="Sentence {number}">\n<p class="said">{words}</p>\n{finds}</section>'


def _stretches(sentence: Explained) -> Iterator[str]:
    """The text, cut wherever a mark begins or ends."""
    levels = _levels(sentence.marks)
    ends = {end for mark in sentence.marks for end in (mark.span.begin, mark.span.end)}
    cuts = sorted({sentence.span.begin, sentence.span.end, *(e for e in ends if e < sentence.span.end)})
    for begin, end in pairwise(cuts):
        words = sentence.text[begin - sentence.span.begin : end - sentence.span.begin]
        over = [mark for mark in sentence.marks if mark.span.begin <= begin and end <= mark.span.end]
        yield _stretch(words, over, levels)


def _stretch(words: str, over: Sequence[Mark], levels: dict[Mark, int]) -> str:
    if not over:
        return escape(words)
    tip = "\n".join(f"{mark.label}: {mark.about}" for mark in over)
    lines = sorted((levels[mark], mark.group) for mark in over)
    shadow = ", ".join(_line(level, group) for level, group in lines)
    return (
        f'<span class="mark" tabindex="0" role="note" aria-label="{escape(f"{words}: {tip}")}" '
        f'data-tip="{escape(tip)}" style="box-shadow: {shadow}">{escape(words)}</span>'
    )


def _line(level: int, group: str) -> str:
    """A line of two pixels below the text, under the lines of the levels before."""
    gap = f"0 {4 * level + 1}px var(--paper), " if level else ""
    return f"{gap}0 {4 * level + 3}px var(--{group})"


def _levels(marks: Sequence[Mark]) -> dict[Mark, int]:
    """For each mark the first line that none of the marks before it and over its words has."""
    levels: dict[Mark, int] = {}
    for mark in marks:
        taken = {level for other, level in levels.items() if other.span.end > mark.span.begin}
        levels[mark] = next(level for level in range(len(taken) + 1) if level not in taken)
    return levels


def _find(find: Find) -> str:
    quoted = " … ".join(f"“{escape(words)}”" for words in find.words)
    rule = escape(find.rule or "no named rule")
    parts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in find.parts)
    heading = f'<h2><span class="{find.group}">{escape(find.title)}</span> {quoted}'
    return f'{heading} <span class="rule">by {rule}</span></h2>\n<dl>{parts}</dl>\n'
