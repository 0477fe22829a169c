"""Which words of a sentence name events, of which type, and by which mode."""

from datetime import date

import pytest

from kg.extract import DEFAULT_MODEL
from kg.extract.entities import cast
from kg.extract.events import events
from kg.extract.language import parse
from kg.knowledge import open_knowledge
from kg.model import Document, Event


def told(text: str) -> tuple[Event, ...]:
    document = Document("x", text, published=date(2024, 3, 6))
    scene = cast(document, parse(text, DEFAULT_MODEL), open_knowledge())
    return events(scene, lambda token: None)


def words(text: str, event: Event) -> str:
    return " / ".join(text[span.begin : span.end] for span in event.triggers)


SENTENCES: list[tuple[str, list[str]]] = [
    ("Kenyan jets bombed a rebel camp near Kismayo.", ["Assault:aerial bombed"]),
    ("A rebel camp near Kismayo was bombed by Kenyan jets.", ["Assault:aerial bombed"]),
    ("The bombing of Kismayo by Kenya lasted all night.", ["Assault:explosives bombing"]),
    ("Kenya carried out an air strike on Kismayo.", ["Assault:aerial carried out an air strike"]),
    ("Kenyan artillery shelled Kismayo.", ["Assault:heavy-weapons shelled"]),
    ("A suicide bomber attacked the barracks in Mogadishu.", ["Assault:suicide-attack attacked"]),
    ("Drones struck an airfield in Crimea.", ["Assault:drone struck"]),
    ("Gunmen shot dead two teachers in Mali.", ["Assault:firearms shot"]),
    ("Militants kidnapped four teachers in Mali.", ["Assault:abduct kidnapped"]),
    ("Police beat the protesters with clubs.", ["Assault:beat beat"]),
    ("The general was assassinated in Beirut.", ["Assault:targeted assassinated"]),
    ("Turkey and Syria clashed near the border.", ["Assault clashed"]),
    ("Turkey clashed with Syria near the border.", ["Assault clashed"]),
    ("Turkey began deploying troops to the border with Syria.", ["Mobilize:troops deploying troops"]),
    ("India tested a ballistic missile.", ["Mobilize:weapons tested a ballistic missile"]),
    ("Troops in Estonia were put on alert.", ["Mobilize:troops put on alert"]),
    ("Police arrested the opposition leader in Harare.", ["Coerce:arrest arrested"]),
    ("The opposition leader, arrested by police in Harare, is in hospital.", ["Coerce:arrest arrested"]),
    ("Iran seized a tanker in the Strait of Hormuz.", ["Coerce:seize seized a tanker"]),
    ("The junta imposed a curfew in Niamey.", ["Coerce:curfew imposed a curfew"]),
    ("Hackers launched a cyber attack on the ministry.", ["Coerce:cyber launched a cyber attack"]),
    ("Hungary deported forty migrants.", ["Coerce:deport deported"]),
    ("France expelled two Russian diplomats.", ["Sanction:expel expelled"]),
    ("The United States imposed sanctions on Iran.", ["Sanction imposed sanctions"]),
    ("Russia suspended its membership of the council.", ["Sanction:withdraw suspended its membership"]),
    ("Canada recalled its ambassador from Iran.", ["Sanction:withdraw recalled its ambassador"]),
    ("Thousands marched in Tunis against the president.", ["Protest:demo marched"]),
    ("Prisoners in Turkey went on hunger strike.", ["Protest:hunger went on hunger strike / hunger strike"]),
    ("Rail workers stopped work in France.", ["Protest:strike stopped work"]),
    ("Protesters torched a police station in Nairobi.", ["Protest:vandalize torched"]),
    ("Ethiopia withdrew its troops from Somalia.", ["Retreat:withdraw withdrew"]),
    ("The rebels freed two hostages.", ["Retreat:release freed"]),
    ("Two hostages were freed by the rebels.", ["Retreat:release freed"]),
    (
        "The release of two hostages by the rebels was welcomed by Qatar.",
        ["Retreat:release release", "Support welcomed"],
    ),
    ("Both sides agreed to a ceasefire.", ["Agree agreed", "Retreat:ceasefire ceasefire"]),
    ("The prime minister of Iraq resigned.", ["Retreat:resign resigned"]),
    ("The militia laid down its weapons.", ["Retreat:disarm laid down"]),
    ("Israel allowed aid trucks to enter Gaza.", ["Retreat:access allowed"]),
    ("The United States returned the manuscripts to Iraq.", ["Retreat returned"]),
    ("Denmark sent medical supplies to Ukraine.", ["Aid sent medical supplies"]),
    ("Poland took in thousands of refugees.", ["Aid took in"]),
    ("Japan provided a loan to Indonesia.", ["Aid provided a loan"]),
    ("India and Japan shared intelligence.", ["Cooperate shared intelligence"]),
    ("Egypt mediated between Israel and Hamas.", ["Consult:third-party mediated"]),
    ("The president of Kenya visited Uganda.", ["Consult:visit visited"]),
    ("The president of Kenya phoned the king of Jordan.", ["Consult:phone phoned"]),
    ("Talks between Serbia and Kosovo resumed in Brussels.", ["Consult Talks"]),
    ("Serbia and Kosovo signed an agreement in Brussels.", ["Agree signed an agreement"]),
    ("Sweden is willing to join the mission.", ["Agree willing", "Cooperate join"]),
    ("The rebels accepted the proposal of the mediator.", ["Agree accepted the proposal"]),
    ("Turkey lifted the ban on imports from Libya.", ["Concede lifted the ban", "Sanction:discontinue ban"]),
    ("The court granted bail to the editor.", ["Concede granted bail"]),
    ("The government bowed to the demands of the strikers.", ["Concede bowed"]),
    ("Germany apologised to Namibia for the killings.", ["Concede apologised", "Assault killings"]),
    ("Norway recognised Palestine.", ["Support recognised"]),
    ("Kuwait established diplomatic ties with Fiji.", ["Support established diplomatic ties"]),
    ("China praised Pakistan for its efforts.", ["Support praised"]),
    ("Ghana called on Togo to open the border.", ["Request called"]),
    (
        "Russia urged Armenia to respect the truce.",
        ["Request urged", "Retreat:ceasefire respect the truce / truce"],
    ),
    ("Brazil demanded the release of its citizens.", ["Request:yield demanded", "Retreat:release release"]),
    (
        "Ukraine accused Russia of shelling a hospital.",
        ["Accuse:allege accused", "Assault:heavy-weapons shelling"],
    ),
    ("Iran blamed Israel for the explosion.", ["Accuse:allege blamed", "Assault:explosives explosion"]),
    ("The African Union condemned the coup in Gabon.", ["Accuse:disapprove condemned", "Coerce:seize coup"]),
    ("Prosecutors charged the former minister with treason.", ["Accuse:allege charged"]),
    (
        "A court in Rwanda found the rebel leader guilty of murder.",
        ["Accuse found", "Assault:targeted murder"],
    ),
    (
        "The senator launched a scathing attack on the cabinet.",
        ["Accuse:disapprove launched a scathing attack"],
    ),
    ("China denied spying on India.", ["Reject denied"]),
    ("China has denied that it spied on India.", ["Reject denied"]),
    ("Hungary vetoed the loan to Ukraine.", ["Reject:assist vetoed"]),
    ("Spain refused to extradite the singer.", ["Reject refused", "Retreat:release extradite"]),
    ("Serbia will not recognise Kosovo.", ["Reject recognise"]),
    (
        "Greece said it would not lift the embargo on Turkey.",
        ["Statement said", "Reject:yield lift", "Sanction embargo"],
    ),
    ("North Korea threatened the South with war.", ["Threaten threatened", "Assault war"]),
    ("Israel warned Lebanon of a harsh response.", ["Threaten warned"]),
    ("The army launched a counter-offensive near Kismayo.", ["Assault launched a counter-offensive"]),
    ("Soldiers hunted down the rebels.", ["Assault hunted down"]),
    ("Two men were taken into custody in Harare.", ["Coerce:arrest taken into custody"]),
    ("Egypt launched Operation Storm in August.", ["Assault launched Operation"]),
    (
        "The efforts of Egypt to end the war failed.",
        ["Consult:third-party efforts", "Retreat end the war", "Assault war"],
    ),
    ("The council issued an ultimatum to Mali.", ["Threaten issued an ultimatum"]),
    ("A UN team interviewed dozens of refugees.", ["Consult interviewed"]),
    ("A mob broke into the embassy.", ["Protest:riot broke"]),
    ("Air defences brought down a jet.", ["Assault:aerial brought down"]),
    ("Chad broke with France.", ["Sanction:discontinue broke"]),
    ("Columns swept in from Libya.", ["Mobilize swept in"]),
    (
        "Crowds poured into the streets to denounce the coup.",
        ["Protest:demo poured", "Accuse:disapprove denounce", "Coerce:seize coup"],
    ),
    ("Gunners opened up on the village.", ["Assault:firearms opened up"]),
    ("Helicopters were called in.", ["Mobilize called in"]),
    ("India revoked the autonomy of the region.", ["Sanction revoked the autonomy"]),
    ("Kenya and Somalia mended fences after the row.", ["Agree mended fences"]),
    ("Kenya balked at the terms.", ["Reject balked"]),
    ("Kenya stood up for its neighbour.", ["Support stood up"]),
    ("Mali and Niger pooled their forces.", ["Cooperate pooled their forces"]),
    ("Police fired tear gas at protesters.", ["Coerce fired tear gas"]),
    ("Qatar acted as a mediator.", ["Consult:third-party acted"]),
    ("Rescuers dug through the rubble.", ["Aid dug"]),
    ("Saudi Arabia intervened in Yemen in 2015.", ["Assault intervened"]),
    ("Snipers picked off civilians.", ["Assault:firearms picked off"]),
    ("Soldiers waded across the river to safety.", ["Retreat:withdraw waded"]),
    ("The army voiced regret for the killing.", ["Concede voiced regret", "Assault killing"]),
    ("The authorities bused hundreds of children to safety.", ["Aid bused"]),
    ("The delegations worked out a formula for the handover.", ["Agree worked out"]),
    ("The fighters melted away into the hills.", ["Retreat:withdraw melted"]),
    ("The general vowed to keep fighting.", ["Threaten vowed", "Assault fighting"]),
    ("The group hid weapons in schools.", ["Mobilize:weapons hid weapons"]),
    ("The hostages walked free.", ["Retreat:release walked"]),
    ("The junta turned to Moscow for help.", ["Request:assist turned", "Aid help"]),
    ("The junta undertook to hold elections.", ["Concede undertook"]),
    ("The ministry raised the toll to 52.", ["Statement raised the toll"]),
    ("The navy plucked 20 sailors from a lifeboat.", ["Aid plucked"]),
    ("The premier does not recognise the court.", ["Reject recognise"]),
    ("The premier scoffed at the claim.", ["Reject scoffed"]),
    ("The raid was attributed to the rebels.", ["Assault raid", "Accuse:allege attributed"]),
    ("The rebels broke through the cordon.", ["Assault broke"]),
    ("The rebels cornered the garrison.", ["Coerce:restrict cornered"]),
    ("The rebels inched towards the town.", ["Mobilize inched"]),
    ("The rebels vowed to march on the capital.", ["Threaten vowed", "Mobilize march"]),
    ("The ruler was forced into exile.", ["Coerce:deport forced"]),
    ("The separatists emptied the villages.", ["Coerce:deport emptied"]),
    ("The two sides settled on a date for the vote.", ["Agree settled"]),
    ("The two sides traded blame.", ["Accuse:allege traded blame"]),
    ("The union set conditions for a truce.", ["Request set conditions", "Retreat:ceasefire truce"]),
    ("Warplanes levelled a house.", ["Assault:destroy levelled"]),
    ("The rebels told Shell to leave the delta.", ["Request told", "Retreat:withdraw leave"]),
    ("Chad demanded that foreign troops go home.", ["Request demanded", "Retreat:withdraw go"]),
    (
        "The junta gave the envoys two days to leave Niamey.",
        ["Request gave the envoys two days", "Retreat:withdraw leave"],
    ),
    ("The council asked both armies to cease.", ["Request asked", "Retreat:ceasefire cease"]),
    (
        "Mali urged the rebels to stop shelling Gao.",
        ["Request:yield urged", "Retreat:ceasefire stop", "Assault:heavy-weapons shelling"],
    ),
    ("The rebels signed a truce with Mali.", ["Agree signed", "Retreat:ceasefire signed a truce"]),
    (
        "The rebels broke a five-month truce with Mali.",
        ["Assault broke", "Retreat:ceasefire broke a five-month truce"],
    ),
    ("The rebels declared a truce.", ["Concede declared", "Retreat:ceasefire declared a truce"]),
    ("Idriss Deby fled to Libya.", ["Retreat:withdraw fled"]),
    ("The militia set free ten hostages.", ["Retreat:release set"]),
    ("Chad handed over the general to Belgium.", ["Retreat:release handed over"]),
    ("Chad extradited the general to Belgium.", ["Retreat:release extradited"]),
    ("The mutineers disarmed the police.", ["Coerce disarmed"]),
    ("Kenya recovered ten of its soldiers.", ["Retreat:release recovered ten"]),
    ("The army halted its advance on Gao.", ["Retreat:ceasefire halted its advance", "Mobilize advance"]),
    (
        "The European Parliament wants the peacekeepers brought home.",
        ["Request wants", "Retreat:withdraw brought"],
    ),
    ("The foreign minister flew in on Friday.", ["Consult:visit flew"]),
    ("Emmanuel Macron is expected in Kigali on Friday.", ["Consult:visit expected"]),
    ("Portugal sent ministers to Bissau.", ["Consult:visit sent ministers"]),
    ("The governor refused to bargain with the bandits.", ["Reject refused", "Consult bargain"]),
    ("Chad called in the ambassador.", ["Consult called"]),
    ("Parliament was debating martial law.", ["Consult debating"]),
    ("Emmanuel Macron refused to see the envoy.", ["Reject refused", "Consult:visit see"]),
    ("Bosnia broke off talks in Lisbon.", ["Sanction:discontinue broke off", "Consult broke off talks"]),
    ("France landed 1,800 soldiers in Mali.", ["Mobilize:troops landed 1,800 soldiers"]),
    ("The government flooded the valley with police.", ["Mobilize flooded"]),
    ("A Russian bomber trespassed for twenty seconds.", ["Mobilize trespassed"]),
    ("The raiders forded the river.", ["Mobilize forded"]),
    ("The rebels moved to within ten miles of Bangui.", ["Mobilize moved"]),
    ("Israel summoned 16,000 reservists.", ["Mobilize:troops summoned 16,000 reservists"]),
    ("Western embassies are flying out dependants.", ["Aid flying out"]),
    ("Helicopters lifted four hundred foreigners from Tirana.", ["Aid lifted"]),
    ("Two hundred people were taken by coach to Lviv.", ["Aid taken by coach"]),
    ("American officers trained the soldiers.", ["Aid trained"]),
    ("The senator demanded foreign help.", ["Request:assist demanded", "Aid help"]),
    ("Mali asked Guinea for help.", ["Request:assist asked", "Aid help"]),
    ("The army suspended a brigadier.", ["Sanction:discontinue suspended"]),
    ("Washington put off further flights.", ["Sanction:discontinue put off"]),
    ("Germany put the certification of the pipeline on ice.", ["Sanction:discontinue put"]),
    ("The Security Council voted to impose an embargo.", ["Agree voted", "Sanction impose an embargo"]),
    ("The two leaders initialled a charter.", ["Agree initialled"]),
    ("A Malaysian vessel joined the search.", ["Cooperate joined"]),
    ("The envoy abandoned a trip to London.", ["Sanction:discontinue abandoned a trip"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:48] for text, _ in SENTENCES])
def test_words_that_name_events(text: str, expected: list[str]) -> None:
    found = [f"{label(event)} {words(text, event)}" for event in told(text)]
    assert found == expected


def label(event: Event) -> str:
    kind = event.kind.rpartition("#")[2]
    return f"{kind}:{event.mode.rpartition('#')[2]}" if event.mode else kind
