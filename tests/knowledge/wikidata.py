"""Items of a small made-up world in the forms of Wikidata, written for these tests."""

import json
from collections.abc import Mapping
from typing import Any

CLASSES = {"Q6256": "Country", "Q515": "City", "Q5": "Person", "Q4164871": "Post"}


def item_value(key: str) -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": int(key[1:]), "id": key}
    return {"value": value, "type": "wikibase-entityid"}


def time_value(time: str) -> dict[str, Any]:
    value = {"time": time, "timezone": 0, "before": 0, "after": 0, "precision": 11,
             "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}  # fmt: skip
    return {"value": value, "type": "time"}


def point_value(latitude: float, longitude: float) -> dict[str, Any]:
    value = {"latitude": latitude, "longitude": longitude, "altitude": None, "precision": 0.0001,
             "globe": "http://www.wikidata.org/entity/Q2"}  # fmt: skip
    return {"value": value, "type": "globecoordinate"}


def text_value(text: str, language: str = "en") -> dict[str, Any]:
    return {"value": {"text": text, "language": language}, "type": "monolingualtext"}


def snak(name: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    if value is None:
        return {"snaktype": "somevalue", "property": name, "hash": "0" * 40, "datatype": "wikibase-item"}
    return {"snaktype": "value", "property": name, "hash": "0" * 40, "datavalue": dict(value),
            "datatype": value["type"].replace("entityid", "item")}  # fmt: skip


def statement(
    name: str, value: Mapping[str, Any] | None, rank: str = "normal", **dates: str
) -> dict[str, Any]:
    made: dict[str, Any] = {"mainsnak": snak(name, value), "type": "statement", "id": "Q0$0", "rank": rank}
    if dates:
        made["qualifiers"] = {key: [snak(key, time_value(time))] for key, time in dates.items()}
        made["qualifiers-order"] = list(dates)
    return made


def entity(
    key: str, name: str, *statements: Mapping[str, Any], sitelinks: int = 50, aliases: tuple[str, ...] = ()
) -> dict[str, Any]:
    claims: dict[str, list[Any]] = {}
    for one in statements:
        claims.setdefault(one["mainsnak"]["property"], []).append(one)
    labels = {"en": {"language": "en", "value": name}} if name else {}
    return {
        "type": "item", "id": key, "labels": {**labels, "ru": {"language": "ru", "value": "имя"}},
        "descriptions": {}, "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "claims": claims,
        "sitelinks": {
            f"x{n}wiki": {"site": f"x{n}wiki", "title": name, "badges": []} for n in range(sitelinks)
        },
        "lastrevid": 1,
    }  # fmt: skip


def line(record: Mapping[str, Any]) -> bytes:
    """As dumps have it: compact, with a comma behind."""
    return json.dumps(record, separators=(",", ":")).encode() + b",\n"


WORLD = [
    entity("Q900000010", "Norland", statement("P31", item_value("Q6256")),
           statement("P625", point_value(60.5, 5.25)),
           statement("P1549", text_value("Norlander")), statement("P1549", text_value("Norlandais", "fr")),
           statement("P36", item_value("Q900000011")), statement("P571", time_value("+1905-06-07T00:00:00Z")),
           sitelinks=200, aliases=("Kingdom of Norland", "NORL", "a|b\tc")),
    entity("Q900000011", "Port Esk", statement("P31", item_value("Q900000020")),
           statement("P17", item_value("Q900000099"), "deprecated"),
           statement("P17", item_value("Q900000010"))),
    entity("Q900000012", "Anna Esk", statement("P31", item_value("Q5")),
           statement("P27", item_value("Q900000010")),
           statement("P39", item_value("Q900000013"), P580="+2018-05-08T00:00:00Z",
                     P582="+2020-00-00T00:00:00Z"),
           statement("P39", item_value("Q900000013")), statement("P39", None)),
    entity("Q900000013", "Prime Minister of Norland", statement("P31", item_value("Q4164871")),
           statement("P1001", item_value("Q900000010"))),
    entity("Q900000014", "Nobody", statement("P31", item_value("Q5"))),
    entity("Q900000015", "Little Esk", statement("P31", item_value("Q515")), sitelinks=1),
    entity("Q900000016", "", statement("P31", item_value("Q515"))),
    entity("Q900000017", "A painting", statement("P31", item_value("Q900000021"))),
    entity("Q900000020", "harbour town", statement("P279", item_value("Q900000022"))),
    entity("Q900000022", "kind of city", statement("P279", item_value("Q515"))),
    {"type": "property", "id": "P31", "datatype": "wikibase-item", "labels": {}, "claims": {}},
]  # fmt: skip


def dump() -> bytes:
    return b"[\n" + b"".join(map(line, WORLD))[:-2] + b"\n]\n"
