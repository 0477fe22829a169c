"""On whose word a relation rests: the article's, or that of somebody whom it quotes or reports."""

from datetime import date

import pytest

from kg import vocab
from kg.extract import Reader
from kg.extract.language import DEFAULT_MODEL
from kg.knowledge import open_knowledge
from kg.model import Document

FRENCH = ("Armed Forces of France", "stationedIn", "Chad")
BOKO = ("Boko Haram", "stationedIn", "Bama")
CAPITAL = ("N'Djamena", "capitalOf", "Chad")
SENTENCES = [
    ("“French troops are stationed in Chad,” Kenya said.", FRENCH, "Claimed by Kenya"),
    ('"French troops are stationed in Chad," Kenya said.', FRENCH, "Claimed by Kenya"),
    ("Kenya said French troops were stationed in Chad.", FRENCH, "Claimed by Kenya"),
    ("According to Kenya, French troops are stationed in Chad.", FRENCH, "Claimed by Kenya"),
    ("French troops are stationed in Chad, Kenya said.", FRENCH, "Claimed by Kenya"),
    ("Residents said Boko Haram controls Bama.", BOKO, "Claimed by “Residents”"),
    ("Boko Haram controls Bama, according to witnesses.", BOKO, "Claimed by “witnesses”"),
    ("France denied that its troops were stationed in Chad.", FRENCH, "Denied by France"),
    ("Kenya said that the Chadian capital N'Djamena was calm.", CAPITAL, "Actual"),
    ("“The Chadian capital N'Djamena is calm and quiet today,” Kenya said.", CAPITAL, "Claimed by Kenya"),
    (
        "“The roads are calm and quiet today,” Kenya said. “Boko Haram controls Bama and its villages.”",
        BOKO,
        "Claimed by Kenya",
    ),
    ("Kenya said French troops were stationed in Chad. French troops are stationed in Chad.",
     FRENCH, "Actual"),
    ("Fighting hit Bama, controlled by Boko Haram.", BOKO, "Actual"),
    (
        "“The Chadian army has left the city of Kidal and the north,” Kenya said. Chad voted.",
        ("Armed Forces of Chad", "affiliatedWith", "Chad"),
        "Actual",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "relation", "rests"), SENTENCES, ids=[text[:50] for text, *_ in SENTENCES])
def test_on_whose_word_a_relation_rests(text: str, relation: tuple[str, str, str], rests: str) -> None:
    reader = Reader(DEFAULT_MODEL, open_knowledge())
    reading = reader.read(Document("x", text, published=date(2024, 3, 6)))
    name = {referent.id: referent.name for referent in reading.referents}
    found = {}
    for r in reading.relations:
        mention = r.claimant_mention
        by = name[r.claimed_by] if r.claimed_by else mention and f"“{text[mention.begin : mention.end]}”"
        words = (name[r.subject], r.predicate.removeprefix(vocab.NAMESPACE), name[r.object])
        found[words] = r.status.removeprefix(vocab.NAMESPACE) + (f" by {by}" if by else "")
    assert found[relation] == rests
