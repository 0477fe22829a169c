"""What the reading of events makes of sentences: kind | actors > targets | status and claimant | place."""

from datetime import date

import pytest

from kg.extract import DEFAULT_MODEL, Reader
from kg.knowledge import open_knowledge
from kg.model import Document, Event, Reading

PUBLISHED = date(2024, 3, 6)


def told(text: str) -> Reading:
    """The reading of a text of a Wednesday."""
    return Reader(DEFAULT_MODEL, open_knowledge()).read(Document("x", text, published=PUBLISHED))


def row(event: Event, reading: Reading) -> str:
    """An event in one line."""
    names = {referent.id: referent.name for referent in reading.referents}
    text = reading.document.text
    claimant = event.claimant_mention
    by = names[event.claimed_by] if event.claimed_by else claimant and text[claimant.begin : claimant.end]
    actors, targets = (", ".join(names[r] for r in side) for side in (event.actors, event.targets))
    status = event.status.rpartition("#")[2] + (f" by {by}" if by else "")
    place = names[event.place] if event.place else ""
    return f"{event.kind.rpartition('#')[2]} | {actors} > {targets} | {status} | {place}".replace("  ", " ")


SENTENCES: list[tuple[str, list[str]]] = [
    (
        "Kenya bombed what it called a rebel camp in Somalia.",
        [
            "Assault | Kenya > | Actual | Somalia",
            "Statement | Kenya > | Actual | ",
        ],
    ),
    (
        "Kenya criticised what it described as an invasion of its territory by Somalia.",
        [
            "Accuse | Kenya > Somalia | Actual | ",
            "Assault | Somalia > Kenya | Claimed by Kenya | Kenya",
        ],
    ),
    (
        "A helicopter crashed near Lamu, killing six crew.",
        [],
    ),
    (
        "The rebels attacked troops loyal to President Omar Dahab.",
        [
            "Assault | Rebels > Forces loyal to Omar Dahab | Actual | ",
        ],
    ),
    (
        "Oxfam said 12 people had been shot. The dead were taken to Juba in South Sudan. It blamed Chad.",
        [
            "Statement | Oxfam > | Actual | ",
            "Assault | > | Claimed by Oxfam | ",
            "Accuse | Oxfam > Chad | Actual | ",
        ],
    ),
    (
        "Somali police backed by tanks attacked two villages.",
        [
            "Assault | Police of Somalia > | Actual | ",
        ],
    ),
    (
        "The guerrillas gave up their weapons.",
        [
            "Retreat | Guerrillas > | Actual | ",
        ],
    ),
    (
        "In Kashmir, Pakistani shells landed in the town of Uri on Monday, killing two.",
        [
            "Assault | Pakistan > | Actual | Kashmir",
        ],
    ),
    (
        "Lt. Col. Omar Dahab said Kenyan troops had shelled Kismayo.",
        [
            "Statement | Omar Dahab > | Actual | ",
            "Assault | Armed Forces of Kenya > Kismayo | Claimed by Omar Dahab | Kismayo",
        ],
    ),
    (
        "The nuclear-armed neighbours met.",
        [
            "Consult | > | Actual | ",
        ],
    ),
    (
        "Kenya urged its citizens to leave Somalia “as soon as possible”.",
        [
            "Request | Kenya > | Actual | ",
        ],
    ),
    (
        "Mali and Chad exchanged fire, with each side accusing the other of an attack.",
        [
            "Assault | Mali, Chad > | Actual | ",
            "Accuse | Mali, Chad > | Actual | ",
        ],
    ),
    (
        "The government of Chad agreed on Wednesday to cease hostilities, a breakthrough in a war that has"
        " killed thousands.",
        [
            "Agree | Government of Chad > | Actual | ",
            "Retreat | Government of Chad > | Planned | ",
            "Assault | > | Actual | Chad",
        ],
    ),
    (
        "The government prompted the army to attack Kismayo.",
        [
            "Assault | Armed Forces of Somalia > Kismayo | Actual | Kismayo",
        ],
    ),
    (
        "Kenyan troops shelled the town of Kismayo on Monday.",
        [
            "Assault | Armed Forces of Kenya > Kismayo | Actual | Kismayo",
        ],
    ),
    (
        "The town of Kismayo was shelled by Kenyan troops.",
        [
            "Assault | Armed Forces of Kenya > Kismayo | Actual | Kismayo",
        ],
    ),
    (
        "The shelling of Kismayo by Kenyan troops went on for hours.",
        [
            "Assault | Armed Forces of Kenya > Kismayo | Actual | Kismayo",
        ],
    ),
    (
        "Kenyan troops launched an offensive against Al-Shabaab.",
        [
            "Assault | Armed Forces of Kenya > Al-Shabaab | Actual | ",
        ],
    ),
    (
        "Mali and Niger fought a war in 1985.",
        [
            "Assault | Mali, Niger > | Actual | ",
        ],
    ),
    (
        "Fighting between the Sudanese army and the Rapid Support Forces broke out in Khartoum.",
        [
            "Assault | Armed Forces of Sudan, Rapid Support Forces > | Actual | Khartoum",
        ],
    ),
    (
        "Ukraine accused Russia of shelling Kharkiv.",
        [
            "Accuse | Ukraine > Russia | Actual | ",
            "Assault | Russia > Kharkiv | Claimed by Ukraine | Kharkiv",
        ],
    ),
    (
        "The United States condemned the Russian attack on Kharkiv.",
        [
            "Accuse | United States > Russia | Actual | ",
            "Assault | Russia > Kharkiv | Claimed by United States | Kharkiv",
        ],
    ),
    (
        "France urged Mali to release the detained soldiers.",
        [
            "Request | France > Mali | Actual | ",
            "Retreat | Mali > | Hypothetical | ",
        ],
    ),
    (
        "Turkey denied bombing the Kurdish village.",
        [
            "Reject | Turkey > | Actual | ",
            "Assault | Turkey > | Denied by Turkey | ",
        ],
    ),
    (
        "Iran threatened to attack Israel.",
        [
            "Threaten | Iran > Israel | Actual | ",
            "Assault | Iran > Israel | Hypothetical | Israel",
        ],
    ),
    (
        "The prime minister of Pakistan, Imran Khan, said India had bombed Balakot.",
        [
            "Statement | Imran Khan > | Actual | ",
            "Assault | India > | Claimed by Imran Khan | Balakot",
        ],
    ),
    (
        '"India will pay for this," Pakistan\'s foreign ministry said.',
        [
            "Statement | Ministry of Foreign Affairs of Pakistan > | Actual | ",
        ],
    ),
    (
        "According to residents, Russian forces entered Bakhmut on Friday.",
        [
            "Statement | > | Actual | ",
            "Mobilize | Armed Forces of Russia > | Claimed by residents | Bakhmut",
        ],
    ),
    (
        "Witnesses said soldiers opened fire on protesters in Nairobi.",
        [
            "Statement | > | Actual | ",
            "Assault | Armed Forces of Kenya > Protesters | Claimed by Witnesses | Nairobi",
        ],
    ),
    (
        "Egypt plans to send troops to Libya.",
        [
            "Mobilize | Egypt > | Planned | Libya",
        ],
    ),
    (
        "If Rwanda attacks Burundi, Uganda will intervene.",
        [
            "Assault | Rwanda > Burundi | Hypothetical | Burundi",
        ],
    ),
    (
        "Chad did not attack Libya.",
        [],
    ),
    (
        "Police arrested the opposition leader in Kampala.",
        [
            "Coerce | Police of Uganda > | Actual | Kampala",
        ],
    ),
    (
        "Ethiopia and Eritrea signed a peace agreement in Jeddah in 2018.",
        [
            "Agree | Ethiopia, Eritrea > | Actual | Jeddah",
        ],
    ),
    (
        "The president of France met the king of Jordan in Amman.",
        [
            "Consult | France, Jordan > | Actual | Amman",
        ],
    ),
    (
        "Thousands protested against the government in Khartoum.",
        [
            "Protest | > Government of Sudan | Actual | Khartoum",
        ],
    ),
    (
        "Germany suspended aid to Mali.",
        [
            "Sanction | Germany > Mali | Actual | ",
        ],
    ),
    (
        "The European Union imposed sanctions on Belarus.",
        [
            "Sanction | European Union > Belarus | Actual | ",
        ],
    ),
    (
        "The Red Cross delivered food to the camp.",
        [
            "Aid | Red Cross > | Actual | ",
        ],
    ),
    (
        "Rebels withdrew from Goma after talks with the government of Congo.",
        [
            "Retreat | Rebels > | Actual | Goma",
            "Consult | Government of the Democratic Republic of the Congo > | Actual | ",
        ],
    ),
    (
        "Syria blamed Israel for the strike, a claim Israel denied.",
        [
            "Accuse | Syria > Israel | Actual | ",
            "Assault | Israel > | Denied by Israel | ",
            "Reject | Israel > Syria | Actual | ",
        ],
    ),
    (
        "Russia said it had shot down two Ukrainian drones over Crimea, accusing Kyiv of terrorism.",
        [
            "Statement | Russia > | Actual | ",
            "Assault | Russia > Ukraine | Claimed by Russia | Crimea",
            "Accuse | Russia > Ukraine | Actual | ",
        ],
    ),
    (
        "Saudi Arabia called on Iran to stop arming the Houthis.",
        [
            "Request | Saudi Arabia > Iran | Actual | ",
            "Aid | Iran > Houthis | Hypothetical | ",
        ],
    ),
    (
        "Armenia rejected Azerbaijan's proposal.",
        [
            "Reject | Armenia > Azerbaijan | Actual | ",
            "Request | Azerbaijan > | Actual | ",
        ],
    ),
    (
        "India and China agreed to withdraw their forces from the border.",
        [
            "Agree | India, China > | Actual | ",
            "Retreat | India, China > | Planned | China–India border",
        ],
    ),
    (
        "The army said the attack killed five soldiers and wounded nine.",
        [
            "Statement | > | Actual | ",
            "Assault | > | Claimed by The army | ",
        ],
    ),
    (
        "Nigeria's army rescued 30 hostages from Boko Haram.",
        [
            "Aid | Armed Forces of Nigeria > | Actual | ",
        ],
    ),
    (
        "The African Union welcomed the ceasefire between the two countries.",
        [
            "Support | African Union > | Actual | ",
            "Retreat | > | Claimed by African Union | ",
        ],
    ),
    (
        "Kenya expelled the ambassador of Somalia.",
        [
            "Sanction | Kenya > Somalia | Actual | ",
        ],
    ),
    (
        "The Taliban captured Kunduz on Sunday.",
        [
            "Assault | Taliban > Kunduz | Actual | Kunduz",
        ],
    ),
    (
        "The ministry warned Poland of the consequences.",
        [
            "Threaten | > Poland | Actual | ",
        ],
    ),
    (
        "Colombia apologised to Ecuador for the raid.",
        [
            "Concede | Colombia > Ecuador | Actual | ",
            "Assault | > | Actual | ",
        ],
    ),
    (
        "North Korea tested a ballistic missile.",
        [
            "Mobilize | North Korea > | Actual | ",
        ],
    ),
    (
        "“We did not bomb the hospital,” said the Israeli military.",
        [
            "Assault | Armed Forces of Israel > | Denied by Armed Forces of Israel | ",
            "Statement | Armed Forces of Israel > | Actual | ",
        ],
    ),
    (
        "Hamas fighters killed two Israeli soldiers near Gaza, wounding three others.",
        [
            "Assault | Hamas > Armed Forces of Israel | Actual | Gaza Strip",
        ],
    ),
    (
        "The Congolese army, which has lost ground, blamed Rwanda for the attack.",
        [
            "Accuse | Armed Forces of the Democratic Republic of the Congo > Rwanda | Actual | ",
            "Assault | Rwanda > | Claimed by Armed Forces of the Democratic Republic of the Congo | ",
        ],
    ),
    (
        "Poland will send 50 tanks to Ukraine next week.",
        [
            "Aid | Poland > Ukraine | Planned | ",
        ],
    ),
    (
        "The United Nations said at least 40 civilians had been killed in air strikes on Sanaa.",
        [
            "Statement | United Nations > | Actual | ",
            "Assault | > Sanaa | Claimed by United Nations | Sanaa",
        ],
    ),
    (
        "“The offensive will continue,” General Musa Hilal told reporters in Khartoum.",
        [
            "Assault | > | Claimed by Musa Hilal | ",
            "Statement | Musa Hilal > | Actual | Khartoum",
        ],
    ),
    (
        "Peru's government lifted the curfew in Lima.",
        [
            "Concede | Government of Peru > | Actual | ",
            "Coerce | > | Actual | Lima",
        ],
    ),
    (
        "The two sides agreed on Tuesday to exchange prisoners.",
        [
            "Agree | > | Actual | ",
            "Retreat | > | Planned | ",
        ],
    ),
    (
        "Venezuela closed its border with Colombia.",
        [
            "Coerce | Venezuela > Colombia | Actual | Colombia–Venezuela border",
        ],
    ),
    (
        "Officials in Juba denied that government troops had burned villages.",
        [
            "Reject | Government of South Sudan > | Actual | Juba",
            "Assault | Armed Forces of South Sudan > | Denied by Government of South Sudan | ",
        ],
    ),
    (
        "Fears of a new war between Chad and Libya have grown.",
        [
            "Assault | Chad, Libya > | Hypothetical | ",
        ],
    ),
    (
        "Norway hosted talks between Colombia and the ELN.",
        [
            "Consult | Norway, Colombia, National Liberation Army > | Actual | Norway",
        ],
    ),
    (
        "Burmese soldiers burned down the village of Thantlang in 2021, activists said.",
        [
            "Assault | Armed Forces of Myanmar > Thantlang | Claimed by activists | Thantlang",
            "Statement | > | Actual | ",
        ],
    ),
    (
        "Ghana's president, Nana Akufo-Addo, praised Togo for its mediation.",
        [
            "Support | Nana Akufo-Addo > Togo | Actual | ",
        ],
    ),
    (
        "Australia joined the United States in condemning the coup in Niger.",
        [
            "Accuse | Australia > | Actual | ",
            "Coerce | > | Claimed by Australia | Niger",
        ],
    ),
    (
        "Pro-government militias attacked villages in Darfur, killing dozens and displacing thousands.",
        [
            "Assault | Pro-government militias > | Actual | Darfur",
        ],
    ),
    (
        "Gunmen killed 12 people in Goma on Friday. The army of Mali said it had killed 30 militants in Gao.",
        [
            "Assault | > | Actual | Goma",
            "Statement | Armed Forces of Mali > | Actual | ",
            "Assault | Armed Forces of Mali > Militants | Claimed by Armed Forces of Mali | Gao",
        ],
    ),
    (
        "Kenya said it had shelled Kismayo in response to an attack on a base that it blames on Al-Shabaab.",
        [
            "Statement | Kenya > | Actual | ",
            "Assault | Kenya > Kismayo | Claimed by Kenya | Kismayo",
            "Assault | > | Claimed by Kenya | ",
            "Accuse | Kenya > Al-Shabaab | Claimed by Kenya | ",
        ],
    ),
    (
        "Al-Shabaab fighters stormed the prison in Kismayo, freeing 300 inmates. "
        "Somalia called for the resignation of the governor.",
        [
            "Assault | Al-Shabaab > | Actual | Kismayo",
            "Retreat | Al-Shabaab > | Actual | Kismayo",
            "Request | Somalia > | Actual | ",
            "Retreat | > | Hypothetical | ",
        ],
    ),
    (
        "The rebels attacked Goma on Friday, killing 12 people. "
        "Last Thursday, 11 policemen were killed in Goma in an ambush.",
        [
            "Assault | Rebels > Goma | Actual | Goma",
            "Assault | > | Actual | Goma",
        ],
    ),
    (
        "Iran's foreign ministry claimed to have destroyed 26 tanks in Basra.",
        [
            "Statement | Ministry of Foreign Affairs of Iran > | Actual | ",
            "Assault | Ministry of Foreign Affairs of Iran > "
            "| Claimed by Ministry of Foreign Affairs of Iran | Basra",
        ],
    ),
    (
        "No group claimed responsibility for the bombing in Kabul.",
        [
            "Assault | > | Actual | Kabul",
        ],
    ),
    (
        "A second round of talks between Mali and Niger is planned for January.",
        [
            "Consult | Mali, Niger > | Planned | ",
        ],
    ),
    (
        "Iran accused forces of the Saudi-led coalition of shelling Sanaa.",
        [
            "Accuse | Iran > Forces of Saudi-led coalition | Actual | ",
            "Assault | Forces of Saudi-led coalition > Sanaa | Claimed by Iran | Sanaa",
        ],
    ),
    (
        "Rwanda accuses Uganda of arming the rebels, an allegation that Uganda rejects.",
        [
            "Accuse | Rwanda > Uganda | Actual | ",
            "Aid | Uganda > Rebels | Denied by Uganda | ",
            "Reject | Uganda > Rwanda | Actual | ",
        ],
    ),
    (
        "France condemned the raid and called on Mali to allow an independent investigation.",
        [
            "Accuse | France > | Actual | ",
            "Assault | > | Claimed by France | ",
            "Request | France > Mali | Actual | ",
            "Retreat | Mali > | Hypothetical | ",
            "Accuse | > | Hypothetical | ",
        ],
    ),
    (
        "Sudan's army denied that civilians had been targeted. "
        "“They bombed us first and then fired at those who fled,” said a resident.",
        [
            "Reject | Armed Forces of Sudan > | Actual | ",
            "Assault | > | Denied by Armed Forces of Sudan | ",
            "Assault | Armed Forces of Sudan > | Claimed by a resident | ",
            "Statement | > | Actual | ",
        ],
    ),
    (
        "Officials told residents to evacuate to shelters.",
        [
            "Request | > | Actual | ",
            "Aid | > | Hypothetical | ",
        ],
    ),
    (
        "Chad offered Sudan talks and summoned its ambassador to protest against the raid.",
        [
            "Concede | Chad > | Actual | ",
            "Consult | Sudan, Chad > | Hypothetical | ",
            "Consult | Chad > | Actual | ",
            "Accuse | Chad > | Actual | ",
            "Assault | > | Actual | ",
        ],
    ),
    (
        "Kenya's minister said the move would not affect operations against militants in Somalia.",
        [
            "Statement | Kenya > | Actual | ",
            "Assault | > Militants | Actual | Somalia",
        ],
    ),
    (
        "Talks due to take place in Geneva on Monday collapsed.",
        [
            "Consult | > | Planned | Geneva",
        ],
    ),
    (
        "Kenya said a 1951 defence treaty covered attacks on its ships.",
        [
            "Statement | Kenya > | Actual | ",
            "Agree | > | Actual | ",
            "Assault | > Kenya | Claimed by Kenya | ",
        ],
    ),
    (
        "“We will continue to support Chad until the war ends,” said Kenya's minister.",
        [
            "Aid | Kenya > Chad | Planned | Chad",
            "Assault | > | Actual | Kenya",
            "Statement | Kenya > | Actual | ",
        ],
    ),
    (
        "Militias clashed in Tripoli until a ceasefire took hold.",
        [
            "Assault | Militias > | Actual | Tripoli",
            "Retreat | > | Actual | Tripoli",
        ],
    ),
    (
        "Rwanda rejected an offer to send envoys for talks.",
        [
            "Reject | Rwanda > | Actual | ",
            "Concede | > | Actual | ",
            "Consult | > | Hypothetical | ",
        ],
    ),
    (
        "Kenya and Uganda are due to resume talks in Jakarta.",
        [
            "Consult | Kenya, Uganda > | Planned | Jakarta",
        ],
    ),
    (
        "France, whose soldiers left Mali this year, said it would not return.",
        [
            "Retreat | Armed Forces of France > | Actual | Mali",
            "Statement | France > | Actual | ",
            "Reject | France > | Claimed by France | ",
        ],
    ),
    (
        "Tens of thousands marched against the government in Khartoum.",
        [
            "Protest | > Government of Sudan | Actual | Khartoum",
        ],
    ),
    (
        "Kenya's director of military operations met the president of Uganda.",
        [
            "Consult | Kenya, Uganda > | Actual | ",
        ],
    ),
    (
        "Police in Accra hauled off two editors on Monday.",
        [
            "Coerce | Police of Accra > | Actual | Accra",
        ],
    ),
    (
        "Rebels in Mali marched off the manager of a bank on Friday.",
        [
            "Assault | Rebels > | Actual | Mali",
        ],
    ),
    (
        "Ambulances were turned back by Kenyan soldiers near Wajir.",
        [
            "Coerce | Armed Forces of Kenya > | Actual | Wajir",
        ],
    ),
    (
        "Togolese jets rocketed Bole on Monday.",
        [
            "Assault | Togo > Bole | Actual | Bole",
        ],
    ),
    (
        "Students scaled the gates of the French embassy in Accra.",
        [
            "Protest | > | Actual | Accra",
        ],
    ),
    (
        "Four Chadian students sought asylum in Ghana.",
        [
            "Request | Chad > Ghana | Actual | ",
        ],
    ),
    (
        "Ghana took Togo to court over the border on Monday.",
        [
            "Accuse | Ghana > Togo | Actual | ",
        ],
    ),
    (
        "Jets forced the airliner to land in Accra.",
        [
            "Coerce | > | Actual | Accra",
        ],
    ),
    (
        "Kenya sent a medical team to Somalia.",
        [
            "Aid | Kenya > Somalia | Actual | Somalia",
        ],
    ),
    (
        "Nurses stopped work over pay in Lima on Monday.",
        [
            "Protest | > | Actual | Lima",
        ],
    ),
    (
        "Kenyan and Ugandan ships held war games off Mombasa.",
        [
            "Cooperate | Kenya, Uganda > | Actual | Mombasa",
        ],
    ),
    (
        "Ghana opened its borders to refugees from Togo.",
        [
            "Aid | Ghana > Refugees of Togo | Actual | Ghana",
        ],
    ),
    (
        "Rebels armed with machetes attacked Goma, leaving six guards dead.",
        [
            "Assault | > | Actual | Goma",
        ],
    ),
    (
        "Accra - Suspected rebels killed a trader.",
        [
            "Assault | > | Actual | Accra",
        ],
    ),
    (
        "Niger suspended food donations to Chad.",
        [
            "Sanction | Niger > Chad | Actual | ",
        ],
    ),
    (
        "Teachers in Lima are on strike.",
        [
            "Protest | > | Actual | ",
        ],
    ),
    (
        "Lawmakers in Ghana blocked the bill on Monday.",
        [
            "Reject | Parliament of Ghana > | Actual | ",
        ],
    ),
    (
        "Ghana allowed aid trucks into Wajir.",
        [
            "Retreat | Ghana > Wajir | Actual | Wajir",
        ],
    ),
    (
        "Ghana and Togo held joint naval exercises off Lome.",
        [
            "Cooperate | Ghana, Togo > | Actual | Lomé",
        ],
    ),
    (
        "Chad pulled its ambassador out of Niger.",
        [
            "Sanction | Chad > | Actual | Niger",
        ],
    ),
    (
        "Ghana eased its visa rules.",
        [
            "Concede | Ghana > | Actual | ",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_events_of_a_sentence(text: str, expected: list[str]) -> None:
    reading = told(text)
    assert [row(event, reading) for event in reading.events] == expected


@pytest.mark.parametrize("town", ["a town", "the town of Afmadow", "Baidoa"])
def test_one_attack_told_three_times_is_one_event(town: str) -> None:
    reading = told(
        f"Kenyan troops attacked {town} on Monday. The attack killed six people. "
        "Residents said the fighting lasted until dusk."
    )
    assaults = [e for e in reading.events if e.kind.endswith("Assault")]
    assert [len(e.triggers) for e in assaults] == [4]
    assert assaults[0].interval is not None
    assert assaults[0].interval.start == date(2024, 3, 4)


def test_attacks_on_two_towns_are_two_events() -> None:
    reading = told("Rebels attacked Goma on Sunday. Rebels attacked Bukavu on Monday.")
    assert len([e for e in reading.events if e.kind.endswith("Assault")]) == 2


def test_what_is_said_knows_what_it_is_about() -> None:
    reading = told("Syria accused Israel of bombing an airport near Damascus.")
    accusation, bombing = reading.events
    assert accusation.about == (bombing.id,)
    assert accusation.content is not None
    assert reading.document.text[accusation.content.begin : accusation.content.end].startswith(
        "bombing an airport"
    )


def test_a_quotation_goes_on_with_its_speaker() -> None:
    reading = told(
        "“Our soldiers hold the city,” Sudan's army said.\n\n"
        "“Mercenaries from Chad attacked the port on Friday.”"
    )
    attack = next(e for e in reading.events if e.kind.endswith("Assault"))
    assert row(attack, reading).split(" | ")[2] == "Claimed by Armed Forces of Sudan"
