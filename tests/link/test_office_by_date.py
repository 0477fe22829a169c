"""Who held an office on a day: `office_by_date.tsv` was written by hand, from no table of the project.

The matching of titles was tuned after a look at two of its countries (Afghanistan, India). The countries of
`unseen_offices.tsv` were not looked at before its first run, and nothing was changed after. What the base
does not cover is counted.
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

UNSEEN = list(read_tsv(Path(__file__).with_name("unseen_offices.tsv")))
CASES = list(read_tsv(Path(__file__).with_name("office_by_date.tsv")))


def _answers(knowledge: Knowledge, row: Row, on: date) -> Iterator[tuple[str, bool]]:
    country = next(item for item in knowledge.named(row["country"]) if item.kind == vocab.Country)
    office = Office(row["title"], country.key, role(row["title"]))
    for holding in holders(knowledge, office, on):
        yield holding.person.name, holding.certain


@pytest.mark.parametrize(("cases", "covered"), [(CASES, 0.90), (UNSEEN, 0.75)], ids=["tuned", "unseen"])
def test_the_right_holder(cases: list[Row], covered: float) -> None:
    knowledge = open_knowledge()
    found = [
        (row["person"], list(_answers(knowledge, row, date.fromisoformat(row["date"])))) for row in cases
    ]
    answered = [(person, answers) for person, answers in found if answers]
    right = [(person, [answers[0][0]]) for person, answers in answered
             if len(answers) == 1 and skeleton(answers[0][0]) == skeleton(person)]  # fmt: skip
    assert len(answered) / len(cases) >= covered
    assert len(right) / len(answered) >= 0.95


@pytest.mark.parametrize("later", ["2023-09-20", "2024-06-01", "2026-01-01"])
def test_nothing_is_certain_past_the_horizon(later: str) -> None:
    knowledge = open_knowledge()
    answers = [answer for row in CASES for answer in _answers(knowledge, row, date.fromisoformat(later))]
    assert answers
    assert not [name for name, certain in answers if certain]
