"""What events are called: who did what to whom, and when."""

from dataclasses import replace
from datetime import date

import pytest

from kg import vocab
from kg.mapping.article import Page
from kg.mapping.iri import Mint
from kg.mapping.titles import title
from kg.model import Interval, LinkedReading, ReferentId
from tests.mapping.example import LINKED, READING

SHELLING = next(event for event in READING.events if event.kind == vocab.Assault)
WHO = [ReferentId(key) for key, entity in sorted(LINKED.entities.items()) if entity.kind != vocab.Post]


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ((2024, 3, 4), (2024, 3, 4), " (2024-03-04)"),
        ((2024, 2, 1), (2024, 2, 29), " (2024-02)"),
        ((2023, 1, 1), (2023, 12, 31), " (2023)"),
        ((2024, 2, 1), (2024, 2, 28), " (2024-02-01 – 2024-02-28)"),
        ((1998, 1, 1), (1999, 12, 31), " (1998-01-01 – 1999-12-31)"),
    ],
)
def test_days_months_and_years(first: tuple[int, int, int], last: tuple[int, int, int], told: str) -> None:
    event = replace(
        SHELLING, actors=(), targets=(), interval=Interval(date(*first), date(*last)), status=vocab.Actual
    )
    assert title(Page(LINKED, Mint()), event) == f"Assault: shelled{told}"


@pytest.mark.parametrize(
    ("actors", "targets", "told"),
    [
        (0, 0, ""),
        (1, 0, " – {0}"),
        (0, 1, " → {0}"),
        (1, 1, " – {0} → {0}"),
        (2, 0, " – {0} and {1}"),
        (3, 0, " – {0}, {1} and {2}"),
        (4, 0, " – {0}, {1}, {2} and {3}"),
        (5, 1, " – {0}, {1}, {2} and 2 others → {0}"),
    ],
)
def test_sides(actors: int, targets: int, told: str) -> None:
    event = replace(
        SHELLING, actors=tuple(WHO[:actors]), targets=tuple(WHO[:targets]), interval=None, status=vocab.Actual
    )
    names = [LINKED.entities[key].name for key in WHO]
    assert title(
        Page(LinkedReading(READING, LINKED.entities), Mint()), event
    ) == "Assault: shelled" + told.format(*names)


@pytest.mark.parametrize("status", [vocab.Claimed, vocab.Denied, vocab.Planned, vocab.Hypothetical])
def test_what_is_no_fact_says_so(status: str) -> None:
    told = replace(SHELLING, actors=(), targets=(), status=status)
    word = status.rpartition("#")[2].lower()
    assert title(Page(LINKED, Mint()), replace(told, interval=None)) == f"Assault: shelled ({word})"
    day = Interval(date(2024, 3, 4), date(2024, 3, 4))
    assert (
        title(Page(LINKED, Mint()), replace(told, interval=day)) == f"Assault: shelled (2024-03-04, {word})"
    )
