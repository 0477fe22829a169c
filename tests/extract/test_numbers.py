"""Number phrases and the bounds that they set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numbers import parse_number, quantities

PHRASES = [
    ("two civilians", "two=2"),
    ("twenty-three of them", "twenty-three=23"),
    ("a dozen men", "a dozen=12"),
    ("two dozen", "two dozen=24"),
    ("dozens of men", "dozens=24+"),
    ("scores of people", "scores=40+"),
    ("hundreds", "hundreds=200+"),
    ("thousands", "thousands=2000+"),
    ("millions", "millions=2000000+"),
    ("tens of thousands", "tens of thousands=20000+"),
    ("hundreds of thousands", "hundreds of thousands=200000+"),
    ("several hundred", "several hundred=200+"),
    ("a few dozen", "a few dozen=24+"),
    ("1,960 troops", "1,960=1960"),
    ("1.2 million people", "1.2 million=1200000"),
    ("1.1 million people", "1.1 million=1100000"),
    ("1.2m people", "1.2m=1200000"),
    ("3bn", "3bn=3000000000"),
    ("half a million", "half a million=500000"),
    ("half a dozen", "half a dozen=6"),
    ("one and a half million", "one and a half million=1500000"),
    ("a hundred and five", "a hundred and five=105"),
    ("one hundred and thirteen", "one hundred and thirteen=113"),
    ("two hundred thousand", "two hundred thousand=200000"),
    ("two hundred and thirteen thousand", "two hundred and thirteen thousand=213000"),
    ("two and three were hurt", "two=2 three=3"),
    ("a dozen and two", "a dozen=12 two=2"),
    ("at least 13", "at least 13=13+"),
    ("more than a dozen", "more than a dozen=12+"),
    ("no fewer than 20", "no fewer than 20=20+"),
    ("over 1,000", "over 1,000=1000+"),
    ("10 or more", "10 or more=10+"),
    ("200+ dead", "200+=200+"),
    ("up to 40", "up to 40=-40"),
    ("as many as 100", "as many as 100=-100"),
    ("fewer than 100", "fewer than 100=-100"),
    ("no more than 5", "no more than 5=-5"),
    ("about 300", "about 300=300"),
    ("some 30,000", "some 30,000=30000"),
    ("nearly 90", "nearly 90=90"),
    ("an estimated 3,000", "an estimated 3,000=3000"),
    ("all five", "all five=5"),
    ("another 12", "another 12=12"),
    ("five or six", "five or six=5-6"),
    ("between 10 and 15 men", "between 10 and 15=10-15"),
    ("from 5 to 10", "from 5 to 10=5-10"),
    ("10-15 rebels", "10-15=10-15"),
    ("10–15 rebels", "10–15=10-15"),
    ("six or two men", "six=6 two=2"),
    ("more than 600 people and 5,000 others", "more than 600=600+ 5,000=5000"),
    ("He saw 5.", "5=5"),
    ("zero", "zero=0"),
]

NO_QUANTITIES = [
    "45% of them",
    "10 per cent",
    "a 12-year-old boy",
    "an eight-month siege",
    "$40",
    "3.5 points",
    "at 12:30",
    "on 2019-02-03",
    "a B-52",
    "T-72 tanks",
    "the M23",
    "a 40mm gun",
    "the 6th army",
    "the 1990s",
    "9999999999999999",
    "anyone often",
]


def shown(text: str) -> str:
    """The phrases of a text, each with its exact value, "low+", "-high" or "low-high"."""
    rows = []
    for quantity in quantities(text):
        low, high = quantity.minimum, quantity.maximum
        bounds = (
            f"{low}"
            if low == high
            else f"{low}+"
            if high is None
            else f"-{high}"
            if low is None
            else f"{low}-{high}"
        )
        rows.append(f"{text[quantity.begin : quantity.end]}={bounds}")
    return " ".join(rows)


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_number_phrases(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_figures_that_count_nothing(text: str) -> None:
    assert shown(text) == ""


@given(st.integers(min_value=0, max_value=10**12))
def test_figures_with_and_without_commas_mean_the_same(number: int) -> None:
    assert parse_number(f"{number:,}") == parse_number(str(number)) == (number, False)


@given(st.text(max_size=60))
def test_any_text_gives_phrases_in_order_with_ordered_bounds(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.begin <= quantity.number < quantity.end <= len(text)
        assert quantity.minimum is not None or quantity.maximum is not None
        assert None in (quantity.minimum, quantity.maximum) or quantity.minimum <= quantity.maximum  # type: ignore[operator]
        end = quantity.end


@pytest.mark.parametrize("text", ["", "several", "a few people", "both", "many"])
def test_words_that_are_no_number_have_no_value(text: str) -> None:
    assert parse_number(text) is None
