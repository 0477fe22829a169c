"""Entity tags, compression and HEAD: the same answer, at less cost."""

import gzip

import httpx
import pytest

MANY = {"query": "SELECT * { ?s ?p ?o }"}
PLAIN = {"Accept-Encoding": "identity"}


def test_what_the_client_has_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/sparql", params=MANY)
    tag = first.headers["ETag"]
    again = client.get("/sparql", params=MANY, headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    other = client.get("/sparql", params={**MANY, "format": "csv"}, headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["ETag"] != tag


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?n) {}", "SELECT (rand() AS ?n) {}"])
def test_what_changes_each_time_has_no_tag(client: httpx.Client, query: str) -> None:
    assert "ETag" not in client.get("/sparql", params={"query": query}).headers


def test_large_answers_are_compressed_where_the_client_can_undo_it(client: httpx.Client) -> None:
    plain = client.get("/sparql", params=MANY, headers=PLAIN)
    assert "Content-Encoding" not in plain.headers
    with client.stream("GET", "/sparql", params=MANY, headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        packed = b"".join(response.iter_raw())
    assert gzip.decompress(packed) == plain.content
    assert len(packed) < len(plain.content) / 5
    refused = client.get("/sparql", params=MANY, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK%7B%7D", "/healthz", "/graphs?default", "/data/country/armenia.ttl"]
)
def test_head_is_get_without_a_body(client: httpx.Client, path: str) -> None:
    head, get = client.head(path, headers=PLAIN), client.get(path, headers=PLAIN)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == get.headers["Content-Type"]
