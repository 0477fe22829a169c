"""Lemmas: a form that two verbs could have is of the one that does not double its letter."""

import pytest

from kg.extract.language import parse

LEMMAS = [
    ("They hoped that it would end.", "hoped", "hope"),
    ("Students are staging a march.", "staging", "stage"),
    ("The rebels wage war and he wages peace.", "wages", "wage"),
    ("The soldiers raped and looted.", "raped", "rape"),
    ("A sniper spared the boy.", "spared", "spare"),
    ("They rode on and were riding for days.", "riding", "ride"),
    ("The rabbit hopped away.", "hopped", "hop"),
    ("They were singing in the streets.", "singing", "sing"),
    ("The army routed the rebels.", "routed", "rout"),
    ("He planned an attack.", "planned", "plan"),
    ("Boats resupplied the outpost.", "resupplied", "resupply"),
    ("Two corpses were found.", "corpses", "corpse"),
]


@pytest.mark.parametrize(("text", "form", "lemma"), LEMMAS)
def test_lemmas(text: str, form: str, lemma: str) -> None:
    assert [token.lemma_ for token in parse(text) if token.text == form] == [lemma]
