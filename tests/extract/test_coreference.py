"""What pronouns, bare nouns and "both sides" stand for."""

import re
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


def _last(text: str, words: str) -> int:
    return [match.start() for match in re.finditer(rf"\b{words}\b", text)][-1]


def meant(text: str, words: str) -> set[str]:
    """The names of all referents that some words (their last occurrence) stand for."""
    begin = _last(text, words)
    names = {referent.id: referent.name for referent in scene(text).referents}
    return {
        names[m.referent]
        for m in scene(text).mentions
        if (m.span.begin, m.span.end) == (begin, begin + len(words))
    }


PRONOUNS = [
    ("Azerbaijan’s defence ministry said it was using drones.", "it", {"Ministry of Defence of Azerbaijan"}),
    ("Emmanuel Macron met Angela Merkel. He left.", "He", {"Emmanuel Macron"}),
    ("Ukraine said it had hit Russia.", "it", {"Ukraine"}),
    ("Ana Kosic said she would resign.", "she", {"Ana Kosic"}),
    ("The rebels said they would withdraw.", "they", {"Rebels"}),
    ("Chad expelled the envoy. It gave no reason.", "It", {"Chad"}),
    ("It is vital that Chad acts.", "It", set()),
    ("It was unclear whether Chad would act.", "It", set()),
    ("A spokesman for the UN said he was worried.", "he", {"United Nations"}),
    ("A witness said he heard shots.", "he", set()),
    ("Uganda's army said rebels raided a base. They burned huts.", "They", {"Rebels"}),
    ("“We must act,” Pashinyan said.", "We", {"Pashinyan"}),
    ('"We will not yield," the Chadian army said.', "We", {"Armed Forces of Chad"}),
    ("Omar Halidi spoke.\n\n“I am ready,” he said.", "I", {"Omar Halidi"}),
    (
        "Oxfam said 12 people died. The dead were taken to Juba in South Sudan. It blamed the army.",
        "It",
        {"Oxfam"},
    ),
    (
        "North Korea's army said that Seoul had fired first. It vowed revenge.",
        "It",
        {"Armed Forces of North Korea"},
    ),
]

BARE = [
    (
        "Salim Hadi, the leader of the M23, spoke. His movement holds Goma.",
        "His movement",
        {"March 23 Movement"},
    ),
    ("France urged Mali to withdraw its troops.", "its troops", {"Armed Forces of Mali"}),
    ("Niamey urged Paris to free its soldiers.", "its soldiers", {"Armed Forces of Niger"}),
    ("Paris promised Chad to withdraw its troops.", "its troops", {"Armed Forces of France"}),
    ("Houthi leader Salim Hadi vowed revenge. His group sank a ship.", "His group", {"Houthis"}),
    ("Salim Hadi spoke. His group sank a ship.", "His group", set()),
    ("M23 fighters took Goma. Kinshasa fights the Rwandan-backed group.", "group", {"March 23 Movement"}),
    ("Hezbollah hit Haifa. The Iranian-backed militia lost ten men.", "militia", {"Hezbollah"}),
    ("Oman blamed the Iran-backed rebels.", "rebels", set()),
    (
        "Houthi rebels sank a ship. Gunmen of al-Qaida killed six soldiers. Oman asked the rebels to talk.",
        "the rebels",
        {"Houthis"},
    ),
    (
        "The U.N. mission, known as MONUSCO, left. Indian peacekeepers fired shots, the mission said.",
        "the mission",
        {"MONUSCO"},
    ),
    ("Rebels seize town in Congo\n\nThe M23 took Goma on Monday.", "Rebels", {"March 23 Movement"}),
    ("Rebels seize town in Congo\n\nThe M23 and the ADF fought on Monday.", "Rebels", {"Rebels"}),
    ("Troops took Goma and marched on Bukavu. A man was shot in the city.", "the city", {"Goma"}),
    ("Rebels burned the village of Xalu and fled to Goma. The village is empty.", "The village", {"Xalu"}),
    ("Shells fell on Goma. Troops took Xalu, a town 40 km from the city.", "the city", {"Goma"}),
    ("Boko Haram killed ten. Oxfam said the group had fled.", "the group", {"Boko Haram"}),
    (
        "India’s army said its troops had fired. In a statement, it expressed regret.",
        "it",
        {"Armed Forces of India"},
    ),
    ("Hezbollah said its fighters had destroyed a tank.", "its fighters", {"Hezbollah"}),
    ("The Chadian army attacked. The army won.", "The army", {"Armed Forces of Chad"}),
    (
        "The Peruvian government fell. The government had no majority.",
        "The government",
        {"Government of Peru"},
    ),
    ("Peru and its army are at odds. The police stayed neutral.", "The police", {"Police of Peru"}),
    ("The capital of Kenya is Nairobi. The city is calm.", "The city", {"Nairobi"}),
    ("In Kenya the mood is tense; the country votes soon.", "the country", {"Kenya"}),
    ("Boko Haram attacked Maiduguri. The group fled.", "The group", {"Boko Haram"}),
    ("Boko Haram attacked Maiduguri. The militants fled.", "The militants", {"Boko Haram"}),
    ("NATO met on Monday. The alliance agreed.", "The alliance", {"NATO"}),
    ("Israel and Lebanon are tense. Shots rang out on the border.", "the border", {"Israel–Lebanon border"}),
    ("Fighting broke out in Darfur. The region is poor.", "The region", {"Darfur"}),
    ("Kenya is at war. Government spokesman Omar Dahab spoke.", "Government", {"Government of Kenya"}),
    (
        "Kenya hopes so, foreign ministry spokesman Omar Dahab said.",
        "foreign ministry",
        {"Ministry of Foreign Affairs of Kenya"},
    ),
    ("Troops fought in Juba city and in Wek village. The city is calm.", "The city", {"Juba"}),
    ("The US embassy urged American citizens in Haiti to leave the country.", "the country", {"Haiti"}),
    ("Mali is at war. The defence forces took Gao.", "The defence forces", {"Armed Forces of Mali"}),
    ("A task force met in Mali.", "task force", set()),
    ("The Northern Alliance took Kabul. The alliance won.", "The alliance", {"Northern Alliance"}),
    ("Tigray's regional president, Omar Dahab, said his forces had won.", "forces", {"Forces of Tigray"}),
]

SIDES = [
    ("Mali and Chad met. The two countries agreed.", "The two countries", {"Mali", "Chad"}),
    ("Israel and Hezbollah fought. Both sides fired.", "Both sides", {"Israel", "Hezbollah"}),
    (
        "Armenia fought Azerbaijan. The Caucasus rivals agreed.",
        "The Caucasus rivals",
        {"Armenia", "Azerbaijan"},
    ),
    (
        "Armenia and Azerbaijan accused each other. Russia and Turkey called for calm. The two sides met.",
        "The two sides",
        {"Armenia", "Azerbaijan"},
    ),
    (
        "Sudan's army and the Rapid Support Forces fought. The United States and Egypt brokered talks."
        " The two sides signed. Washington praised both sides.",
        "both sides",
        {"Armed Forces of Sudan", "Rapid Support Forces"},
    ),
    (
        "Israel bombed Gaza after Hamas fired rockets. Egypt and Qatar mediated. Both sides agreed.",
        "Both sides",
        {"Israel", "Hamas"},
    ),
    (
        "Chad accused Libya of an attack. France urged calm. The two sides met in Paris.",
        "The two sides",
        {"Chad", "Libya"},
    ),
    (
        "Israeli jets bombed Hezbollah posts in Lebanon. France and Italy said they wanted a truce."
        " Both sides waited.",
        "Both sides",
        {"Israel", "Hezbollah"},
    ),
    (
        "Hamas fired rockets at Tel Aviv and Israel bombed Gaza City. Egypt and Qatar want a truce. "
        "Both sides fought on.",
        "Both sides",
        {"Israel", "Hamas"},
    ),
    (
        "The Taliban attacked Afghan forces. Pakistan and China said they backed talks. The two sides met.",
        "The two sides",
        {"Taliban", "Armed Forces of Afghanistan"},
    ),
    (
        "A truce was signed between the army of Chad, led by Gen. Omar Dahab, and Boko Haram. Niger and Mali "
        "officials said both sides would keep it.",
        "both sides",
        {"Armed Forces of Chad", "Boko Haram"},
    ),
    (
        "Congo accuses Rwanda of backing the rebels. Angola, near Congo, offered talks. Both sides agreed.",
        "Both sides",
        {"Democratic Republic of the Congo", "Rwanda"},
    ),
    ("India and Pakistan exchanged fire, with each side claiming a win.", "each side", {"India", "Pakistan"}),
    ("Mali and Chad clashed. Neither side gave way.", "Neither side", {"Mali", "Chad"}),
    ("Mali attacked Chad. The UN urged the parties to talk.", "the parties", {"Mali", "Chad"}),
    ("Kenya voted. The parties made gains.", "The parties", set()),
    (
        "Mali and Chad traded fire. The two nuclear-armed neighbours have fought before.",
        "The two nuclear-armed neighbours",
        {"Mali", "Chad"},
    ),
    (
        "North Korea fired at South Korea. China urged the two Koreas to talk.",
        "the two Koreas",
        {"North Korea", "South Korea"},
    ),
    ("Mali fought Chad. Both Democrats and Republicans approved.", "Both Democrats", set()),
    ("Mali fought Chad. Both political parties approved.", "Both political parties", set()),
]

SPEAKING = [
    ("“We won,” Libyan army spokesman Omar Dahab said.", "We", {"Armed Forces of Libya"}),
    ("“We are worried,” Libyan Prime Minister Omar Dahab said.", "We", {"Omar Dahab"}),
    ("“We will win this war,” Libyan Prime Minister Omar Dahab said.", "We", {"Libya"}),
    ("“Our fighters won,” said Boko Haram spokesman Omar Dahab.", "Our fighters", {"Boko Haram"}),
    ("Libya rejected it. “Chad is wrong,” it said.", "it", {"Libya"}),
    ("Boko Haram attacked Dikwa. Two of the attackers died.", "the attackers", {"Boko Haram"}),
    ("Two of the attackers died.", "the attackers", set()),
    ("M23 and FDLR rebels fled. M23 took Goma. The FDLR and M23 fought. The rebels won.", "The rebels",
     {"March 23 Movement"}),
    ("North Korea fired. The North said so.", "North", {"North Korea"}),
    ("Chad mourned miners of a Canadian company killed in the country's east.",
        "the country",
        {"Chad"},
    ),
    ("Xinhua reported it. Mali's army told state radio so.", "state radio", {"Malian state radio"}),
]  # fmt: skip

RULERS = [
    ("Assad's forces shelled Idlib, Syria. Russia and Iran back the regime.", "the regime", "Syria"),
    ("Syria's army bombed Aleppo. The United States and Turkey condemned the regime.", "the regime", "Syria"),
    ("Mali's junta expelled an envoy. France condemned the junta.", "the junta", "Mali"),
    ("Niger's junta closed the airspace. Mali and Chad praised the junta.", "the junta", "Niger"),
    (
        "Iran's Revolutionary Guards held protesters. The United States imposed sanctions on Tehran."
        " The regime called them rioters.",
        "The regime",
        "Iran",
    ),
    (
        "Venezuela voted. Colombia and Peru rejected the result. The regime held on.",
        "The regime",
        "Venezuela",
    ),
]


@pytest.mark.parametrize(("text", "words", "state"), RULERS)
def test_the_regime_in_play(text: str, words: str, state: str) -> None:
    assert meant(text, words) == {f"Government of {state}"}, scene(text).mentions


ONE_GROUP = [
    ("Boko Haram attacked Dikwa. Boko Haram denied it. Troops said that rebels had fled.", {"Boko Haram"}),
    ("Boko Haram and M23 are far apart. Rebels fled.", {"Rebels"}),
]


@pytest.mark.parametrize(("text", "names"), ONE_GROUP)
def test_rebels_without_an_article(text: str, names: set[str]) -> None:
    assert meant(text, "rebels" if "rebels" in text else "Rebels") == names, scene(text).mentions


@pytest.mark.parametrize(("text", "words", "names"), [*PRONOUNS, *BARE, *SIDES, *SPEAKING])
def test_meant(text: str, words: str, names: set[str]) -> None:
    assert meant(text, words) == names, scene(text).mentions


@pytest.mark.parametrize(
    ("text", "words"), [(text, words) for text, words, names in (*PRONOUNS, *SIDES) if names]
)
def test_pronouns_and_sides_are_anaphors(text: str, words: str) -> None:
    begin = _last(text, words)
    assert all(m.anaphor for m in scene(text).mentions if m.span.begin == begin and m.text == words)
