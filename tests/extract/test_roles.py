"""Who does what to whom where a sentence leaves it to the text around it."""

import pytest

from kg.model import Event, Reading
from tests.extract.test_events import told


def the(trigger: str, reading: Reading) -> Event:
    """The event that a word tells of."""
    text = reading.document.text
    return next(e for e in reading.events if any(trigger in text[t.begin : t.end] for t in e.triggers))


ROLES = [
    # what an act is a part of is not its target
    ("Residents called it the worst attack of the U.S. campaign.", "attack", " > "),
    # the speaker's own side
    (
        "“We will never abandon Sirte,” Libyan army spokesman Omar Dahab said. “Our forces bombed Derna.”",
        "bombed", "Armed Forces of Libya > Derna",
    ),
    (
        "Boko Haram fled. Chad's army said on Monday that eight Boko Haram fighters had been killed.",
        "killed", "Armed Forces of Chad > Boko Haram",
    ),
    ("Chad's army fought Boko Haram. Boko Haram said it had killed 17 soldiers.", "killed",
     "Boko Haram > Armed Forces of Chad"),
    ("Chad's army left. Boko Haram killed 17 Nigerian soldiers.", "killed",
     "Boko Haram > Armed Forces of Nigeria"),
    ("Boko Haram attacked Dikwa. Nigeria's army recaptured three villages.", "recaptured",
     "Armed Forces of Nigeria > Boko Haram"),
    # who is asked, who made the demand
    ("Chad demanded that Libya withdraw its troops.", "demanded", "Chad > Libya"),
    ("Libya urged Chad to talk. Chad rejected the demand.", "rejected", "Chad > Libya"),
    ("Chad rejected an offer by Libya to send envoys.", "rejected", "Chad > Libya"),
    ("Chad condemned the actions of the Libyan side.", "condemned", "Chad > Libya"),
    ("Chad accused Libya of having lied and demanded talks.", "demanded", "Chad > "),
    ("Chad gave Libya a chance to broker a truce.", "broker", "Libya > "),
    ("Chad summoned Libya's ambassador to protest against the raid.", "protest", "Chad > Libya"),
    # who is begged, bribed or trained to do a thing would do it
    ("Chad begged Libya to send troops.", "send troops", "Libya > "),
    ("Ali Musa appealed to Chad to mediate.", "mediate", "Chad > Ali Musa"),
    ("Ali Musa pleaded with Chad to lift the blockade.", "lift", "Chad > "),
    ("Chad has armed Boko Haram to fight Libya.", "fight", "Boko Haram > Libya"),
    # accused in one breath
    ("Chad accused Libya of lying and denounced its silence.", "denounced", "Chad > Libya"),
    # who is asked at whose request something is done; whose raids a clause tells of
    ("Chad sent two jets at Libya's request.", "request", "Libya > Chad"),
    ("The raids that Chad launched on Monday went on.", "raids", "Chad > "),
    ("Ali Musa spoke of the truce, which Chad and Libya soon broke.", "truce", "Chad, Libya > "),
    # who is asked for help, and who wants it
    ("Chad asked Libya and Mali for help.", "help", "Libya, Mali > Chad"),
    ("Chad pressed Libya into a ceasefire.", "ceasefire", "Libya > "),
    # who is held responsible
    ("Chad, whose army left, holds Libya responsible for the raid.", "holds", "Chad > Libya"),
    # whose guns and hideouts
    ("Lorries of the Libyan army entered Dikwa.", "entered", "Armed Forces of Libya > "),
    ("Chad's army destroyed several hideouts of Boko Haram.", "destroyed",
     "Armed Forces of Chad > Boko Haram"),
    # whose force
    ("Troops from Rwanda attacked Pemba.", "attacked", "Armed Forces of Rwanda > Pemba"),
    ("Rwandan and SADC troops attacked Pemba.", "attacked", "Armed Forces of Rwanda, SADC troops > Pemba"),
    ("An attack hit a convoy of a Canadian company in Chad.", "attack", " > "),
    # who hands out a paper says what is in it; whom one vows to fight is threatened
    ("Chad's army dropped leaflets urging residents of Dikwa to flee.", "urging",
     "Armed Forces of Chad > Residents of Dikwa"),
    ("Chad vowed to crush Boko Haram.", "vowed", "Chad > Boko Haram"),
    ("Libya has offered to train Chad's pilots.", "offered", "Libya > Chad"),
    # "him" is another than he whose guard it is
    ("Idriss Deby ruled Chad. Members of his guard overthrew him.", "overthrew", " > Idriss Déby"),
    # the description of another man does not win over the name beside it
    ("The envoy Ali Musa left. The coup leader, General Omar Tiani, refused to talk.", "refused",
     "Omar Tiani > "),
    # two who are named elsewhere in the clause
    ("Following talks in Cairo, Chad's army and Boko Haram signed a deal.", "talks",
     "Armed Forces of Chad, Boko Haram > "),
    # who says that it was theirs
    ("Gunmen stormed a camp in Dikwa. Boko Haram claimed responsibility.", "stormed", "Boko Haram > "),
    # a denial answers who said it, a refusal who asked, unless it is nobody in the text
    ("Chad said Libya had armed the rebels. Libya denied it.", "denied", "Libya > Chad"),
    ("Chad accused Libya of arming the rebels. The Libyan army brushed aside the accusation.",
     "brushed aside", "Armed Forces of Libya > Chad"),
    ("Chad urged Libya to leave. Libya refused.", "refused", "Libya > Chad"),
    ("Residents of Dikwa said Chad had fled. Chad denied it.", "denied", "Chad > Residents of Dikwa"),
    ("Chad urged Libya to leave. Libya held talks. Ali Musa refused to comment.", "refused", "Ali Musa > "),
    # who is complained of, whose deed is condemned or praised
    ("Oxfam complained that Saudi jets had bombed a clinic.", "complained", "Oxfam > Saudi Arabia"),
    ("Chad expelled the French ambassador on Monday, a step Paris deplored.", "deplored", "France > Chad"),
    ("Libya presented its condolences after Chad lost nine soldiers.", "condolences", "Libya > "),
    # claimed without the word for it
    ("Boko Haram claimed a roadside bomb that destroyed an army pickup.", "destroyed", "Boko Haram > "),
    # those whom somebody holds are freed by him
    ("Chad's army arrested Ali Musa on Monday. Libya demanded his release.", "release",
     "Armed Forces of Chad > Ali Musa"),
    ("Boko Haram proclaimed a ceasefire on Wednesday.", "ceasefire", "Boko Haram > "),
    # only counted
    ("Chad, Libya, Mali and Niger cut ties with Qatar. All four accuse Qatar of piracy.", "accuse",
     "Chad, Libya, Mali, Niger > Qatar"),
    ("Ali Musa met Omar Tiani. Both men agreed to talks.", "agreed", "Ali Musa, Omar Tiani > "),
    ("Chad and Libya traded fire. Each country insisted it would win.", "insisted", "Chad, Libya > "),
    ("Chad and Libya traded fire. Two countries insisted it was wrong.", "insisted", " > "),
    # whom those without a name stand for
    ("Boko Haram left Dikwa. On Monday the fighters burned three villages.", "burned", "Boko Haram > "),
    ("Abubakar Shekau, leader of Boko Haram, spoke. His fighters burned three villages.", "burned",
     "Boko Haram > "),
    ("The Gambian government has ordered all schools shut and appealed to Abuja to act.", "appealed",
     "Government of the Gambia > Nigeria"),
    ("Ali Musa was arrested. His father denied any link.", "denied", " > "),
    # who is menaced; whom the verb joined to it is aimed at
    ("Chad warned that Boko Haram would pay for the raid.", "warned", "Chad > Boko Haram"),
    ("Chad threatened reprisals if Boko Haram does not leave.", "threatened", "Chad > Boko Haram"),
    ("Chad summoned the Libyan envoy and demanded an explanation.", "demanded", "Chad > Libya"),
    ("Ali Musa lashed out at Libya on Monday, warning that Chad was ready for war.", "warning",
     "Ali Musa > Libya"),
    ("Chad accused Libya of lying and urged an inquiry.", "urged", "Chad > "),
    # passives: the agent stands at another verb, or the parser hangs the charge on it
    ("Libya's army was accused by Oxfam of shelling Derna.", "shelling", "Armed Forces of Libya > Derna"),
    ("Chad's army was ordered to leave Sabha by the African Union.", "ordered",
     "African Union > Armed Forces of Chad"),
    ("Boko Haram attacked Dikwa. Ten men were killed and dozens abducted.", "abducted", "Boko Haram > "),
    ("Ali Musa was kidnapped when Boko Haram stopped a bus.", "kidnapped", "Boko Haram > Ali Musa"),
    ("The murder of Ali Musa was claimed by Boko Haram.", "murder", "Boko Haram > Ali Musa"),
    ("Oxfam said a missile fired at Derna by Chad had hit a school.", "fired", "Chad > Derna"),
    ("The attack drew condemnation from Chad and Libya.", "condemnation", "Chad, Libya > "),
    # under fire from whom, under pressure to do what
    ("Chad's army came under attack from Boko Haram.", "attack", "Boko Haram > Armed Forces of Chad"),
    ("Chad's army came under fire from Libya's army near Derna.", "fire",
     "Armed Forces of Libya > Armed Forces of Chad"),
    ("Chad's army came under pressure to disarm Boko Haram.", "disarm", "Armed Forces of Chad > Boko Haram"),
    # what one answers with, is on, takes part in
    ("Chad ended the truce with an attack on Derna.", "attack", "Chad > Derna"),
    ("Ali Musa responded with a threat of sanctions.", "threat", "Ali Musa > "),
    ("Ali Musa, on a visit to Astana, told reporters that Chad was calm.", "visit", "Ali Musa > "),
    ("Chad's army captured Ali Musa in a raid on a house in Derna.", "raid", "Armed Forces of Chad > "),
    ("The attack, which was carried out by Boko Haram, killed four traders.", "attack", "Boko Haram > "),
    ("Boko Haram has stepped up attacks on Chad's army.", "attacks", "Boko Haram > Armed Forces of Chad"),
    # whose a town is, who holds it, the town by its name
    ("Chad bombed the Libyan towns of Derna and Ubari.", "bombed", "Chad > Derna, Ubari"),
    ("Chad bombed two villages held by Boko Haram.", "bombed", "Chad > Boko Haram"),
    ("The fall of Derna to Chad's army took a week.", "fall", "Armed Forces of Chad > Derna"),
    # verbs that share their object, objects that are none
    ("Chad rammed, fired on and finally seized three Libyan vessels.", "rammed", "Chad > Libya"),
    ("Chad denied Libya the use of its airspace.", "denied", "Chad > Libya"),
    ("Chad gave Boko Haram 48 hours to pull back.", "pull", "Boko Haram > "),
    # a group by the name that it goes by
    ("A group calling itself Ansar Dine attacked Kidal.", "attacked", "Ansar Dine > Kidal"),
    ("A group known as Ansar Dine attacked Kidal.", "attacked", "Ansar Dine > Kidal"),
    # clauses joined by "and"
    ("Chad's army shelled Derna and Boko Haram attacked a village near Dikwa.", "attacked", "Boko Haram > "),
    ("Boko Haram attacked Dikwa and Chad bombed Sabha.", "bombed", "Chad > Sabha"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "sides"), ROLES)
def test_who_does_it_to_whom(text: str, trigger: str, sides: str) -> None:
    reading = told(text)
    names = {referent.id: referent.name for referent in reading.referents}
    event = the(trigger, reading)
    found = " > ".join(", ".join(names[r] for r in side) for side in (event.actors, event.targets))
    assert found == sides, reading.events


TELLINGS = [
    ("Chad launched an offensive to retake Dikwa.", [["launched an offensive", "retake"]]),
    ("Gunmen killed three in Dikwa. The attackers shot at everyone.", [["killed", "shot"]]),
    ("Gunmen attacked Dikwa on Monday. Chad called it a massacre.", [["attacked", "massacre"]]),
    (
        "Gunmen attacked Dikwa. Thousands were killed in gang violence.",
        [["attacked"], ["killed", "violence"]],
    ),
    ("Gunmen opened fire in Dikwa after a truck hit a landmine.", [["opened fire"], ["hit a landmine"]]),
    ("The raid shook Dikwa. Two days before the raid, a mayor was shot.", [["raid", "raid"], ["shot"]]),
    (
        "The strike is the deadliest since August, when 40 children were killed in Saada.",
        [["strike"], ["killed"]],
    ),
    ("The minister met the envoy to discuss the truce.", [["met", "discuss"]]),
    # what others do beside it, and what no blow is called
    ("Boko Haram attacked a base in Dikwa. Rwandan jets raided a camp.", [["attacked"], ["raided"]]),
    ("Rockets struck Dikwa. The operation went on.", [["struck"], ["operation"]]),
    ("Chad's army launched an offensive. The operation went on.", [["launched an offensive", "operation"]]),
    ("Boko Haram attacked Dikwa and Chadian jets bombed Gwoza.", [["attacked"], ["bombed"]]),
    ("Rebels stormed Dikwa. The market was shelled.", [["stormed", "shelled"]]),
    ("Rebels stormed Dikwa. They destroyed the church.", [["stormed", "destroyed"]]),
]


@pytest.mark.parametrize(("text", "tellings"), TELLINGS)
def test_what_is_told_again(text: str, tellings: list[list[str]]) -> None:
    reading = told(text)
    kinds = {"Assault", "Consult"}
    found = [
        [text[t.begin : t.end] for t in event.triggers]
        for event in reading.events
        if event.kind.rpartition("#")[2] in kinds
    ]
    assert found == tellings


ABOUT = [
    ("Chad's jets bombed Sirte. No group was hurt. Libya blamed Chad.", "blamed", "bombed"),
    ("Gunmen attacked Dikwa. Boko Haram claimed responsibility.", "claimed", "attacked"),
    ("Chad expelled the envoy. Libya condemned the move.", "condemned", "expelled"),
    ("Libya urged Chad to lift the siege. Chad rejected the call.", "rejected", "urged"),
]


@pytest.mark.parametrize(("text", "speech", "act"), ABOUT)
def test_what_speech_points_back_to(text: str, speech: str, act: str) -> None:
    reading = told(text)
    assert the(act, reading).id in the(speech, reading).about, reading.events
