"""Another reconciliation service, asked for what the knowledge base does not know. Never by default."""

import json
import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from platformdirs import user_cache_path

from kg import vocab
from kg.knowledge.grow.web import FailedError, fetch
from kg.link.candidates import SERVICE
from kg.model import Entity, Link, LinkedReading
from kg.settings import Settings

_CACHE: Final = "conflict-news-graph"
BATCH: Final = 20
_CONFIDENCE: Final = 0.6
"""Nobody measured the scores of other services: what they match is likely at most."""
_NEVER: Final = frozenset({vocab.Population, vocab.Post, vocab.Actor})


@dataclass(slots=True)
class Client:
    """A service at `url` (version 0.2); answers are kept in `cache`. After a failure it is left alone."""

    url: str
    cache: Path
    timeout: float
    failure: str = ""

    def __call__(self, linked: LinkedReading) -> LinkedReading:
        """The reading with likely links for entities that had none."""
        unknown = {
            referent: entity
            for referent, entity in sorted(linked.entities.items())
            if entity.link is None and entity.kind not in _NEVER
        }
        names = sorted({entity.name for entity in unknown.values()})
        found: dict[str, Mapping[str, Any]] = {}
        for begin in range(0, len(names), BATCH):
            found.update(self._asked(names[begin : begin + BATCH]))
        linkable = {
            referent: _linked(entity, found[entity.name])
            for referent, entity in unknown.items()
            if entity.name in found
        }
        return replace(linked, entities={**linked.entities, **linkable})

    def _asked(self, names: list[str]) -> dict[str, Mapping[str, Any]]:
        """Name -> the candidate that the service matches."""
        queries = {f"q{number}": {"query": name, "limit": 3} for number, name in enumerate(names)}
        text = json.dumps(queries, sort_keys=True, ensure_ascii=False)
        kept = self.cache / f"{sha256(f'{self.url} {text}'.encode()).hexdigest()[:24]}.json"
        try:
            content = kept.read_bytes() if kept.is_file() else self._fetched(text)
            answer = json.loads(content)
            matched = {
                name: candidate
                for number, name in enumerate(names)
                for candidate in answer[f"q{number}"]["result"]
                if candidate.get("match") is True and _qid(candidate)
            }
        except FailedError as error:
            self._fail(str(error))
            return {}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._fail(f"{self.url} answered what is no reconciliation result: {error!r}")
            return {}
        _keep(kept, content)
        return matched

    def _fail(self, problem: str) -> None:
        """Says once what went wrong; the run goes on with what the knowledge base knows."""
        if not self.failure:
            self.failure = problem
            logging.getLogger("kg.reconcile").warning("kg: %s; going on without it", problem)

    def _fetched(self, queries: str) -> bytes:
        if self.failure:
            raise FailedError(self.failure)
        return fetch(self.url, {"queries": queries}, "application/json", time.sleep, self.timeout, tries=2)


def client(settings: Settings) -> Client | None:
    """The client of the service that the settings name, if any."""
    if settings.reconcile is None:
        return None
    return Client(settings.reconcile, user_cache_path(_CACHE) / "reconcile", settings.reconcile_seconds)


def _keep(path: Path, content: bytes) -> None:
    """Keeps an answer where the folder can be written."""
    if path.is_file():
        return
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def _qid(candidate: Mapping[str, Any]) -> str:
    key = str(candidate["id"]).rpartition("/")[2]
    return key if key[:1] == "Q" and key[1:].isdecimal() else ""


def _linked(entity: Entity, candidate: Mapping[str, Any]) -> Entity:
    score = candidate.get("score", 0)
    reason = f"a reconciliation service matches it with score {score:g}" if score else "a service matches it"
    link = Link(
        _qid(candidate), str(candidate.get("name", entity.name)), False, SERVICE, _CONFIDENCE, reason,
        hit=entity.name,
    )  # fmt: skip
    return replace(entity, link=link)
