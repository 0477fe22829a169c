"""The text index follows the store: changed by what a write changed, it is what a new one would be."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import rdf, terms, vocab
from kg.endpoint.shelf import Shelf
from kg.endpoint.textindex import TextIndex
from kg.rdf import Quad
from kg.search import Index
from kg.store import open_store
from kg.store.edits import Edit
from kg.store.folder import Folder
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from tests.endpoint.conftest import BASE
from tests.endpoint.test_beside import served
from tests.endpoint.test_writes import AUTHORISED, TOKEN, UPDATE

ENTITIES, ONTOLOGY = f"{BASE}graph/entities", "https://a.example/ontology"
WORDS = ("alpha", "beta gamma", "Gamma", "alpha delta")
KINDS = (vocab.Assault, vocab.Accuse, "http://a.example/Other")


def article(number: int, edition: int) -> list[Quad]:
    """Events, an entity that it shares with others, and an edition's own words."""
    graph = f"{BASE}graph/{number}"
    word, kind = WORDS[(number + edition) % 4], KINDS[edition % 3]
    event, entity = f"{BASE}event/{number}", f"{BASE}city/{(number + edition) % 2}"
    return [
        rdf.quad(event, terms.RDF_TYPE, kind, graph),
        rdf.quad(event, vocab.sentence, rdf.string(f"{word} was seen"), graph),
        rdf.quad(event, vocab.place, entity, graph),
        rdf.quad(f"{event}-2", vocab.sentence, rdf.string("alpha was seen"), graph),
        rdf.quad(entity, terms.RDF_TYPE, vocab.City, ENTITIES),
        rdf.quad(entity, terms.RDFS_LABEL, rdf.string(WORDS[edition % 4], "en"), ENTITIES),
    ]


def ingest(number: int, edition: int) -> Edit:
    body = rdf.serialise(article(number, edition), "nq")
    return Edit("article", graph=f"{BASE}graph/{number}", bodies=(("application/n-quads", body),))


def define(edition: int) -> Edit:
    kind = f"<{ONTOLOGY}> a <{terms.OWL}Ontology> ." if edition != 1 else ""
    body = f'{kind} <{KINDS[0]}> <{terms.RDFS_LABEL}> "{WORDS[edition]}" ; a <{terms.OWL}Class> .'
    return Edit("put", graph=ONTOLOGY, bodies=(("text/turtle", body.encode()),))


LABEL, THING = f"<{terms.RDFS_LABEL}>", f"<{BASE}n/1>"
UPDATES = (
    f"INSERT DATA {{ {THING} {LABEL} 'beta', 'alpha', 'Alpha' ; a <{KINDS[2]}>, <{KINDS[0]}> }}",
    f"DELETE WHERE {{ {THING} ?p ?o }}",
    f"DELETE DATA {{ {THING} {LABEL} 'alpha' ; a <{KINDS[0]}> }}",
    f"INSERT DATA {{ GRAPH <{ENTITIES}> {{ <{BASE}city/0> {LABEL} 'beta' }} }}",
    f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} INSERT {{ GRAPH ?g {{ ?s ?p 'delta' }} }} "
    f"WHERE {{ GRAPH ?g {{ ?s ?p ?o FILTER(?p = <{vocab.sentence}>) }} }}",
    "CLEAR ALL",
)
EDITS = st.one_of(
    st.builds(ingest, st.integers(0, 2), st.integers(0, 3)),
    st.builds(lambda number: Edit("remove", graph=f"{BASE}graph/{number}"), st.integers(0, 2)),
    st.builds(define, st.integers(0, 2)),
    st.sampled_from([Edit("update", text=text) for text in UPDATES]),
    st.just(Edit("events")),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedStore]:
    path = tmp_path_factory.mktemp("texts") / "store"
    with ServedStore.open(path, base=BASE, limits=Limits(processes=1)) as opened:
        yield opened


def held(index: Index) -> tuple[list[object], object]:
    """All that an index says, by whatever numbers it knows it, and what a search makes of it."""
    with closing(sqlite3.connect(index.path)) as database:
        said = database.execute(
            "SELECT iri, kind, rank, label, title, texts.text, property, weight FROM said "
            "JOIN things ON things.id = said.thing JOIN texts ON texts.id = said.text ORDER BY 1, 6, 7"
        ).fetchall()
        lost = database.execute(
            "SELECT text FROM texts WHERE id NOT IN (SELECT text FROM said) UNION ALL "
            "SELECT iri FROM things WHERE id NOT IN (SELECT thing FROM said)"
        ).fetchall()
        database.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    hits = [hit for word in ("alpha", "beta", "delta", "se*") for hit in index.find(word).hits]
    return [*said, *lost], [(hit.thing, hit.kind, hit.label, hit.score) for hit in hits]


def write(store: ServedStore, edit: Edit) -> None:
    store.write([edit], lambda part: None)


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(st.lists(st.tuples(EDITS, st.booleans()), min_size=1, max_size=8))
def test_changed_step_by_step_it_is_what_a_new_one_is(
    store: ServedStore, steps: list[tuple[Edit, bool]]
) -> None:
    write(store, Edit("update", text="CLEAR ALL"))
    for number in range(2):
        write(store, ingest(number, number))
    texts = TextIndex(store)
    texts.current()
    for edit, looked in steps:
        write(store, edit)
        if looked:
            texts.current()
    assert held(texts.current()) == held(TextIndex(store).current())


def test_a_write_changes_the_index_that_is_there(store: ServedStore) -> None:
    write(store, Edit("update", text="CLEAR ALL"))
    texts = TextIndex(store)
    first = texts.current()
    for edition in range(3):
        write(store, ingest(1, edition))
        assert texts.current().path == first.path
        assert texts.find(f'"{WORDS[(1 + edition) % 4]} was seen"').total >= 1
    assert store.retold(store.version - 1, store.version), "known by name"
    write(store, define(0))
    assert texts.current().path != first.path, "what a graph defines counts anew as a whole"
    assert not first.path.exists()


def test_a_change_that_fails_has_it_made_anew(store: ServedStore) -> None:
    texts = TextIndex(store)
    first = texts.current()
    write(store, ingest(2, 3))
    with closing(sqlite3.connect(first.path)) as database, database:
        database.execute("DROP TABLE said")
    assert texts.current().path != first.path
    assert held(texts.current()) == held(TextIndex(store).current())


def build_none(*_: object) -> Index:
    raise AssertionError("the one on the shelf is good")


def nothing(path: Path) -> None:
    """Nobody owns the store meanwhile."""


def looked_at(path: Path) -> None:
    with open_store(path, base=BASE):
        pass


def written(path: Path) -> None:
    with open_store(path, base=BASE) as store:
        store.add(article(5, 2))


def damaged(path: Path) -> None:
    [found] = (path / "texts").iterdir()
    found.write_bytes(b"SQLite format 3\0" + bytes(100))


@pytest.mark.parametrize("tidied", [False, True])
@pytest.mark.parametrize(
    ("meanwhile", "good"), [(nothing, True), (looked_at, False), (written, False), (damaged, False)]
)
def test_the_next_server_goes_on_with_it_if_it_says_what_the_store_does(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Path], None],
    good: bool,
    tidied: bool,
) -> None:
    limits = Limits(processes=1)
    with ServedStore.open(tmp_path, base=BASE, limits=limits) as store:
        write(store, ingest(1, 1))
        texts = TextIndex(store, Shelf.of(store))
        texts.current()
        write(store, ingest(1, 2))
        first = texts.current()
        assert not tidied or store.tidy()
    meanwhile(tmp_path)
    with ServedStore.open(tmp_path, base=BASE, limits=limits) as store, monkeypatch.context() as patched:
        if good:
            patched.setattr(Index, "build", build_none)
        texts = TextIndex(store, Shelf.of(store))
        assert (texts.current().path == first.path) == good
        write(store, ingest(1, 0))
        texts.current()
    with ServedStore.open(tmp_path, base=BASE, limits=limits) as store:
        before = Folder.identity(tmp_path)
        again = TextIndex(store, Shelf.of(store, (before, store.formerly)))
        assert held(again.current()) == held(TextIndex(store).current())
    assert len(list((tmp_path / "texts").glob("*.sqlite"))) == 1


def test_an_index_that_lags_behind_a_crash_is_made_anew(tmp_path: Path) -> None:
    limits = Limits(processes=1)
    with ServedStore.open(tmp_path, base=BASE, limits=limits) as store:
        first = TextIndex(store, Shelf.of(store)).current()
        write(store, ingest(1, 1))  # and no search before the end
    with ServedStore.open(tmp_path, base=BASE, limits=limits) as store:
        texts = TextIndex(store, Shelf.of(store))
        assert texts.current().path != first.path
        assert texts.find("seen").total


def test_a_server_that_is_killed_while_it_writes_finds_what_it_holds(tmp_path: Path) -> None:
    """The last of many writes is under way then: done or not, the search says what the store does."""
    for number in range(2):
        with (
            served(tmp_path, "--bare", KG_WRITE_TOKEN=TOKEN) as (server, address),
            httpx.Client(base_url=address) as client,
            ThreadPoolExecutor() as threads,
        ):
            for edition in range(3):
                assert _renamed(client, f"word{edition}")
                assert _found(client) == [f"word{edition}"]
            last = threads.submit(_renamed, client, "wordlast")
            time.sleep(0.02 * number)
            server.kill()
            confirmed = last.result()
        with served(tmp_path, "--bare") as (_, address), httpx.Client(base_url=address) as client:
            query = f"SELECT ?l {{ {THING} {LABEL} ?l }}"
            said = client.get("sparql", params={"query": query, "format": "csv"}).text.split()[1:]
            assert _found(client) == said
            assert said == ["wordlast"] or (said == ["word2"] and not confirmed)
    left = [path.name for path in (tmp_path / "texts").glob("*.sqlite")]
    with served(tmp_path, "--bare") as (_, address), httpx.Client(base_url=address) as client:
        assert _found(client) == said
        assert [path.name for path in (tmp_path / "texts").glob("*.sqlite")] == left, "nothing was written"


def _renamed(client: httpx.Client, name: str) -> bool:
    text = f"DELETE WHERE {{ {THING} ?p ?o }} ; INSERT DATA {{ {THING} {LABEL} '{name}' }}"
    try:
        return client.post("update", content=text, headers={**AUTHORISED, **UPDATE}).is_success
    except httpx.HTTPError:
        return False


def _found(client: httpx.Client) -> list[str]:
    answer = client.get("search", params={"q": "word*"}, timeout=30).json()
    return [hit["text"] for hit in answer["results"]]
