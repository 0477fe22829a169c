"""Who held an office on a day: `office_by_date.tsv` was written by hand, from no table of the project.

Its countries were not looked at when the rules were made; what the knowledge base does not cover is counted.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg import vocab
from kg.knowledge import Knowledge, open_knowledge, role
from kg.knowledge.names import skeleton
from kg.knowledge.tables import Row, read_tsv
from kg.link.offices import Office, holders

CASES = list(read_tsv(Path(__file__).with_name("office_by_date.tsv")))


def _answers(knowledge: Knowledge, row: Row, on: date) -> Iterator[tuple[str, bool]]:
    country = next(item for item in knowledge.named(row["country"]) if item.kind == vocab.Country)
    office = Office(row["title"], country.key, role(row["title"]))
    for holding in holders(knowledge, office, on):
        yield holding.person.name, holding.certain


def test_the_right_holder() -> None:
    knowledge = open_knowledge()
    found = [
        (row["person"], list(_answers(knowledge, row, date.fromisoformat(row["date"])))) for row in CASES
    ]
    answered = [(person, answers) for person, answers in found if answers]
    right = [(person, [answers[0][0]]) for person, answers in answered
             if len(answers) == 1 and skeleton(answers[0][0]) == skeleton(person)]  # fmt: skip
    assert len(answered) / len(CASES) >= 0.90
    assert len(right) / len(answered) >= 0.95


@pytest.mark.parametrize("later", ["2023-09-20", "2024-06-01", "2026-01-01"])
def test_nothing_is_certain_past_the_horizon(later: str) -> None:
    knowledge = open_knowledge()
    answers = [answer for row in CASES for answer in _answers(knowledge, row, date.fromisoformat(later))]
    assert answers
    assert not [name for name, certain in answers if certain]
