"""Where events happen by more than the next preposition, and what another place keeps apart."""

import pytest

from tests.extract.test_occasions import place, the, told, words

WHERE = [
    # a truce is at home where the text is, not with whom it is made
    ("Yemen buried its dead in Aden. A truce between the Houthis and Riyadh held.", "truce", ""),
    ("The raid was the worst attack of the U.S. campaign.", "attack", ""),
    # names beside common nouns, wherever the parser hangs them
    ("In the capital, Khartoum, residents reported explosions.", "explosions", "Khartoum"),
    ("In the capital, Khartoum, residents reported explosions.", "reported", ""),
    ("At the port, Aden, witnesses saw shelling.", "shelling", "Aden"),
    (
        "Gunmen attacked a camp for refugees in the village of Kalma, in the Darfur region.",
        "attacked",
        "Kalma",
    ),
    ("Soldiers clashed on the Golan plateau in Syria.", "clashed", "Golan Heights"),
    # where one speaks: one's seat, where one has gone, what is added in the same breath
    ("Officials in Nairobi rejected the plan.", "rejected", "Nairobi"),
    ("The foreign ministry in Tehran rejected the plan.", "rejected", ""),
    ("The envoy flew to Khartoum on Friday and promised more aid.", "promised", "Khartoum"),
    ("The envoy said in Vienna that talks would resume, accusing the army of murder.", "accusing", "Vienna"),
    ("Rebels held Gao. A teacher there said the market had closed.", "said", "Gao"),
    # the one spot that a sentence names
    ("The mayor of Gao was shot dead on Friday.", "shot", "Gao"),
    ("Smoke hung over Benghazi after militiamen fought the police.", "fought", "Benghazi"),
    # sites told before
    ("The army holds Taftanaz airport. Rebels hit the airport in Idlib.", "hit", "Taftanaz airport"),
    # what a place has seen
    ("Benghazi was the main scene of protests in eastern Libya.", "protests", "Benghazi"),
    ("Idlib is the centre of fighting in the north of Syria.", "fighting", "Idlib"),
    # one instance is not the whole
    ("They broke the truce in Yemen, particularly around Taiz.", "truce", "Yemen"),
    ("Attacks were reported in Iraq, especially near Kirkuk.", "Attacks", "Iraq"),
    # manners are no places
    ("The envoys deplored in the sharpest possible words militant raids in Kabul.", "deplored", ""),
    ("The envoys deplored in the sharpest words militant raids in Kabul.", "raids", "Kabul"),
    # wars and waves
    ("The army must end its campaign of violence across Chechnya.", "violence", "Chechnya"),
    ("A wave of killings in Baghdad alarmed the UN.", "killings", "Baghdad"),
    ("The war has torn Libya apart. Libya is weak. The conflict has killed thousands.", "conflict", "Libya"),
    # purposes, what serves an act, what goes on meanwhile
    ("Government forces are fighting to regain control of Raqqa.", "fighting", "Raqqa"),
    ("Rebels battled for Taiz on Monday.", "battled", "Taiz"),
    ("Police raided a flat in Molenbeek to arrest a suspect.", "arrest", "Molenbeek"),
    ("Gunmen stormed a jail in Bukavu, freeing 900 inmates.", "freeing", "Bukavu"),
    ("Police were attacked in Derry as they tried to disperse a crowd.", "disperse", "Derry"),
    ("Troops withdrew from Raqqa after weeks of fighting.", "fighting", "Raqqa"),
    (
        "Violence broke out in Bangui. France urged both sides to end the violence.",
        "end the violence",
        "Bangui",
    ),
    # clauses with "where"
    ("The unrest spread to Oromia, where ten people were killed.", "killed", "Oromia"),
    ("It is a town in Helmand in which soldiers clashed with rebels.", "clashed", "Helmand"),
    ("They reached Zinder, in southern Niger, where police shot two men.", "shot", "Zinder"),
    # the noun between is nobody's place
    ("A missile hit a shelter for families in Gori late on Friday.", "hit", "Gori"),
    ("A bomb killed nine people attending a funeral in Quetta.", "killed", "Quetta"),
    ("A bridge in Kherson was destroyed on Monday.", "destroyed", "Kherson"),
    # lands by the mile and by their ends
    ("The army occupied ten square kilometres of Georgian territory.", "occupied", "Georgia"),
    ("Rebels seized the north of Mali in April.", "seized", "Mali"),
    ("Rebels took control of the oil town of Bentiu on Monday.", "took control", "Bentiu"),
    # those taken from a town, trips to meet
    ("The kidnapping of 50 girls from Dapchi shocked Nigeria.", "kidnapping", "Dapchi"),
    ("The minister flew to Belfast to meet party leaders.", "meet", "Belfast"),
    # another country than one's own
    ("Uganda has soldiers in Somalia. Ethiopian troops entered the country in 2006.", "entered", "Somalia"),
    # those who tell of it
    ("Police in Peshawar said three people had been killed.", "killed", "Peshawar"),
    ("Doctors at a hospital in Homs said 20 people had been wounded.", "wounded", "Homs"),
    # since an event
    (
        "Soldiers staged a coup in Burma. At least 700 people have been killed since the coup.",
        "killed",
        "Myanmar",
    ),
    # the scene goes on
    (
        "Militants attacked a base in Diffa on Sunday. The next day a convoy was ambushed.",
        "ambushed",
        "Diffa",
    ),
    ("Rebels attacked Bria on Friday. Helicopters evacuated aid workers on Saturday.", "evacuated", "Bria"),
    ("Police answered a call in the town of Ballarat. The officers came under fire.", "fire", "Ballarat"),
    ("Leaders met in Doha. The rebels killed a mayor in 1998.", "killed", ""),
    # what a group is always doing
    ("Troops shelled Lashkar. The Taliban, which is fighting the state, has not spoken.", "fighting", ""),
    # beside a town; what is condemned far off
    ("Rebels shelled positions along the coast north of Benghazi.", "shelled", "Benghazi"),
    ("Rebels shelled soldiers 50 km north of Benghazi.", "shelled", ""),
    ("In Paris, the minister condemned the attack.", "attack", ""),
    ("An attack carried out by rebels on a base near Kunduz killed nine.", "attack", "Kunduz"),
    # the inner of two places
    ("They attacked Bagram airbase near Kabul. Bagram airbase is in Bagram.", "attacked", "Bagram airbase"),
]

APART = [
    ("Rebels attacked Goma on Monday. The war has killed thousands.", "attacked", "war"),
    # one came before the other
    ("Israel bombed Homs after rockets landed in Haifa.", "bombed", "landed"),
    # a war and the fights and blows of it
    ("The war has lasted six years. Clashes broke out in Hama on Friday.", "war", "Clashes"),
    (
        "An air strike hit Tajoura on Monday. Dozens were killed in the fighting around Sirte.",
        "strike",
        "killed",
    ),
    (
        "The army attacked Agadez. The UN called for an end to the campaign of killings in Niger.",
        "attacked",
        "killings",
    ),
    ("The war began in 2011. Ten people were killed in the offensive on Sunday.", "war", "killed"),
    (
        "Gunmen attacked the village of Ogossagou. Fighting in Mali has displaced thousands.",
        "attacked",
        "Fighting",
    ),
    # arms
    ("A bombing killed four people. Soldiers won a firefight with rebels.", "bombing", "firefight"),
    ("A bomb exploded in Omagh. Thousands were killed in decades of conflict.", "exploded", "killed"),
    # what was answered
    ("The killings in Bunia came in reprisal for clashes.", "killings", "clashes"),
    # what took part, what is told in passing
    ("The launcher used in the strike was destroyed.", "strike", "destroyed"),
    ("Men linked to the bombing in Sousse were shot by police.", "bombing", "shot"),
    # another thing, another town, another year
    ("The army destroyed a launcher in Izium. Rebels destroyed a bridge in Lyman.", "Izium", "Lyman"),
    ("Gunmen attacked a jail in Goma. A second jail, in Beni, was attacked too.", "Goma", "Beni"),
    ("A crew was attacked in Pec. NATO bombed Serbia for weeks.", "attacked", "bombed"),
    ("A bomb killed four people in Baidoa. In 2019, a bomb killed 90 in Mogadishu.", "Baidoa", "Mogadishu"),
    ("A strike hit Gaza. Six people have been killed by shelling since Tuesday.", "hit", "killed"),
    # what one is accused of
    (
        "Residents reported clashes in Omdurman. The rebels blamed the army for bombing a market.",
        "clashes",
        "bombing",
    ),
    # who, whom, where or when is told only now: but of what the text opens with that may come later
    (
        "Troops overran a base in Kidal. The UN said the rebels were shooting people. "
        "A woman blew herself up in Gao.",
        "shooting",
        "blew",
    ),
    (
        "Troops overran a base in Kidal. Villagers were fired upon. Guards opened fire in Gao.",
        "fired",
        "opened",
    ),
    # who disperses a crowd did not yet crack down
    ("Police dispersed a crowd in Tunis. NATO acted to end a crackdown in Libya.", "dispersed", "crackdown"),
]

TOGETHER = [
    ("Villagers were fired upon. Guards opened fire in Gao.", "fired opened fire"),
    ("Oman offered to host new negotiations.", "host new negotiations"),
    ("An air strike hit Sanaa. The missile strike had targeted the palace.", "hit strike targeted"),
    ("Militants killed 130 people in Kishi. The victims were shot dead.", "killed shot"),
    ("Rebels killed 90 people in Beni. The rebels denied carrying out a massacre.", "killed massacre"),
    (
        "The fighting began in May. More than 100 people have been killed since the clashes erupted.",
        "fighting killed",
    ),
]

ACCIDENTS = [
    ("A helicopter crashed in Kunar, killing six soldiers.", 0),
    ("A helicopter crashed in Kunar after it was hit by a missile, killing six soldiers.", 1),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), WHERE)
def test_where_an_event_happens(text: str, trigger: str, expected: str) -> None:
    reading = told(text)
    assert place(the(trigger, reading), reading) == expected


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_what_is_apart(text: str, one: str, other: str) -> None:
    """Each of two words or places, or the words with them, stands in an event of its own."""
    reading = told(text)
    found = [" ".join([*words(e, reading), place(e, reading)]) for e in reading.events if not e.content]
    assert any(one in line and other not in line for line in found), found
    assert any(other in line and one not in line for line in found), found


@pytest.mark.parametrize(("text", "expected"), TOGETHER)
def test_what_is_one(text: str, expected: str) -> None:
    """`expected`: words of one event."""
    reading = told(text)
    found = [" ".join(words(e, reading)) for e in reading.events if not e.content]
    assert any(all(word in line for word in expected.split()) for line in found), found


@pytest.mark.parametrize(("text", "attacks"), ACCIDENTS)
def test_accidents_are_nobodys_attack(text: str, attacks: int) -> None:
    reading = told(text)
    killing = [e for e in reading.events if "killing" in words(e, reading)]
    assert len(killing) == attacks
