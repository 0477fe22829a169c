"""The look-aheads that make large patterns fast hide nothing that these would find."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import numbers
from kg.extract.patterns import opening
from kg.extract.times import grammar

GUARDED = [(grammar.expression(), grammar.openings()), (numbers.pattern(), numbers.openings())]


@pytest.mark.parametrize(("pattern", "openings"), GUARDED, ids=["times", "numbers"])
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_hides_nothing(pattern: re.Pattern[str], openings: Iterable[str], data: st.DataObject) -> None:
    guard = opening(openings)
    bare = re.compile(pattern.pattern.replace(guard, "", 1), pattern.flags)
    assert guard in pattern.pattern
    text = data.draw(st.from_regex(bare))
    assert [match.span() for match in pattern.finditer(text)] == [m.span() for m in bare.finditer(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May", True),
        ("MAY", True),
        ("a day", True),
        ("an", False),
        ("7", True),
        ("1st", True),
        ("june", False),
    ],
)
def test_first_letters(text: str, found: bool) -> None:
    assert bool(re.match(opening({"may", "a"}), text, re.IGNORECASE)) is found
