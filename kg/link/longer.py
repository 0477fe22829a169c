"""Names that stand inside a longer one and so do not mean their own thing: "Lisbon" in "Lisbon Book Fair"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg import vocab
from kg.knowledge import Knowledge
from kg.link.usage import acting, cited, used
from kg.model import Mention, Reading, Referent, ReferentId, Span

_PLACES: Final = frozenset({vocab.Country, vocab.Territory, vocab.City, vocab.Place})
_NAMED: Final = _PLACES | {vocab.Organization, vocab.Media}
_HEADS: Final = re.compile(
    r"(?: [A-Z][\w'’&-]+){0,2} (?:Marathon|Festival|Fashion Week|Book Fair|Grand Prix|Olympics|Games|Expo"
    r"|Biennale|Symphony|Orchestra|Philharmonic|Ballet|Opera|Open|Masters|Derby|Cup|Championships?"
    r"|Stock Exchange|Zoo|Conservatory|University|College|Polytechnic|Institute|Academy|School|Hospital"
    r"|Clinic|Museum|Library|Gallery|Radio|Television|TV|Films?|Studios?|Pictures|Records|Magazine|Books|Music|Maps"
    r"|Store|Prime|Video|Theat(?:re|er)|Bank|Airlines|Airways|Railways?|Foundation|Trust|Awards?|Prize"
    r"|Chamber of Commerce|District Court)\b"
)
"""What names of institutions, events, programmes and products end in."""
_PEERAGE: Final = re.compile(
    r"\b(?:Duke|Duchess|Earl|Count|Countess|Prince|Princess|Marquess|Marquis|Baron|Baroness|Viscount|Archbishop|Bishop"
    r"|Archduke|Archduchess) of (?:the )?$"
)
"""Titles that take a place into the name of a person."""
_COMPOUND: Final = re.compile(r"[ -](?:Americans?|Canadians?|Caribbeans?)\b")
"""What follows the first half of the name of a people: "African American"."""
_STATE: Final = re.compile(r" State(?! [A-Z])\b")
_ALSO_STATES: Final = frozenset(("Washington", "New York"))
_PLACE_BEFORE: Final = re.compile(
    r"\b(?:in|to|from|at|across|of|around|through|throughout|within)(?: the)? $"
)
_SHORTEST_WORD: Final = 4
_APPOSED: Final = re.compile(r" (?:(?:state |official )?news agency|newspaper|daily|news service)$")
"""What a text writes small after the name of a medium."""


def without_partial_names(reading: Reading, knowledge: Knowledge) -> Reading:
    """The reading without names that are only a part of a longer name, or are no names at all.

    What an event, a claim or a relation rests on stays: there the reading was surer.
    """
    text = reading.document.text
    kinds = {referent.id: referent for referent in reading.referents}
    held = frozenset((*acting(reading), *cited(reading)))
    of: dict[ReferentId, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        of[mention.referent].append(mention)
    usual = {
        id
        for id, mentions in of.items()
        if kinds[id].kind in _NAMED
        and held.isdisjoint(one.span for one in mentions)
        and everyday(mentions, text)
    }
    kept = [
        _bare(mention, knowledge)
        for mention in reading.mentions
        if mention.span in held
        or not (mention.referent in usual or inside_longer(mention, kinds[mention.referent], text, knowledge))
    ]
    if tuple(kept) == reading.mentions:
        return reading
    still = used(reading, kept)
    return replace(
        reading,
        mentions=tuple(kept),
        referents=tuple(referent for referent in reading.referents if referent.id in still),
    )


def _bare(mention: Mention, knowledge: Knowledge) -> Mention:
    """A mention of a medium without the word for what it is: "Reuters" of "Reuters news agency"."""
    apposed = _APPOSED.search(mention.text)
    if mention.anaphor or apposed is None:
        return mention
    name = mention.text[: apposed.start()]
    if not any(item.kind == vocab.Media for item in knowledge.named(name)):
        return mention
    return replace(mention, span=Span(mention.span.begin, mention.span.begin + len(name)), text=name)


def inside_longer(mention: Mention, referent: Referent, text: str, knowledge: Knowledge) -> bool:
    """Whether a name is only a part of the name of something else."""
    begin, end = mention.span.begin, mention.span.end
    if mention.anaphor or referent.kind not in _NAMED:
        return False
    if knowledge.demonym(mention.text):
        compound = _COMPOUND.match(text, end) is not None
        return compound and not knowledge.named(text[begin : end + 10])
    if referent.kind in _PLACES and _PEERAGE.search(text[max(0, begin - 20) : begin]):
        return True
    return _HEADS.match(text, end) is not None or _is_university(mention, referent, text)


def _is_university(mention: Mention, referent: Referent, text: str) -> bool:
    """Whether a state is half of the short name of its university: "an Ohio State recruiter"."""
    if referent.kind != vocab.Territory or mention.text in _ALSO_STATES:
        return False
    begin, end = mention.span.begin, mention.span.end
    before = text[max(0, begin - 15) : begin]
    return _STATE.match(text, end) is not None and not _PLACE_BEFORE.search(before)


def everyday(mentions: Sequence[Mention], text: str) -> bool:
    """Whether the only name of a referent is a usual word that the text also writes small: "Polish"."""
    words = {mention.text for mention in mentions if not mention.anaphor}
    if len(words) != 1:
        return False
    (word,) = words
    if len(word) < _SHORTEST_WORD or not word.isalpha() or word != word.title():
        return False
    return re.search(rf"(?<![\w-]){word.lower()}(?![\w-])", text) is not None
