"""Names that no table holds, short names and capitals: what stands beside them tells."""

import pytest

from tests.extract.test_entities import found

PLACES = [
    ("Police raided a base at Xawira, killing six.", {"City Xawira": {"Xawira"}}),
    ("Gunmen murdered ten villagers in Xorgevo.", {"City Xorgevo": {"Xorgevo"}}),
    ("Fighting resumed at Wah Xoh on Friday.", {"City Wah Xoh": {"Wah Xoh"}}),
    ("Tear gas hung over Xurab after midnight.", {"City Xurab": {"Xurab"}}),
    ("The wounded were brought out of Xouar.", {"City Xouar": {"Xouar"}}),
    ("Kabul shut the bridge over the Panjo.", {"Place Panjo": {"Panjo"}}),
    ("The men fled across the Xarwen.", {"Place Xarwen": {"Xarwen"}}),
    ("Troops surrounded the Tarak Xao mosque.", {"Place Tarak Xao mosque": {"Tarak Xao mosque"}}),
    ("Soldiers fired outside the Tak Xayo police station.", {"City Tak Xayo": {"Tak Xayo"}}),
    ("Officers met at the Chong Xomo crossing.", {"Place Chong Xomo crossing": {"Chong Xomo crossing"}}),
    ("Shots from Jabal Xohsen wounded a child.", {"Place Jabal Xohsen": {"Jabal Xohsen"}}),
    ("Militants fled from Ras al-Xino.", {"City Ras al-Xino": {"Ras al-Xino"}}),
    ("He fled the Baalbek-Hermel region.", {"Territory Baalbek-Hermel region": {"Baalbek-Hermel region"}}),
    ("Ships stayed away from Xokushiri island.", {"Place Xokushiri island": {"Xokushiri island"}}),
    ("The Bala Hissar fort burned.", {"Place Bala Hissar fort": {"Bala Hissar fort"}}),
    ("The army drove the rebels from Kinindo and Xusago.", {"City Xusago": {"Xusago"}}),
]

BODIES = [
    ("According to the Xengaw rights group she was beaten.", {"Organization Xengaw": {"Xengaw"}}),
    ("The Xelanet website reported the raid.", {"Media Xelanet": {"Xelanet"}}),
    ("Tehran radio said a helicopter was lost.", {"Media Tehran radio": {"Tehran radio"}}),
    ("Fatah gunmen released a preacher.", {"ArmedGroup Fatah": {"Fatah"}}),
    ("Fatah won the election.", {"PoliticalParty Fatah": {"Fatah"}}),
    ("Infiltrators of the Rwandan Patriotic Front shelled Kigali.",
     {"ArmedGroup Rwandan Patriotic Front": {"Rwandan Patriotic Front"}}),
    ("The National Liberation Army bombed a mine.",
     {"ArmedGroup National Liberation Army": {"National Liberation Army"}}),
    ("Militants of the Xagle Force seized a boat.", {"ArmedGroup Xagle Force": {"Xagle Force"}}),
    ("West Xela Liberation Army gunmen shot workers.",
     {"ArmedGroup West Xela Liberation Army": {"West Xela Liberation Army"}}),
    ("The Fars agency reported the strike.", {"Media Fars": {"Fars"}}),
    ("The daily El Xatan reported the strike.", {"Media El Xatan": {"El Xatan"}}),
    ("The Xirak movement called a strike.", {"Organization Xirak": {"Xirak"}}),
    ("Xinjar Resistance Units refused to leave.",
     {"ArmedGroup Xinjar Resistance Units": {"Xinjar Resistance Units"}}),
    ("Its commander, General Oumarou Xamata, agreed.", {"Person Oumarou Xamata": {"Oumarou Xamata"}}),
    ("Colombia's Ombudsman's Office said so.", {"Organization Ombudsman's Office": {"Ombudsman's Office"}}),
    ("KFOR's Italian soldiers left.", {"PeacekeepingForce Kosovo Force": {"KFOR"}}),
    ("A KXU official denied it.", {"Organization KXU": {"KXU"}}),
    ("Aid workers of Action Against Hunger left.",
     {"Organization Action Against Hunger": {"Action Against Hunger"}}),
    ("A crowd gathered at NATO headquarters.", {"InternationalOrganization NATO": {"NATO"}}),
    ("The Tigers denied that they had shot at Sri Lankan soldiers.",
     {"ArmedGroup Liberation Tigers of Tamil Eelam": {"Tigers"}}),
]  # fmt: skip

PEOPLES = [
    ("Bosnian Serb troops shelled the town; Bosnian Serb gunners fired on.",
     {"ArmedGroup Bosnian Serb forces": {"Bosnian Serb troops", "Bosnian Serb gunners"}}),
    ("A Bosnian Serb leader agreed.", {"Population Bosnian Serbs": {"Bosnian Serb"}}),
    ("Krahn troops guarded the mansion.", {"ArmedGroup Krahn troops": {"Krahn troops"}}),
    ("The Syrian Arab Army fired.", {"ArmedForce Armed Forces of Syria": {"Syrian Arab Army"}}),
    ("Tutsi soldiers killed ten refugees.", {"ArmedGroup Tutsi soldiers": {"Tutsi soldiers"}}),
    ("Iraqi officers blamed a truck.", {"ArmedForce Armed Forces of Iraq": {"Iraqi officers"}}),
]  # fmt: skip

CAPITALS = [
    ("Beijing, across whose border they fled, urged restraint.", {"Country China": {"Beijing"}}),
    ("It was Oslo that wrecked the accord.", {"Country Norway": {"Oslo"}}),
    ("The Hague thanked Paris for its help.", {"Country Netherlands": {"The Hague"}}),
    ("Spain halted arms exports to Ankara.", {"Country Turkey": {"Ankara"}}),
    ("In Minsk envoys of Kyiv signed a truce.", {"Country Ukraine": {"Kyiv"}, "City Minsk": {"Minsk"}}),
    ("The envoy to Minsk met them.", {"City Minsk": {"Minsk"}}),
    ("Brussels urged Serbia to sign.", {"InternationalOrganization European Union": {"Brussels"}}),
    ("Brussels recalled the Belgian soldiers.", {"Country Belgium": {"Brussels"}}),
    ("The crowd took Kyiv's city hall.", {"City Kyiv": {"Kyiv"}}),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*PLACES, *BODIES, *PEOPLES, *CAPITALS],
    ids=lambda x: x[:50] if isinstance(x, str) else "",
)
def test_told(text: str, expected: dict[str, set[str]]) -> None:
    mentions = found(text)
    for name, words in expected.items():
        assert words <= mentions.get(name, set()), mentions


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("He said so in Farsi and in Pashto.", {"Farsi", "Pashto"}),
        ("They believe in Allah.", {"Allah"}),
        ("Russia launched Xeshnik missiles at Dnipro.", {"Xeshnik"}),
        ("He pointed the finger at Baathists.", {"Baathists"}),
    ],
)
def test_no_place(text: str, none: set[str]) -> None:
    assert none.isdisjoint(set().union(*found(text).values()))
