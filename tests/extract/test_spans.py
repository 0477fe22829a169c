"""Where names begin and end, what class they have, and which words lead to one thing."""

from functools import cache

import pytest

from kg.extract.entities import cast
from kg.extract.language import parse
from kg.extract.scene import Scene
from kg.knowledge import open_knowledge
from kg.model import Document


@cache
def scene(text: str) -> Scene:
    return cast(Document("t", text), parse(text), open_knowledge())


def found(text: str) -> set[tuple[str, str, str]]:
    """The words, class and name of all mentions that are no pronouns."""
    things = {r.id: (r.kind.partition("#")[2], r.name) for r in scene(text).referents}
    return {(m.text, *things[m.referent]) for m in scene(text).mentions if not m.anaphor}


# a text, words that must be a mention, and the class and name of what they stand for ("" any name)
CUT = [
    ("He was the brother of Omar al-Hadidi,[1] a general.", "Omar al-Hadidi", "Person", ""),
    ("Samir Qasbar(Arabic: x) is a general.", "Samir Qasbar", "Person", ""),
    ("Smoke rose over Irbid. (Nadia Haddad/Reuters)", "Nadia Haddad", "Person", ""),
    ("Smoke rose over Irbid. (Nadia Haddad/Reuters)", "Reuters", "Media", "Reuters"),
    ("A spokesman for the JTF-GTMO said so.", "JTF-GTMO", "Organization", ""),
    ("Navy Capt. Paul Renner spoke.", "Paul Renner", "Person", "Paul Renner"),
]

OWNED = [
    ("Nobody trusts a Syrian Government leaflet.", "Syrian Government", "Government", ""),
    ("The village has an Iraqi Army garrison.", "Iraqi Army", "ArmedForce", ""),
    ("Iraqi government forces shelled Tikrit overnight.", "Iraqi government forces", "ArmedForce", ""),
    ("Kenya is tense. Ruto's government fell.", "Ruto's government", "Government", "Government of Kenya"),
    ("Kenya is tense. Ruto's office said so.", "Ruto's office", "Government", "Office of Ruto"),
    ("Kenya is tense. The prime minister's office said so.", "The prime minister's office", "Government",
     "Office of the Prime Minister of Kenya"),
    ("Troops from Rwanda won.", "Troops", "ArmedForce", "Armed Forces of Rwanda"),
    ("Somali forces won, the Somali National Army said.", "Somali forces", "ArmedForce",
     "Armed Forces of Somalia"),
    ("Armed gangs won.", "Armed gangs", "ArmedGroup", "Armed gangs"),
    ("FARC dissidents won.", "FARC dissidents", "ArmedGroup", "FARC dissidents"),
    ("Kenya is tense. Local authorities fled.", "Local authorities", "Government", "Local authorities"),
    ("Aid agencies fled.", "Aid agencies", "Organization", "Aid agencies"),
    ("He told Radio Caraibes so.", "Radio Caraibes", "Media", "Radio Caraibes"),
    ("The company, Lindal Kosa, fled.", "Lindal Kosa", "Organization", "Lindal Kosa"),
    ("The Bosnian Serb leader spoke.", "Bosnian Serb", "Population", "Bosnian Serbs"),
    ("A U.N.-brokered truce held.", "U.N.", "InternationalOrganization", "United Nations"),
    ("The U.S. Africa Command won. Africa Command left.", "Africa Command", "ArmedForce", ""),
    ("Kenya is tense. President Roch Marc Christian Kosa spoke.", "Roch Marc Christian Kosa", "Person", ""),
    ("Mali said its forces had won.", "its forces", "ArmedForce", "Armed Forces of Mali"),
    ("Peru's famed National Youth Orchestra played.", "Peru's famed National Youth Orchestra",
     "Organization", "National Youth Orchestra"),
    ("Turkey's Disaster Relief Agency sent tents.", "Turkey's Disaster Relief Agency", "Organization",
     "Disaster Relief Agency"),
    ("Russia's Defense Ministry said so.", "Russia's Defense Ministry", "Ministry",
     "Ministry of Defence of Russia"),
    ("The Congolese and Rwandan armies exchanged fire.", "Congolese", "ArmedForce",
     "Armed Forces of the Democratic Republic of the Congo"),
    ("The Congolese and Rwandan armies exchanged fire.", "Rwandan armies", "ArmedForce",
     "Armed Forces of Rwanda"),
    ("The Turkish, Syrian and Iraqi governments met.", "Turkish", "Government", "Government of Turkey"),
    ("Russian and Ukrainian forces clashed.", "Russian", "ArmedForce", "Armed Forces of Russia"),
]  # fmt: skip

MEMBERS = [
    (
        "FARC guerrillas blew up a bridge.",
        "FARC guerrillas",
        "ArmedGroup",
        "Revolutionary Armed Forces of Colombia",
    ),
    ("One strike hit an ISIL tactical unit.", "ISIL tactical unit", "ArmedGroup", "Islamic State"),
    ("Boko Haram militants fled.", "Boko Haram", "ArmedGroup", "Boko Haram"),
    ("Taliban-held villages burned.", "Taliban", "ArmedGroup", "Taliban"),
    ("Taliban leader Omar Sadiqi spoke.", "Taliban", "ArmedGroup", "Taliban"),
]

GROUPS = [
    ("Kigali fears the FDLR (Forces Démocratiques de Libération du Rwanda).",
     "Forces Démocratiques de Libération du Rwanda", "ArmedGroup",
     "Democratic Forces for the Liberation of Rwanda"),
    ("The army fights the Cooperative for the Growth of Ituri (COGRI), an ethnic Lendu militia.", "COGRI",
     "ArmedGroup", "Cooperative for the Growth of Ituri"),
    ("Syria is at war. The SDF took a town.", "SDF", "ArmedGroup", "Syrian Democratic Forces"),
    ("Sudan's army fought the RSF.", "RSF", "ArmedGroup", "Rapid Support Forces"),
    ("Sunni Arabs fled the town.", "Sunni Arabs", "Population", "Sunni Arabs"),
]  # fmt: skip

CHANNELS = [
    ("Alhadira News is a network. Alhadira said so.", "Alhadira News", "Media", "Alhadira News"),
    ("Alhadira News is a network. Alhadira said so.", "Alhadira", "Media", "Alhadira News"),
]

NICKNAMES = [
    ("Gen. Idris Hamdan, known as Hamdo, fled. Hamdo is ill.", "Hamdo", "Person", "Idris Hamdan"),
    ('Gen. Idris Hamdan, better known as "Hamdo", fled.', "Hamdo", "Person", "Idris Hamdan"),
    ("Warlord Abu Ali al-Sibani, nicknamed the Butcher, died.", "Butcher", "Person", "Abu Ali al-Sibani"),
    ('Tomás "El Lobo" Rivera was held. El Lobo is old.', "El Lobo", "Person", "Tomás Rivera"),
    ('Tomás "El Lobo" Rivera was held. Rivera is old.', "Rivera", "Person", "Tomás Rivera"),
    ("Col. Adam “A.J.” Doran said so.", "Adam “A.J.” Doran", "Person", "Adam Doran"),
]

PLACES = [
    ("Aid reached eastern Aleppo.", "eastern Aleppo", "Place", "Eastern Aleppo"),
    ("Residents of Karuna said so.", "Karuna", "City", "Karuna"),
    ("The gunmen came from Dansawa.", "Dansawa", "City", "Dansawa"),
    ("Villagers fled Unguwar Rana on motorbikes.", "Unguwar Rana", "City", "Unguwar Rana"),
    ("Rebels attacked Yirga Mado and burned houses.", "Yirga Mado", "City", "Yirga Mado"),
    ("Troops retook Ngoshere on Friday.", "Ngoshere", "City", "Ngoshere"),
    ("Near Al Shadeedi, one strike hit a truck.", "Al Shadeedi", "City", "Al Shadeedi"),
    ("A child from Rufaya, 20km south of Mosul, died.", "Rufaya", "City", "Rufaya"),
    ("He moved to Thornhill before the war.", "Thornhill", "City", "Thornhill"),
    ("The blast was in Tumaco, Narinyo, on Friday.", "Narinyo", "City", "Narinyo"),
    ("He was seen at the Harrow Center.", "Harrow Center", "Place", "Harrow Center"),
    ("The siege of Wadi Sarada goes on.", "Wadi Sarada", "Place", "Wadi Sarada"),
]

UNITS = [
    ("Ukraine's 2nd Battalion held.", "Ukraine's 2nd Battalion", "ArmedForce", "2nd Battalion"),
    ("The Ukrainian 47th Mechanised Brigade advanced.", "Ukrainian 47th Mechanised Brigade", "ArmedForce",
     "47th Mechanised Brigade"),
    ("Men of 3rd Battalion, 6th Marines fought.", "3rd Battalion, 6th Marines", "ArmedForce", ""),
    ("The U.S. Embassy in Baghdad was hit.", "U.S. Embassy", "Organization",
     "Embassy of the United States in Iraq"),
    ("Sudan is at war. The French embassy closed.", "French embassy", "Organization",
     "Embassy of France in Sudan"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [*CUT, *OWNED, *MEMBERS, *GROUPS, *CHANNELS, *NICKNAMES, *PLACES, *UNITS],
    ids=lambda x: x[:40],
)
def test_words_stand_for(text: str, words: str, kind: str, name: str) -> None:
    meant = {(k, n if name else "") for w, k, n in found(text) if w == words}
    assert meant == {(kind, name)}, found(text)


# a text and words that must not be a mention
ABSENT = [
    ("North Korea met the South. The two Koreas talked.", "Koreas"),
    ("The national railway closed.", "The national"),
    ("The TPLF, the ruling party of Tigray, left.", "the ruling party"),
    ("The raid hit the FDLR, a Hutu rebel group.", "Hutu"),
    ("The Gulf War ended.", "Gulf"),
    ("The Iran-Iraq War ended.", "Iran"),
    ("The UN adopted Security Council Resolution 2254 today.", "Security Council Resolution 2254"),
    ("It costs 40 US dollars.", "US"),
    ("A UAV and an IED were found.", "UAV"),
    ("The meeting is on November 17 in Rome.", "November 17"),
    ("He spoke of the Foreign Ministers of Chad and Mali.", "Ministers"),
    ("He said that international forces would leave.", "that international forces"),
    ("Officials said that rebels had fled.", "that rebels"),
]


@pytest.mark.parametrize(("text", "words"), ABSENT)
def test_no_mention(text: str, words: str) -> None:
    assert words not in {w for w, _, _ in found(text)}, found(text)


# a text and the name of a thing without a name of its own that another article's must not share
NAMELESS = [
    ("The 2nd Battalion crossed the river.", "2nd Battalion", True),
    ("Ukraine's 2nd Battalion crossed the river.", "2nd Battalion", False),
    ("Protesters gathered outside the Israeli embassy.", "Embassy of Israel", True),
    ("Peru is calm. The Israeli embassy in Lima closed.", "Embassy of Israel in Peru", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "nameless"), NAMELESS)
def test_what_has_no_name_of_its_own(text: str, name: str, nameless: bool) -> None:
    assert {r.nameless for r in scene(text).referents if r.name == name} == {nameless}, found(text)


def test_two_units_of_one_number_are_two() -> None:
    text = "Ukraine's 2nd Battalion held the town and Russia's 2nd Battalion fled."
    assert len({r.id for r in scene(text).referents if r.name == "2nd Battalion"}) == 2


def test_two_embassies_of_one_country_are_two() -> None:
    text = "The U.S. Embassy in Kyiv and the U.S. Embassy in Moscow closed."
    hosts = {r.name.rpartition(" in ")[2] for r in scene(text).referents if r.name.startswith("Embassy")}
    assert hosts == {"Ukraine", "Russia"}
