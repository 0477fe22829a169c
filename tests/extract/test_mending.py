"""Clauses that the parser hangs on the wrong word, hung where they belong."""

import pytest

from kg.extract.language import parse
from kg.extract.syntax import Doc

SPOKEN = [
    ("A shell hit a market in Kharkiv, witnesses and a local official said.", "said", "witnesses"),
    ("Gunmen attacked a convoy near Mopti, the army and a hospital source said.", "said", "army"),
    ("Rebels took the port city of Hodeidah as a truce began, residents said.", "said", "residents"),
    ("Rebels captured Goma, Sake and Minova, local officials said.", "said", "officials"),
    ("Shells fell on Juba, Bor and Wau, aid workers and diplomats reported.", "reported", "workers"),
    ("Gangs stormed a prison, prompting a curfew in Port-au-Prince, AFP correspondents said on Monday.",
     "said", "correspondents"),
    ("The rebels stormed Bor, burned houses and said they would stay.", "said", None),
    ("Ten people died in the raids on the Gao region, its governor, Musa Keita, said.", "said", "governor"),
    ("The envoy condemned the raid by the army, his spokeswoman, Ana Kosic, said.", "said", "spokeswoman"),
    ("In West Africa, Ghana and Togo recalled their envoys.", "recalled", "Ghana"),
    ("In Geneva, Ana Maria Kosic, an aide to President Jan Novak, said it had failed.", "said", "Kosic"),
    ("In August Accra expelled the envoy.", "expelled", "Accra"),
]  # fmt: skip

REPORTED = [
    ("The command said in a statement carried by the official KCNA news agency that Seoul had fired first.",
     "fired", "said"),
    ("The minister told reporters during a visit to the town of Kilis that Syria had shelled Turkey.",
     "shelled", "told"),
    ("The envoy said in an interview with the newspaper Le Monde that the truce would hold.", "hold", "said"),
    ("Ghana condemned the group that shelled Bole.", "shelled", "group"),
    ("Ghana said it had a plan that Togo rejected.", "rejected", "plan"),
]  # fmt: skip

WHO = [
    ("“We met,” said Ana Kosic of the National Network for Human Rights, who added that all was calm.",
     "added", "Kosic"),
    ("Ghana met the rebels, who added that it was calm.", "added", "rebels"),
]  # fmt: skip


ACCUSED = [
    ("The envoy accused the state of having ignored warnings and demanded talks.", "demanded", "accused"),
    ("The envoy accused the state of having lied and stolen.", "stolen", "lied"),
    ("Ghana says the matter is closed, and has refused to hold talks.", "refused", "says"),
    ("Ghana says Togo has armed the rebels, and has trained them.", "trained", "armed"),
    ("The state has ordered all schools shut and appealed to Ghana.", "appealed", "ordered"),
    ("Ghana accused Togo of bombing a school in Kandi on Friday, killing ten people.", "killing", "bombing"),
    ("Ghana accused Togo of bombing a school, urging a truce.", "urging", "accused"),
]

JOINED = [
    ("In Ghana, soldiers shelled Bole and rebels attacked a village near Kandi.", "rebels", "attacked"),
    ("Jets bombed Kandi and rebels fired rockets at Bole.", "Kandi", "bombed"),
    ("Jets bombed Kandi and rebels fired rockets at Bole.", "rebels", "fired"),
    ("Soldiers shelled Bole and villages held by rebels.", "villages", "Bole"),
    ("Shops opened as a truce between Ghana and Togo appeared to hold.", "Togo", "Ghana"),
    ("Soldiers shot them in a village near the coast, a rights group charged.", "group", "charged"),
]


def head(doc: Doc, verb: str) -> str:
    return next(token.head.text for token in doc if token.text == verb)


@pytest.mark.parametrize(("text", "verb", "subject"), SPOKEN)
def test_who_closes_a_report(text: str, verb: str, subject: str | None) -> None:
    said = next(token for token in parse(text) if token.text == verb)
    assert [c.text for c in said.children if c.dep_ == "nsubj"] == ([subject] if subject else [])


NAMED = [
    ("Ghana condemned what it called an attack by Togo.", "attack", "condemned"),
    ("Ghana condemned what it described as an attack by Togo.", "attack", "condemned"),
    ("Ghana rose against what it called an “illegal” blockade.", "blockade", "against"),
    ("Ghana called the attack an outrage.", "attack", "called"),
    ("Drones struck a port, hours after Ghana said its troops had retaken it.", "said", "struck"),
]


FREED = [
    ("Kenya scrambled fighters for the third time in a week.", "fighters", "scrambled"),
    ("The envoy accused the soldiers of burning Akan hamlets.", "hamlets", "burning"),
    ("Jets have since levelled apartment blocks in Bole.", "blocks", "levelled"),
    ("Some of the prisoners had hidden grenades under their robes.", "grenades", "hidden"),
    ("Ghana, which says it wants peace, bombed tanks near Bole on Monday.", "tanks", "bombed"),
    ("Togo extended emergency rule by three months in June.", "rule", "extended"),
    ("The rebels had armed guards at the gate.", "guards", "had"),
    ("The army has limited means.", "means", "has"),
    ("Togo-backed rebels near the border.", "backed", "rebels"),
]


@pytest.mark.parametrize(("text", "verb", "above"), [*REPORTED, *WHO, *NAMED, *ACCUSED, *FREED, *JOINED])
def test_what_a_clause_belongs_to(text: str, verb: str, above: str) -> None:
    assert head(parse(text), verb) == above


@pytest.mark.parametrize("text", [text for text, *_ in (*SPOKEN, *REPORTED, *WHO, *NAMED, *FREED, *JOINED)])
def test_a_sentence_stays_one_tree(text: str) -> None:
    doc = parse(text)
    assert len(doc.sents) == 1
    assert [token.text for token in doc if token.head == token] == [doc.sents[0].root.text]
    assert {t.i for t in doc.sents[0].root.subtree} == set(range(len(doc)))
    assert all(child.head == token for token in doc for child in token.children)
