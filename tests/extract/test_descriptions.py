"""Forces, missions and places that are told by common nouns, alone or beside a name."""

import pytest

from tests.extract.test_entities import found

FORCES = [
    ("Six Ghanaian soldiers died.", {"ArmedForce Armed Forces of Ghana": {"Ghanaian soldiers"}}),
    ("A bomb hurt five Kenyan policemen.", {"ArmedForce": {"Kenyan policemen"}}),
    ("Peruvian snipers and the Peruvian army fired.", {"ArmedForce Snipers of Peru": {"Peruvian snipers"}}),
    ("Three Cuban instructors came to Angola.", {"ArmedForce Military Instructors": {"Cuban instructors"}}),
    ("Nepali paramilitary police left.", {"ArmedForce Paramilitary Police": {"Nepali paramilitary police"}}),
    ("Serbian intelligence sent the car.", {"ArmedForce Intelligence Service": {"Serbian intelligence"}}),
    ("Chad, which has 900 soldiers in Mali, agreed.", {"ArmedForce Armed Forces of Chad": {"soldiers"}}),
    ("Peru will send 300 police officers to Haiti.", {"ArmedForce Police of Peru": {"police officers"}}),
    ("Ghana keeps 200 peacekeepers in Mali.", {"PeacekeepingForce": {"peacekeepers"}}),
    ("Soldiers stormed a market in Chad.", {"ArmedForce Armed Forces of Chad": {"Soldiers"}}),
    ("Ghana accused the army of the neighbouring Ivory Coast.",
     {"ArmedForce Armed Forces of Ivory Coast": {"army"}}),
    ("UN peacekeepers left Gao. The mission, MINUSMA, said more.",
     {"PeacekeepingForce MINUSMA": {"UN peacekeepers", "mission", "MINUSMA"}}),
    ("Two KFOR soldiers were hurt.", {"PeacekeepingForce": {"KFOR soldiers"}}),
]  # fmt: skip

SHIPS = [
    ("The destroyer HMS Xeral sank. The Xeral burned.", {"ArmedForce HMS Xeral": {"HMS Xeral", "Xeral"}}),
    ("The ferry Xavra burned off Oman. The ship sank.", {"Place Xavra": {"Xavra", "The ship"}}),
    ("Crew of the Panama-flagged Xeral Star fled.", {"Place Xeral Star": {"Xeral Star"}}),
    ("The Xubymar, a Belize-flagged freighter, sank.", {"Place Xubymar": {"Xubymar"}}),
    ("Rebels sank the cruiser General Xelgrano.", {"ArmedForce General Xelgrano": {"General Xelgrano"}}),
]  # fmt: skip

PLACES = [
    ("Jets bombed Beirut's southern suburbs.", {"Place Southern suburbs of Beirut": {"southern suburbs"}}),
    ("Shells fell on the Bekaa Valley.", {"Place": {"Bekaa Valley"}}),
    ("They fled to northern Uganda.", {"Territory Northern Uganda": {"northern Uganda"}}),
    ("Rebels hold southern and central Chad.", {"Country Chad": {"Chad"}}),
    ("A shell hit the Xalu refugee camp.", {"Place": {"Xalu refugee camp"}}),
    ("Fire came from the villages of Nula and Avnesi.", {"City Nula": {"Nula"}, "City Avnesi": {"Avnesi"}}),
    ("Families trapped in Ain Zira and Qasr bin Gashir fled.", {"City": {"Qasr bin Gashir"}}),
    ("Rockets struck Abu Xeli late on Friday.", {"City Abu Xeli": {"Abu Xeli"}}),
    ("They fled to the Lango and Tesu regions.", {"Territory Lango": {"Lango"}, "Territory Tesu": {"Tesu"}}),
    ("Rebels hold the provinces of Idlib and Aleppo.", {"Territory": {"Idlib"}}),
    ("The attack by Damascus failed.", {"Country Syria": {"Damascus"}}),
    ("The attack on Damascus failed.", {"City Damascus": {"Damascus"}}),
    ("Ghana turned to Moscow for arms.", {"Country Russia": {"Moscow"}}),
]


@pytest.mark.parametrize(("text", "expected"), [*FORCES, *SHIPS, *PLACES])
def test_told(text: str, expected: dict[str, set[str]]) -> None:
    mentions = found(text)
    for name, words in expected.items():
        matching = [found for key, found in mentions.items() if key == name or key.startswith(f"{name} ")]
        assert any(words <= found | {word.removeprefix("the ").removeprefix("The ") for word in found}
                   for found in matching), mentions  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Rebels killed 17 soldiers in Chad.", "Chad freed the detained soldiers.", "Foreign troops left Chad."],
)
def test_nobodys_soldiers(text: str) -> None:
    assert not [name for name in found(text) if name.startswith("ArmedForce")]
