"""Links of a store judged anew: what the base has learnt or lost changes, and nothing else does."""

import random
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import terms
from kg.knowledge import Knowledge, open_knowledge
from kg.knowledge.tables import tables_folder
from kg.link.candidates import SERVICE
from kg.mapping.entities import mapping_quads
from kg.model import Document, Link
from kg.pipeline import ArticleGraph, extract, flow, ingest
from kg.rdf import Quad, iri, quad, string
from kg.relink import contested, relink, settle, settled
from kg.relink.verdicts import mappings_in, verdicts
from kg.settings import load
from kg.store import Store, open_store
from tests.command import kg

BASE = "https://w3id.org/conflict-news/id/"
REGION = f"{BASE}territory/nagorno-karabakh"
LEADER = f"{BASE}person/armenia:nikol-pashinyan"
SAME, CLOSE = terms.OWL_SAME_AS, terms.SKOS_CLOSE_MATCH
LEARNT = "Q900000001\tNagorno-Karabakh\tTerritory\tQ227\tKarabakh\t\t\t\t\t\t\t0.70\trigour|wikidata\n"


def _base(folder: Path, change: Callable[[str, str], str]) -> Knowledge:
    shutil.copytree(tables_folder(), folder)
    for path in folder.glob("*.tsv"):
        path.write_text(change(path.stem, path.read_text(encoding="utf-8")), encoding="utf-8")
    return Knowledge(folder, folder / "cache")


def _learnt(table: str, text: str) -> str:
    return text + LEARNT if table == "items" else text


def _forgotten(table: str, text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if table != "tenures" or "Pashinyan" not in line)


@pytest.fixture
def store(seed_store: Path) -> Store:
    """A copy of the seed store in memory."""
    copy = open_store()
    with open_store(seed_store) as held:
        copy.add(list(held.quads()))
    return copy


def _triples(store: Store) -> set[Quad]:
    return {one for one in store.quads(store.names.entities) if one.predicate.value not in (SAME, CLOSE)}


def test_nothing_changes_where_the_base_is_the_same(store: Store) -> None:
    before = set(store.quads())
    assert relink(store, open_knowledge()) == []
    assert set(store.quads()) == before


_ARTICLES: Final = (
    ("2022-05-03", "KYIV — The Russians shelled a village near Kharkiv on Monday. The army denied it."),
    ("2016-03-02", "The hospital in Springfield is the largest in the nation. "
                   "It has a branch in Portland, Oregon."),
    ("2018-09-03", "The Labour party accused Prime Minister Theresa May of delay. Labour said May must go. "
                   "The Conservatives rejected this. The Boston Marathon goes on."),
    ("1988-08-30", "BRUSSELS, Aug 30 - Police said nothing. Interfax news agency quoted Soviet officials. "
                   "Czechoslovakia accused Austria of an attack near Brno. The Czechs fired."),
    ("2020-11-10", "The Armenian Prime Minister met the foreign minister of Georgia in Tbilisi. Georgia's "
                   "government welcomed the talks. Defence Ministry officials denied that troops had left."),
    ("2018-01-05", "ATLANTA — Georgia lawmakers met near Athens. Former President Jimmy Carter left."),
    ("2019-10-01", "Several hundred people protested in Baghdad on Tuesday. The authorities blamed the UNP."),
)  # fmt: skip


@pytest.fixture(scope="module")
def several() -> list[ArticleGraph]:
    """The graphs of articles that share names and differ in what they mean by them."""
    read = flow(load())
    return [
        read.graph(Document(str(number), text, published=date.fromisoformat(day)))
        for number, (day, text) in enumerate(_ARTICLES)
    ]


def _held(graphs: Sequence[ArticleGraph]) -> Store:
    store = open_store()
    ingest(graphs, store, load())
    return store


@given(order=st.permutations(range(len(_ARTICLES))), count=st.integers(1, len(_ARTICLES)))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ingesting_and_judging_anew_give_the_same(
    several: list[ArticleGraph], order: list[int], count: int
) -> None:
    store = _held([several[turn] for turn in order[:count]])
    before = set(store.quads())
    assert relink(store, open_knowledge()) == []
    assert set(store.quads()) == before


def test_a_row_that_has_to_do_with_nothing_changes_nothing(
    several: list[ArticleGraph], tmp_path: Path
) -> None:
    store = _held(several)
    before = set(store.quads())
    assert relink(store, _base(tmp_path / "kb", _learnt)) == []
    assert set(store.quads()) == before


def test_what_a_reconciliation_service_said_stays(several: list[ArticleGraph]) -> None:
    store = _held(several[:1])
    node = f"{BASE}city/a"
    link = Link("Q1", "A", False, SERVICE, 0.6, hit="A")
    said = [
        *mapping_quads(node, "A", link),
        quad(node, CLOSE, terms.WD + "Q1", f"{BASE}graph/entities"),
        quad(node, terms.RDFS_LABEL, string("A"), f"{BASE}graph/entities"),
    ]
    store.add(said)
    assert relink(store, open_knowledge()) == []
    assert set(said) <= set(store.quads())


def test_an_item_that_the_base_has_learnt(store: Store, tmp_path: Path) -> None:
    described, count = _triples(store), len(store)
    changes = {change.entity: change for change in relink(store, _base(tmp_path / "kb", _learnt))}
    assert changes[REGION].before == ()
    assert [item for item, _ in changes[REGION].after] == [terms.WD + "Q900000001"]
    assert _triples(store) == described
    assert len(store) > count
    (answer,) = store.query(f"SELECT ?item WHERE {{ <{REGION}> ?link ?item FILTER STRSTARTS(STR(?item), "
                            f'"{terms.WD}") }}').rows()  # fmt: skip
    assert answer["item"] == iri(terms.WD + "Q900000001")


def test_an_item_that_the_base_no_longer_has(store: Store, tmp_path: Path) -> None:
    knowledge = _base(tmp_path / "kb", _forgotten)
    changes = {change.entity: change for change in relink(store, knowledge)}
    assert changes[LEADER].after == ()
    assert not [one for one in store.quads() if one.subject == iri(LEADER) and one.predicate.value == SAME]
    assert {change.entity for change in relink(store, open_knowledge())} >= {LEADER}


def _mapped(qid: str, certain: bool = True) -> list[Quad]:
    link = Link(qid, qid, certain, "name", 0.9)
    return [
        *mapping_quads(f"{BASE}city/a", "A", link),
        quad(f"{BASE}city/a", SAME if certain else CLOSE, terms.WD + qid, f"{BASE}graph/entities"),
    ]


@pytest.mark.parametrize(
    ("links", "kept"),
    [
        ([("Q1", True)], {"Q1": SAME}),
        ([("Q1", True), ("Q1", False)], {"Q1": SAME}),
        ([("Q1", True), ("Q2", False)], {"Q1": SAME, "Q2": CLOSE}),
        ([("Q1", True), ("Q2", True)], {"Q1": CLOSE, "Q2": CLOSE}),
        ([("Q1", True), ("Q2", True), ("Q1", False)], {"Q1": CLOSE, "Q2": CLOSE}),
    ],
)
def test_no_entity_is_certain_to_be_two_items(links: list[tuple[str, bool]], kept: dict[str, str]) -> None:
    quads = [one for qid, certain in links for one in _mapped(qid, certain)]
    random.Random(1).shuffle(quads)
    expected = {terms.WD + qid: predicate for qid, predicate in kept.items()}
    assert verdicts(mappings_in(quads)) == {f"{BASE}city/a": expected}
    both = CLOSE in kept.values() and SAME not in kept.values()
    assert bool(contested(mappings_in(quads))) is both
    assert bool(settled(quads)[1]) is both


def test_articles_that_disagree_one_after_the_other() -> None:
    store = open_store()
    for turn, qid in enumerate(("Q1", "Q2", "Q1")):
        graph = f"{BASE}graph/{turn}"
        store.replace_article(graph, [*_mapped(qid), quad(graph, terms.RDFS_LABEL, string("x"), graph)])
        settle(store)
    found = {(one.predicate.value, str(one.object)) for one in store.quads(f"{BASE}graph/entities")}
    assert found == {(CLOSE, f"<{terms.WD}{qid}>") for qid in ("Q1", "Q2")}
    assert settle(store) == {f"{BASE}city/a": [terms.WD + "Q1", terms.WD + "Q2"]}


def test_the_command(seed_store: Path, tmp_path: Path) -> None:
    shutil.copytree(seed_store, tmp_path / "store")
    first = kg("relink", "--store", tmp_path / "store")
    assert (first.returncode, first.stderr) == (0, "")
    assert kg("relink", "--store", tmp_path / "store").stdout == "0 entities changed\n"
    assert kg("relink", "--store", tmp_path / "store", "--format", "json").stdout == "[]\n"
    assert "there is no store at" in kg("relink", "--store", tmp_path / "nowhere").stderr


def test_a_people_that_stands_for_its_state_in_an_event() -> None:
    with extract("KYIV — The Russians shelled a village near Kharkiv on Monday.", "2022-05-03") as graph:
        assert relink(graph.store, open_knowledge()) == []
