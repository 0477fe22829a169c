"""Where paragraphs, wrapped lines and datelines end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.layout import dateline, line_breaks, parts

DATELINES = [
    ("BAKU: Azerbaijan launched", "BAKU", None, "Azerbaijan launched"),
    ("TUNIS, Nov 10, 2020 (AFP) – Russian ships", "TUNIS", "AFP", "Russian ships"),
    ("KAMPALA, Dec. 8 (Xinhua) -- Rebels fled", "KAMPALA", "Xinhua", "Rebels fled"),
    ("MINSK, January 4. /TASS/. The death toll", "MINSK", "TASS", "The death toll"),
    ("CAIRO (AP) — Two men", "CAIRO", "AP", "Two men"),
    ("LAGOS/ABUJA, Nov 2 (Reuters) - Nigeria", "LAGOS/ABUJA", "Reuters", "Nigeria"),
    ("Quito, Jan 4 (EFE).- The army", "Quito", "EFE", "The army"),
    ("ST. PETERSBURG, Russia (AP) — The", "ST. PETERSBURG, Russia", "AP", "The"),
    ("LONDON, 3 May 2020 (Reuters) - Men", "LONDON", "Reuters", "Men"),
    ("BEIRUT, Lebanon — The", "BEIRUT", None, "The"),
    (
        "GOMA, Democratic Republic of Congo, March 3 (Reuters) - Rebels took",
        "GOMA, Democratic Republic of Congo",
        "Reuters",
        "Rebels took",
    ),
    ("(Reuters) - Two men", None, "Reuters", "Two men"),
    ("A headline\n\nBEIRUT: The army", "BEIRUT", None, "The army"),
]


@pytest.mark.parametrize(("text", "place", "agency", "rest"), DATELINES)
def test_dateline(text: str, place: str | None, agency: str | None, rest: str) -> None:
    found = dateline(text)
    assert found is not None
    assert (found.places and text[found.places.begin : found.places.end]) == place
    assert (found.agency and text[found.agency.begin : found.agency.end]) == agency
    assert text[found.end :] == rest


@pytest.mark.parametrize(
    "text",
    ["", "The army (SAF) said it was ready", "The minister said - and meant - it", "In Mali: soldiers fled"],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


WRAPPED = """The first line of a wrapped paragraph that ends here and
goes on in the next line until the writer has come to his
end.
Another paragraph starts after a short line and it is then
wrapped again."""


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("One.\n\nTwo.", ["Two."]),
        ("A headline\nA sentence.", ["A sentence."]),
        ("A line that is\nwrapped", []),
        (WRAPPED, ["Another paragraph"]),
        ("One.\n \n  Two.\n", ["Two."]),
    ],
)
def test_line_breaks(text: str, starts: list[str]) -> None:
    found = [text[at:] for at, begins in line_breaks(text) if begins]
    assert len(found) == len(starts)
    assert all(rest.startswith(start) for rest, start in zip(found, starts, strict=True))


@given(st.text(alphabet="ab. \n", max_size=400), st.integers(4, 50))
def test_parts_are_the_text(text: str, longest: int) -> None:
    cut = list(parts(text, longest))
    assert "".join(text[p.begin : p.end] for p in cut) == text
    assert all(p.end - p.begin <= longest + 1 for p in cut)
