"""How many people came to harm, by whose account: one row for each construction of the news."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import vocab
from kg.extract.casualties import casualties
from kg.extract.language import parse
from kg.extract.scene import Scene
from kg.model import CasualtyCount, Document, Event, EventId, Mention, Referent, ReferentId, Span

HARMS = {"K": "Killed", "I": "Injured", "C": "Captured", "M": "Missing", "D": "Displaced"}


def counts(text: str, events: tuple[Event, ...] = ()) -> list[CasualtyCount]:
    return list(casualties(Scene(Document("d", text), parse(text)), events))


def short(count: CasualtyCount) -> str:
    """ "K 5", "I 12+" for a lower bound, "K -40" for an upper one, "K 5-6" for a range."""
    letter = next(letter for letter, name in HARMS.items() if count.harm == vocab.NAMESPACE + name)
    low, high = count.minimum, count.maximum
    if low == high:
        return f"{letter} {low}"
    if high is None:
        return f"{letter} {low}+"
    return f"{letter} -{high}" if low is None else f"{letter} {low}-{high}"


VERBS = [
    ("More than 7,000 refugees have crossed into Sudan.", "D 7000+"),
    ("Some 9,000 refugees poured into Chad in May.", "D 9000"),
    ("PORT CITY - Thirteen Marines were killed and 40 others were wounded in a battle.", "K 13|I 40"),
    ("Two civilians were killed and 23 were wounded in the fighting.", "K 2|I 23"),
    ("A rocket hit the market, killing six people and wounding dozens.", "K 6|I 24+"),
    ("Rebels killed at least 131 civilians in the village.", "K 131+"),
    ("The blast left five soldiers dead.", "K 5"),
    ("The bombing left 12 dead and 40 injured.", "K 12|I 40"),
    ("The offensive has killed more than 600 people and injured more than 5,000.", "K 600+|I 5000+"),
    ("About 700,000 people have been displaced by the war.", "D 700000"),
    ("Some 200,000 others had fled to neighbouring countries.", "D 200000"),
    ("Eight other people were wounded and 60 abducted.", "I 8|C 60"),
    ("The operation killed 139 insurgents and took 256 more prisoners.", "K 139|C 256"),
    ("Three policemen died in the ambush.", "K 3"),
    ("Four members of the security forces and a woman were killed.", "K 4|K 1"),
    ("The helicopter crashed, killing six crew and a civilian on the ground.", "K 6|K 1"),
    ("The shelling killed two fishermen and injured a third.", "K 2|I 1"),
    ("Soldiers shot dead three protesters in the capital.", "K 3"),
    ("Five men were shot dead at a checkpoint.", "K 5"),
    ("At least 30 people have been arrested since Friday.", "C 30+"),
    ("Police arrested 45 demonstrators and detained two journalists.", "C 45|C 2"),
    ("Gunmen kidnapped 15 schoolgirls from a dormitory.", "C 15"),
    ("More than 300 students were abducted from the school.", "C 300+"),
    ("Militants took 30 villagers hostage.", "C 30"),
    ("The group is holding 12 hostages.", "C 12"),
    ("Its fighters captured a pilot.", "C 1"),
    ("Some 120,000 people disappeared during the conflict.", "M 120000"),
    ("Nine sailors are missing after the attack on the frigate.", "M 9"),
    ("Nine sailors are still missing.", "M 9"),
    ("The strike killed as many as 100 people.", "K -100"),
    ("Up to 40 rebels were killed in the raid.", "K -40"),
    ("Five or six gunmen were killed.", "K 5-6"),
    ("Between 10 and 15 soldiers were wounded.", "I 10-15"),
    ("Hundreds of rebels had been killed in the offensive.", "K 200+"),
    ("Scores were hurt when the roof collapsed under fire.", "I 40+"),
    ("Thousands have been killed, and millions displaced.", "K 2000+|D 2000000+"),
    ("Tens of thousands of families fled their homes.", "D 20000+"),
    ("Nearly half a million people were uprooted.", "D 500000"),
    ("The bomb claimed the lives of 17 worshippers.", "K 17"),
    ("The war has cost 40,000 lives.", "K 40000"),
    ("Fifteen people lost their lives in the shelling.", "K 15"),
    ("The army lost 300 men in the battle.", "K 300"),
    ("The attack wounded a nine-year-old boy.", "I 1"),
    ("A 70-year-old woman was killed by shrapnel.", "K 1"),
    ("Two of its drivers were killed.", "K 2"),
    ("Six of the wounded died in hospital.", "K 6"),
    ("All five hostages were executed.", "K 5"),
    ("Both pilots were killed.", "K 2"),
    ("A family of four was killed when a shell hit their house.", "K 4"),
    ("The group beheaded 21 captives.", "K 21"),
    ("Shelling forced 10,000 people to flee.", "D 10000"),
    ("The airstrike may have killed 20 people.", "K 20"),
    ("The troops killed a dozen militants and captured two.", "K 12|C 2"),
    ("A car bomb ripped through a queue, killing 17 and wounding 50 others.", "K 17|I 50"),
    ("Turkish forces neutralised 18 militants in the north.", "K 18"),
    (
        "Fighting in the city has so far killed 1,200 people, wounded 3,400 and displaced 60,000.",
        "K 1200|I 3400|D 60000",
    ),
    ("The dead include women, and 23 wounded soldiers were flown out.", "I 23"),
    ("Ten bodies were found in a mass grave.", "K 10"),
    ("Rescuers pulled the bodies of 14 people from the rubble.", "K 14"),
    ("Another 12 were injured.", "I 12"),
    ("Dozens more were wounded.", "I 24+"),
    ("One soldier was killed and another wounded.", "K 1|I 1"),
    ("Two people were injured, one of them seriously.", "I 2|I 1"),
    ("The raid killed 11 people, including three children.", "K 11|K 3"),
    ("The raid killed 11 people, including three children and a nurse.", "K 11|K 3|K 1"),
    ("Thirty people were killed, 12 of them children.", "K 30|K 12"),
    ("Thirty people were killed, 12 of whom were women.", "K 30|K 12"),
    ("Three people, one of them an aid worker, were killed.", "K 3|K 1"),
    ("The war killed 1,200 people, most of them civilians, and 160 soldiers.", "K 1200|K 160"),
]

NOUNS = [
    ("The death toll has risen to 89.", "K 89"),
    ("The death toll rose from 12 to 15 overnight.", "K 15"),
    ("The death toll stands at 45.", "K 45"),
    ("The government put the death toll at 272.", "K 272"),
    ("The toll reached 1,000 on Friday.", "K 1000"),
    ("The death toll has passed 20,000.", "K 20000+"),
    ("Officials put the number of wounded at about 300.", "I 300"),
    ("The number of displaced people has reached 1.5 million.", "D 1500000"),
    ("The number of dead climbed to 31.", "K 31"),
    ("A death toll of 14 was reported.", "K 14"),
    ("The hospital reported 13 dead and 40 injured.", "K 13|I 40"),
    ("13 dead, 40 injured in market blast", "K 13|I 40"),
    ("Authorities confirmed the deaths of five soldiers.", "K 5"),
    ("The army confirmed three deaths.", "K 3"),
    ("The clashes resulted in 18 fatalities.", "K 18"),
    ("Thousands protested against the killing of six students.", "K 6"),
    ("The abduction of 200 girls shocked the country.", "C 200"),
    ("Police made 12 arrests.", "C 12"),
    ("There were no casualties.", "K 0|I 0"),
    ("The attack caused no casualties.", "K 0|I 0"),
    ("No casualties were reported.", "K 0|I 0"),
    ("The drone fell in a field, causing damage but no casualties.", "K 0|I 0"),
    ("The missiles landed without causing any casualties.", "K 0|I 0"),
    ("There were no injuries.", "I 0"),
    ("No one was killed in the blast.", "K 0"),
    ("Nobody was hurt.", "I 0|K 0"),
    ("No civilians were killed, the army said.", "K 0"),
    ("The army denied that any soldiers had been hurt.", "I 0|K 0"),
    ("Ten people are dead and four unaccounted for.", "K 10|M 4"),
    ("The war has made two million people homeless.", "D 2000000"),
]

WIRE = [
    ("The airstrike killed 23 people, among them seven children, health officials said.", "K 23|K 7"),
    ("Russian shelling killed one person and wounded four in Kherson.", "K 1|I 4"),
    ("One person was killed and four injured.", "K 1|I 4"),
    ("Health officials say more than 30,000 people have been killed since the war began.", "K 30000+"),
    ("The ministry said the number of Palestinians killed has risen to 34,000.", "K 34000"),
    (
        "The fighting left over 150 people dead and forced tens of thousands from their homes.",
        "K 150+|D 20000+",
    ),
    ("Israel says 1,200 people were killed and around 250 taken hostage.", "K 1200|C 250"),
    ("Around 250 people were taken hostage.", "C 250"),
    ("Militants seized about 240 hostages.", "C 240"),
    ("Boko Haram militants abducted 276 schoolgirls in 2014.", "C 276"),
    ("At least nine people, including two children, were killed.", "K 9+|K 2"),
    ("Twenty people have died and 35 are missing.", "K 20|M 35"),
    ("Gunmen attacked the post, leaving 16 people dead, among them four police officers.", "K 16|K 4"),
    ("It was a blast that left at least seven people dead and dozens more injured.", "K 7+|I 24+"),
    ("A mortar landed on the square, wounding 14, three of them critically.", "I 14|I 3"),
    ("Two killed in shelling of Donetsk", "K 2"),
    ("Suicide bomber kills 12 in Kabul", "K 12"),
    ("At least 32 killed in Baghdad bombings", "K 32+"),
    ("Eleven soldiers and two civilians have been killed.", "K 11|K 2"),
    ("At least 10 people died and 20 others were wounded.", "K 10+|I 20"),
    ("The strike killed 3 and wounded 11, two of them children.", "K 3|I 11|I 2"),
    ("Fourteen members of one family, including six children, died in the raid.", "K 14|K 6"),
    ("A police officer was shot and killed.", "K 1"),
    ("Gunmen shot and killed a journalist.", "K 1"),
    ("An Israeli soldier was killed and three were wounded.", "K 1|I 3"),
    ("One serviceman was killed, another was injured.", "K 1|I 1"),
    ("Four people were killed and four others, including a child, were injured.", "K 4|I 4|I 1"),
    ("The UN says 5.4 million people have been internally displaced.", "D 5400000"),
    ("The country has six million internally displaced people.", "D 6000000"),
    ("More than 4 million people have fled the country.", "D 4000000+"),
    ("The battle resulted in the death of 12 soldiers and the capture of 30 others.", "K 12|C 30"),
    ("Security forces killed 16 of the attackers.", "K 16"),
    ("Twelve people were killed, seven of them by sniper fire.", "K 12|K 7"),
    ("The soldiers opened fire, killing at least one and wounding several others.", "K 1+"),
    ("Ten Indian soldiers were martyred in the attack.", "K 10"),
    ("So far 62 bodies had been recovered.", "K 62"),
    ("Police said they had detained more than 100 people, among them 20 minors.", "C 100+|C 20"),
    ("Security forces rounded up 60 suspects.", "C 60"),
    ("The military says it killed 20 militants in two operations.", "K 20"),
    ("Twenty of the 35 passengers were killed.", "K 20"),
    ("All 150 people on board were killed.", "K 150"),
    ("He accused the army of killing 40 civilians.", "K 40"),
    ("They were accused of abducting three activists.", "C 3"),
    ("A court convicted him of the murder of four nuns.", "K 4"),
    ("No group has claimed the attack, which killed 13 people.", "K 13"),
    ("Twin bombings killed 32 and wounded 110.", "K 32|I 110"),
    ("The war has claimed an estimated 377,000 lives.", "K 377000"),
    ("The shelling continued, with 45 killed and 120 wounded.", "K 45|I 120"),
    ("44 people were killed and more than 100 were injured, according to the governor.", "K 44|I 100+"),
    ("Officials had earlier given a figure of 12 dead.", "K 12"),
    ("Civilian deaths rose to 1,100 last year.", "K 1100"),
    ("He put the dead at 40.", "K 40"),
    ("13 Palestinians killed, 3 Israelis wounded in clashes", "K 13|I 3"),
    ("14 militants, 3 soldiers killed in raid", "K 14|K 3"),
    ("More than a hundred people were injured, 20 critically.", "I 100+|I 20"),
    ("Seven soldiers were captured, and 14 remain missing.", "C 7|M 14"),
    ("At least 1,000 were wounded and 500 captured.", "I 1000+|C 500"),
    ("The advance forced more than 80,000 people to leave their homes.", "D 80000+"),
    ("Some 80,000 people were driven from their homes.", "D 80000"),
    ("The shelling started fires, displacing an estimated 30,000 families.", "D 30000"),
    ("The floods triggered the displacement of 45,000 people.", "D 45000"),
    ("Of the 40 people aboard, 12 were killed and five are missing.", "K 12|M 5"),
    ("Two French and three Malian soldiers were killed.", "K 2|K 3"),
    ("The bomb killed 22 people and wounded 119 more.", "K 22|I 119"),
    (
        "Seventeen Ukrainian soldiers were killed and 27 wounded over the past day, the military said.",
        "K 17|I 27",
    ),
    ("In the north, 14 houses were burnt and nine villagers killed.", "K 9"),
    ("The blast injured at least 70 people, 10 of them seriously.", "I 70+|I 10"),
    ("Clashes between the two sides killed at least six people, the Red Crescent said.", "K 6+"),
    ("An estimated 1.2m people have been forced to flee.", "D 1200000"),
    ("Ten people remained unaccounted for.", "M 10"),
    ("As of Sunday, 1,417 people had been killed and 2,038 injured, the OHCHR said.", "K 1417|I 2038"),
]

WIRE += [
    ("Three women and two men were reportedly shot dead.", "K 3|K 2"),
    ("Dozens are feared captured.", "C 24+"),
    ("At least two people were reported killed.", "K 2+"),
    ("The raids have seen scores of people arrested.", "C 40+"),
    ("Police announced the arrests of 74 people, including 29 in the north.", "C 74|C 29"),
    ("Some 2,200 Americans are still listed as missing.", "M 2200"),
    ("A bombing killed at least 75 displaced people.", "K 75+"),
    ("Keith Lawrence, 27, was killed and two others were injured.", "I 2"),
    ("Some 24 civilians, 24 fighters and 25 militiamen have been killed.", "K 24|K 24|K 25"),
    ("A bomb killed two soldiers in the north, and a mine killed two soldiers in the south.", "K 2|K 2"),
]

NO_COUNTS = [
    "Some 300 soldiers crossed into Chad.",
    "It was unclear if the strike had caused any casualties.",
    "There were no immediate reports of casualties.",
    "They deny that many civilians were killed.",
    "An attack could kill thousands of people.",
    "The group threatened to kill 10 hostages.",
    "The offensive would displace a million people.",
    "He was killed in 2020.",
    "The rebels captured two villages and three tanks.",
    "The blast killed several cows.",
    "The governor was killed on 12 May.",
    "The army fired 100 shells at the town.",
    "Hundreds of people gathered outside the parliament.",
    "About 1,500 troops are stationed in the country.",
    "Two assailants fled in a car.",
    "Kill the bill, 300 protesters shouted.",
    "More than five million people remain without water.",
    "Two drones went missing.",
    "The army denied that 12 civilians had been killed.",
    "Twelve judges sentenced the general to ten years.",
    "If the town falls, 50,000 people will be displaced.",
    "The strike did not kill 20 people, the ministry said.",
    "About 40% of the dead were children.",
    "The killers fled on three motorcycles.",
    "More than 60 civilians were killed and injured in the bombings.",
    "The country will not accept any refugees fleeing the violence.",
    "No arrests were made.",
    "The clashes led to hundreds of casualties.",
    "Several people were injured, many of them badly.",
    "An unknown number of people were killed.",
    "The bomb was meant to kill hundreds.",
    "The army vowed to kill 1,000 terrorists.",
    "An explosion killed the mayor.",
    "Over a million refugees live in camps across the border.",
    "The 12 victims were buried on Friday.",
    "He survived two attempts to kill him.",
    "The court will try 14 men for the attack.",
    "The two sides exchanged 200 prisoners.",
    "Ten prisoners were released on Monday.",
    "The attack came two days after the soldiers were killed.",
    "Police seized 12 rifles and 300 rounds.",
    "The toll road was closed for 12 hours.",
    "The number of troops has risen to 30,000.",
    "The strike destroyed 30 tanks and 12 vehicles.",
    "The crossing has been closed for two years.",
]


@pytest.mark.parametrize(("text", "expected"), VERBS + NOUNS + WIRE)
def test_counts(text: str, expected: str) -> None:
    assert "|".join(map(short, counts(text))) == expected


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_is_no_count(text: str) -> None:
    assert [short(count) for count in counts(text)] == []


SOURCES = [
    ("Rebels said two civilians were killed.", "Rebels"),
    ("Two civilians were killed, rescuers said.", "rescuers"),
    ("Two civilians were killed, according to local media.", "local media"),
    ("According to witnesses, ten people were wounded.", "witnesses"),
    ("The hospital reported 13 dead.", "The hospital"),
    ("Officials put the number of wounded at about 300.", "Officials"),
    ("The death toll has risen to 89, the governor said.", "the governor"),
    ("A physician said that medics had counted 97 civilians killed.", "A physician"),
    (
        "Rescuers say 700 people were displaced, and the agency said Friday that 200 others had fled.",
        "Rescuers|the agency",
    ),
    ("The army denied that any soldiers had been hurt.", "The army|The army"),
    ("The rebels denied a massacre, saying that eight civilians were killed by stray bullets.", "The rebels"),
    ("Two civilians were killed.", "-"),
    ("The minister condemned an attack which killed 28 people.", "-"),
    ("The group claimed a bombing that killed 40 members of the police.", "-"),
]


@pytest.mark.parametrize(("text", "expected"), SOURCES)
def test_who_says_so(text: str, expected: str) -> None:
    said = [count.claimant_mention for count in counts(text)]
    assert "|".join(text[words.begin : words.end] if words else "-" for words in said) == expected


VICTIMS = [
    ("Two civilians were killed and 23 were wounded.", "civilians|civilians"),
    ("Hundreds of rebels had been killed.", "rebels"),
    ("Three of its employees were killed.", "its employees"),
    ("The attack killed 40 members of the country's police.", "members of the country's police"),
    ("At least 35 more innocent civilians were killed.", "innocent civilians"),
    ("A woman visiting from Canada was killed.", "A woman visiting from Canada"),
    ("Up to 200 soldiers and foreign mercenaries were killed.", "soldiers and foreign mercenaries"),
    ("Thousands were killed.", ""),
    ("Six of the wounded died.", "the wounded"),
    ("Three people, one of them an aid worker, were killed.", "people|an aid worker"),
]


@pytest.mark.parametrize(("text", "expected"), VICTIMS)
def test_words_for_the_victims(text: str, expected: str) -> None:
    assert "|".join(count.victims for count in counts(text)) == expected


REPEATED = [
    ("Gunmen killed four officers. In all, four officers were killed in the raid.", "K 4"),
    ("The army said hundreds of rebels died. Hundreds of terrorists died, the army said.", "K 200+"),
    ("Two soldiers were killed in a raid. Two civilians were killed in the raid.", "K 2|K 2"),
    ("Twelve people were wounded. Another 12 were wounded later.", "I 12|I 12"),
    ("Officials said nine people died. Rebels said nine people died.", "K 9|K 9"),
]


@pytest.mark.parametrize(("text", "expected"), REPEATED)
def test_what_the_same_source_repeats_is_entered_once(text: str, expected: str) -> None:
    assert "|".join(map(short, counts(text))) == expected


def event(name: str, kind: str, text: str, trigger: str, content: str = "", actor: str = "") -> Event:
    begin = text.index(trigger)
    return Event(
        EventId(name),
        vocab.NAMESPACE + kind,
        (Span(begin, begin + len(trigger)),),
        Span(0, len(text)),
        vocab.Actual,
        actors=(ReferentId(actor),) if actor else (),
        content=Span(text.index(content), text.index(content) + len(content)) if content else None,
    )


def test_the_innermost_statement_gives_the_source_and_the_word_for_harm_the_event() -> None:
    text = "The ministry said the mission reported that two civilians were killed in a raid on Friday."
    events = (
        event("v1", "Statement", text, "said", text[18:-1], "ministry"),
        event(
            "v2", "Statement", text, "reported", "two civilians were killed in a raid on Friday", "mission"
        ),
        event("v3", "Assault", text, "raid"),
        event("v4", "Assault", text, "killed"),
    )
    (count,) = counts(text, events)
    assert (count.claimed_by, count.event) == ("mission", "v4")
    assert text[count.evidence[0].begin : count.evidence[0].end] == "two civilians were killed"


def test_a_named_speaker_is_a_referent() -> None:
    text = "The World Health Organization says the violence has killed more than 600 people."
    referent = Referent(ReferentId("who"), vocab.InternationalOrganization, "World Health Organization")
    mention = Mention(Span(4, 29), text[4:29], referent.id)
    scene = Scene(Document("d", text), parse(text), (referent,), (mention,))
    (count,) = casualties(scene, ())
    assert (count.claimed_by, count.claimant_mention) == ("who", None)


def test_an_accident_is_not_laid_to_the_fighting() -> None:
    text = "Shells hit the town on Friday. Later a helicopter crashed, killing six crew."
    (count,) = counts(text, (event("v1", "Assault", text, "hit"),))
    assert count.event is None


WORDS = """
killed wounded at least 12 dozens of soldiers , . and including three them one a no dead missing toll rose to
hostage took said [3] 5-6 fled casualties people hurt denied any lives died.[3] – in 1600 2020 another the
"""


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join)))
def test_any_text_gives_ordered_bounds_and_evidence_inside_it(text: str) -> None:
    for count in counts(text):
        assert count.minimum is not None or count.maximum is not None
        assert count.minimum is None or count.maximum is None or 0 <= count.minimum <= count.maximum
        assert all(span.end <= len(text) for span in (*count.evidence, count.sentence))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(WORDS.split()), min_size=3, max_size=25).map(" ".join),
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 60), st.sampled_from(["Statement", "Assault"])),
        max_size=4,
    ),
)
def test_events_of_any_extent_are_borne(text: str, extents: list[tuple[int, int, str]]) -> None:
    events = [
        Event(EventId(f"v{i}"), vocab.NAMESPACE + kind, (span,), span, vocab.Actual, content=span)
        for i, (begin, length, kind) in enumerate(extents)
        for span in [Span(begin, begin + length)]
        if span.end <= len(text)
    ]
    known = {event.id for event in events} | {None}
    assert all(count.event in known for count in counts(text, tuple(events)))
