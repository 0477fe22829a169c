"""By which way or means an event comes about (PLOVER's modes): its entry says so, or the words around it."""

from collections.abc import Iterable, Iterator

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.triggers import Trigger
from kg.extract.syntax import Token

MEANS = frozenset({"with", "by", "using", "from", "of", "for", "on"})


def mode(trigger: Trigger) -> str | None:
    """The IRI of the mode, None where no word tells it; objects and modifiers tell more than the word."""
    entry = trigger.entry
    if not (entry.mode or entry.modes):
        return None
    slug = entry.mode or next((entry.modes[w] for w in _words(trigger) if w in entry.modes), None)
    return vocab.MODES[slug] if slug is not None else None


def _words(trigger: Trigger) -> Iterator[str]:
    token = trigger.token
    yield from _names(phrases.modifiers(token))
    if not trigger.entry.noun:
        yield from _phrases([t for t in grammar.objects(token) if t.i != token.i])
        yield from _names(c for c in token.children if c.dep_ in {"xcomp", "ccomp", "acomp", "oprd"})
        yield from _phrases(grammar.subjects(token))
    yield from _phrases(phrases.prepositional(token, MEANS))
    yield from _names([token])


def _phrases(nouns: Iterable[Token]) -> Iterator[str]:
    for noun in nouns:
        yield from _names(phrases.modifiers(noun))
        yield from _names([noun])


def _names(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        yield from (token.lemma_.lower(), token.lower_)
