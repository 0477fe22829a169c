"""The questions that the graph of seeds/ answers: their answers, and that each explains itself.

`golden/answers` come from the annotation of the article by hand, `golden/seed` from the flow as it is.
After a wanted change `python -m tests.test_questions` writes both anew and shows the difference: read it.
"""

import dataclasses
import difflib
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg import mapping, vocab
from kg.model import CasualtyCount, LinkedReading
from kg.rdf import Literal, Quad, Row, select
from kg.settings import data_dir
from kg.store import open_graph
from tests.conftest import SHARED, filled
from tests.mapping.example import LINKED, NORLAND, READING, SHELLING, around, span
from tests.mapping.gold import coordinates, linked, read

QUERIES = {path.stem: path for path in sorted((data_dir("seeds") / "queries").glob("*.rq"))}
GOLDEN = Path(__file__).parent / "golden"
UNSTABLE = {"graph", "triples", "hash", "software"}
"""Columns that change with the software or the wording of the annotation, not with what the article says."""
GATHERED = {"actors", "targets"}
"""Columns that list several names, in no order."""


def table(rows: Iterable[Row], name: str) -> str:
    """The answers to a question as tab-separated lines, with the names of the columns on top."""
    query = QUERIES[name].read_text(encoding="utf-8")
    head = re.sub(
        r"\(.*?AS (\?\w+)\)", r"\1", query[query.index("SELECT") : query.index("WHERE")], flags=re.S
    )
    columns = [column for column in re.findall(r"\?(\w+)", head) if column not in UNSTABLE]
    lines = [columns, *([shown(row, column) for column in columns] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def answers(quads: Iterable[Quad], name: str) -> str:
    return table(select(quads, QUERIES[name].read_text(encoding="utf-8")), name)


def answers_of_store(path: Path, name: str) -> str:
    with open_graph(path) as graph:
        return table(graph.store.query(QUERIES[name].read_text(encoding="utf-8")).rows(), name)


def shown(row: Row, column: str) -> str:
    term = row.get(column)
    if term is None:
        return ""
    text = " ".join((term.value if isinstance(term, Literal) else str(term)).split())
    return ", ".join(sorted(text.split(", "))) if column in GATHERED else text


def seed(shared: Path) -> list[Quad]:
    """The graph of the seed article, from its annotation by hand."""
    where = coordinates(shared / "kb" / "places.csv", shared / "kb" / "territories.csv")
    reading = linked(read(shared / "bench" / "gold" / "seed.json"), where)
    return [*mapping.quads(reading), *mapping.entity_quads(reading), *mapping.link_quads(reading)]


@pytest.mark.parametrize("name", QUERIES)
def test_answers_of_the_annotation(shared: Path, name: str) -> None:
    compare(GOLDEN / "answers" / f"{name}.tsv", answers(seed(shared), name))


@pytest.mark.parametrize("name", QUERIES)
def test_answers_of_the_flow(seed_store: Path, name: str) -> None:
    compare(GOLDEN / "seed" / f"{name}.tsv", answers_of_store(seed_store, name))


def compare(golden: Path, found: str) -> None:
    lines = list(difference(golden, found))
    if lines:
        pytest.fail(
            "\n".join(["`python -m tests.test_questions` writes it anew; read it", *lines]), pytrace=False
        )


def difference(golden: Path, found: str) -> Iterable[str]:
    """Lines that come and go."""
    before = golden.read_text(encoding="utf-8").splitlines() if golden.exists() else []
    return difflib.unified_diff(before, found.splitlines(), golden.stem, "found", n=0, lineterm="")


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
    found = answers([*quads, *mapping.same_events(quads)], "10-differing-accounts")
    columns, *rows = (line.split("\t") for line in found.splitlines())
    assert columns[:5] == ["difference", "event", "speaker", "says", "words"]
    shelled = "Assault: shelled – Norland → Port Esk (2024-03-04, denied)"
    assert [tuple(row[:5]) for row in rows] == [
        ("denial", shelled, "Norland", "denies", shelled),
        ("figures", shelled, "Ana Müller", "Killed", "at least 3 people"),
        ("figures", shelled, "the article itself", "Killed", "5 people"),
        ("standing", shelled, "Norland", "Denied", shelled),
        ("standing", shelled, "Northwire", "Claimed", shelled.replace("denied", "claimed")),
    ]


def write(folder: Path, question: str, found: str) -> None:
    golden = folder / f"{question}.tsv"
    for line in difference(golden, found):
        print(line)
    golden.parent.mkdir(exist_ok=True)
    golden.write_text(found, encoding="utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        store = filled(Path(scratch) / "store")
        for question in QUERIES:
            write(GOLDEN / "seed", question, answers_of_store(store, question))
            if SHARED.is_dir():
                write(GOLDEN / "answers", question, answers(seed(SHARED), question))
