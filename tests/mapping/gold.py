"""Annotated articles as readings: what a perfect extractor and linker would hand to the mapping."""

import calendar
import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kg import vocab
from kg.model import (
    CasualtyCount,
    Document,
    Entity,
    Event,
    EventId,
    Interval,
    Link,
    LinkedReading,
    Mention,
    Reading,
    Referent,
    ReferentId,
    Relation,
    Span,
)

Json = dict[str, Any]
HARMS = ("killed", "injured", "captured", "missing", "displaced")


def linked(article: Json, coordinates: dict[str, tuple[float, float]] | None = None) -> LinkedReading:
    """The reading of one annotated article (a JSON object as shared/bench/gold/GUIDE.md describes it)."""
    text = article["text"]
    document = Document(
        article["id"],
        text,
        article.get("title"),
        date.fromisoformat(article["published"]),
        article.get("publisher"),
        article.get("url"),
        "en",
    )
    posts = dict(_posts(article))
    mentions = tuple(sorted(_mentions(article), key=lambda mention: mention.span))
    reading = Reading(
        document,
        (*(_referent(article, e) for e in article["entities"]), *(p[0] for p in posts.values())),
        mentions,
        tuple(_relation(text, r, mentions, posts) for r in article["relations"]),
        tuple(_event(text, v) for v in article["events"]),
        tuple(count for c in article["casualties"] for count in _counts(text, c)),
    )
    entities = {ReferentId(e["id"]): _entity(article, e, coordinates or {}) for e in article["entities"]}
    return LinkedReading(reading, entities | {ReferentId(p.id): e for p, e in posts.values()})


def coordinates(*tables: Path) -> dict[str, tuple[float, float]]:
    """QID -> latitude and longitude, from tables with columns qid, lat, lon."""
    found = {}
    for table in tables:
        with table.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["lat"] and row["lon"]:
                    found[row["qid"]] = float(row["lat"]), float(row["lon"])
    return found


def read(path: Path) -> Json:
    """One annotated article."""
    loaded: Json = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _country(article: Json, entity: Json) -> str | None:
    """Whom an organisation is affiliated with, a city is in or a person serves, as the annotation says."""
    if entity["type"] in ("Country", "InternationalOrganization"):
        return None
    names = {e["id"]: e["name"] for e in article["entities"]}
    related = [r for r in article["relations"] if r["subject"] == entity["id"]]
    return next((names[r["object"]] for r in related if r["predicate"] == "affiliatedWith"), None)


def _referent(article: Json, entity: Json) -> Referent:
    return Referent(ReferentId(entity["id"]), vocab.NAMESPACE + entity["type"], entity["name"])


def _entity(article: Json, entity: Json, where: dict[str, tuple[float, float]]) -> Entity:
    qid = entity.get("qid")
    latitude, longitude = where.get(qid or "", (None, None))
    forms = {m if isinstance(m, str) else m["surface"] for m in entity["mentions"]}
    return Entity(
        vocab.NAMESPACE + entity["type"],
        entity["name"],
        _country(article, entity),
        tuple(sorted(forms)),
        latitude,
        longitude,
        Link(qid, entity["name"], True, "ManualMappingCuration", 1.0, "annotated by hand") if qid else None,
    )


def _posts(article: Json) -> Iterator[tuple[tuple[str, str], tuple[Referent, Entity]]]:
    names = {e["id"]: e["name"] for e in article["entities"]}
    for relation in article["relations"]:
        if "office" in relation:
            title, owner = relation["office"], relation["object"]
            post = Referent(
                ReferentId(f"post of {owner}: {title}"), vocab.Post, title, country=ReferentId(owner)
            )
            yield (title, owner), (post, Entity(vocab.Post, f"{title} of {names[owner]}", names[owner]))


def _spans(text: str, item: str | Json) -> list[Span]:
    if isinstance(item, str):
        pattern = r"(?<!\w)" + re.escape(item) + r"(?!\w)"
        return [Span(match.start(), match.end()) for match in re.finditer(pattern, text)]
    begin = text.index(item["in"]) + item["in"].index(item["surface"])
    return [Span(begin, begin + len(item["surface"]))]


def _mentions(article: Json) -> Iterator[Mention]:
    """Forms with a context first, then longer forms before shorter ones inside them."""
    text = article["text"]
    forms = [
        (isinstance(form, str), -(span.end - span.begin), span, entity["id"])
        for entity in article["entities"]
        for form in entity["mentions"]
        for span in _spans(text, form)
    ]
    taken: list[Span] = []
    for _, _, span, entity in sorted(forms, key=lambda form: form[:3]):
        if not any(span.begin < other.end and other.begin < span.end for other in taken):
            taken.append(span)
            yield Mention(span, text[span.begin : span.end], ReferentId(entity))


def _sentence(text: str, span: Span) -> Span:
    ends = [match.end() for match in re.finditer(r"[.!?]”?(?=\s)|\n\n", text)] + [len(text)]
    begin = max((end for end in ends if end <= span.begin), default=0)
    end = min(end for end in ends if end >= span.end)
    blank = len(text[begin:end]) - len(text[begin:end].lstrip())
    return Span(begin + blank, begin + len(text[begin:end].rstrip()))


def _relation(
    text: str,
    relation: Json,
    mentions: tuple[Mention, ...],
    posts: dict[tuple[str, str], tuple[Referent, Entity]],
) -> Relation:
    """Evidence: two mentions near each other in one sentence, one that names the office if there is one."""
    of = {end: [m.span for m in mentions if m.referent == relation[end]] for end in ("subject", "object")}
    office = relation.get("office")
    near = sorted(
        (_distance(text, one, other, office), one, other) for one in of["subject"] for other in of["object"]
    )
    together = near and not near[0][0][0]
    evidence = near[0][1:] if together else (of["subject"] or of["object"])[:1]
    target = posts[office, relation["object"]][0].id if office else ReferentId(relation["object"])
    return Relation(
        vocab.NAMESPACE + relation["predicate"],
        ReferentId(relation["subject"]),
        target,
        tuple(sorted(evidence)),
        _sentence(text, evidence[0]),
        vocab.Actual,
    )


def _distance(text: str, one: Span, other: Span, office: str | None) -> tuple[bool, bool, int]:
    sentence = _sentence(text, one)
    words = text[sentence.begin : sentence.end]
    return (
        sentence != _sentence(text, other),
        office is not None and office not in words,
        abs(one.begin - other.begin),
    )


def _event(text: str, event: Json) -> Event:
    triggers = tuple(sorted(span for trigger in event["triggers"] for span in _spans(text, trigger)))
    kind = "Statement" if event["type"] == "STATE" else event["type"].capitalize()
    source = event["source"] if event["status"] in ("claimed", "denied") else None
    claimant = event.get("claimant")
    content = event.get("content")
    return Event(
        EventId(event["id"]),
        vocab.NAMESPACE + kind,
        triggers,
        _sentence(text, triggers[0]),
        vocab.NAMESPACE + event["status"].capitalize(),
        tuple(ReferentId(r) for r in event["actors"]),
        tuple(ReferentId(r) for r in event["targets"]),
        place=event["place"],
        interval=_interval(event["date"]),
        claimed_by=source,
        claimant_mention=_nearest(text, claimant, triggers[0]) if claimant else None,
        about=tuple(EventId(other) for other in event.get("about", ())),
        content=_nearest(text, content, triggers[0]) if content else None,
    )


def _nearest(text: str, words: str, span: Span) -> Span:
    begins = (match.start() for match in re.finditer(re.escape(words), text))
    begin = min(begins, key=lambda begin: abs(begin - span.begin))
    return Span(begin, begin + len(words))


def _interval(day: str | None) -> Interval | None:
    if not day:
        return None
    year, month, number = (*(int(part) for part in day.split("-")), None, None)[:3]
    assert year
    last = calendar.monthrange(year, month or 12)[1]
    return Interval(date(year, month or 1, number or 1), date(year, month or 12, number or last))


def _counts(text: str, casualty: Json) -> Iterator[CasualtyCount]:
    begin = text.index(casualty["quote"])
    quote = Span(begin, begin + len(casualty["quote"]))
    for harm in HARMS:
        number = casualty.get(harm)
        if number is not None:
            low, high = (
                (number.get("min"), number.get("max")) if isinstance(number, dict) else (number, number)
            )
            yield CasualtyCount(
                vocab.NAMESPACE + harm.capitalize(),
                low,
                high,
                casualty["victims"],
                (quote,),
                _sentence(text, quote),
                casualty["event"],
                casualty["source"],
            )
