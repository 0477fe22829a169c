"""What the reconciliation service answers, against the JSON schemas of the specification itself."""

import json
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

SCHEMAS: Final = Path(__file__).with_name("reconciliation")
_SWAGGER: Final = {"definitions": {"securityDefinitions": {"additionalProperties": {"type": "object"}}}}
"""What the manifest's schema refers to for authentication, which this service does not ask for."""


def _validator(version: str, name: str) -> Draft7Validator:
    found = {path.stem: json.loads(path.read_text()) for path in (SCHEMAS / version).glob("*.json")}
    named = [(schema["$id"], DRAFT7.create_resource(schema)) for schema in found.values() if "$id" in schema]
    swagger = ("http://swagger.io/v2/schema.json", DRAFT7.create_resource(_SWAGGER))
    registry: Registry[Any] = Registry().with_resources([*named, swagger])
    schema = found[name]
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, registry=registry)


def _errors(version: str, name: str, answer: object) -> list[str]:
    return [error.message[:200] for error in _validator(version, name).iter_errors(answer)]


EXTEND: Final = {
    "ids": ["Q9248", "Q0", "Q399"],
    "properties": [{"id": name} for name in ("country", "capital", "alias", "latitude", "start", "magic")],
}
QUERIES: Final = {
    "q0": {"query": "Baku", "type": "City", "limit": 3},
    "q1": {"query": "Portland", "properties": [{"pid": "country", "v": "United States"}]},
    "q2": {"query": "Nowhere at all"},
}
DRAFT_QUERIES: Final = {
    "queries": [
        {"type": "City", "conditions": [{"matchType": "name", "propertyValue": "Baku"}], "limit": 3},
        {"conditions": [{"matchType": "id", "propertyValue": "Q399"}]},
    ]
}


def test_the_requests_of_these_tests_are_those_of_the_specification() -> None:
    assert _errors("0.2", "reconciliation-query-batch", QUERIES) == []
    assert _errors("0.2", "data-extension-query", EXTEND) == []
    assert _errors("1.0-draft", "reconciliation-query-batch", DRAFT_QUERIES) == []
    assert _errors("1.0-draft", "data-extension-query", EXTEND) == []


@pytest.mark.parametrize(("version", "path"), [("0.2", "/reconcile"), ("1.0-draft", "/reconcile/v1")])
def test_the_manifest(client: httpx.Client, version: str, path: str) -> None:
    assert _errors(version, "manifest", client.get(path).json()) == []


def test_candidates(client: httpx.Client) -> None:
    answer = client.post("/reconcile", data={"queries": json.dumps(QUERIES)}).json()
    assert answer["q0"]["result"]
    assert _errors("0.2", "reconciliation-result-batch", answer) == []
    draft = client.post("/reconcile/v1/match", json=DRAFT_QUERIES).json()
    assert draft["results"][0]["candidates"]
    assert _errors("1.0-draft", "reconciliation-result-batch", draft) == []


@pytest.mark.parametrize(("version", "path"), [("0.2", "/reconcile"), ("1.0-draft", "/reconcile/v1")])
@pytest.mark.parametrize("what", ["entity", "property", "type"])
def test_suggestions(client: httpx.Client, version: str, path: str, what: str) -> None:
    answer = client.get(f"{path}/suggest/{what}", params={"prefix": "C"}).json()
    assert answer["result"]
    schema = {"entity": "entities", "property": "properties", "type": "types"}[what]
    assert _errors(version, f"suggest-{schema}-response", answer) == []


@pytest.mark.parametrize(("version", "path"), [("0.2", "/reconcile"), ("1.0-draft", "/reconcile/v1")])
def test_extension(client: httpx.Client, version: str, path: str) -> None:
    proposed = client.get(f"{path}/extend/propose", params={"type": "City"}).json()
    assert _errors(version, "data-extension-property-proposal", proposed) == []
    if version == "0.2":
        answer = client.post(path, data={"extend": json.dumps(EXTEND)}).json()
    else:
        answer = client.post(f"{path}/extend", json=EXTEND).json()
    assert answer["rows"]
    assert _errors(version, "data-extension-response", answer) == []


@pytest.mark.parametrize(
    ("version", "name", "wrong"),
    [
        ("0.2", "manifest", {"name": "x"}),
        ("0.2", "reconciliation-result-batch", {"q0": {"result": [{"id": 5, "name": "x"}]}}),
        ("0.2", "data-extension-response", {"meta": [], "rows": []}),
        ("1.0-draft", "manifest", {"versions": "1.0"}),
        ("1.0-draft", "reconciliation-result-batch", {"results": [{"candidates": [{"name": "x"}]}]}),
        ("1.0-draft", "suggest-entities-response", {"result": [{"id": "x"}]}),
    ],
)
def test_the_schemas_refuse_other_answers(version: str, name: str, wrong: object) -> None:
    assert _errors(version, name, wrong)
