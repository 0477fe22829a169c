"""Downloads of the whole graph from a real server."""

import base64
import gzip
import hashlib
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg import rdf, terms
from kg.dumping import Dumps
from kg.endpoint import Site, create_app
from kg.export.everything import names
from kg.store import open_store
from kg.store.failures import BusyError
from kg.store.pool import Limits
from kg.store.serving import ServedStore
from tests.endpoint.conftest import BASE, GRAPH, QUADS, running

TOKEN = "a token for the tests"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedStore]:
    path = tmp_path_factory.mktemp("dumps") / "store"
    text = rdf.quad(BASE + "article/a-1", terms.NIF_IS_STRING, rdf.string("all of it"), GRAPH)
    with open_store(path, base=BASE) as filled:
        filled.replace_article(GRAPH, [*QUADS, text])
    with ServedStore.open(path, base=BASE, limits=Limits(processes=1)) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(store: ServedStore) -> Iterator[httpx.Client]:
    dumps = Dumps(store, BASE)
    with (
        running(create_app(Site(store, base=BASE, token=TOKEN, dumps=dumps))) as address,
        httpx.Client(base_url=address, timeout=60) as opened,
    ):
        yield opened
    dumps.close()


def test_the_list_is_a_page_or_dcat(client: httpx.Client) -> None:
    page = client.get("/dumps/", headers={"Accept": "text/html"})
    assert all(f'href="/dumps/{name}"' in page.text for name in names(".gz"))
    data = client.get("/dumps/", headers={"Accept": "text/turtle"})
    found = list(rdf.parse(data.content, "ttl"))
    urls = {str(one.object) for one in found if one.predicate.value == terms.DCAT + "downloadURL"}
    assert urls == {f"<{client.base_url.join(f'/dumps/{name}')}>" for name in names(".gz")}
    assert client.get("/dumps/", headers={"Accept": "image/png"}).status_code == 406


def test_void_points_to_the_dumps(client: httpx.Client) -> None:
    found = list(rdf.parse(client.get("/.well-known/void", headers={"Accept": "text/turtle"}).content, "ttl"))
    dumps = {str(one.object) for one in found if one.predicate.value == terms.VOID + "dataDump"}
    assert f"<{client.base_url.join('/dumps/graph.ttl.gz')}>" in dumps


def test_a_dump_comes_with_its_checksum_and_is_not_sent_twice(client: httpx.Client) -> None:
    first = client.get("/dumps/graph.nq.gz")
    assert (first.status_code, first.headers["Content-Type"]) == (200, "application/gzip")
    assert "Content-Encoding" not in first.headers
    digest = hashlib.sha256(first.content)
    assert first.headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert client.get("/dumps/graph.nq.gz.sha256").text == f"{digest.hexdigest()}  graph.nq.gz\n"
    quads = list(rdf.parse(gzip.decompress(first.content), "nq"))
    assert set(QUADS) <= set(quads)
    assert not any(one.predicate.value == terms.NIF_IS_STRING for one in quads)
    again = client.get("/dumps/graph.nq.gz", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    part = client.get("/dumps/graph.nq.gz", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, first.content[:10])
    head = client.head("/dumps/graph.nq.gz")
    assert (head.headers["ETag"], head.content) == (first.headers["ETag"], b"")


def test_all_checksums_are_one_file_that_sha256sum_takes(client: httpx.Client, tmp_path: Path) -> None:
    while (sums := client.get("/dumps/SHA256SUMS")).status_code == 503:  # each request waits for a while
        assert sums.headers["Retry-After"]
    assert (sums.status_code, sums.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    (tmp_path / "SHA256SUMS").write_bytes(sums.content)
    for name in names(".gz"):
        (tmp_path / name).write_bytes(client.get(f"/dumps/{name}").content)
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{name}: OK" for name in names(".gz")]
    with (tmp_path / "graph.nq.gz").open("ab") as file:
        file.write(b"x")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1
    page = client.get("/dumps/", headers={"Accept": "text/html"}).text
    assert 'href="/dumps/SHA256SUMS"' in page


def test_a_write_makes_another_dump(client: httpx.Client, store: ServedStore) -> None:
    before = client.get("/dumps/graph.nt")
    update = f'INSERT DATA {{ <urn:x> <{terms.SKOS_ALT_LABEL}> "Hayastan" }}'
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert client.post("/update", data={"update": update}, headers=headers).status_code in (200, 204)
    after = client.get("/dumps/graph.nt")
    assert before.headers["ETag"] != after.headers["ETag"]
    assert set(after.text.splitlines()) - set(before.text.splitlines()) == {
        f'<urn:x> <{terms.SKOS_ALT_LABEL}> "Hayastan" .'
    }
    assert [path.name for path in (store.path / "dumps").iterdir()] == [str(store.version)]


@pytest.mark.parametrize("name", ["graph.xyz", "graph", "..%2f..%2fCURRENT", "graph.nq.gz.sha512", "CURRENT"])
def test_other_names_are_not_found(client: httpx.Client, name: str) -> None:
    found = client.get(f"/dumps/{name}")
    assert (found.status_code, found.headers["Content-Type"]) == (404, "application/problem+json")


def test_what_takes_long_is_asked_for_again(store: ServedStore, tmp_path: Path) -> None:
    dumps = Dumps(store, BASE, seconds=0.0)
    try:
        with pytest.raises(BusyError, match="is being made"):
            dumps.get("graph.trig")
        done = threading.Event()
        for _ in range(600):
            if dumps.ready("graph.trig").size is not None:
                break
            done.wait(0.1)
        assert dumps.get("graph.trig").path.is_file()
    finally:
        dumps.close()
