"""The result cache: the same question on the same version costs no query, any other does."""

from collections.abc import Iterator

import httpx
import pytest

from kg.endpoint import Site, create_app
from kg.endpoint.cache import Cache, key
from kg.store import Dataset
from kg.store.pool import Limits
from kg.store.serving import Question, ServedStore
from tests.endpoint.conftest import BASE, running
from tests.endpoint.test_observation import figures, of

TOKEN = {"Authorization": "Bearer t", "Content-Type": "application/sparql-update"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
MANY = "SELECT * { VALUES ?x { " + "1 " * 400 + "} VALUES ?y { " + "2 " * 400 + "} }"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("cache") / "store"
    with ServedStore.open(path, base=BASE, limits=Limits(processes=1, seconds=5)) as store:
        site = Site(store, base=BASE, token="t", cache_bytes=400_000)
        with running(create_app(site)) as url, httpx.Client(base_url=url, timeout=30) as client:
            yield client


@pytest.fixture
def client(opened: httpx.Client) -> httpx.Client:
    """After a write: nothing is in the cache."""
    assert opened.post("/update", content="CLEAR ALL", headers=TOKEN).status_code == 204
    return opened


class Hits:
    """How often the cache had the answer since this was made."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._before = self._now()

    def __call__(self) -> int:
        return self._now() - self._before

    def _now(self) -> int:
        return int(of(figures(self._client), "kg_cache_lookups_total", result="hit"))


@pytest.fixture
def hits(client: httpx.Client) -> Hits:
    figures(client)  # counts the statements of this version
    return Hits(client)


def ask(client: httpx.Client, query: str = COUNT, accept: str = "*/*", **more: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def test_the_same_question_again_is_answered_from_it(client: httpx.Client, hits: Hits) -> None:
    first, again = ask(client), ask(client)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert hits() == 1


@pytest.mark.parametrize("other", ["post", "form", "name", "space", "order", "timeout"])
def test_one_question_in_other_clothes(client: httpx.Client, hits: Hits, other: str) -> None:
    graphs = ["http://a.example/1", "http://a.example/2"]
    client.get("/sparql", params={"query": COUNT, "default-graph-uri": graphs})
    graphs = graphs[::-1] if other == "order" else graphs
    match other:
        case "post":
            headers = {"Content-Type": "application/sparql-query"}
            client.post("/sparql", params={"default-graph-uri": graphs}, content=COUNT, headers=headers)
        case "form":
            client.post("/sparql", data={"query": COUNT, "default-graph-uri": graphs})
        case "name":
            client.get("/sparql", params={"query": COUNT, "default-graph-uri": graphs, "format": "json"})
        case "timeout":
            client.get("/sparql", params={"query": COUNT, "default-graph-uri": graphs, "timeout": "3"})
        case _:
            client.get("/sparql", params={"query": f"\n{COUNT} ", "default-graph-uri": graphs})
    assert hits() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"accept": "text/csv"},
        {"format": "xml"},
        {"default-graph-uri": "http://a.example/g"},
        {"named-graph-uri": "http://a.example/g"},
        {"query": COUNT.lower().replace("?n", "?m")},
    ],
)
def test_another_question_is_asked(client: httpx.Client, hits: Hits, more: dict[str, str]) -> None:
    ask(client)
    ask(client, **more)
    assert hits() == 0


def test_after_a_write_it_is_asked_anew(client: httpx.Client) -> None:
    before = [ask(client).text for _ in range(2)]
    written = client.post("/update", content="INSERT DATA { <a:a> <a:b> 1 }", headers=TOKEN)
    assert written.status_code == 204
    assert ask(client).text not in before
    assert ask(client).json()["results"]["bindings"][0]["n"]["value"] == "1"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("query", [COUNT, "SELECT * { VALUES ?x { " + "1 " * 500 + "} }"])
def test_each_time_it_comes_with_the_same_header(
    client: httpx.Client, hits: Hits, query: str, encoding: str
) -> None:
    asked = {"params": {"query": query}, "headers": {"Accept-Encoding": encoding}}
    answers = [client.get("/sparql", **asked) for _ in range(4)]  # type: ignore[arg-type]
    own = ("date", "x-query-time", "server-timing")
    first, *others = [{k: v for k, v in one.headers.items() if k not in own} for one in answers]
    assert others == [first] * 3
    assert {one.content for one in answers} == {answers[0].content}
    assert all(one.headers["Server-Timing"].endswith(one.headers["X-Query-Time"]) for one in answers)
    assert hits() == 3
    condition = {"If-None-Match": first["etag"], "Accept-Encoding": encoding}
    assert client.get("/sparql", params={"query": query}, headers=condition).status_code == 304
    assert client.head("/sparql", **asked).content == b""  # type: ignore[arg-type]


def test_a_request_to_another_name_of_the_server_is_another(client: httpx.Client) -> None:
    query = "SELECT (<x> AS ?x) {}"
    one, other = (
        [client.get("/sparql", params={"query": query}, headers={"Host": name}).text for _ in range(3)][-1]
        for name in ("one.example", "other.example")
    )
    assert "http://one.example/x" in one
    assert "http://other.example/x" in other


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("SELECT (RAND() AS ?n) {}", {}),
        ("SELECT (uuid() AS ?n) {}", {}),
        ("ASK {", {}),
        (MANY, {}),  # larger than its share
        ("SELECT (SUM(?x * ?y * ?z) AS ?n) " + MANY.partition("*")[2].replace("?y", "?z"), {}),
    ],
)
def test_what_may_differ_or_is_too_large_is_not_kept(
    client: httpx.Client, hits: Hits, query: str, more: dict[str, str]
) -> None:
    first, again = (ask(client, query, **more) for _ in range(2))
    assert first.status_code == again.status_code
    if "SUM" in query:  # small and whole after all: this one is kept
        assert hits() == 1
    else:
        assert hits() == 0


def test_what_failed_is_not_kept(client: httpx.Client, hits: Hits) -> None:
    cross = "SELECT * { " + "".join(f"VALUES ?{c} {{ {'1 ' * 300} }} " for c in "abcd") + "}"
    first = ask(client, f"{cross} ORDER BY ?a", timeout="0.2")
    assert first.status_code == 503
    with pytest.raises(httpx.RemoteProtocolError):
        ask(client, cross, timeout="0.3")
    for query in (f"{cross} ORDER BY ?a", cross):
        with client.stream("GET", "/sparql", params={"query": query, "timeout": "0.3"}) as response:
            assert response.status_code in (200, 503)
    assert hits() == 0


def question(text: str) -> Question:
    return Question(text, "application/sparql-results+json", Dataset())


def test_it_is_bounded_and_the_oldest_goes() -> None:
    cache = Cache(100_000)
    for number in range(200):
        cache.put(key(1, question(f"ASK {{ {number} }}")), (b"x" * 1000,))
        cache.get(key(1, question("ASK { 0 }")))
    assert cache.size <= 100_000
    assert 50 < len(cache) < 100
    assert cache.get(key(1, question("ASK { 0 }"))) is not None
    assert cache.get(key(1, question("ASK { 1 }"))) is None
    cache.put(key(1, question("large")), (b"x" * 30_000,))
    assert cache.get(key(1, question("large"))) is None
    cache.put(key(2, question("ASK { 0 }")), (b"y",))
    assert len(cache) == 1
    assert cache.get(key(1, question("ASK { 0 }"))) is None


def test_no_room_keeps_nothing() -> None:
    cache = Cache(0)
    cache.put(key(1, question("ASK {}")), (b"",))
    assert len(cache) == 0
