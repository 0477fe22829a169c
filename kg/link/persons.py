"""Persons: by full name, by office and date, by last name, each checked against tenures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Final

from kg.knowledge import Knowledge, fold, role
from kg.knowledge.names import chunks
from kg.knowledge.roles import FOREIGN_MINISTER, HEAD_OF_GOVERNMENT, HEAD_OF_STATE
from kg.knowledge.tenures import Tenure, covers, first_day, last_day
from kg.link.candidates import NAME, PARTS, SURNAME, VARIANT
from kg.link.context import Context
from kg.link.decision import LIKELY_CONFIDENCE, NOTHING, Decision
from kg.link.offices import (
    FORMER,
    THEN,
    Office,
    held,
    holders,
    office_link,
    offices_of,
    plain_title,
    predecessors,
    somebody_elses,
)
from kg.model import Candidate, Item, Link, Referent

_TOP: Final = 0.45
"""The prior of heads of state and government and foreign ministers."""
_LEAD: Final = 0.1
"""How far the best of several persons must be ahead."""
_SAME_NAME: Final = 0.88
"""How alike two spellings of one name are at least."""
_FEW: Final = 25
"""As many persons may have a first name that is still telling."""
_BASE: Final = {NAME: 0.45, VARIANT: 0.35, PARTS: 0.3, SURNAME: 0.25}
_ALIVE: Final = timedelta(days=365 * 60)
_ACTIVE: Final = timedelta(days=365 * 15)


@dataclass(frozen=True, slots=True)
class Case:
    """What speaks for one person."""

    item: Item
    method: str
    held: bool
    """Held the office that the text names, on the day."""
    contradicted: bool
    """The text names an office of a country that this person never served, or another lifetime."""
    coherent: bool
    """The text is about the person's country."""
    active: bool
    """Held some office within fifteen years of the day."""
    rare: bool
    """Nobody else in the knowledge base has this last name, and few have this first name."""
    in_power: bool
    """Headed a state, a government or its diplomacy on the day."""

    @property
    def score(self) -> float:
        """Between 0 and 1."""
        if self.contradicted:
            return 0.0
        extra = 0.3 * self.held + 0.2 * self.coherent + 0.1 * self.active + 0.05 * self.rare
        return min(1.0, _BASE[self.method] + extra + 0.1 * (self.item.prior >= _TOP) + 0.1 * self.in_power)

    @property
    def features(self) -> dict[str, float]:
        """The features by name."""
        return {
            "held": float(self.held), "coherence": float(self.coherent), "active": float(self.active),
            "rare": float(self.rare), "in power": float(self.in_power), "prior": self.item.prior,
        }  # fmt: skip


def decide_person(referent: Referent, context: Context) -> Decision:
    """The person that a referent is."""
    offices = tuple(offices_of(referent, context))
    cases: list[Case] = []
    for method, items in _ways(referent, context):
        cases = [_case(referent, item, method, offices, context) for item in items]
        if method != NAME:
            cases = [case for case in cases if case.held or (case.coherent and case.active)]
        if method == VARIANT:
            cases = [case for case in cases if case.held or _alike(referent, case.item) >= _SAME_NAME]
        if cases:
            break
    if not cases and not _proper(referent):
        return _by_office(offices, context)
    ranked = sorted(cases, key=lambda case: (-case.score, case.item.key))
    if not ranked or ranked[0].contradicted:
        return NOTHING
    best, *others = ranked
    doubts = _doubts(best, others)
    rivals = tuple(
        Candidate(one.item.key, one.item.name, round(one.score, 3), one.features) for one in others[:5]
    )
    if others and best.score - others[0].score < _LEAD:
        return NOTHING
    return Decision(best.item, _link(best, doubts, rivals, referent, context))


def _alike(referent: Referent, item: Item) -> float:
    """How much of two spellings is the same, between 0 and 1."""
    return max(
        SequenceMatcher(None, fold(referent.name), fold(name)).ratio() for name in (item.name, *item.aliases)
    )


def _link(
    best: Case, doubts: list[str], rivals: tuple[Candidate, ...], referent: Referent, context: Context
) -> Link:
    confidence = 0.6 + 0.38 * best.score if not doubts else LIKELY_CONFIDENCE
    grounds = [
        words
        for words, holds in (
            ("held the office named in the text", best.held),
            ("the text is about the person's country", best.coherent),
            ("the only person of this last name", best.rare),
        )
        if holds
    ]
    return Link(
        qid=best.item.key, label=best.item.name, certain=not doubts, method=best.method,
        confidence=round(confidence, 3),
        reason="; ".join(doubts or grounds or ["the only person of this name"]), rivals=rivals,
        hit=context.names_of(referent)[0], on=context.published, features=best.features,
        sources=best.item.sources,
    )  # fmt: skip


def _doubts(best: Case, others: list[Case]) -> list[str]:
    doubts = []
    if others and best.score - others[0].score < 2 * _LEAD:
        doubts.append(f"{len(others)} other persons of this name")
    if best.method == SURNAME:
        if not (best.held or (best.in_power and best.coherent)):
            doubts.append("only the last name is given")
    elif best.method == PARTS and not (best.held or (best.in_power and best.coherent)):
        doubts.append("only parts of the name are given")
    elif best.method == VARIANT and not (best.held or (best.coherent and best.active)):
        doubts.append("the name is written differently")
    elif not (best.held or best.coherent or best.item.prior >= _TOP or (best.rare and best.active)):
        doubts.append("the text is not about the person's country")
    return doubts


def _full(referent: Referent, context: Context) -> tuple[Item, ...]:
    """Persons by a name of at least two pieces."""
    for name in _whole_names(referent, context):
        if found := context.knowledge.persons(name):
            return found
    return ()


def _whole_names(referent: Referent, context: Context) -> list[str]:
    return [name for name in context.names_of(referent) if len(chunks(name)) > 1]


def _ways(referent: Referent, context: Context) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The persons that a name may stand for, the surest way first."""
    knowledge = context.knowledge
    yield NAME, _full(referent, context)
    names = _whole_names(referent, context)
    yield VARIANT, tuple(item for name in names[:1] for item in knowledge.sounding(name))
    yield PARTS, tuple(item for name in names[:1] for item in knowledge.sounding(name, whole=False))
    if not names:
        yield SURNAME, _last_names(referent, context)


def _last_names(referent: Referent, context: Context) -> tuple[Item, ...]:
    found = (context.knowledge.surname(name) for name in context.names_of(referent))
    return next((persons for persons in found if persons), ())


def _proper(referent: Referent) -> bool:
    """Whether a referent has a name of its own, not only the words of an office."""
    return role(plain_title(referent.name)[1]) is None


def _case(referent: Referent, item: Item, method: str, offices: tuple[Office, ...], context: Context) -> Case:
    knowledge, on = context.knowledge, context.published
    tenures = knowledge.held(item.key)
    countries = {
        post.country for tenure in tenures if (post := knowledge.item(tenure.office)) and post.country
    }
    in_office = any(held(item, office, on, knowledge) for office in offices)
    foreign = not in_office and any(somebody_elses(office, countries) for office in offices)
    pieces = chunks(item.name)
    return Case(
        item,
        method,
        held=in_office,
        contradicted=foreign or not _within(tenures, on, _ALIVE),
        coherent=_coherent(referent, countries, offices, context),
        active=_within(tenures, on, _ACTIVE),
        rare=len(knowledge.surname(pieces[-1])) == 1 and knowledge.bearers(pieces[0]) <= _FEW,
        in_power=on is not None
        and any(covers(tenure, on) and _top(tenure.office, knowledge) for tenure in tenures),
    )


def _within(tenures: tuple[Tenure, ...], on: date | None, reach: timedelta) -> bool:
    """Whether a day is near enough to some tenure; every day may be where the text has no date."""
    return on is None or any(
        first_day(tenure.start) - reach <= on and (not tenure.end or on <= last_day(tenure.end) + reach)
        for tenure in tenures
    )


def _coherent(referent: Referent, countries: set[str], offices: tuple[Office, ...], context: Context) -> bool:
    """Whether the text is about a country or body that a person served."""
    stated = context.countries_of(referent) | {office.country for office in offices if office.country}
    if countries & (stated | context.bodies):
        return True
    return any(context.supported(key, referent.id) for key in countries)


def _top(office: str, knowledge: Knowledge) -> bool:
    return bool({HEAD_OF_STATE, HEAD_OF_GOVERNMENT, FOREIGN_MINISTER} & {*knowledge.office_roles(office)})


def _by_office(offices: tuple[Office, ...], context: Context) -> Decision:
    """The holder of an office on the day of the text, for a person who is called by nothing else."""
    if context.published is None:
        return NOTHING
    for office in offices:
        if office.when == THEN:
            continue
        find = predecessors if office.when == FORMER else holders
        found = find(context.knowledge, office, context.published)
        if len(found) == 1:
            link = office_link(found[0], context.published, office)
            # a doubtful holder lends neither name nor IRI: events would be said of the wrong person
            return Decision(found[0].person if link.certain else None, link)
    return NOTHING
