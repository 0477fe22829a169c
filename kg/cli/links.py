"""`kg why` and `kg relink`: how the links to Wikidata came about, and new ones."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.graphs import Format, existing

if TYPE_CHECKING:
    from kg.knowledge import Knowledge
    from kg.settings import Settings
    from kg.store import Graph
    from kg.why import Explanation, Grounds

SHOWN = 3
"""Grounds shown for each entity; JSON has all."""


def why(
    entity: Annotated[
        str,
        typer.Argument(
            metavar="ENTITY",
            help="IRI, prefixed name such as country:armenia, QID, or label.",
            show_default=False,
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A graph file; without one the store.", show_default=False),
    ] = None,
    store: options.Store = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """Explain a link to Wikidata: method, name hit, rivals, features, date, and the sources of the record.

    Examples:

        kg why Georgia

        kg why city:azerbaijan:stepanakert --format json

        kg why Q399 graph.nq
    """
    from kg import settings
    from kg.knowledge import open_knowledge
    from kg.why import why as explained

    chosen = settings.load(store=store)
    with opened(file, chosen) as graph:
        found = explained(entity, graph.select, chosen.base_iri)
    knowledge = open_knowledge(layers=chosen.kb_layers)
    if format is Format.JSON:
        print(json.dumps([_record(one, knowledge) for one in found], indent=2, ensure_ascii=False))
        return
    for number, explanation in enumerate(found):
        print("\n" * bool(number), end="")
        for line in _lines(explanation, knowledge):
            print(line)


@contextmanager
def opened(file: Path | None, settings: "Settings") -> Iterator["Graph"]:
    """The graph of a file in memory, or the store."""
    from kg.rdf import merged, parse
    from kg.store import open_graph

    if file is None:
        with open_graph(existing(settings.store), settings.base_iri) as graph:
            yield graph
    else:
        with open_graph(base=settings.base_iri) as graph:
            graph.store.add(set(merged(parse(file))))
            yield graph


def _record(explanation: "Explanation", knowledge: "Knowledge") -> dict[str, object]:
    keys = sorted({key for grounds in explanation.grounds for key in grounds.sources})
    sources = {key: asdict(source) for key in keys if (source := knowledge.source(key))}
    return {**asdict(explanation), "contested": explanation.contested, "sources": sources}


def _lines(explanation: "Explanation", knowledge: "Knowledge") -> Iterator[str]:
    count = f"{explanation.articles} article{'s' * (explanation.articles != 1)}"
    yield f"{explanation.label} ({explanation.kind.rpartition('#')[2]}, named in {count})"
    yield f"  {explanation.entity}"
    for verdict, items in (("is certainly", explanation.certain), ("is likely", explanation.likely)):
        for item in items:
            yield f"  {verdict} {item}"
    if explanation.contested:
        yield "  articles lead to different items: none is kept as certain"
    if not explanation.grounds:
        yield from _unlinked(explanation, knowledge)
    for grounds in explanation.grounds[:SHOWN]:
        yield from _told(grounds, knowledge)
    if len(explanation.grounds) > SHOWN:
        yield f"  … and {len(explanation.grounds) - SHOWN} more grounds (--format json has all)"


def _told(grounds: "Grounds", knowledge: "Knowledge") -> Iterator[str]:
    sure = "certain" if grounds.certain else "likely"
    yield f"  {grounds.label}, {sure} at {grounds.confidence:g}: {grounds.method}"
    for heading, words in (
        ("name hit", grounds.hit),
        ("reason", grounds.reason),
        ("features", ", ".join(grounds.features)),
        ("date", grounds.date),
        ("rivals", "; ".join(grounds.rivals)),
    ):
        if words:
            yield f"    {heading:<9}{words}"
    for key in grounds.sources:
        source = knowledge.source(key)
        yield f"    source   {key}" + (f": {source.title}, {source.licence}" if source else "")


def _unlinked(explanation: "Explanation", knowledge: "Knowledge") -> Iterator[str]:
    """What the base of today knows under the names of an entity that has no link."""
    yield "  has no link to Wikidata"
    names = (explanation.label, *explanation.names)
    known = {item.key: item for name in names for item in knowledge.named(name)}
    for item in known.values():
        kind = item.kind.rpartition("#")[2]
        verdict = "did not fit well enough" if item.qid else "has no identifier there"
        yield f"    the base knows {item.name} ({kind}, {item.key}), which {verdict}"
    if not known:
        yield "    the base knows nothing of this name"


def relink(
    store: options.Store = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """Judge the links of the store anew with the knowledge base of today, and say what changed.

    Names that were unknown get their items; no IRI changes. Where articles lead to different items, none is
    kept as certain. The texts are not needed.

    Examples:

        kg relink

        kg relink --store /data/kg-store --format json
    """
    from kg import settings
    from kg.knowledge import open_knowledge
    from kg.relink import relink as relinked
    from kg.store import open_store

    chosen = settings.load(store=store)
    with open_store(existing(chosen.store), chosen.base_iri) as held:
        changes = relinked(held, open_knowledge(layers=chosen.kb_layers))
    if format is Format.JSON:
        print(json.dumps([asdict(change) for change in changes], indent=2, ensure_ascii=False))
        return
    for change in changes:
        print(f"{change.label}: {_links(change.before)} -> {_links(change.after)}")
        if change.contested:
            typer.echo(f"warning: articles lead {change.label} to different items; see kg why", err=True)
    print(f"{len(changes)} entities changed" if len(changes) != 1 else "1 entity changed")


def _links(items: tuple[tuple[str, str], ...]) -> str:
    """Items as QIDs, with a question mark where one is only likely."""
    from kg.terms import OWL_SAME_AS, WD

    words = (item.removeprefix(WD) + ("" if predicate == OWL_SAME_AS else "?") for item, predicate in items)
    return ", ".join(words) or "none"
