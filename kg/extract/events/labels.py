"""Speech without a verb: "Smith: We will stay" (headlines, transcripts), "“We will stay.” — Smith"."""

import re
from collections.abc import Iterator

from kg import vocab
from kg.extract.events.contents import Content
from kg.extract.events.drafts import Draft
from kg.extract.events.lexicon import Entry
from kg.extract.events.participants import Participants
from kg.extract.events.quotations import Quotations, unquoted
from kg.extract.events.triggers import PLACES, Trigger
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.model import ReferentId, Span

LABEL = re.compile(r"^[“\"]?([A-Z][^\n:“”\"?!,]{1,50})(:)[ ]+(\S[^\n]+)", re.MULTILINE)
SIGNED = re.compile(
    r"[”\"][^\S\n]*(―|—|–|--)[^\S\n]*((?:[A-Z][\w.'’-]*[^\S\n]?){2,5})[^\S\n]*(?=\n|,|$)",
    re.MULTILINE,
)
SOURCES = word_list("heading_sources")
HEADINGS = word_list("headings")
ENTRY = Entry(vocab.Statement, noun=False, lemmas=frozenset({":"}), verbal=True)


def labels(scene: Scene, quotes: Quotations) -> Iterator[Draft]:
    """A statement for each speaker before a colon and each signature after a quotation."""
    for match in LABEL.finditer(quotes.text):
        who = Span(*match.span(1))
        if _speaks(scene, who, match.group(1)):
            yield from _statement(scene, who, Span(*match.span(2)), Span(*match.span(3)))
    yield from _signed(scene, quotes.text)


def _signed(scene: Scene, text: str) -> Iterator[Draft]:
    """What stands in the line before a closing mark, a dash and a name."""
    done = 0
    for match in SIGNED.finditer(text):
        line = max(text.rfind("\n", 0, match.start()) + 1, done)
        begin = match.start() - len(text[line : match.start()].lstrip())
        if begin == match.start():
            continue
        done = match.end()
        name = match.group(2).rstrip().rstrip(".")
        who = Span(match.start(2), match.start(2) + len(name))
        yield from _statement(scene, who, Span(*match.span(1)), Span(begin, match.start()))


def _speaks(scene: Scene, who: Span, words: str) -> bool:
    """Whether a label names a speaker; a place before a colon is a dateline or a topic."""
    named = _mentioned(scene, who)
    if named:
        return not any(scene.referent[m].kind in PLACES for m in named)
    if words.lower() in HEADINGS:
        return False
    if set(words.lower().split()) & {"with", "on", "over", "in", "against", "from", "and"}:
        return False  # "Anger at police: …" is a heading
    return (words.isupper() and words.isalpha()) or words.split()[-1].lower() in SOURCES


def _mentioned(scene: Scene, who: Span) -> tuple[ReferentId, ...]:
    """The referents that the words of a label end with."""
    last = scene.doc.char_span(who.begin, who.end, alignment_mode="expand")
    return tuple(m.referent for m in scene.at(last[-1])) if last is not None else ()


def _statement(scene: Scene, who: Span, cue: Span, said: Span) -> Iterator[Draft]:
    anchor = scene.doc.char_span(cue.begin, cue.end, alignment_mode="expand")
    inside = scene.doc.char_span(said.begin, said.end, alignment_mode="contract")
    if anchor is None or inside is None:
        return
    actors = Participants(tuple(dict.fromkeys(_mentioned(scene, who))), (who,))
    content = Content(unquoted(inside.text, inside.start_char), frozenset(t.i for t in inside))
    sentence = scene.sentence(anchor[0])
    yield Draft(Trigger(anchor[0], ENTRY), vocab.Statement, cue, sentence, actors, content=content)
