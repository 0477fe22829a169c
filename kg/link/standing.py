"""Names that stand for something else than the country: a people, a team in a report on sport, the city."""

import re
from dataclasses import replace
from typing import Final

from kg import vocab
from kg.knowledge import Knowledge, fold
from kg.link.usage import acting, cited, led_elsewhere, used
from kg.model import Mention, Reading, Referent, ReferentId

_SPLIT: Final = frozenset({vocab.Country, vocab.Territory, vocab.City})
_NOUNS_ONLY: Final = frozenset(
    (
        "briton", "dane", "englishman", "finn", "frenchman", "irishman",
        "pole", "scot", "spaniard", "swede", "turk", "welshman",
    )
)  # fmt: skip
"""Singular words for one of a people that are no adjectives."""
_SPORT: Final = re.compile(
    r"\b(?:rugby|cricket|football|soccer|basketball|baseball|hockey|tennis|golf|volleyball|athletics|olympics?"
    r"|coach(?:es)?|striker|goalkeeper|midfielder|defender|batsm[ae]n|bowlers?|wickets?|innings|quarterback"
    r"|touchdowns?|play-?offs?|semi-?finals?|quarter-?finals?|tournament|championships?|league|fixtures?"
    r"|squad|team-?mates?|teams?|kick-?off|scrum|scored|world cup|test match|season|standings|medals?)\b",
    re.IGNORECASE,
)
_SPORTING: Final = 5
"""Different words of sport that make a text a report on it, whose sentences with such words name teams."""
_NOTHING_ELSE: Final = 8
"""As many make all of the text one."""
_PLACE_BEFORE: Final = re.compile(
    r"\b(?:in|to|from|at|across|near|of|around|through|inside|outside|into)(?: the)? $"
)
_OPENING: Final = re.compile(r"\n\s*$|[.!?] $")
_AT_CITY: Final = re.compile(r"\b(?:in|near|outside|around) $")
_AFTER_DATELINE: Final = re.compile(r"\s*(?:\([^)\n]*\)\s*)?[-–—:]|,? ?(?:\d|[A-Z][a-z]+ \d)")
_BREAK: Final = re.compile(r"[.!?]\s|\n")


def told_apart(reading: Reading, knowledge: Knowledge) -> Reading:
    """The reading with referents of their own for peoples, teams and cities in datelines.

    "Poles" with no part in an event are a people, not Poland: in an event they may stand for their state,
    and so they do where the text names Poland too.
    "England won the semi-final" is a team, in events too.
    """
    text = reading.document.text
    kinds = {referent.id: referent for referent in reading.referents}
    taking_part, evidence = frozenset(acting(reading)), frozenset(cited(reading))
    sporting = len({word.lower() for word in _SPORT.findall(text)})
    made: dict[tuple[str, str], Referent] = {}
    mentions = []
    named = {m.referent for m in reading.mentions if not m.anaphor and not _is_people(m.text, knowledge)}
    for mention in reading.mentions:
        referent, kind = kinds[mention.referent], None
        if referent.kind in _SPLIT and not mention.anaphor:
            kind = _stands_for(mention, referent, text, sporting, knowledge)
        if kind == vocab.Population and mention.referent in named:
            kind = None
        free = mention.span not in evidence and (
            kind == vocab.Organization or mention.span not in taking_part
        )
        if kind is not None and (free or (kind == vocab.City and dateline(mention, text))):
            name = _name(mention.text, kind)
            fresh = Referent(ReferentId(f"{referent.id}-{len(made)}"), kind, name)
            mention = replace(mention, referent=made.setdefault((kind, name), fresh).id)
        mentions.append(mention)
    return _with(reading, mentions, tuple(made.values())) if made else reading


def _with(reading: Reading, mentions: list[Mention], made: tuple[Referent, ...]) -> Reading:
    """The reading with mentions led to other referents; a city takes no part in an event."""
    teams = {referent.id for referent in made if referent.kind == vocab.Organization}
    moved = {
        new.span: (old.referent, new.referent)
        for old, new in zip(reading.mentions, mentions, strict=True)
        if new.referent in teams
    }
    reading = replace(reading, events=tuple(led_elsewhere(event, moved) for event in reading.events))
    kept = used(reading, mentions)
    referents = (*(one for one in reading.referents if one.id in kept), *made)
    return replace(reading, referents=referents, mentions=tuple(mentions))


def _stands_for(
    mention: Mention, referent: Referent, text: str, sporting: int, knowledge: Knowledge
) -> str | None:
    if referent.kind == vocab.Country and _is_capital(mention, text, knowledge):
        return vocab.City
    if _is_people(mention.text, knowledge):
        return vocab.Population
    if sporting >= _SPORTING and _is_team(mention, text, sporting, knowledge):
        return vocab.Organization
    return None


def _is_people(words: str, knowledge: Knowledge) -> bool:
    """Whether a word means members of a people: a plural, or a noun that is no adjective."""
    if " " in words or not knowledge.demonym(words) or knowledge.named(words):
        return False
    folded = fold(words)
    plural = folded.endswith("men") or (folded.endswith("s") and bool(knowledge.demonym(words[:-1])))
    return plural or folded in _NOUNS_ONLY


def _is_team(mention: Mention, text: str, sporting: int, knowledge: Knowledge) -> bool:
    """Whether a name without a preposition of place stands in a sentence, or a text, about sport."""
    begin, end = mention.span.begin, mention.span.end
    if not knowledge.named(mention.text) or _PLACE_BEFORE.search(text[max(0, begin - 15) : begin]):
        return False
    if sporting >= _NOTHING_ELSE:
        return True
    after = _BREAK.search(text, end)
    before = [match.end() for match in _BREAK.finditer(text, 0, begin)]
    sentence = text[before[-1] if before else 0 : after.start() if after else len(text)]
    return _SPORT.search(sentence) is not None


def _is_capital(mention: Mention, text: str, knowledge: Knowledge) -> bool:
    """Whether a capital that elsewhere stands for its state is the city here: in a dateline, or "near" it."""
    if not any(item.kind == vocab.City for item in knowledge.named(mention.text)[:1]):
        return False
    begin = mention.span.begin
    return dateline(mention, text) or _AT_CITY.search(text[max(0, begin - 10) : begin]) is not None


def dateline(mention: Mention, text: str) -> bool:
    """Whether a name opens a report: in capitals, before a date or a dash."""
    begin, end = mention.span.begin, mention.span.end
    opens = _OPENING.search(text[max(0, begin - 3) : begin]) is not None or begin == 0
    return opens and mention.text.isupper() and _AFTER_DATELINE.match(text, end) is not None


def _name(words: str, kind: str) -> str:
    return f"{words} team" if kind == vocab.Organization else words
