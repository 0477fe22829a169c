"""The questions that the graph of seeds/ answers: their answers, and that each explains itself."""

import dataclasses
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg import mapping, vocab
from kg.model import CasualtyCount, LinkedReading
from kg.rdf import Literal, Quad, Row, select
from kg.settings import data_dir
from tests.mapping.example import LINKED, NORLAND, READING, SHELLING, around, span
from tests.mapping.gold import coordinates, linked, read

QUERIES = {path.stem: path for path in sorted((data_dir("seeds") / "queries").glob("*.rq"))}
ANSWERS = Path(__file__).parent / "golden" / "answers"
UNSTABLE = {"graph", "triples", "hash", "software"}
"""Columns that change with the software or the wording of the annotation, not with what the article says."""
GATHERED = {"actors", "targets"}
"""Columns that list several names, in no order."""


def table(quads: Iterable[Quad], name: str) -> list[list[str]]:
    """The answers to a question as text, with the names of the columns on top."""
    query = QUERIES[name].read_text(encoding="utf-8")
    head = re.sub(
        r"\(.*?AS (\?\w+)\)", r"\1", query[query.index("SELECT") : query.index("WHERE")], flags=re.S
    )
    columns = [column for column in re.findall(r"\?(\w+)", head) if column not in UNSTABLE]
    return [columns, *([shown(row, column) for column in columns] for row in select(quads, query))]


def shown(row: Row, column: str) -> str:
    term = row.get(column)
    if term is None:
        return ""
    text = term.value if isinstance(term, Literal) else str(term)
    return ", ".join(sorted(text.split(", "))) if column in GATHERED else text


def seed(shared: Path) -> list[Quad]:
    """The graph of the seed article, from its annotation by hand."""
    where = coordinates(shared / "kb" / "places.csv", shared / "kb" / "territories.csv")
    reading = linked(read(shared / "bench" / "gold" / "seed.json"), where)
    return [*mapping.quads(reading), *mapping.entity_quads(reading), *mapping.link_quads(reading)]


@pytest.mark.parametrize("name", QUERIES)
def test_answers_on_the_seed(shared: Path, name: str) -> None:
    """After a wanted change `python -m tests.test_questions ../shared` rewrites the answers: read them."""
    lines = (ANSWERS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert table(seed(shared), name) == [line.split("\t") for line in lines]


@pytest.mark.parametrize("name", QUERIES)
def test_each_question_explains_itself(name: str) -> None:
    text = QUERIES[name].read_text(encoding="utf-8")
    assert re.match(r"# title: \w.*\?\n# description: (.+\n)(#   .+\n)*PREFIX", text)
    assert "ORDER BY" in text
    used = set(re.findall(r"(?<![\w:])([a-z]+):\w", re.sub(r'#.*|<.*?>|".*?"', "", text)))
    assert used == set(re.findall(r"PREFIX ([a-z]+):", text)), "prefixes declared and used"


def told(id: str, publisher: str, status: str, killed: int) -> LinkedReading:
    """The shelling of the example report, as another newspaper has it."""
    document = dataclasses.replace(READING.document, id=id, publisher=publisher)
    shelling = next(event for event in READING.events if event.id == SHELLING)
    shelling = dataclasses.replace(shelling, status=status, claimed_by=NORLAND, claimant_mention=None)
    words = span("at least three people had been killed")
    count = CasualtyCount(vocab.Killed, killed, killed, "people", (words,), around(words), SHELLING)
    reading = dataclasses.replace(READING, document=document, events=(shelling,), casualties=(count,))
    return LinkedReading(reading, LINKED.entities)


def test_accounts_of_several_articles_are_set_side_by_side() -> None:
    readings = [LINKED, told("b", "Sudland Post", vocab.Denied, 5)]
    quads = [item for one in readings for item in (*mapping.quads(one), *mapping.entity_quads(one))]
    columns, *rows = table([*quads, *mapping.same_events(quads)], "10-differing-accounts")
    assert columns[:5] == ["difference", "event", "speaker", "says", "words"]
    assert [tuple(row[:5]) for row in rows] == [
        ("denial", "shelled", "Norland", "denies", "shelled"),
        ("figures", "shelled", "Ana Müller", "Killed", "at least 3 people"),
        ("figures", "shelled", "the article itself", "Killed", "5 people"),
        ("standing", "shelled", "Norland", "Denied", "shelled"),
        ("standing", "shelled", "Northwire", "Claimed", "shelled"),
    ]


if __name__ == "__main__":
    import sys

    ANSWERS.mkdir(parents=True, exist_ok=True)
    for question in QUERIES:
        lines = ("\t".join(row) for row in table(seed(Path(sys.argv[1])), question))
        (ANSWERS / f"{question}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
