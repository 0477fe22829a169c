"""Persons whom a text calls only by an office of a named country: "the Armenian Prime Minister"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg import vocab
from kg.knowledge import Knowledge, fold, role
from kg.link.offices import country_in, plain_title
from kg.link.usage import led_elsewhere
from kg.model import Event, Mention, Reading, Referent, ReferentId, Span

_OF: Final = re.compile(r" of (?:the )?(?P<who>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})")
_NAMED_NEXT: Final = re.compile(r",? [A-Z]\w+|['’]s\b|[-/]\w")
"""What follows a title that belongs to a name, or to something that the person has."""
_ARTICLE: Final = re.compile(r"[Tt]he ")
_SHIFT_BEFORE: Final = re.compile(
    r"\b(?:former|then|acting|interim|previous|outgoing|late|ex)[ -]$", re.IGNORECASE
)
_TITLE_WORDS: Final = frozenset(
    (
        "prime", "minister", "premier", "president", "chancellor", "king", "queen", "emir", "sultan",
        "supreme", "leader", "taoiseach", "foreign", "defence", "defense", "interior", "home", "internal",
        "external",
        "affairs", "secretary", "state", "head", "government", "national", "of", "for", "the", "'s", "acting",
        "interim", "current", "outgoing",
    )
)  # fmt: skip
_HEAD: Final = re.compile(
    r"minister|premier|president|chancellor|king\b|queen\b|emir\b|sultan|leader|taoiseach|secretary|head of",
    re.IGNORECASE,
)
"""A word that every title of a role has; most spans have none, and cost no look-up."""
_INDEFINITE: Final = re.compile(r"(?:an?|one|another|any|some|several|two) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Title:
    """Words that name an office and its country, and what tells one such person from another."""

    span: Span
    country: str
    office: tuple[str, str]


def with_office_holders(reading: Reading, knowledge: Knowledge) -> Reading:
    """The reading with persons of their own for those who take part in events by an office alone.

    Whom the text names as the holder of the office is that person.
    """
    known = _named_holders(reading, knowledge)
    made: dict[tuple[str, ...], Referent] = {}
    mentions: dict[Span, Mention] = {mention.span: mention for mention in reading.mentions}
    moved: dict[Span, tuple[ReferentId, ReferentId]] = {}
    for span in sorted({span for event in reading.events for span in _roles(event)}):
        title = _title(span, reading.document.text, knowledge)
        country = _country_at(title, reading.mentions) if title else None
        if title is None or country is None or span in mentions:
            continue
        words = reading.document.text[title.span.begin : title.span.end]
        fresh = Referent(
            ReferentId(f"{country}-holder-{len(made)}"), vocab.Person, words, country=country, nameless=True
        )
        person = known.get((title.country, *title.office)) or made.setdefault(
            (title.country, *title.office), fresh
        )
        mentions[title.span] = Mention(title.span, words, person.id)
        moved[span] = (country, person.id)
    if not moved:
        return reading
    return replace(
        reading,
        referents=(*reading.referents, *made.values()),
        mentions=tuple(mentions[span] for span in sorted(mentions)),
        events=tuple(led_elsewhere(event, moved) for event in reading.events),
    )


def _roles(event: Event) -> Iterable[Span]:
    return (*event.actor_mentions, *event.target_mentions)


def _title(span: Span, text: str, knowledge: Knowledge) -> _Title | None:
    """The office that the words of a span name; None where they do not say whose it is."""
    words, begin, end = text[span.begin : span.end], span.begin, span.end
    if not _HEAD.search(words) or _INDEFINITE.match(words) or len(words.split()) > _LONGEST:
        return None
    if article := _ARTICLE.match(words):
        begin += article.end()
    if shift := _SHIFT_BEFORE.search(text[max(0, begin - 12) : begin]):
        begin -= len(shift.group())
    if complement := _OF.match(text, end):
        end = complement.end()
    whole = text[begin:end]
    country = country_in(whole, knowledge)
    when, title = plain_title(whole)
    office = role(title)
    if country is None or office is None or _NAMED_NEXT.match(text, end):
        return None
    if not _is_title(title, country, knowledge):
        return None
    return _Title(Span(begin, end), country, (when, office))


def _is_title(words: str, country: str, knowledge: Knowledge) -> bool:
    """Whether words are those of an office and of its country only, without the name of anybody."""
    state = knowledge.item(country)
    names = (state.name, *state.aliases, *state.demonyms) if state else ()
    usual = {piece for name in names for piece in fold(name).split()} | _TITLE_WORDS
    return {*fold(words).split()} <= usual


_LONGEST: Final = 7
"""Words of a title with its country."""


def _country_at(title: _Title, mentions: Iterable[Mention]) -> ReferentId | None:
    """The referent that is mentioned within the words of a title."""
    return next(
        (
            mention.referent
            for mention in mentions
            if title.span.begin <= mention.span.begin and mention.span.end <= title.span.end
        ),
        None,
    )


def _named_holders(reading: Reading, knowledge: Knowledge) -> Mapping[tuple[str, ...], Referent]:
    """Persons whom the text names as holders of an office, by country and role."""
    referents = {referent.id: referent for referent in reading.referents}
    found: dict[tuple[str, ...], Referent] = {}
    for relation in reading.relations:
        post = referents.get(relation.object)
        if relation.predicate != vocab.holdsOffice or post is None or post.country is None:
            continue
        owner, office = referents.get(post.country), role(post.name)
        if owner is None or office is None or owner.kind != vocab.Country:
            continue
        for item in knowledge.named(owner.name)[:1]:
            found[item.key, "", office] = referents[relation.subject]
    return found
