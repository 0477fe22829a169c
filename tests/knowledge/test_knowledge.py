"""Look-ups in the embedded knowledge base."""

from datetime import date

import pytest

from kg import vocab
from kg.knowledge import Knowledge, branch, composed_name, open_knowledge, portfolio, role
from kg.knowledge.tenures import Tenure, certain_on, covers


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("Azerbaijan", "Country", "Azerbaijan"),
        ("AZERBAIJAN", "Country", "Azerbaijan"),
        ("U.S.", "Country", "United States"),
        ("Khankendi", "City", "Stepanakert"),
        ("Kiev", "City", "Kyiv"),
        ("Georgia", "Country", "Georgia"),
        ("AFP", "Media", "Agence France-Presse"),
        ("UN", "InternationalOrganization", "United Nations"),
        ("Unifil", "PeacekeepingForce", "United Nations Interim Force in Lebanon"),
        ("US State Department", "Ministry", "United States Department of State"),
        ("Kremlin", "Government", "Kremlin"),
        ("al-Qaida", "ArmedGroup", "Al-Qaeda"),
        ("USSR", "Country", "Soviet Union"),
        ("Hong Kong", "Territory", "Hong Kong"),
        ("Middle East", "Place", "Middle East"),
        ("Mevlut Cavusoglu", "Person", "Mevlüt Çavuşoğlu"),
    ],
)
def test_the_most_usual_item_of_a_name_comes_first(
    knowledge: Knowledge, name: str, kind: str, found: str
) -> None:
    item = knowledge.named(name)[0]
    assert (item.name, item.kind) == (found, vocab.NAMESPACE + kind)


@pytest.mark.parametrize("word", ["us", "Us", "car", "Car", "un", "may", "The", "", "Time", "Can"])
def test_everyday_words_are_no_names(knowledge: Knowledge, word: str) -> None:
    assert knowledge.named(word) == ()


def test_the_region_is_not_the_republic(knowledge: Knowledge) -> None:
    (region,) = knowledge.named("Nagorno-Karabakh")
    (republic,) = knowledge.named("Artsakh")
    assert (region.qid, region.kind) == (None, vocab.Territory)
    assert republic.qid is not None
    assert region not in knowledge.named("Nagorno-Karabakh Republic")


@pytest.mark.parametrize(
    ("word", "countries"),
    [
        ("Armenian", ["Armenia"]),
        ("Azerbaijani", ["Azerbaijan"]),
        ("Israelis", ["Israel"]),
        ("Britons", ["United Kingdom"]),
        ("Frenchmen", ["France"]),
        ("Congolese", ["Democratic Republic of the Congo", "Republic of the Congo"]),
        ("Korean", []),
        ("armenian", []),
    ],
)
def test_demonyms(knowledge: Knowledge, word: str, countries: list[str]) -> None:
    assert sorted(item.name for item in knowledge.demonym(word)) == countries


@pytest.mark.parametrize(
    ("words", "count", "name"),
    [
        ("Nagorno - Karabakh 's capital", 3, "Nagorno-Karabakh"),
        ("Nagorno-Karabakh 's capital", 1, "Nagorno-Karabakh"),
        ("United States Department of State officials", 5, "United States Department of State"),
        ("U.S. State Department said", 3, "United States Department of State"),
        ("Tigray People 's Liberation Front fighters", 5, "Tigray People's Liberation Front"),
        ("al - Qaeda claimed", 3, "Al-Qaeda"),
        ("china plates", 0, ""),
        ("turkey", 0, ""),
    ],
)
def test_the_longest_name_wins(knowledge: Knowledge, words: str, count: int, name: str) -> None:
    found, items = knowledge.longest(words.split())
    assert (found, items[0].name if items else "") == (count, name)


def test_the_longest_demonym(knowledge: Knowledge) -> None:
    count, items = knowledge.longest_demonym(["South", "Korean", "troops"])
    assert (count, items[0].name) == (2, "South Korea")


@pytest.mark.parametrize(
    ("on", "certain"),
    [("2020-11-10", [True]), ("2023-09-20", [False]), ("2018-05-08", [True, True]), ("1990-01-01", [])],
)
def test_holders_are_certain_up_to_the_horizon(knowledge: Knowledge, on: str, certain: list[bool]) -> None:
    (armenia,) = (item for item in knowledge.named("Armenia") if item.kind == vocab.Country)
    (office,) = knowledge.offices(armenia.key, "head_of_government")
    holdings = knowledge.holders(office.key, date.fromisoformat(on))
    assert [holding.certain for holding in holdings] == certain


@pytest.mark.parametrize(
    ("start", "end", "on", "covered", "certain"),
    [
        ("2019", "2020", "2020-12-31", True, False),
        ("2019", "2020", "2020-01-01", True, True),
        ("2019-05", "", "2019-05-03", True, False),
        ("2019-05", "", "2022-07-19", True, True),
        ("2019-05", "", "2022-07-20", True, False),
        ("2019-05-20", "2021-02-28", "2021-03-01", False, False),
        ("2019-05-20", "2020-02", "2020-02-29", True, False),
    ],
)
def test_tenures_with_dates_of_any_fineness(
    start: str, end: str, on: str, covered: bool, certain: bool
) -> None:
    tenure, day = Tenure("person", "office", start, end, ("source",)), date.fromisoformat(on)
    assert (covers(tenure, day), certain_on(tenure, day)) == (covered, certain)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Prime Minister", "head_of_government"),
        ("Armenian premier", "head_of_government"),
        ("President", "head_of_state"),
        ("Vice President", None),
        ("deputy foreign minister", None),
        ("Minister for Foreign Affairs", "foreign_minister"),
        ("Secretary of State", "foreign_minister"),
        ("Secretary of Defense", "defence_minister"),
        ("interior minister", "interior_minister"),
        ("spokesman", None),
        ("former president", None),
        ("ex-prime minister", None),
        ("president-elect", None),
        ("adviser to the president", None),
        ("acting president", "head_of_state"),
        ("president of the National Assembly", None),
    ],
)
def test_roles_of_titles(title: str, expected: str | None) -> None:
    assert role(title) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("defense", "Defence"),
        ("foreign", "Foreign Affairs"),
        ("Home Office", "Internal Affairs"),
        ("gossip", None),
    ],
)
def test_portfolios(words: str, expected: str | None) -> None:
    assert portfolio(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("army", "Armed Forces"), ("troops", "Armed Forces"), ("air force", "Air Force"), ("police", "Police")],
)
def test_branches(words: str, expected: str) -> None:
    assert branch(words) == expected


@pytest.mark.parametrize(
    ("kind", "country", "part", "name"),
    [
        (vocab.Ministry, "Azerbaijan", "Defence", "Ministry of Defence of Azerbaijan"),
        (vocab.ArmedForce, "United Kingdom", "Armed Forces", "Armed Forces of the United Kingdom"),
        (vocab.Government, "Democratic Republic of the Congo", "Government",
         "Government of the Democratic Republic of the Congo"),
    ],
)  # fmt: skip
def test_composed_names(kind: str, country: str, part: str, name: str) -> None:
    assert composed_name(kind, country, part) == name
