"""The reconciliation service over HTTP, in the shapes of version 0.2 and of the draft of 1.0.

Answers are held against the specification's own schemas in `test_reconcile_schemas.py`.
"""

import json
from typing import Any

import httpx
import pytest

CANDIDATE = {"id": str, "name": str, "score": float, "features": list, "match": bool, "type": list}


def shaped(value: dict[str, Any], shape: dict[str, type]) -> bool:
    return {name: type(value.get(name)) for name in shape} == shape


def test_the_manifests(client: httpx.Client) -> None:
    answer = client.get("/reconcile")
    manifest = answer.json()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert shaped(manifest, {"versions": list, "name": str, "identifierSpace": str, "schemaSpace": str})
    assert "0.2" in manifest["versions"]
    assert "{{id}}" in manifest["view"]["url"]
    assert shaped(manifest["preview"], {"url": str, "width": int, "height": int})
    for name in ("entity", "property", "type"):
        place = manifest["suggest"][name]
        suggested = client.get(place["service_url"] + place["service_path"], params={"prefix": "C"}).json()
        assert all(shaped(one, {"id": str, "name": str}) for one in suggested["result"])
        assert suggested["result"]
    draft = client.get("/reconcile/v1").json()
    assert draft["versions"] == ["1.0-draft"]
    assert draft["suggest"] == {"entity": True, "property": True, "type": True}
    assert "{id}" in draft["view"]["url"]


QUERIES = [
    ({"query": "Georgia", "type": "Country"}, "Georgia", True),
    ({"query": "Georgia", "type": "Territory"}, "Georgia", None),
    ({"query": "Armenians", "type": ["Country"]}, "Armenia", True),
    ({"query": "Kiev"}, "Kyiv", True),
    ({"query": "Portland", "properties": [{"pid": "country", "v": "United States"}]}, "Portland", None),
    ({"query": "Nowhere at all"}, None, None),
]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_is_matched(client: httpx.Client, method: str) -> None:
    queries = json.dumps({f"q{number}": query for number, (query, *_) in enumerate(QUERIES)})
    place = {"params": {"queries": queries}} if method == "GET" else {"data": {"queries": queries}}
    found = client.request(method, "/reconcile", **place).json()  # type: ignore[arg-type]
    for number, (_, name, match) in enumerate(QUERIES):
        result = found[f"q{number}"]["result"]
        assert [one["score"] for one in result] == sorted((one["score"] for one in result), reverse=True)
        assert all(shaped(one, CANDIDATE) and 0 <= one["score"] <= 100 for one in result)
        assert (result[0]["name"] if result else None) == name
        assert match is None or result[0]["match"] is match


def test_a_batch_of_the_draft_is_matched(client: httpx.Client) -> None:
    name = {"matchType": "name", "propertyValue": "Baku"}
    country = {"matchType": "property", "propertyId": "country", "propertyValue": {"id": "Q227"}}
    queries = [
        {"type": "City", "conditions": [name, country], "limit": 1},
        {"conditions": [{"matchType": "id", "propertyValue": "Q399"}]},
    ]
    found = client.post("/reconcile/v1/match", json={"queries": queries}).json()["results"]
    assert [[(one["name"], one["match"]) for one in group["candidates"]] for group in found] == [
        [("Baku", True)],
        [("Armenia", True)],
    ]
    assert all(
        shaped(one, {"id": str, "name": str, "value": float}) for one in found[0]["candidates"][0]["features"]
    )


def test_items_are_extended_and_previewed(client: httpx.Client) -> None:
    proposed = client.get("/reconcile/extend/propose", params={"type": "City", "limit": "3"}).json()
    assert len(proposed["properties"]) == 3
    wanted = {"ids": ["Q9248", "Q0"], "properties": [{"id": "country"}, {"id": "latitude"}, {"id": "magic"}]}
    found = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert found["rows"]["Q9248"]["country"][0]["name"] == "Azerbaijan"
    assert set(found["rows"]["Q9248"]["latitude"][0]) == {"float"}
    assert found["rows"]["Q0"] == {"country": [], "latitude": [], "magic": []}
    draft = client.post("/reconcile/v1/extend", json=wanted).json()
    assert [row["id"] for row in draft["rows"]] == ["Q9248", "Q0"]
    preview = client.get("/reconcile/preview", params={"id": "Q9248"})
    assert "Baku" in preview.text
    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "queries", "status"),
    [
        ("/reconcile", "{", 400),
        ("/reconcile", "[]", 400),
        ("/reconcile", '{"q0": {}}', 400),
        ("/reconcile", '{"q0": {"query": 5}}', 400),
        ("/reconcile", '{"q0": {"query": "x", "type": 5}}', 400),
        ("/reconcile", '{"q0": {"query": "x", "limit": 0}}', 400),
        ("/reconcile", json.dumps({f"q{number}": {"query": "x"} for number in range(101)}), 400),
        ("/reconcile/suggest/colour", "{}", 400),
        ("/reconcile/preview?id=Q0", "{}", 404),
        ("/reconcile/extend/propose?limit=many", "{}", 400),
    ],
)
def test_what_is_wrong_is_a_problem(client: httpx.Client, path: str, queries: str, status: int) -> None:
    answer = client.get(path, params=None if "?" in path else {"queries": queries})
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["detail"]
