"""Whole articles, read against what a careful reader takes from them: what must come out, what must not."""

from datetime import date
from pathlib import Path

import pytest

from kg.extract import DEFAULT_MODEL, Reader
from kg.knowledge import open_knowledge
from kg.model import Document, Reading
from tests.extract.test_events import row

ARTICLES = Path(__file__).parent / "articles"
PUBLISHED = {"sahel": date(2022, 6, 14), "yemen": date(2018, 12, 19)}

TOLD = {
    "sahel": [
        "Assault | > Seytenga | Claimed by Government of Burkina Faso"
        " | Seytenga: killed attack set fire massacre",
        "Statement | Government of Burkina Faso > | Actual | : said",
        "Mobilize | Armed Forces of Burkina Faso > | Claimed by United Nations | Dori: sent reinforcements",
        "Accuse | European Union > | Actual | : condemned",
        "Request | European Union > Government of Burkina Faso | Actual | : called",
        "Reject | France > | Claimed by France | : resume",
        "Assault | > | Actual | Seytenga: killed ambush",
        "Accuse | Armed Forces of Burkina Faso > Militants | Actual | : blamed",
        "Assault | Armed Forces of Burkina Faso > Militants"
        " | Claimed by Armed Forces of Burkina Faso | Seytenga: killed",
        "Killed 55- people, by Government of Burkina Faso",
        "Killed 11-11 military police officers, by the article",
        "Killed 40-40 militants, by Armed Forces of Burkina Faso",
        "Lionel Bilgo holds spokesman of Government of Burkina Faso",
    ],
    "yemen": [
        "Accuse | Al-Masirah > Forces of Saudi-led coalition | Actual | : accused",
        "Assault | Forces of Saudi-led coalition > | Denied by Government of Yemen | Hodeidah: shelling",
        "Reject | Government of Yemen > Al-Masirah | Actual | : denied",
        "Assault | Houthis > | Claimed by Government of Yemen | Hodeidah: fired mortars wounding",
        "Retreat | Yemen, Houthis > | Planned | Hodeidah: withdraw",
        "Consult | > | Planned | : talks",
        "Reject | Iran > | Actual | : denies",
        "Aid | Iran > Houthis | Denied by Iran | : arming",
        "Aid | United States > Saudi-led coalition | Actual | : military support",
        "Injured 3-3 his men, by Government of Yemen",
        "Killed 10000- people, by the article",
        "Martin Griffiths holds envoy of United Nations",
    ],
}
NEVER = {
    "sahel": [
        "Assault | Armed Forces of Burkina Faso > Seytenga",
        "Statement | > | Actual | : claimed",
        "Lionel Bilgo holds spokesman of Armed Forces",
    ],
    "yemen": [
        "Assault | Houthis > | Denied",
        "Aid | United States > United Nations",
        "Consult | > | Actual",
    ],
}


@pytest.fixture(scope="module", params=sorted(TOLD))
def article(request: pytest.FixtureRequest) -> tuple[str, list[str]]:
    """The name of an article, and all that was read of it in one line each."""
    name: str = request.param
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    reader = Reader(DEFAULT_MODEL, open_knowledge())
    return name, lines(reader.read(Document(name, text, published=PUBLISHED[name])))


def lines(reading: Reading) -> list[str]:
    """Events with their triggers, casualties with who gives them, offices."""
    text = reading.document.text
    things = {referent.id: referent for referent in reading.referents}
    found = [
        f"{row(event, reading)}: {' '.join(text[t.begin : t.end] for t in event.triggers)}"
        for event in reading.events
    ]
    for c in reading.casualties:
        by = things[c.claimed_by].name if c.claimed_by else "the article"
        maximum = "" if c.maximum is None else c.maximum
        found.append(f"{c.harm.rpartition('#')[2]} {c.minimum}-{maximum} {c.victims}, by {by}")
    for relation in reading.relations:
        if relation.predicate.endswith("holdsOffice"):
            post = things[relation.object]
            owner = things[post.country].name if post.country else ""
            found.append(f"{things[relation.subject].name} holds {post.name} of {owner}")
    return found


def test_an_article_gives_what_it_says(article: tuple[str, list[str]]) -> None:
    name, found = article
    assert [line for line in TOLD[name] if line not in found] == []


def test_an_article_gives_nothing_that_it_does_not_say(article: tuple[str, list[str]]) -> None:
    name, found = article
    assert [line for line in found if line.startswith(tuple(NEVER[name]))] == []
