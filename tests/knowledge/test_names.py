"""Names are compared without regard to how they happen to be written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge.names import abbreviation, chunks, fold, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nagorno-Karabakh", "Nagorno‑Karabakh"),
        ("Nagorno–Karabakh", "nagorno karabakh"),
        ("People’s Republic", "People's Republic"),
        ("Sana'a", "Sanaa"),
        ("Bogotá", "BOGOTA"),
        ("Çavuşoğlu", "Cavusoglu"),
        ("U.N.", "UN"),
        ("Lech Wałęsa", "Lech Walesa"),
        ("Khankəndi", "Khankandi"),
    ],
)
def test_spellings_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Moscow, Russia", "Moscow Russia"), ("Niger", "Nigeria"), ("Guinea", "Guinea-Bissau")],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("US", "US"),
        ("U.S.", "US"),
        ("CAR", "CAR"),
        ("NATO", "NATO"),
        ("Us", None),
        ("UNHCR", None),
        ("M23", None),
    ],
)
def test_short_abbreviations(name: str, letters: str | None) -> None:
    assert abbreviation(name) == letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed bin Salman", "Muhammad Salman"),
        ("Viktor Yanukovych", "Viktor Yanukovich"),
        ("Abdel Fattah al-Burhan", "Abdel Fattah Burhan"),
        ("Sergei Shoigu", "Sergey Shoygu"),
    ],
)
def test_other_spellings_sound_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_every_letter_is_folded_at_once() -> None:
    letters = (chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] in "LSN")
    assert [letter for letter in letters if fold(fold(letter)) != fold(letter)] == []


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.sampled_from(["Nagorno", "-", "Karabakh", "Republic", "’s", "al", "Assad"]), max_size=6))
def test_joining_words_joins_their_pieces(words: list[str]) -> None:
    apart = tuple(piece for word in words for piece in chunks(word))
    assert chunks(" ".join(words)) == apart
