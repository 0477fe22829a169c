"""What a run says about itself: on standard error, and only what one should know."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import NoReturn, TypeVar

import typer
from rich.console import Console

from kg.model import Notice

Item = TypeVar("Item")
SHOWN = 3
"""Documents named for each kind of notice; `--report` has all."""


def with_progress(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """The items, with a bar on standard error where that is a terminal and there is something to wait for."""
    console = Console(stderr=True)
    if not console.is_terminal or total < 2:
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        yield from progress.track(items, total=total)


def say_contested(links: Mapping[str, Sequence[str]]) -> None:
    """Say which entities articles lead to different items, each for certain: none of these links is."""
    if not links:
        return
    names = ", ".join(sorted(entity.rpartition("/")[2] for entity in links)[:SHOWN])
    more = f" and {len(links) - SHOWN} more" if len(links) > SHOWN else ""
    who = "1 entity is" if len(links) == 1 else f"{len(links)} entities are"
    typer.echo(
        f"{who} led to several items of Wikidata, so these links are likely only: {names}{more} "
        "(kg why shows the grounds of each)",
        err=True,
    )


def finish(notices: Sequence[Notice], report: Path | None) -> NoReturn:
    """Say what was odd, counted by kind, and end: with 1 where a document was skipped."""
    if report is not None:
        report.write_text("".join(json.dumps(asdict(notice)) + "\n" for notice in sorted(notices)))
    for line in summary(notices):
        typer.echo(line, err=True)
    raise typer.Exit(1 if any(notice.skipped for notice in notices) else 0)


def summary(notices: Iterable[Notice]) -> Iterator[str]:
    """Lines that count the notices of each kind and name the first documents, skipped ones first."""
    ordered = sorted(notices, key=lambda notice: (not notice.skipped, notice.kind, _natural(notice)))
    for (skipped, kind), group in groupby(ordered, key=lambda notice: (notice.skipped, notice.kind)):
        members = list(group)
        yield f"{_counted(len(members))} {'skipped' if skipped else 'with a note'}: {kind}"
        for notice in members[:SHOWN]:
            yield f"  {notice.document}: {notice.detail}"
        if len(members) > SHOWN:
            yield f"  … and {len(members) - SHOWN} more (--report FILE lists all)"


def _natural(notice: Notice) -> list[tuple[int, str]]:
    """Sorts line 9 before line 10."""
    parts = re.split(r"(\d+)", notice.document)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _counted(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"
