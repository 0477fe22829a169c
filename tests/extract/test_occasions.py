"""Where and when events happen, and which words tell of one event: sentences, then whole articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kg.extract import DEFAULT_MODEL, Reader
from kg.knowledge import open_knowledge
from kg.model import Document, Event, Interval, Reading

ARTICLES = Path(__file__).parent / "occasions"
PUBLISHED = date(2024, 3, 6)
"""A Wednesday."""


def told(text: str, published: date = PUBLISHED) -> Reading:
    return Reader(DEFAULT_MODEL, open_knowledge()).read(Document("x", text, published=published))


def words(event: Event, reading: Reading) -> list[str]:
    text = reading.document.text
    return [text[t.begin : t.end] for t in event.triggers]


def the(trigger: str, reading: Reading) -> Event:
    """The event that some words, or words with them, tell of."""
    return next(e for e in reading.events if any(trigger in w for w in words(e, reading)))


def place(event: Event, reading: Reading) -> str:
    names = {referent.id: referent.name for referent in reading.referents}
    return names[event.place] if event.place else ""


def days(interval: Interval | None) -> str:
    """A day, a month or a year in the way that annotators write them."""
    if interval is None:
        return ""
    if interval.start == interval.end:
        return str(interval.start)
    year = (interval.end - interval.start).days > 31
    return str(interval.start)[: 4 if year else 7]


WHERE = [
    ("Ministers agreed on a plan at a meeting in Accra that ended on Monday.", "agreed", "Accra"),
    ("Speaking in the Kenyan city of Mombasa, the minister said the border was calm.", "said", "Mombasa"),
    ("The prime minister told a summit in Nairobi that the border would open.", "told", "Nairobi"),
    ("The minister condemned attacks this week in Beirut.", "condemned", ""),
    ("The minister condemned attacks this week in Beirut.", "attacks", "Beirut"),
    ("The group claimed two bombings in Mogadishu.", "claimed", ""),
    ("The group claimed two bombings in Mogadishu.", "bombings", "Mogadishu"),
    (
        "Troops would be stationed along the coast road and in the Bakassi peninsula.",
        "stationed",
        "Bakassi peninsula",
    ),
    ("Rebels have retaken most of the villages in North Kivu.", "retaken", "North Kivu"),
    ("We condemn violations of the truce in Libya.", "violations", "Libya"),
    ("The European Union imposed sanctions on Belarus at a summit in Brussels.", "sanctions", ""),
    ("The army shelled an area west of Aleppo.", "shelled", ""),
    ("The rebels seized the capital Juba.", "seized", "Juba"),
    ("The army recaptured the west of the city of Mosul.", "recaptured", "Mosul"),
    (
        "The navy airlifted 90 people, most of them diplomats, out of Khartoum on Sunday.",
        "airlifted",
        "Khartoum",
    ),
    ("The girls were kidnapped from a school in Kaduna.", "kidnapped", "Kaduna"),
    ("Chad has been ruled by soldiers since a coup in 2021.", "coup", "Chad"),
    ("Haiti has been gripped by violence since January.", "violence", "Haiti"),
    ("Gunmen killed three people in an attack on a clinic in the Syrian city of Hama.", "killed", "Hama"),
    ("Soldiers killed ten people in Bunia and Beni, in the Ituri province.", "killed", "Ituri"),
    ("Soldiers fired on a crowd in Conakry. Police later detained twenty people.", "detained", "Conakry"),
    ("Soldiers ousted the president of Gabon. France condemned the coup.", "coup", "Gabon"),
    ("India accused Pakistan of sheltering the militants.", "sheltering", "Pakistan"),
    ("Thousands rallied in Tbilisi to support the opposition.", "support", "Tbilisi"),
    ("Rwanda sent hundreds of soldiers to Mozambique to help the police.", "help", "Mozambique"),
    ("The war erupted in May 2015 when the king sent troops into Yemen.", "war", "Yemen"),
    (
        "At a summit in Kampala on Friday, the two presidents signed a pact. The summit warned the rebels.",
        "warned",
        "Kampala",
    ),
    ("Peace talks due to be held in Oslo will start in May.", "talks", "Oslo"),
    ("The bloc's generals met in Abuja to discuss an attack on Niger.", "discuss", "Abuja"),
    ("The bloc's generals met in Abuja to discuss an attack on Niger.", "attack", "Niger"),
    ("The deal was signed in Jeddah, a month after fighting broke out in the south.", "fighting", ""),
    ("The army bombed Marib. It used cluster bombs, residents said.", "used", "Marib"),
    (
        "The rebels stormed a base in Galkayo, a town in central Somalia. They killed ten soldiers there.",
        "killed",
        "Galkayo",
    ),
    (
        "Militias clashed in the capital in August. Officials in Tripoli and Libya said so.",
        "clashed",
        "Tripoli",
    ),
    ("Soldiers captured the mountain on Sunday. Mount Elgon is in Uganda.", "captured", "Mount Elgon"),
    ("A convoy was ambushed on the road between Gao and Kidal.", "ambushed", "Gao"),
    ("Troops killed five militants and freed a hostage in a gunbattle in Jolo.", "killed", "Jolo"),
    ("They were kidnapped from a trawler off Malaysia's Sabah state.", "kidnapped", "Sabah"),
    ("Talks due to take place in Geneva last month collapsed.", "Talks", "Geneva"),
    ("Rebels torched a depot in Goma before retreating, residents said.", "retreating", "Goma"),
    (
        "The envoy told reporters in Kigali on Monday that it was over and demanded a truce.",
        "demanded",
        "Kigali",
    ),
    ("An arbitral tribunal in Arusha ruled in 2016 that Kenya's claims had no basis.", "ruled", "Arusha"),
    ("He met the premier in Dakar, who thanked the United States.", "thanked", "Dakar"),
    ("Troops seized six rifles, the Ugandan army said.", "seized", ""),
    ("Six people were killed in gang violence, Haiti said.", "killed", "Haiti"),
    ("The war ended with the Geneva Agreement in 1994.", "Agreement", ""),
    ("The militants were driven out of Kismayo in 2012.", "driven", "Kismayo"),
    ("Militias clashed in Tripoli until a UN-brokered ceasefire took hold.", "brokered", ""),
    ("They met after talks in Doha mediated by Qatar.", "mediated", "Doha"),
    ("Haiti awaits the arrival of Kenyan troops. Haiti is in crisis.", "arrival", "Haiti"),
    (
        "Rebels planned attacks on Gao. The rebels said they had repulsed an army raid.",
        "repulsed",
        "",
    ),
    ("Police said the raid in Lahore had foiled a plot to attack Karachi.", "attack", "Karachi"),
    ("The Iran-backed offensive in Marib has killed dozens.", "backed", ""),
    ("He said ten people had been taken to a clinic in Kassala.", "taken", "Kassala"),
    ("The army blew up a bridge, cutting the road to Kidal.", "blew up", "Kidal"),
    ("The army said its men killed nine rebels by crossing a river into Kayes.", "killed", "Kayes"),
    ("A diplomat in Geneva said the talks would resume.", "said", "Geneva"),
    ("A lawmaker in Ankara criticised the plan.", "criticised", "Ankara"),
    ("Residents in Geneva said the talks would resume.", "said", ""),
    ("Touring a market in Nyala, the governor vowed to rebuild it.", "vowed", "Nyala"),
    ("The union announced a rally in Port Sudan.", "announced", ""),
    (
        "A survivor, Ali Musa, told the channel from a ward in Kassala that the rebels had shot ten people.",
        "told",
        "Kassala",
    ),
    ("In Bamako, the spokesman denied the report and said the army was in control.", "said", "Bamako"),
    ("France suspended its aid after protesters attacked its embassy in Niamey.", "suspended", ""),
    ("In Kayes region, the rebels attacked two posts near the town of Nioro on Monday.", "attacked", "Nioro"),
    ("A bridge over the Niger river, a link to Gao, was blown up by gunmen.", "blown up", "Niger River"),
    (
        "Troops cleared villages around Afrin, all but encircling the northwestern Syrian city.",
        "encircling",
        "Afrin",
    ),
    ("The ministry in Islamabad summoned the Indian envoy.", "summoned", "Islamabad"),
    ("The army launched Operation Dawn and retook Gao.", "Operation", "Gao"),
    ("The rebels pulled back behind the Dniester River.", "pulled", "Dniester"),
    ("The agency reported the evacuation of 900 people to the city of Gao.", "evacuation", "Gao"),
    ("Fighting broke out in Gao. A clash in the same area left nine dead.", "clash", "Gao"),
    ("A rocket killed a farmer near the Israeli border town of Metula.", "killed", "Metula"),
    # an office has a seat, whoever reports from a place is only told apart by it
    ("An official in Basra said the shelling had stopped.", "said", "Basra"),
    ("A journalist in Basra said the shelling had stopped.", "said", ""),
    # what is vowed or planned may be anywhere; what a ministry tells is far from it
    ("At a rally in Basra the premier vowed to attack the rebels.", "attack", ""),
    ("The defence ministry in Cairo said ten soldiers had been killed.", "killed", ""),
    ("Doctors in Basra said ten people had been killed.", "killed", "Basra"),
    # one shuts the bounds of one's own land
    ("Mali's military leaders closed the borders.", "closed", "Mali"),
    ("Togo's junta banned officials from leaving the country.", "banned", "Togo"),
    # whose the grounds are that are struck
    ("Soldiers shut Basra's airport.", "shut", "Basra"),
    ("Rebels vacated the streets of Basra.", "vacated", "Basra"),
    ("Gunmen occupied three ridges above Mosul.", "occupied", "Mosul"),
    ("Militants cut the last road out of Kidal.", "cut", "Kidal"),
    ("Ten soldiers have died in the battle for Mosul.", "died", "Mosul"),
    ("Troops stormed the Chechen capital, Grozny.", "stormed", "Grozny"),
    ("Talks set for Doha in May were put off.", "Talks", "Doha"),
    # where those are who speak and decide
    ("The ministers, who met in Dakar, imposed an embargo on Mali.", "imposed", ""),
    ("The bloc, meeting in Dakar on Friday, imposed an embargo on Mali.", "imposed", "Dakar"),
    ("The president promised an inquiry when he toured Basra.", "promised", "Basra"),
    ("The sultan, on pilgrimage in Mecca, rejected the demand.", "rejected", "Mecca"),
    ("The premier, confined to his house in Basra, urged his supporters to march.", "urged", "Basra"),
    ("Students rallied at a stadium in Basra to demand his release.", "demand", "Basra"),
    ("Rebels seized Gao. The rebels there deny the claim.", "deny", ""),
    # another clause may be of another place
    ("Two ministers resigned, and imams in Basra called for war.", "resigned", ""),
]
WHEN = [
    # what has been going on for days began on the first
    ("Jets struck Basra on Monday, the fifth day of fighting in the city.", "fighting", "2024-02-29"),
    ("The siege of Basra entered its third day on Sunday.", "siege", "2024-03-01"),
    ("Troops shelled Basra for a fourth straight day on Monday.", "shelled", "2024-03-01"),
    # the one day that a sentence names
    ("An ambush by separatists killed a sergeant near Basra early on Sunday.", "ambush", "2024-03-03"),
    ("Militants walked into Basra on Sunday, and rebels captured Umm Qasr.", "captured", "2024-03-03"),
    ("Troops struck Basra on Sunday, where rebels have fought the army for weeks.", "fought", ""),
    ("Troops struck Basra on Sunday, where rebels fought the army.", "fought", "2024-03-03"),
    ("Crowds marched in Basra on Sunday after soldiers shot a student.", "shot", ""),
    ("Ministers agreed on a plan at a meeting in Accra that ended on Monday.", "agreed", "2024-03-04"),
    ("The two sides agreed on a truce in the south to take effect on Friday.", "truce", "2024-03-08"),
    ("The two sides agreed on a truce in the south to take effect on Friday.", "agreed", ""),
    ("A ceasefire due to begin on Monday was rejected.", "ceasefire", "2024-03-11"),
    (
        "The group claimed a bombing that killed nine in Basra, near the border, on February 2.",
        "bombing",
        "2024-02-02",
    ),
    (
        "The group claimed a bombing that killed nine in Basra, near the border, on February 2.",
        "claimed",
        "",
    ),
    # news of a day need not have happened on it
    ("Israel said on Monday it had shot down a drone over Haifa.", "shot down", ""),
    (
        "Israel said on Monday it had shot down a drone over Haifa, a day after rebels shelled the town.",
        "shot down",
        "2024-03-04",
    ),
    # the time of what is attempted is that of the whole
    ("The governor refused to receive the envoys on Monday.", "refused", "2024-03-04"),
    ("Students rallied in Basra on Sunday to demand his release.", "demand", "2024-03-03"),
    ("The premier called on Friday for the rebels to free the men.", "free", ""),
    ("Gunmen attacked a convoy on Sunday. They killed six soldiers.", "killed", "2024-03-03"),
    ("Rebels attacked the town on Friday. Rebels have seized ten villages since.", "seized", ""),
    ("Rebels attacked the town on Friday. Convoys are often ambushed.", "ambushed", ""),
    ("The raid on Monday killed four people and wounded ten.", "wounded", "2024-03-04"),
    ("Talks were held at the weekend.", "held", "2024-03"),
    ("The attack happened last week.", "attack", ""),
    ("They observed a truce over Easter.", "truce", "2023-04"),
    ("The agency halted its work in Darfur, but resumed it in May.", "halted", ""),
    ("The clashes erupted on January 5. Fighting resumed on February 2.", "Fighting", "2024-02-02"),
    ("The war ended in 2006. It began with a raid on a base.", "war", "2006"),
    (
        "At a summit in Kampala on Friday, the two presidents signed a pact. The summit warned the rebels.",
        "warned",
        "2024-03-01",
    ),
    (
        "Police said on Friday that a bomb had killed four people in Kano on Tuesday. "
        "Hours later a second one wounded nine.",
        "wounded",
        "2024-03-05",
    ),
    (
        "The envoy told reporters in Kigali on Monday that it was over and demanded a truce.",
        "demanded",
        "2024-03-04",
    ),
    ("Kenya said on Monday that forces backed by police had shot down a drone.", "backed", ""),
    ("Rebels attacked Gao on Friday. They later took a checkpoint.", "took", ""),
    ("Rebels attacked Gao on Friday. Jets bombed a depot in Kidal.", "bombed", ""),
    (
        "Rebels attacked Gao on Friday. In a second attack, they bombed a depot in Kidal.",
        "bombed",
        "2024-03-01",
    ),
    (
        "The president of Gabon was ousted in a coup on May 3. The takeover was condemned by France.",
        "takeover",
        "2023-05-03",
    ),
    ("The two armies traded fire across the line dividing the valley on Sunday.", "traded", "2024-03-03"),
    ("A spokesman on Monday told foreign firms to leave.", "told", "2024-03-04"),
    (
        "The envoy, meeting in the capital, Doha, on Monday with officials, warned the rebels of an attack.",
        "warned",
        "2024-03-04",
    ),
    ("The group was born of a mutiny in January.", "mutiny", "2024-01"),
    ("Rebels withdrew into the town on Monday, where they seized a clinic.", "seized", "2024-03-04"),
    ("Rebels left the camp on Monday after killing four guards.", "killing", "2024-03-04"),
    ("They shelled the port in January, shortly after troops attacked a base.", "attacked", "2024-01"),
    ("Gunmen, having been repelled by guards on Sunday, shelled the base.", "shelled", "2024-03-03"),
    (
        "They massacred 200 people in February, an atrocity for which the president apologised.",
        "apologised",
        "",
    ),
    ("Grenades were fired at a ministry on Sunday, an attack that officials blamed on rebels.", "blamed", ""),
    (
        "Rebels killed nine people on Sunday, a raid in which the army accused Rwanda of a role.",
        "killed",
        "2024-03-03",
    ),
    ("The two sides agreed on Friday to a truce.", "truce", "2024-03-01"),
    ("Talks between the rebels and Mali, begun in January, broke down.", "Talks", "2024-01"),
    ("The two signed an accord in January, brokered by Qatar.", "brokered", "2024-01"),
    (
        "A spokesman on Monday told foreigners to leave, threatening to attack them.",
        "threatening",
        "2024-03-04",
    ),
    ("The army took Gao on Monday, hours after France said it would leave.", "said", "2024-03-04"),
    ("The mission said on Monday that it was leaving and urged the rebels to stop.", "urged", "2024-03-04"),
    ("The agency said its staff had treated nine people hurt since Friday and urged calm.", "urged", ""),
    ("On 2 March they abducted the mayor and are demanding a ransom.", "demanding", ""),
    ("In 2015 a commission found that rebels had looted the town.", "looted", ""),
    (
        "The rebels shelled Gao on Monday. Earlier in the day troops attacked a village.",
        "attacked",
        "2024-03-04",
    ),
]
TOGETHER = [
    ("Protesters stormed parliament, smashing windows and burning files.", "stormed"),
    ("Gunmen attacked a convoy near Gao on Sunday. They killed six soldiers.", "attacked killed"),
    ("The operation began on Monday. It killed 30 militants, the army said.", "operation killed"),
    ("An airstrike hit a market on Monday. The strike killed nine.", "airstrike hit strike killed"),
    ("Soldiers led a coup that toppled the government of Gabon.", "led a coup toppled"),
    ("Kenya will deploy 1,000 officers to Haiti. A court blocked the deployment.", "deploy"),
    ("The bombing killed five people. An attack on a church wounded nine.", "bombing killed"),
    ("Dozens were killed in protests. A raid killed three soldiers.", "raid killed"),
    ("The war has killed thousands. An airstrike hit a market on Monday.", "war killed"),
    ("The two sides agreed to stop fighting. They also agreed to free prisoners.", "agreed"),
    ("The clashes erupted on January 5. Fighting resumed on February 2.", "clashes"),
    ("In one attack, gunmen fired on a patrol. In another attack, they fired on a post.", "attack fired"),
    ("The army launched an offensive. The offensive has killed hundreds.", "launched offensive killed"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), WHERE)
def test_where_an_event_happens(text: str, trigger: str, expected: str) -> None:
    reading = told(text)
    assert place(the(trigger, reading), reading) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), WHEN)
def test_when_an_event_happens(text: str, trigger: str, expected: str) -> None:
    assert days(the(trigger, told(text)).interval) == expected


@pytest.mark.parametrize(("text", "expected"), TOGETHER)
def test_which_words_tell_of_one_event(text: str, expected: str) -> None:
    """`expected`: the triggers of one event, shortened where they hold other words."""
    reading = told(text)
    found = {" ".join(words(event, reading)) for event in reading.events}
    assert any(re.fullmatch(r".*".join([*expected.split(" "), ""]), line) for line in found), found


@dataclass(frozen=True)
class Annotated:
    """An article with numbers on the words that tell of events, and where and when these happened."""

    text: str
    published: date
    spans: dict[str, list[tuple[int, int]]]
    places: dict[str, str]
    dates: dict[str, str]


def annotated(path: Path) -> Annotated:
    """Reads the lines "published", "place", "date", and the text with its marks: "they {3 stormed} it"."""
    head, text = path.read_text(encoding="utf-8").split("\n", 3)[:3], path.read_text(encoding="utf-8")
    lines = dict(line.split(": ", 1) for line in head)
    places, dates = (
        dict(entry.strip().split(" ", 1) for entry in lines[key].split(";")) for key in ("place", "date")
    )
    plain, spans = "", dict[str, list[tuple[int, int]]]()
    for part in re.split(r"(\{\d+ [^}]*\})", text.split("\n", 3)[3]):
        mark = re.fullmatch(r"\{(\d+) ([^}]*)\}", part)
        said = mark[2] if mark else part
        if mark:
            spans.setdefault(mark[1], []).append((len(plain), len(plain) + len(said)))
        plain += said
    return Annotated(plain, date.fromisoformat(lines["published"]), spans, places, dates)


def matched(article: Annotated, reading: Reading) -> Iterator[tuple[str, Event]]:
    """Each annotated event with the event that has most of its words."""
    for number, spans in article.spans.items():
        shares = {e.id: sum(_touch(s, e) for s in spans) for e in reading.events if not e.content}
        best = max(reading.events, key=lambda e: shares.get(e.id, 0))
        if shares.get(best.id):
            yield number, best


def _touch(span: tuple[int, int], event: Event) -> bool:
    return any(span[0] < t.end and t.begin < span[1] for t in event.triggers)


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)


def test_places_and_days_of_whole_articles_are_mostly_right() -> None:
    """A floor under thirty-one articles written for this test: what was reached, less what is chance."""
    where, when = list[bool](), list[bool]()
    for path in sorted(ARTICLES.glob("*.txt")):
        article = annotated(path)
        reading = told(article.text, article.published)
        for number, event in matched(article, reading):
            spot, expected = place(event, reading), article.places.get(number, "")
            if spot or expected:
                where.append(bool(spot and expected) and (spot in expected or expected in spot))
            day = days(event.interval)
            if day or number in article.dates:
                when.append(day == article.dates.get(number))
    assert (_share(where) >= WHERE_FLOOR, _share(when) >= WHEN_FLOOR) == (True, True), (where, when)


WHERE_FLOOR = 0.75
WHEN_FLOOR = 0.688
