"""Canonical entities: the same referent in two articles gets the same class, name and country."""

import re
from typing import Final

from kg import vocab
from kg.knowledge import composed_name, fold, role
from kg.knowledge.composition import of_country
from kg.knowledge.roles import DEFENCE_MINISTER, FOREIGN_MINISTER, HEAD_OF_GOVERNMENT, INTERIOR_MINISTER
from kg.link.candidates import part_of_state
from kg.link.context import Context, likely_place
from kg.link.decision import Decision
from kg.model import Entity, Item, Link, Referent

_WITH_COUNTRY: Final = frozenset(
    {vocab.Ministry, vocab.Government, vocab.ArmedForce, vocab.PeacekeepingForce, vocab.PoliticalParty,
     vocab.ArmedGroup, vocab.City, vocab.Territory, vocab.Post}
)  # fmt: skip
_TITLES: Final = {
    FOREIGN_MINISTER: "Foreign Minister", DEFENCE_MINISTER: "Defence Minister",
    INTERIOR_MINISTER: "Interior Minister", HEAD_OF_GOVERNMENT: "Prime Minister",
}  # fmt: skip
UNDECIDED: Final = "undecided"
"""Tells a thing that may be any of several of its name from the best known of them."""
_GENERIC_MINISTRY: Final = re.compile(r"^(?:Federal )?Ministry\b")


def entity_of(referent: Referent, decision: Decision, context: Context) -> Entity:
    """The entity that a referent is."""
    if referent.kind == vocab.Post:
        return _post(referent, context)
    part = part_of_state(referent, context)
    country = _country(referent, decision.item, context)
    item = decision.item
    if part and country and (item is None or _named_by_composition(item)):
        name = composed_name(referent.kind, country, part)
    else:
        name = item.name if item else _text_name(referent, context)
    qualifier = item.qualifier if item and name == item.name else None
    if item is None and not part and _has_namesake(referent, name, country, context):
        qualifier = UNDECIDED
    return Entity(
        kind=referent.kind,
        name=name,
        country_name=country,
        aliases=_aliases(referent, item, name),
        latitude=item.latitude if item else None,
        longitude=item.longitude if item else None,
        link=decision.link,
        qualifier=qualifier,
    )


def _has_namesake(referent: Referent, name: str, country: str | None, context: Context) -> bool:
    """Whether a record that a thing was not led to has the plain IRI of its class, country and name."""
    if referent.kind == vocab.Country:
        return False
    for item in context.knowledge.named(name):
        state = context.knowledge.item(item.country) if item.country else None
        same = item.kind == referent.kind and fold(item.name) == fold(name) and item.qualifier is None
        if same and (state.name if state else None) == country:
            return True
    return False


def _named_by_composition(item: Item) -> bool:
    """Whether a record's own name says no more than its country and part."""
    return item.kind == vocab.Ministry and bool(_GENERIC_MINISTRY.match(item.name))


def _country(referent: Referent, item: Item | None, context: Context) -> str | None:
    """The name of an entity's country: the record's, else, where it tells things apart, the text's."""
    if item is not None:
        key = None if item.kind == vocab.Country else item.country
    elif referent.kind in _WITH_COUNTRY:
        key = _stated(referent, context)
    else:
        key = None
    country = context.knowledge.item(key) if key and key != (item.key if item else None) else None
    if country is None and item is None and referent.kind in _WITH_COUNTRY and referent.country:
        other = context.referents.get(referent.country)
        return other.name if other else None
    return country.name if country else None


def _stated(referent: Referent, context: Context) -> str | None:
    """The key of the country that the text gives a referent: its own before that of where it lies."""
    if referent.country and (own := context.country_key(referent.country)):
        return own
    around = [
        key
        for key in context.countries_of(referent)
        if (item := context.knowledge.item(key)) and _is_state(item)
    ]
    return min(around, default=None)


def _is_state(item: Item) -> bool:
    return item.kind == vocab.Country


def _text_name(referent: Referent, context: Context) -> str:
    """The name in the text, with white space and typographic variants made plain."""
    words = context.names_of(referent)[0] if referent.item else referent.name
    plain = " ".join(words.replace("’", "'").split())
    if referent.kind == vocab.PeacekeepingForce and (composed := _peacekeepers(referent, plain, context)):
        return composed
    return re.sub(r"^[Tt]he (?=\w)", "", plain)


def _peacekeepers(referent: Referent, words: str, context: Context) -> str | None:
    """Peacekeepers without a name of their own, by sender and theatre: "Russian peacekeepers in Abkhazia"."""
    sender_key = context.country_key(referent.country) if referent.country else None
    sender = context.knowledge.item(sender_key) if sender_key else None
    if sender is None or not re.search(r"peace-?keep|contingent", words, re.IGNORECASE):
        return None
    where = referent.theatre or next(iter(context.stationed.get(referent.id, ())), None)
    theatre = context.referents.get(where) if where else None
    place = _place_name(theatre, context) if theatre else None
    adjective = sender.demonyms[0] if sender.demonyms else sender.name
    return f"{adjective} peacekeepers" + (f" in {of_country(place)}" if place else "")


def _place_name(theatre: Referent, context: Context) -> str:
    item = likely_place(context.knowledge, theatre, context.published)
    return item.name if item else theatre.name


def _aliases(referent: Referent, item: Item | None, name: str) -> tuple[str, ...]:
    """Other names, the record's before the text's, without those that differ only in writing."""
    seen, kept = {name}, []
    for alias in (*((item.name, *item.aliases) if item else ()), referent.name, *referent.aliases):
        if alias and alias not in seen:
            seen.add(alias)
            kept.append(alias)
    return tuple(kept)


def _post(referent: Referent, context: Context) -> Entity:
    """An office under one name, whatever the words of the title: "Foreign Minister of Armenia"."""
    owner = context.referents.get(referent.country) if referent.country else None
    key = context.country_key(referent.country) if referent.country else None
    country = context.knowledge.item(key) if key else None
    holder = country.name if country else (owner.name if owner else None)
    kind_of_office = role(referent.name)
    posts = context.knowledge.offices(key, kind_of_office) if key and kind_of_office else ()
    title = _title(referent.name, country, kind_of_office)
    name = composed_name(vocab.Post, holder, title) if holder else title
    link = None
    if len(posts) == 1 and posts[0].qid:
        link = Link(
            posts[0].qid,
            posts[0].name,
            True,
            "country and role",
            0.95,
            "the only office of its role there",
            hit=referent.name,
            sources=posts[0].sources,
        )
    return Entity(
        vocab.Post, name, holder, tuple(post.name for post in posts if post.name != name)[:3], link=link
    )


def _title(words: str, country: Item | None, kind_of_office: str | None) -> str:
    """A title without its country and in its usual form."""
    if kind_of_office in _TITLES and not re.search(r"chancellor|secretary|taoiseach", words, re.IGNORECASE):
        return _TITLES[kind_of_office]
    plain = " ".join(words.split())
    for name in (country.name, *country.aliases, *country.demonyms) if country else ():
        plain = re.sub(rf"\b(?:of (?:the )?)?{re.escape(name)}(?:['’]s)?\b", "", plain)
    plain = re.sub(r"^(?:the|acting|interim|new|current) ", "", " ".join(plain.split()), flags=re.IGNORECASE)
    return plain[:1].upper() + plain[1:] if plain else words
