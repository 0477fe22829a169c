"""Relations that the words around mentions state."""

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


def stated(text: str) -> set[tuple[str, ...]]:
    """Subject, predicate, object; for an office its title and whose it is."""
    referent = scene(text).referent
    found: set[tuple[str, ...]] = set()
    for relation in scene(text).relations:
        subject, target = referent[relation.subject], referent[relation.object]
        predicate = relation.predicate.partition("#")[2]
        owner = (referent[target.country].name,) if predicate == "holdsOffice" and target.country else ()
        found.add((subject.name, predicate, target.name, *owner))
    return found


OFFICES = [
    ("Chadian Prime Minister Ali Kosa spoke in Chad.", "Ali Kosa", "Prime Minister", "Chad"),
    ("Chad's foreign minister, Ali Kosa, spoke.", "Ali Kosa", "foreign minister", "Chad"),
    ("Ali Kosa, the president of Chad, spoke.", "Ali Kosa", "president", "Chad"),
    ("Hezbollah leader Hassan Nasrallah vowed revenge.", "Hassan Nasrallah", "leader", "Hezbollah"),
    ("U.N. Secretary-General Ali Kosa spoke.", "Ali Kosa", "Secretary-General", "United Nations"),
    ("The UN envoy, Ali Kosa, said so.", "Ali Kosa", "envoy", "United Nations"),
    ("Ali Kosa, a spokesman for the African Union, spoke.", "Ali Kosa", "spokesman", "African Union"),
    ("The Rapid Support Forces, led by Gen. Ali Kosa, fled.", "Ali Kosa", "leader", "Rapid Support Forces"),
    ("Ali Kosa, who heads the African Union, spoke.", "Ali Kosa", "head", "African Union"),
    ("US Secretary of State Ali Kosa spoke.", "Ali Kosa", "Secretary of State", "United States"),
    ("Kenya voted. President Ali Kosa won.", "Ali Kosa", "President", "Kenya"),
    ("Secretary General Ali Kosa said NATO would stay.", "Ali Kosa", "Secretary General", "NATO"),
    (
        "Darfur is calm. Shells hit Omdurman, Governor Ali Kosa said in Sudan.",
        "Ali Kosa",
        "Governor",
        "Omdurman",
    ),
    ("Hezbollah commander Ali Kosa spoke.", "Ali Kosa", "commander", "Hezbollah"),
    (
        "Unifil deputy force commander Ali Kosa spoke.",
        "Ali Kosa",
        "deputy force commander",
        "United Nations Interim Force in Lebanon",
    ),
    ("Ali Kosa, the UN coordinator in Kenya, spoke.", "Ali Kosa", "coordinator", "United Nations"),
    ("Kenya is tense. Opposition leader Ali Kosa spoke.", "Ali Kosa", "Opposition leader", "Kenya"),
    (
        "Fighting hit Darfur province. Provincial governor Ali Kosa spoke.",
        "Ali Kosa",
        "Provincial governor",
        "Darfur",
    ),
    (
        "Kenya's navy left. Ali Kosa, a coast guard spokesman, spoke.",
        "Ali Kosa",
        "spokesman",
        "Coast Guard of Kenya",
    ),
    ("Ali Kosa, adviser to Kenya's government, spoke.", "Ali Kosa", "adviser", "Government of Kenya"),
]
OFFICES += [
    ("Somali army commander Ali Kosa fled Somalia.", "Ali Kosa", "commander", "Armed Forces of Somalia"),
    (
        "Ali Kosa, a coast guard spokesman, praised Italy. The Italian coast guard left.",
        "Ali Kosa",
        "spokesman",
        "Coast Guard of Italy",
    ),
    (
        "Troops held Kasai province. Provincial governor Ali Kosa fled.",
        "Ali Kosa",
        "Provincial governor",
        "Kasai province",
    ),
    ("Goma is calm. Mayor Ali Kosa said so.", "Ali Kosa", "Mayor", "Goma"),
    (
        "The UN resident coordinator in Chad, Ali Kosa, left.",
        "Ali Kosa",
        "resident coordinator",
        "United Nations",
    ),
    (
        "The United Nations met. The Secretary-General's spokesman, Ali Kosa, spoke.",
        "Ali Kosa",
        "spokesman",
        "United Nations",
    ),
    ("Men of the 9th Corps under General Ali Kosa fled.", "Ali Kosa", "commander", "9th Corps"),
    (
        "Amnesty International, whose researcher Ali Kosa was there, said so.",
        "Ali Kosa",
        "researcher",
        "Amnesty International",
    ),
    (
        "The African Union met on Monday. Its deputy head, Ali Kosa, spoke.",
        "Ali Kosa",
        "deputy head",
        "African Union",
    ),
    (
        "In Quito, President Ali Kosa spoke of Peru. Peru and Ecuador met in Peru.",
        "Ali Kosa",
        "President",
        "Ecuador",
    ),
    ("Ali Kosa, commander of the U.S. Fifth Fleet, spoke.", "Ali Kosa", "commander", "US Fifth Fleet"),
]
OFFICES += [
    (
        "Ali Kosa, the commissioner for political affairs of the African Union, spoke.",
        "Ali Kosa",
        "commissioner",
        "African Union",
    ),
    ("Ali Kosa, head of mission for the African Union, spoke.", "Ali Kosa", "head", "African Union"),
    (
        "Ali Kosa, the shadowy commander of Hamas's armed wing, the Dawn Brigades, spoke.",
        "Ali Kosa",
        "commander",
        "Dawn Brigades",
    ),
    ("Goma is calm. Ali Kosa, the town's elderly mayor, said so.", "Ali Kosa", "mayor", "Goma"),
    ("Goma is calm. Ali Kosa, the town's ethnic Serb mayor, said so.", "Ali Kosa", "mayor", "Goma"),
    ("Kenya voted. Ali Kosa, minister for frontier regions, spoke.", "Ali Kosa", "minister", "Kenya"),
    ("The UN met. Secretary-General Ali Kosa spoke.", "Ali Kosa", "Secretary-General", "United Nations"),
    (
        "The UN peacekeeping chief, Ali Kosa, spoke.",
        "Ali Kosa",
        "peacekeeping chief",
        "United Nations",
    ),
    ("Chad met. His Kenyan counterpart, Ali Kosa, replied.", "Ali Kosa", "counterpart", "Kenya"),
    (
        "Hamas fired. The Lebanese army fell back. Rebel spokesman Ali Kosa spoke.",
        "Ali Kosa",
        "Rebel spokesman",
        "Hamas",
    ),
    ("Chad met Nigeria. Chad saw President Ali Kosa in Abuja.", "Ali Kosa", "President", "Nigeria"),
    ("Kenya voted. Rebels seized Senator Ali Kosa.", "Ali Kosa", "Senator", "Kenya"),
    ("They met Kenyan diplomat Ali Kosa.", "Ali Kosa", "diplomat", "Kenya"),
    ("Ali Kosa, who speaks for the African Union, denied it.", "Ali Kosa", "spokesperson", "African Union"),
    ("Ali Kosa, who has headed the African Union since May, left.", "Ali Kosa", "head", "African Union"),
    ("Ali Kosa leads the African Union.", "Ali Kosa", "leader", "African Union"),
    ("Ali Kosa is the president of Kenya.", "Ali Kosa", "president", "Kenya"),
    (
        "Amnesty International's deputy regional director for East Africa, Ali Kosa, said so.",
        "Ali Kosa",
        "deputy regional director",
        "Amnesty International",
    ),
]

PLACES = [
    ("Shots were heard in the Armenian capital Yerevan.", ("Yerevan", "capitalOf", "Armenia")),
    ("They met in Luanda, the capital of Angola.", ("Luanda", "capitalOf", "Angola")),
    ("Abuja, the Nigerian capital, is calm.", ("Abuja", "capitalOf", "Nigeria")),
    ("They met in the Chinese city of Wuhan.", ("Wuhan", "locatedIn", "China")),
    ("The town of Pulwama, in Kashmir, is calm.", ("Pulwama", "locatedIn", "Kashmir")),
    ("A bomb exploded in Irbid, Jordan.", ("Irbid", "locatedIn", "Jordan")),
    ("Armenia fought Azerbaijan. The Caucasus rivals agreed.", ("Armenia", "locatedIn", "Caucasus")),
    (
        "Russian peacekeepers stationed in Abkhazia left.",
        ("Russian peacekeepers in Abkhazia", "stationedIn", "Abkhazia"),
    ),
    ("French troops are stationed in Chad.", ("Armed Forces of France", "stationedIn", "Chad")),
    ("Boko Haram controls Bama.", ("Boko Haram", "stationedIn", "Bama")),
    ("Boko Haram still controls most of Bama.", ("Boko Haram", "stationedIn", "Bama")),
    ("The rebel-held city of Bama is calm, the rebels said.", ("Rebels", "stationedIn", "Bama")),
    ("Boko Haram, which is active in Bama, fled.", ("Boko Haram", "stationedIn", "Bama")),
    ("Fighting hit Bama, controlled by Boko Haram.", ("Boko Haram", "stationedIn", "Bama")),
    ("A separatist organisation based in Spain said so.",
     ("Separatist organisation based in Spain", "basedIn", "Spain")),
    ("Chad is calm. Rebels left the northern town of Faya.", ("Faya-Largeau", "locatedIn", "Chad")),
    ("Xerilo is a town in Bavaria.", ("Xerilo", "locatedIn", "Bavaria")),
    ("It happened in Bari province, southern Chad, on Monday.", ("Bari", "locatedIn", "Southern Chad")),
    ("Peru sent men to its northern city of Piura.", ("Piura", "locatedIn", "Peru")),
    ("Boko Haram still controls large parts of Borno.", ("Boko Haram", "stationedIn", "Borno State")),
    ("MONUSCO, which has 900 soldiers in Goma, left.", ("MONUSCO", "stationedIn", "Goma")),
    ("MONUSCO has a base in Goma.", ("MONUSCO", "stationedIn", "Goma")),
    ("Boko Haram, which is active in Diffa, denied it.", ("Boko Haram", "stationedIn", "Diffa")),
    ("The London-based Amnesty International said so.", ("Amnesty International", "basedIn", "London")),
    ("Mercy Corps, a Nairobi-based charity, left.", ("Mercy Corps", "basedIn", "Nairobi")),
    ("The International Court of Justice in The Hague ruled.",
     ("International Court of Justice", "basedIn", "The Hague")),
    ("Fighting in Borno reached the town of Bama.", ("Bama", "locatedIn", "Borno State")),
    ("In northern Borno, rebels took Bama.", ("Bama", "locatedIn", "Northern Borno")),
    ("Nigeria met. Fighting hit the Borno region.", ("Borno State", "locatedIn", "Nigeria")),
    ("Xerilo, the main town of Borno, is calm.", ("Xerilo", "locatedIn", "Borno State")),
    ("Chad is calm. Rebels fled to Bongor, a southern village.", ("Bongor", "locatedIn", "Chad")),
    ("Chad is calm. Rebels burned the hamlet of Xerilo.", ("Xerilo", "locatedIn", "Chad")),
    (
        "They shelled Beirut's southern suburbs. Beirut shook.",
        ("Southern suburbs of Beirut", "locatedIn", "Beirut"),
    ),
    (
        "In Darfur province on Monday, a strike in Xerilo district killed ten.",
        ("Xerilo district", "locatedIn", "Darfur"),
    ),
    (
        "They met in Xerilo district, Keran province, on Monday.",
        ("Xerilo district", "locatedIn", "Keran province"),
    ),
    (
        "Planes hit Xerilo, where 600 Chadian soldiers are stationed.",
        ("Armed Forces of Chad", "stationedIn", "Xerilo"),
    ),
    (
        "Israel struck. The government in Beirut protested, and Lebanon mourned.",
        ("Government of Lebanon", "affiliatedWith", "Lebanon"),
    ),
    ("Darfur burns in Sudan. Men torched the village of Xerilo.", ("Xerilo", "locatedIn", "Darfur")),
    ("France, which has 4,500 troops in the Sahel, left. French troops fled.",
     ("Armed Forces of France", "stationedIn", "Sahel")),
    ("Washington keeps 2,500 soldiers in Iraq. US forces fought.",
     ("Armed Forces of the United States", "stationedIn", "Iraq")),
    ("Boko Haram fighters remain in Bama.", ("Boko Haram", "stationedIn", "Bama")),
    ("Russian troops are dug in around Bakhmut.", ("Armed Forces of Russia", "stationedIn", "Bakhmut")),
    ("UNIFIL, which patrols southern Lebanon, said so.",
     ("United Nations Interim Force in Lebanon", "stationedIn", "Southern Lebanon")),
    ("Boko Haram controls Bama and much of Diffa.", ("Boko Haram", "stationedIn", "Diffa")),
    ("Bama fell to Boko Haram on Monday.", ("Boko Haram", "stationedIn", "Bama")),
    ("Bama has been under Boko Haram control since May.", ("Boko Haram", "stationedIn", "Bama")),
    ("Bama is in the hands of Boko Haram.", ("Boko Haram", "stationedIn", "Bama")),
    ("Boko Haram took control of Bama.", ("Boko Haram", "stationedIn", "Bama")),
    ("Boko Haram's de facto capital, Bama, was hit.", ("Boko Haram", "stationedIn", "Bama")),
    ("Iraq insists that Turkish troops must pull out of Mosul.",
     ("Armed Forces of Turkey", "stationedIn", "Mosul")),
    ("Boko Haram attacked a base of the Nigerian army in Bama.",
     ("Armed Forces of Nigeria", "stationedIn", "Bama")),
    ("The African Union has its headquarters in Nairobi.", ("African Union", "basedIn", "Nairobi")),
    ("The Kenyan foreign ministry in Nairobi spoke.",
     ("Ministry of Foreign Affairs of Kenya", "basedIn", "Nairobi")),
    ("Jaish-e-Mohammed, which is based in Pakistan, denied it.", ("Jaish-e-Mohammed", "basedIn", "Pakistan")),
]  # fmt: skip

BELONGING = [
    ("Chad voted. The Chadian army stayed away.", ("Armed Forces of Chad", "affiliatedWith", "Chad")),
    ("Chad's defence ministry spoke. Chad voted.", ("Ministry of Defence of Chad", "affiliatedWith", "Chad")),
    ("Lebanon's Hezbollah movement fired.", ("Hezbollah", "affiliatedWith", "Lebanon")),
    ("Germany met. The Bundeswehr left.", ("Bundeswehr", "affiliatedWith", "Germany")),
    ("The UN Security Council met. The United Nations spoke.",
     ("United Nations Security Council", "affiliatedWith", "United Nations")),
    ("The United Nations spoke. MINUSMA left Mali.", ("MINUSMA", "affiliatedWith", "United Nations")),
    ("The International Maritime Organization, a UN agency, spoke.",
     ("International Maritime Organization", "affiliatedWith", "United Nations")),
    ("Hamas's armed wing, the Dawn Brigades, fired.", ("Dawn Brigades", "affiliatedWith", "Hamas")),
    ("The armed wing of Hamas, the Dawn Brigades, fired.", ("Dawn Brigades", "affiliatedWith", "Hamas")),
    ("Hamas, whose armed wing is the Dawn Brigades, fired.", ("Dawn Brigades", "affiliatedWith", "Hamas")),
    ("The Al-Qaeda-linked Dawn Front fired.", ("Dawn Front", "affiliatedWith", "Al-Qaeda")),
    ("The Dawn Front, part of the Northern Alliance, fired.",
     ("Dawn Front", "affiliatedWith", "Northern Alliance")),
    ("The Dawn Front, which is affiliated with Al-Qaeda, fired.",
     ("Dawn Front", "affiliatedWith", "Al-Qaeda")),
    ("The Northern Alliance, made up of Hezbollah and the Dawn Front, fired.",
     ("Dawn Front", "affiliatedWith", "Northern Alliance")),
    ("The Free Dawn Brigade (FDB), the armed wing of the African Union, fired.",
     ("Free Dawn Brigade", "affiliatedWith", "African Union")),
]  # fmt: skip

NONE_OF = [
    ("Rebels left the market town of Faya in May. Chad is calm.", "locatedIn"),
    ("An alliance of gangs that controls Jacmel spoke. Gangs fled.", "capitalOf"),
    ("Former Chadian President Ali Kosa spoke in Chad.", "holdsOffice"),
    ("The then president of Chad, Ali Kosa, spoke.", "holdsOffice"),
    ("Armenian separatists fired on Armenia.", "affiliatedWith"),
    ("The talks moved from Geneva to Vienna, Austria and Rome.", "capitalOf"),
    ("Kenya, Chad and Mali met in Rome.", "locatedIn"),
    ("Boko Haram could control Bama soon.", "stationedIn"),
    ("Nigeria voted. They hit the rebels' de facto capital, Bama.", "capitalOf"),
    ("Boko Haram vacated its camp in Bama.", "stationedIn"),
    ("Boko Haram withdrew from Bama.", "stationedIn"),
]


@pytest.mark.parametrize(("text", "person", "title", "owner"), OFFICES)
def test_offices(text: str, person: str, title: str, owner: str) -> None:
    assert (person, "holdsOffice", title, owner) in stated(text), stated(text)


@pytest.mark.parametrize(("text", "relation"), [*PLACES, *BELONGING])
def test_stated(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stated(text), stated(text)


@pytest.mark.parametrize(("text", "predicate"), NONE_OF)
def test_not_stated(text: str, predicate: str) -> None:
    assert not [found for found in stated(text) if found[1] == predicate], stated(text)


@pytest.mark.parametrize("text", [text for text, *_ in (*OFFICES, *PLACES, *BELONGING)])
def test_evidence_lies_in_the_sentence(text: str) -> None:
    for relation in scene(text).relations:
        assert relation.evidence
        assert all(0 <= e.begin < e.end <= len(text) for e in relation.evidence)
        assert relation.sentence.begin <= relation.evidence[0].begin < relation.sentence.end
