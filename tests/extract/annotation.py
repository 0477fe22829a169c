"""Short annotated passages, written for these tests: one line for each entity and event below its text.

    @ 2024-05-21 | Gangs raid police station
    {Armed gangs:g} <attacked:1> a police station in {Gressier:c} on Monday, {the police:n} <said:2>.
    E g ArmedGroup Gangs in Haiti
    V 1 ASSAULT g > n @ c ; 2024-05-20 ; claimed n
    V 2 STATE n > - @ - ; - ; actual ; about 1

`E id type name`; `V number type actors > targets @ place ; date ; status ; about numbers`, with `-` for none
and the claimant after "claimed" and "denied" (in quotation marks where no entity is one). What is annotated,
and how, is the guide of the benchmark; there are no relations and no casualties.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PASSAGES = Path(__file__).parent / "passages"
MARK = re.compile(r"\{([^{}<>:]+):(\w+)\}|<([^{}<>:]+):(\d+)>")
ENTITY = re.compile(r"E (\w+) (\w+) (.+)")
EVENT = re.compile(
    r"V (?P<id>\d+) (?P<type>[A-Z]+) (?P<actors>[\w,-]+) > (?P<targets>[\w,-]+) @ (?P<place>[\w-]+) ; "
    r'(?P<date>[\d-]+) ; (?P<status>[a-z]+)(?: (?:"(?P<claimant>[^"]+)"|(?P<source>\w+)))?'
    r"(?: ; about (?P<about>[\d,]+))?"
)
Article = dict[str, Any]


def articles(file: Path) -> Iterator[Article]:
    """The passages of a file as annotated articles, in the form that the scorer of the benchmark reads."""
    for number, block in enumerate(re.split(r"\n\n(?=@ )", file.read_text(encoding="utf-8").strip()), 1):
        yield _article(f"{file.stem}-{number:03}", block)


def write(part: str, folder: Path) -> int:
    """Writes each passage of `read` or `unread` as a JSON file; returns how many."""
    every = [article for file in sorted((PASSAGES / part).glob("*.txt")) for article in articles(file)]
    for article in every:
        (folder / f"{article['id']}.json").write_text(json.dumps(article), encoding="utf-8")
    return len(every)


def _article(name: str, block: str) -> Article:
    head, *lines = block.splitlines()
    published, title = head.removeprefix("@ ").split(" | ", 1)
    body = [line for line in lines if line.strip() and not re.match(r"E \w+ |V \d", line)]
    text, mentions, triggers = _text(body)
    return {
        "id": name,
        "title": title,
        "published": published,
        "text": text,
        "relations": [],
        "casualties": [],
        "entities": [
            {"id": m[1], "type": m[2], "name": m[3], "mentions": mentions[m[1]]}
            for line in lines
            if (m := ENTITY.fullmatch(line))
        ],
        "events": [_event(m, triggers) for line in lines if (m := EVENT.fullmatch(line))],
    }


def _event(found: re.Match[str], triggers: dict[str, list[dict[str, str]]]) -> Article:
    listed = {
        k: [] if found[k] in {"-", None} else found[k].split(",") for k in ("actors", "targets", "about")
    }
    plain = {
        k: None if found[k] == "-" else found[k] for k in ("place", "date", "status", "source", "claimant")
    }
    return {
        "id": found["id"],
        "type": found["type"],
        "triggers": triggers[found["id"]],
        "content": None,
        **listed,
        **plain,
    }


Places = dict[str, list[dict[str, str]]]


def _text(body: list[str]) -> tuple[str, Places, Places]:
    """The text without its marks; entity -> its mentions, event -> its triggers."""
    text = "\n\n".join(body)
    plain = MARK.sub(lambda m: m[1] or m[3], text)
    mentions: Places = {}
    triggers: Places = {}
    shift = 0
    for m in MARK.finditer(text):
        begin = m.start() - shift
        words = m[1] or m[3]
        shift += len(m[0]) - len(words)
        found = _locate(plain, begin, begin + len(words))
        (mentions if m[1] else triggers).setdefault(m[2] or m[4], []).append(found)
    return plain, mentions, triggers


def _locate(text: str, begin: int, end: int) -> dict[str, str]:
    """The shortest words around a span that occur once in the text and hold the span's own words once."""
    own = text[begin:end]
    for width in range(len(text)):
        for left in range(width + 1):
            around = text[max(0, begin - left) : end + width - left]
            if text.count(around) == 1 and around.count(own) == 1:
                return {"surface": own, "in": around}
    raise ValueError(f"{own!r} at {begin} cannot be told from its like in {text[:60]!r}")
