"""Links are judged by kind, context and date, and wrong ones are not made."""

import pytest

from kg import vocab
from kg.link.entities import UNDECIDED
from tests.link.scenes import Said, entities, summary

ARMENIA, AZERBAIJAN, RUSSIA = (
    Said("Country", "Armenia"),
    Said("Country", "Azerbaijan"),
    Said("Country", "Russia"),
)
US, IRAQ, UK = Said("Country", "United States"), Said("Country", "Iraq"), Said("Country", "United Kingdom")


@pytest.mark.parametrize(
    ("scene", "name", "expected"),
    [
        ([Said("Country", "Georgia"), RUSSIA], "Georgia", "Georgia"),
        ([Said("Territory", "Georgia"), US], "Georgia", "Georgia"),
        ([Said("Country", "Congo")], "Congo", "Democratic Republic of the Congo?"),
        ([Said("Country", "Congo"), Said("City", "Brazzaville")], "Congo", "Republic of the Congo"),
        ([Said("Country", "Congo"), Said("City", "Goma")], "Congo", "Democratic Republic of the Congo"),
        ([Said("Country", "Niger")], "Niger", "Niger"),
        ([Said("Country", "Nigerian")], "Nigerian", "Nigeria"),
        ([Said("Country", "Guinea")], "Guinea", "Guinea"),
        ([Said("Country", "North Korea"), Said("Country", "South Korea")], "North Korea", "North Korea"),
        ([Said("Country", "USSR")], "USSR", "Soviet Union"),
        ([Said("City", "Tripoli"), Said("Country", "Lebanon"), Said("City", "Beirut")], "Tripoli", "Tripoli"),
        ([Said("City", "London"), Said("Country", "Canada")], "London", "-"),
        ([Said("City", "Kiev")], "Kiev", "Kyiv"),
        ([Said("City", "Khankendi"), AZERBAIJAN], "Khankendi", "Stepanakert"),
        ([Said("Territory", "Nagorno-Karabakh"), ARMENIA], "Nagorno-Karabakh", "-"),
        ([Said("Territory", "Artsakh"), ARMENIA], "Artsakh", "Republic of Artsakh"),
        ([Said("City", "Springfield")], "Springfield", "-"),
        ([Said("City", "Atlantis")], "Atlantis", "-"),
        ([Said("Media", "AFP")], "AFP", "Agence France-Presse"),
        ([Said("Media", "Channel 10"), Said("Country", "Israel")], "Channel 10", "-"),
        ([Said("InternationalOrganization", "UN")], "UN", "United Nations"),
        ([Said("Population", "Israelis")], "Israelis", "-"),
        ([Said("Person", "Georgia")], "Georgia", "-"),
    ],
)  # fmt: skip
def test_places_and_bodies(scene: list[Said], name: str, expected: str) -> None:
    assert summary(entities("2021-06-01", *scene)[name]) == expected


@pytest.mark.parametrize(
    ("scene", "name", "country"),
    [
        ([Said("City", "Tripoli"), Said("Country", "Lebanon"), Said("City", "Beirut")], "Tripoli", "Lebanon"),
        ([Said("City", "Tripoli"), Said("Country", "Libya")], "Tripoli", "Libya"),
        ([Said("City", "Tripoli")], "Tripoli", "Libya"),
        ([Said("City", "Birmingham"), UK], "Birmingham", "United Kingdom"),
        ([Said("City", "Birmingham", lies="Alabama"), Said("Territory", "Alabama")], "Birmingham",
         "United States"),
        ([Said("City", "London"), Said("Country", "France")], "London", "United Kingdom"),
        ([Said("City", "London", lies="Ontario"), Said("Territory", "Ontario")], "London", "Canada"),
    ],
)  # fmt: skip
def test_namesakes_are_told_apart_by_their_country(scene: list[Said], name: str, country: str) -> None:
    assert entities("2021-06-01", *scene)[name].country_name == country


SCIENCE = ("science minister", "Armenia")
PASHINYAN = Said("Person", "Nikol Pashinyan", office=("Prime Minister", "Armenia"))


@pytest.mark.parametrize(
    ("published", "scene", "name", "expected"),
    [
        ("2023-09-20", [PASHINYAN, ARMENIA], "Nikol Pashinyan", "Nikol Pashinyan"),
        ("2020-11-10", [Said("Person", "Pashinyan"), ARMENIA], "Pashinyan", "Nikol Pashinyan"),
        ("2020-11-10", [Said("Person", "Pashinyan")], "Pashinyan", "-"),
        ("2015-01-01", [Said("Person", "Pashinyan"), ARMENIA], "Pashinyan", "Nikol Pashinyan?"),
        ("2020-11-10", [Said("Person", "Prime Minister", of="Armenia"), ARMENIA], "Prime Minister",
         "Nikol Pashinyan"),
        ("2016-04-05", [Said("Person", "Prime Minister", of="Armenia"), ARMENIA], "Prime Minister",
         "Hovik Abrahamyan"),
        ("2024-03-01", [Said("Person", "Prime Minister", of="Armenia"), ARMENIA], "Prime Minister",
         "Nikol Pashinyan?"),
        (None, [Said("Person", "Prime Minister", of="Armenia"), ARMENIA], "Prime Minister", "-"),
        ("2020-11-10", [Said("Person", "Arayik Harutyunyan", office=SCIENCE), ARMENIA],
         "Arayik Harutyunyan", "Arayik Harutyunyan"),
        ("2021-01-01", [Said("Person", "Mohammed Hamdan Dagalo"), Said("Country", "Sudan")],
         "Mohammed Hamdan Dagalo", "Mohamed Hamdan Daglo"),
        ("2021-01-01", [Said("Person", "Nikol Pashinyan", office=("President", "Iraq")), IRAQ],
         "Nikol Pashinyan", "-"),
        ("1850-01-01", [PASHINYAN, ARMENIA], "Nikol Pashinyan", "-"),
        ("2021-01-01", [Said("Person", "John Nobody"), US], "John Nobody", "-"),
    ],
)  # fmt: skip
def test_persons(published: str | None, scene: list[Said], name: str, expected: str) -> None:
    assert summary(entities(published, *scene)[name]) == expected


def test_a_region_and_its_republic_are_two_entities() -> None:
    found = entities(
        "2022-01-01", Said("Territory", "Nagorno-Karabakh"), Said("Territory", "Republic of Artsakh")
    )
    assert found["Nagorno-Karabakh"].name != found["Republic of Artsakh"].name


@pytest.mark.parametrize(
    ("said", "name", "country"),
    [
        (Said("Ministry", "Armenia's defence ministry", of="Armenia", portfolio="defence"),
         "Ministry of Defence of Armenia", "Armenia"),
        (Said("Ministry", "Ministry of Defense of Armenia", of="Armenia"),
         "Ministry of Defence of Armenia", "Armenia"),
        (Said("ArmedForce", "Armenian army", of="Armenia"), "Armed Forces of Armenia", "Armenia"),
        (Said("ArmedForce", "Armenian troops", of="Armenia"), "Armed Forces of Armenia", "Armenia"),
        (Said("ArmedForce", "Armed Forces of Armenia", of="Armenia"), "Armed Forces of Armenia", "Armenia"),
        (Said("Government", "Armenian authorities", of="Armenia"), "Government of Armenia", "Armenia"),
        (Said("Government", "Government of Armenia", of="Armenia"), "Government of Armenia", "Armenia"),
        (Said("Government", "Armenian parliament", of="Armenia"), "National Assembly of Armenia", "Armenia"),
        (Said("Government", "Parliament of Armenia", of="Armenia"), "National Assembly of Armenia",
         "Armenia"),
        (Said("ArmedForce", "Iraqi forces", of="Iraq"), "Iraqi Armed Forces", "Iraq"),
        (Said("ArmedForce", "Iraqi government army", of="Iraq"), "Iraqi government army", "Iraq"),
        (Said("Person", "Some Body", of="Armenia"), "Some Body", None),
    ],
)  # fmt: skip
def test_one_thing_has_one_name(said: Said, name: str, country: str | None) -> None:
    entity = entities("2022-01-01", said, ARMENIA, IRAQ)[said.name]
    assert (entity.name, entity.country_name) == (name, country)


def test_peacekeepers_are_named_by_sender_and_theatre() -> None:
    found = entities(
        "2022-01-01",
        Said("PeacekeepingForce", "Russian peacekeepers", of="Russia", theatre="Karabakh"),
        Said("Territory", "Karabakh"),
        RUSSIA,
    )
    assert found["Russian peacekeepers"].name == "Russian peacekeepers in Nagorno-Karabakh"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Prime Minister", "Prime Minister of Armenia"),
        ("premier", "Prime Minister of Armenia"),
        ("Armenian foreign minister", "Foreign Minister of Armenia"),
        ("Minister of Foreign Affairs", "Foreign Minister of Armenia"),
        ("President of Armenia", "President of Armenia"),
        ("parliament speaker", "Parliament speaker of Armenia"),
    ],
)
def test_an_office_has_one_name(title: str, name: str) -> None:
    found = entities("2022-01-01", Said("Person", "X Y", office=(title, "Armenia")), ARMENIA)
    assert found["post of X Y"].name == name


@pytest.mark.parametrize("published", ["2020-11-10", "2023-09-20", None])
def test_links_explain_themselves(published: str | None) -> None:
    found = entities(published, PASHINYAN, ARMENIA, Said("City", "Tripoli"), Said("Country", "Libya"))
    links = [entity.link for entity in found.values() if entity.link]
    assert all(link.method and link.reason and 0 < link.confidence <= 1 for link in links)
    rivals = found["Tripoli"].link.rivals if found["Tripoli"].link else ()
    assert rivals
    assert all(rival.features for rival in rivals)


def test_places_get_their_coordinates() -> None:
    entity = entities("2022-01-01", Said("City", "Yerevan"), ARMENIA)["Yerevan"]
    assert entity.latitude == pytest.approx(40.18, abs=0.1)
    assert entity.longitude == pytest.approx(44.51, abs=0.1)
    assert entity.kind == vocab.City


@pytest.mark.parametrize(
    ("published", "said", "link"),
    [
        ("2010-06-01", Said("Territory", "Nagorno-Karabakh"), "-"),
        ("2022-01-01", Said("Territory", "Nagorno-Karabakh"), "-"),
        ("2024-06-01", Said("Territory", "Nagorno-Karabakh"), "-"),
        ("2024-06-01", Said("Territory", "Karabakh"), "-"),
        ("2024-06-01", Said("Territory", "Mountainous Karabakh"), "-"),
        ("2010-06-01", Said("Territory", "Republic of Artsakh"), "Republic of Artsakh"),
        ("2020-06-01", Said("Territory", "Crimea"), "Crimea"),
        ("2020-06-01", Said("Territory", "Republic of Crimea"), "Republic of Crimea"),
        ("2020-06-01", Said("Territory", "Tibet"), "-"),
    ],
)
def test_a_region_is_not_the_republic_that_once_ruled_it(published: str, said: Said, link: str) -> None:
    entity = entities(published, said, Said("Country", "Azerbaijan"), Said("Country", "Ukraine"))[said.name]
    assert summary(entity) == link


def test_what_nothing_decides_is_not_taken_for_the_best_known() -> None:
    """A Portland that the text puts in the United States may be any of several."""
    country = Said("Country", "United States")
    alone = entities("2022-01-01", country, Said("City", "Portland", lies="United States"))["Portland"]
    assert alone.link is None or not alone.link.certain
    assert alone.qualifier == UNDECIDED
    again = entities("2022-02-02", country, Said("City", "Portland", lies="United States"))["Portland"]
    assert (again.name, again.country_name, again.qualifier) == (alone.name, alone.country_name, UNDECIDED)


def test_the_country_of_a_text_about_one_country() -> None:
    here = [Said("City", "Houston"), Said("Territory", "Texas"), Said("Territory", "Ohio")]
    assert (
        summary(entities("2022-01-01", Said("Country", "the nation"), *here)["the nation"]) == "United States"
    )
    abroad = [Said("City", "Baku"), Said("City", "Yerevan")]
    apart = entities("2022-01-01", Said("Country", "the nation"), *here, *abroad)["the nation"]
    assert summary(apart) == "-"
    assert apart.qualifier


@pytest.mark.parametrize(("name", "label"), [("BRUSSELS", "Brussels"), ("Brussels", "-"), ("MINSK", "Minsk")])
def test_a_city_that_a_report_is_filed_from(name: str, label: str) -> None:
    abroad = Said("Country", "Iraq"), Said("Country", "Iran")
    assert summary(entities("2022-01-01", Said("City", name), *abroad)[name]) == label
