"""Offices and who held them when: what the text says of an office, checked against tenures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kg import vocab
from kg.knowledge import Holding, Knowledge, fold, role
from kg.knowledge.tenures import HORIZON, Tenure, first_day, last_day
from kg.link.candidates import OFFICE
from kg.link.context import Context
from kg.model import Item, Link, Referent, ReferentId

FORMER: Final = "former"
THEN: Final = "then"
_GRACE: Final = timedelta(days=31)
"""How far news may run ahead of or behind the dates of a tenure."""
_FILLERS: Final = frozenset(("of", "the", "for", "and", "acting", "interim", "'s"))
_SHIFTED: Final = re.compile(
    r"(?<= )(?P<when>former|ex|late|then|previous|outgoing|acting|interim|current)[ -]", re.IGNORECASE
)
_SHIFTS: Final = {"former": FORMER, "ex": FORMER, "late": FORMER, "previous": FORMER, "then": THEN}
_HEADS: Final = re.compile(
    r"prime minister|president|chancellor|premier|king|queen|emir|sultan|supreme leader|leader|minister"
    r"|secretary",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that the text gives a person: the words of the title and the country's key."""

    title: str
    country: str | None
    role: str | None
    when: str = ""
    """"former" or "then" for one who held it before, "" for who holds it now."""


def offices_of(referent: Referent, context: Context) -> Iterator[Office]:
    """The offices that the text gives a person, and one that is all it calls the person."""
    for post in context.posts.get(referent.id, ()):
        known = context.referents.get(post)
        if known is not None:
            yield Office(known.name, _owner(known.country, context), role(known.name))
    when, title = plain_title(referent.name)
    if role(title):
        owner = _owner(referent.country, context) or country_in(referent.name, context.knowledge)
        yield Office(referent.name, owner, role(title), when)


def plain_title(words: str) -> tuple[str, str]:
    """A title without what shifts it in time, and that: "former", "then" or "" for who holds it now."""
    plain = _SHIFTED.sub(" ", f" {words} ").strip()
    shift = _SHIFTED.search(f" {words} ")
    when = shift.group("when").lower() if shift else ""
    return _SHIFTS.get(when, ""), " ".join(plain.split())


def country_in(words: str, knowledge: Knowledge) -> str | None:
    """The key of the state that a title names: "the French president", "king of Jordan"."""
    pieces = [piece.removesuffix("'s") for piece in words.replace("’", "'").split()]
    for begin in range(len(pieces)):
        for end in range(min(len(pieces), begin + 4), begin, -1):
            name = " ".join(pieces[begin:end])
            for item in (*knowledge.named(name), *knowledge.demonym(name)) if name[:1].isupper() else ():
                if item.kind == vocab.Country:
                    return item.key
    return None


def _owner(referent: ReferentId | None, context: Context) -> str | None:
    """The key of the country or international body that an office belongs to."""
    known = context.referents.get(referent) if referent else None
    if known is None:
        return None
    if known.kind == vocab.InternationalOrganization:
        return next(
            (item.key for item in context.knowledge.named(known.name) if item.kind == known.kind), None
        )
    return context.country_key(known.id)


def posts(knowledge: Knowledge, office: Office) -> tuple[Item, ...]:
    """The known offices that a title may stand for: of its role, and where some share its head word those."""
    if not office.country or not office.role:
        return ()
    known = knowledge.offices(office.country, office.role)
    head = _HEADS.search(office.title)
    closer = [post for post in known if head and head.group().lower() in post.name.lower()]
    return tuple(closer or known)


def holders(knowledge: Knowledge, office: Office, on: date) -> tuple[Holding, ...]:
    """Who held an office on a day: those who surely did where there are any, else those who may have."""
    found = [holding for post in posts(knowledge, office) for holding in knowledge.holders(post.key, on)]
    unique = {holding.person.key: holding for holding in found}
    certain = [holding for holding in unique.values() if holding.certain]
    return tuple(certain or unique.values())


def predecessors(knowledge: Knowledge, office: Office, on: date) -> tuple[Holding, ...]:
    """Who held an office last before those who held it on a day, and only where that is known for sure."""
    now = holders(knowledge, office, on)
    if len(now) != 1 or not now[0].certain:
        return ()
    begun = first_day(now[0].tenure.start)
    before = holders(knowledge, office, begun - timedelta(days=1))
    return tuple(one for one in before if one.person.key != now[0].person.key)


def held(item: Item, office: Office, on: date | None, knowledge: Knowledge) -> bool:
    """Whether a person held the office that the text names, on its day where it has one."""
    return any(
        (on is None or _around(tenure, on)) and _is_office(office, tenure.office, knowledge)
        for tenure in knowledge.held(item.key)
    )


def _around(tenure: Tenure, on: date) -> bool:
    begun = first_day(tenure.start) - _GRACE <= on
    return begun and (not tenure.end or on <= last_day(tenure.end) + _GRACE)


def _is_office(office: Office, key: str, knowledge: Knowledge) -> bool:
    """Whether a known office is the one of a title: of its country and role, or with all its words."""
    post = knowledge.item(key)
    if post is None or office.country is None or post.country != office.country:
        return False
    if office.role:
        return office.role in knowledge.office_roles(key)
    country = knowledge.item(office.country)
    names = (country.name, *country.aliases, *country.demonyms) if country else ()
    words = {*fold(office.title).split()} - _FILLERS - {word for name in names for word in fold(name).split()}
    return bool(words) and words <= {*fold(post.name).split()}


def somebody_elses(office: Office, countries: set[str]) -> bool:
    """Whether an office is of a country that the person, whose countries are known, never served."""
    return bool(office.role and office.country and countries and office.country not in countries)


def office_link(holding: Holding, on: date, office: Office) -> Link:
    """The link to the holder of an office: never certain past the horizon, nor for a former holder."""
    end = holding.tenure.end or f"at least {HORIZON}"
    reason = f"{holding.office.name} from {holding.tenure.start} to {end}"
    certain = holding.certain and not office.when
    if office.when:
        reason += f"; the last one before the holder on {on}, and an earlier one may be meant"
    elif not certain:
        reason += (
            f"; {on} is past the horizon of {', '.join(holding.tenure.sources)} or on the edge of the tenure"
        )
    return Link(
        qid=holding.person.key,
        label=holding.person.name,
        certain=certain,
        method=OFFICE,
        confidence=0.95 if certain else 0.35,
        reason=reason,
        hit=office.title,
        on=on,
        sources=holding.tenure.sources,
    )
