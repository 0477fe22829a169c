"""A short report, written for these tests, with a reading that has every kind of value."""

import re
from datetime import date

from kg import vocab
from kg.model import (
    Candidate,
    CasualtyCount,
    Document,
    Entity,
    Event,
    EventId,
    Interval,
    Link,
    LinkedReading,
    Mention,
    Reading,
    Referent,
    ReferentId,
    Relation,
    Span,
)

TEXT = """PORT ESK, March 4 (Northwire) 🛰 — Norland shelled Port Esk on Monday, residents said, and its army \
has massed troops along the border.

Norland’s defence ministry denied any attack. Sudland's President Ana Müller said at least three people had \
been killed, and demanded the withdrawal of Norland's army.

They agreed to talk on March 6, and agreed to a truce in 2019 too."""


def span(words: str, nth: int = 1) -> Span:
    """The nth place in the text where these words stand by themselves."""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", TEXT)]
    return Span(*found[nth - 1])


def around(place: Span) -> Span:
    """The sentence that holds a span."""
    begin = max(m.end() for m in re.finditer(r"^|\.\s+", TEXT) if m.end() <= place.begin)
    return Span(begin, TEXT.index(".", place.end) + 1)


R = ReferentId
V = EventId
NORLAND, SUDLAND, PORT, MINISTRY, ARMY, MULLER, WIRE, OFFICE = (R(f"r{n}") for n in range(8))
SHELLING, STATEMENT, MASSING, DENIAL, SAYING, DEMAND, RETREAT, TALKS, TRUCE = (V(f"v{n}") for n in range(9))
MONDAY = Interval(date(2024, 3, 4), date(2024, 3, 4))
YEAR = Interval(date(2019, 1, 1), date(2019, 12, 31))


def _mention(words: str, referent: ReferentId, nth: int = 1, **more: object) -> Mention:
    place = span(words, nth)
    return Mention(place, words, referent, **more)  # type: ignore[arg-type]


def _event(id: EventId, kind: str, words: str, status: str, nth: int = 1, **more: object) -> Event:
    trigger = span(words, nth)
    return Event(id, kind, (trigger,), around(trigger), status, **more)  # type: ignore[arg-type]


READING = Reading(
    Document(
        "northwire/2024 03:04",
        TEXT,
        "Norland shells Port Esk",
        date(2024, 3, 4),
        "Northwire",
        "https://news.example/port esk?id=1",
        "en",
    ),
    referents=(
        Referent(NORLAND, vocab.Country, "Norland"),
        Referent(SUDLAND, vocab.Country, "Sudland"),
        Referent(PORT, vocab.City, "Port Esk", country=SUDLAND),
        Referent(
            MINISTRY, vocab.Ministry, "Ministry of Defence of Norland", country=NORLAND, portfolio="defence"
        ),
        Referent(ARMY, vocab.ArmedForce, "Norland Army", country=NORLAND),
        Referent(MULLER, vocab.Person, "Ana Müller"),
        Referent(WIRE, vocab.Media, "Northwire"),
        Referent(OFFICE, vocab.Post, "President", country=SUDLAND),
    ),
    mentions=(
        _mention("PORT ESK", PORT),
        _mention("Port Esk", PORT),
        _mention("Northwire", WIRE),
        _mention("Norland", NORLAND),
        _mention("its army", ARMY, confidence=0.9),
        _mention("Norland’s defence ministry", MINISTRY),
        _mention("Sudland", SUDLAND),
        _mention("Ana Müller", MULLER),
        _mention("Norland's army", ARMY),
        _mention("They", NORLAND, anaphor=True, confidence=0.7),
        _mention("They", SUDLAND, anaphor=True, confidence=0.6),
    ),
    relations=(
        Relation(
            vocab.affiliatedWith,
            MINISTRY,
            NORLAND,
            (span("Norland’s defence ministry"),),
            around(span("Norland’s defence ministry")),
            vocab.Actual,
            confidence=0.95,
            rule="possessive",
        ),
        Relation(
            vocab.holdsOffice,
            MULLER,
            OFFICE,
            (span("Sudland's President Ana Müller"),),
            around(span("President")),
            vocab.Actual,
            interval=MONDAY,
        ),
        Relation(
            vocab.stationedIn,
            ARMY,
            PORT,
            (span("its army"),),
            around(span("its army")),
            vocab.Claimed,
            claimed_by=SUDLAND,
            confidence=0.4,
        ),
    ),
    events=(
        _event(
            SHELLING,
            vocab.Assault,
            "shelled",
            vocab.Claimed,
            actors=(NORLAND,),
            targets=(PORT,),
            place=PORT,
            actor_mentions=(span("Norland"),),
            target_mentions=(span("Port Esk"),),
            interval=MONDAY,
            claimant_mention=span("residents"),
            mode=vocab.MODES["heavy-weapons"],
            confidence=0.85,
            rule="active verb",
        ),
        _event(
            STATEMENT,
            vocab.Statement,
            "said",
            vocab.Actual,
            actor_mentions=(span("residents"),),
            content=span("Norland shelled Port Esk on Monday"),
            about=(SHELLING,),
        ),
        _event(MASSING, vocab.Mobilize, "massed", vocab.Actual, actors=(ARMY,)),
        _event(DENIAL, vocab.Reject, "denied", vocab.Actual, actors=(MINISTRY,), content=span("any attack")),
        _event(
            SAYING,
            vocab.Statement,
            "said",
            vocab.Actual,
            2,
            actors=(MULLER,),
            about=(SHELLING,),
            content=span("at least three people had been killed"),
        ),
        _event(
            DEMAND,
            vocab.Request,
            "demanded",
            vocab.Actual,
            actors=(MULLER,),
            targets=(NORLAND,),
            content=span("the withdrawal of Norland's army"),
            about=(RETREAT,),
        ),
        _event(RETREAT, vocab.Retreat, "withdrawal", vocab.Hypothetical, actors=(ARMY,)),
        _event(
            TRUCE,
            vocab.Agree,
            "agreed",
            vocab.Actual,
            actors=(NORLAND, SUDLAND),
            interval=YEAR,
            actor_mentions=(span("They"),),
        ),
        _event(
            TALKS,
            vocab.Agree,
            "agreed",
            vocab.Actual,
            actors=(NORLAND, SUDLAND),
            actor_mentions=(span("They"),),
        ),
    ),
    casualties=(
        CasualtyCount(
            vocab.Killed,
            3,
            None,
            "people",
            (span("at least three people had been killed"),),
            around(span("President")),
            SHELLING,
            MULLER,
        ),
    ),
)

ENTITIES = {
    NORLAND: Entity(
        vocab.Country,
        "Norland",
        None,
        ("Norland", "Norlandic"),
        61.5,
        -7.25,
        Link("Q1000001", "Norland", True, "LexicalMatching", 0.99, "only country of this name"),
    ),
    SUDLAND: Entity(
        vocab.Country,
        "Sudland",
        None,
        (),
        60.0,
        -7.0,
        Link(
            "Q1000002",
            "Sudland",
            False,
            "scored",
            0.62,
            "two of this name",
            (Candidate("Q1000003", "Sudland (island)", 0.31),),
        ),
    ),
    PORT: Entity(vocab.City, "Port Esk", "Sudland", ("PORT ESK",)),
    MINISTRY: Entity(vocab.Ministry, "Ministry of Defence of Norland", "Norland"),
    ARMY: Entity(vocab.ArmedForce, "Norland Army", "Norland", ("its army", "Norland's army")),
    MULLER: Entity(vocab.Person, "Ana Müller"),
    WIRE: Entity(vocab.Media, "Northwire"),
    OFFICE: Entity(vocab.Post, "President", "Sudland"),
}

LINKED = LinkedReading(READING, ENTITIES)
