"""Who says what: the cue, the words for the speaker, and the content."""

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
    (
        "Kenya charged that Somalia had crossed the river.",
        ["charged | Kenya | Somalia had crossed the river"],
    ),
    (
        "Kenya insists that any government recognise the state.",
        ["insists | Kenya | any government recognise the state", "recognise | any government | the state"],
    ),
    (
        "The driver had failed to stop, a soldier said; a survivor said the group was executed.",
        ["said | a soldier | The driver had failed to stop", "said | a survivor | the group was executed"],
    ),
    (
        "Kenya regretted a truce it had proposed.",
        ["regretted | Kenya | a truce it had proposed", "proposed | it | a truce"],
    ),
    ("It was a step demanded by Kenya.", ["demanded | Kenya | a step"]),
    ("Kenya branded the attackers drug smugglers.", ["branded | Kenya | the attackers drug smugglers"]),
    ("Kenya laid the killings at the door of the rebels.", ["laid the killings | Kenya | the killings"]),
    ("Kenya suspects that Somalia armed the gang.", ["suspects | Kenya | Somalia armed the gang"]),
    ("Kenya wants the convoy released.", ["wants | Kenya | the convoy released"]),
    ("Kenya gave the rebels until Sunday to leave.", ["gave | Kenya | to leave"]),
    ("Kenya put the dead at 61.", ["put the dead | Kenya | the dead at 61"]),
    (
        "Kenya confirmed the loss of one helicopter.",
        ["confirmed the loss | Kenya | the loss of one helicopter"],
    ),
    ("Kenya insisted that the captives be freed.", ["insisted | Kenya | the captives be freed"]),
    ("Kenya brushed it aside.", ["brushed | Kenya | it"]),
    ("Kenya vowed to take the palace.", ["vowed | Kenya | to take the palace"]),
    ("Kenya vowed to protect the town.", ["vowed | Kenya | to protect the town"]),
    (
        "The release of two hostages by the rebels was welcomed by Qatar.",
        ["welcomed | Qatar | The release of two hostages by the rebels"],
    ),
    ("Both sides agreed to a ceasefire.", ["agreed | Both sides | to a ceasefire"]),
    ("Sweden is willing to join the mission.", ["willing | Sweden | to join the mission"]),
    (
        "The rebels accepted the proposal of the mediator.",
        ["accepted the proposal | The rebels | the proposal of the mediator"],
    ),
    (
        "Turkey lifted the ban on imports from Libya.",
        ["lifted the ban | Turkey | the ban on imports from Libya"],
    ),
    ("The court granted bail to the editor.", ["granted bail | The court | bail"]),
    ("Germany apologised to Namibia for the killings.", ["apologised | Germany | the killings"]),
    ("Norway recognised Palestine.", ["recognised | Norway | Palestine"]),
    ("China praised Pakistan for its efforts.", ["praised | China | its efforts"]),
    ("Ghana called on Togo to open the border.", ["called | Ghana | to open the border"]),
    ("Russia urged Armenia to respect the truce.", ["urged | Russia | to respect the truce"]),
    ("Brazil demanded the release of its citizens.", ["demanded | Brazil | the release of its citizens"]),
    ("Ukraine accused Russia of shelling a hospital.", ["accused | Ukraine | shelling a hospital"]),
    ("Iran blamed Israel for the explosion.", ["blamed | Iran | the explosion"]),
    ("The African Union condemned the coup in Gabon.", ["condemned | The African Union | the coup in Gabon"]),
    ("Prosecutors charged the former minister with treason.", ["charged | Prosecutors | treason"]),
    ("China denied spying on India.", ["denied | China | spying on India"]),
    ("China has denied that it spied on India.", ["denied | China | it spied on India"]),
    ("Hungary vetoed the loan to Ukraine.", ["vetoed | Hungary | the loan to Ukraine"]),
    ("Spain refused to extradite the singer.", ["refused | Spain | to extradite the singer"]),
    (
        "Greece said it would not lift the embargo on Turkey.",
        ["said | Greece | it would not lift the embargo on Turkey", "lift | it | the embargo on Turkey"],
    ),
    ("North Korea threatened the South with war.", ["threatened | North Korea | war"]),
    ("Israel warned Lebanon of a harsh response.", ["warned | Israel | a harsh response"]),
    ("The council issued an ultimatum to Mali.", ["issued an ultimatum | The council | to Mali"]),
    ("“We will stay,” the general said.", ["said | the general | We will stay"]),
    ('"We will stay," said General John Smith.', ["said | General John Smith | We will stay"]),
    ("‘We will stay,’ the general said.", ["said | the general | We will stay"]),
    ("The general said: “We will stay.”", ["said | The general | We will stay"]),
    ("The talks, a spokesman for Iran said, are over.", ["said | a spokesman | are over"]),
    (
        "Iran said the talks were over and that no date had been set.",
        ["said | Iran | the talks were over and that no date had been set"],
    ),
    ("According to Iran, the talks are over.", ["According to | Iran | the talks are over"]),
    (
        "The talks are over, according to a spokesman for Iran.",
        ["according to | a spokesman | The talks are over"],
    ),
    ("Iran's claim that Israel attacked Natanz is unproven.", ["claim | Iran | Israel attacked Natanz"]),
    ("Iran told Iraq that the border would stay shut.", ["told | Iran | the border would stay shut"]),
    ("France asked why the border was shut.", ["asked | France | why the border was shut"]),
    ("Iran believes that Israel bombed Natanz.", ["believes | Iran | Israel bombed Natanz"]),
    (
        "Iran said Israel had accused it of attacking a ship.",
        ["said | Iran | Israel had accused it of attacking a ship", "accused | Israel | attacking a ship"],
    ),
    (
        "A report by Amnesty International found that troops had killed civilians in Mali.",
        ["found | A report | troops had killed civilians in Mali"],
    ),
    ("Residents reported air strikes on Aleppo.", ["reported | Residents | air strikes on Aleppo"]),
    ("Smith: We will stay in Mali", [": | Smith | We will stay in Mali"]),
    ("“We will stay.” — John Smith", ["— | John Smith | We will stay"]),
    ("The governor added:\n\nIt is over.", ["added | The governor | It is over"]),
    ("Macron cited three reports on Mali.", ["cited | Macron | three reports on Mali"]),
    ("France did not attack Mali.", []),
    ("No troops attacked Aleppo.", []),
    ("Turkey was not involved in the attack on Aleppo.", []),
    ("Iran has not commented on the report.", []),
    ("The army, which shelled Aleppo on Monday, denied the report.", ["denied | The army | the report"]),
    ("Having shelled Aleppo, the army withdrew.", []),
    ("Turkey agreed to help Libya rebuild its army.", ["agreed | Turkey | to help Libya rebuild its army"]),
    ("Kenya plans to send troops to Haiti.", []),
    ("Russia forced Ukraine to retreat.", []),
    ("Kenya helped Somalia fight the militants.", []),
    ("Nigeria and Niger held joint drills.", []),
    ("Mali bought drones from Turkey.", []),
    (
        "A pledge by Chad to release the hostages was welcomed.",
        ["welcomed |  | A pledge by Chad to release the hostages"],
    ),
    ("Spain offered to pay compensation to Morocco.", ["offered | Spain | to pay compensation to Morocco"]),
    ("Peru cancelled a visit to Chile.", ["cancelled a visit | Peru | a visit to Chile"]),
    ("Talks between Peru and Chile were called off by Peru.", []),
    ("Peru broke off talks with Chile.", []),
    ("The opposition in Chad boycotted the election.", []),
    ("Turkey halted its offensive in Syria.", []),
    ("The army exchanged fire with rebels in Mali.", []),
    ("Sudan was invaded by Egypt.", []),
    ("An attack by Chad on Niger failed.", []),
    ("Egypt opened fire on a boat from Libya.", []),
    ("Two soldiers were killed when a mine exploded in Mali.", []),
    ("Rebels captured Goma.", []),
    ("Goma fell to the rebels.", []),
    ("Egypt opened its borders to refugees from Sudan.", []),
    ("Kenya accused traders in the north of hoarding grain.", ["accused | Kenya | hoarding grain"]),
    (
        "The envoy called the plan “rash”, the agency reported.",
        ["called | The envoy | the plan “rash”", "reported | the agency | The envoy called the plan “rash”"],
    ),
    ("Togo described the vote as “a farce”.", ["described | Togo | the vote as “a farce”"]),
    ("Mali warned of chaos if the talks failed.", ["warned | Mali | chaos if the talks failed"]),
    ("Jordan will never accept refugees from Syria.", ["accept | Jordan | refugees from Syria"]),
    ("The minister spoke of progress in the talks with Iran.", ["spoke | The minister | progress"]),
    (
        "Iraq's president congratulated Syria on the accord.",
        ["congratulated | Iraq's president | the accord"],
    ),
    ("Mexico challenged the findings of the agency.", ["challenged | Mexico | the findings of the agency"]),
    ("Brazil criticised the United States over its tariffs.", ["criticised | Brazil | its tariffs"]),
    (
        "Police are investigating the killing of a journalist in Malta.",
        ["investigating | Police | the killing of a journalist in Malta"],
    ),
    ("Kenya's parliament approved the treaty with Uganda.", []),
    ("The junta suspended two newspapers in Mali.", []),
    ("Ghana backed down.", []),
    ("Qatar hosted talks between Chad and the rebels.", []),
    ("The king of Jordan called Emmanuel Macron on Friday.", []),
    (
        '"We will stay," the general told reporters. "We have no choice."',
        ["told | the general | We will stay"],
    ),
    ("The general insisted that his troops would stay.", ["insisted | The general | his troops would stay"]),
    (
        "On Monday, the general insisted that his troops would stay.",
        ["insisted | the general | his troops would stay"],
    ),
    ("“They will stay,” the general insisted on Monday.", ["insisted | the general | They will stay"]),
    ("“They will stay,” the general snapped.", ["snapped | the general | They will stay"]),
    ("The general hoped that his troops would stay.", ["hoped | The general | his troops would stay"]),
    ("The general regretted that they had left.", ["regretted | The general | they had left"]),
    (
        "The general, who said the talks were over, left Mali.",
        ["said | The general, who | the talks were over"],
    ),
    ("The minister called the accord a capitulation.", ["called | The minister | the accord a capitulation"]),
    (
        "The minister described the accord as a capitulation.",
        ["described | The minister | the accord as a capitulation"],
    ),
    (
        "Iran's foreign minister is quoted as saying the talks are over.",
        ["saying | Iran's foreign minister | the talks are over"],
    ),
    (
        "Chad's army said in a statement that it had shelled the camp.",
        ["said | Chad's army | it had shelled the camp"],
    ),
    ("The talks are over, Iran says.", ["says | Iran | The talks are over"]),
    ("The talks are over, said a spokesman for Iran.", ["said | a spokesman | The talks are over"]),
    (
        'Iran said: "The talks are over, and we will not return."',
        ["said | Iran | The talks are over, and we will not return"],
    ),
    (
        "Iran repeated its accusation that Israel attacked Natanz.",
        ["repeated its accusation | its, Iran | Israel attacked Natanz"],
    ),
    ("Iran responded that the talks were over.", ["responded | Iran | the talks were over"]),
    ("Analysts fear that the truce will not hold.", ["fear | Analysts | the truce will not hold"]),
    (
        "A poll showed that most voters want peace.",
        ["showed | A poll | most voters want peace"],
    ),
    (
        "Iran denied a report that it had attacked Natanz, calling it a fabrication.",
        [
            "denied | Iran | a report that it had attacked Natanz",
            "calling | Iran | it a fabrication",
        ],
    ),
    ("The minister pointed to the delays.", ["pointed | The minister | to the delays"]),
    ("“The talks are over,” Iran said. “We will not return.”", ["said | Iran | The talks are over"]),
    ("«The talks are over», said Iran.", ["said | Iran | The talks are over"]),
    ("''The talks are over,'' Iran said.", ["said | Iran | The talks are over"]),
    (
        "Iran added that Iraq had confirmed the deal.",
        ["added | Iran | Iraq had confirmed the deal", "confirmed | Iraq | the deal"],
    ),
    ("Iran, the minister said, will respond.", ["said | the minister | will respond"]),
    ("Mali should withdraw its troops, Chad said.", ["said | Chad | Mali should withdraw its troops"]),
    ("I think the talks are over.", []),
    ("Iran said Chad must release the crew.", ["said | Iran | Chad must release the crew"]),
    ("POLL: Most voters want peace", [": | POLL | Most voters want peace"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:48] for text, _ in SENTENCES])
def test_speech_of_a_sentence(text: str, expected: list[str]) -> None:
    found = [
        f"{words(text, event)} | {speaker(text, event)} | {text[event.content.begin : event.content.end]}"
        for event in told(text)
        if event.content is not None
    ]
    assert found == expected


def speaker(text: str, event: Event) -> str:
    return ", ".join(text[span.begin : span.end] for span in event.actor_mentions)
