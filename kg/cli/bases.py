"""`kg kb`: the user's own rows over the embedded knowledge base."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graphs import Format

if TYPE_CHECKING:
    from kg.knowledge.grow.building import Progress
    from kg.settings import Settings

app = typer.Typer(
    help="Grow the knowledge base: rows of your own over the embedded ones.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Folder = Annotated[
    Path | None,
    typer.Option("--kb", metavar="DIR", help="Folder of your rows. [default: kg-kb]", show_default=False),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name as news write it.", show_default=False)]


@app.command()
def add(
    name: Name,
    kind: Annotated[str, typer.Option(help="Class, such as City or ArmedGroup.", show_default=False)],
    qid: Annotated[str | None, typer.Option(help="Wikidata item.", show_default=False)] = None,
    country: Annotated[str | None, typer.Option(help="Country, by name or QID.", show_default=False)] = None,
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
    demonym: Annotated[list[str] | None, typer.Option(help="What its people are called.")] = None,
    latitude: Annotated[float | None, typer.Option(help="Degrees north.")] = None,
    longitude: Annotated[float | None, typer.Option(help="Degrees east.")] = None,
    kb: Folder = None,
) -> None:
    """Add an item, or names to one that is known. Without a QID it is known but not linked.

    Examples:

        kg kb add 'Port Esk' --kind City --qid Q900000001 --country Norway --alias Eskhavn
    """
    from kg.knowledge import open_knowledge
    from kg.knowledge.editing import NewItem
    from kg.knowledge.editing import add as added

    chosen = _settings(kb)
    item = NewItem(name, kind, qid, country, tuple(alias or ()), tuple(demonym or ()), latitude, longitude)
    added(_folder(chosen), item, open_knowledge(layers=_present(chosen)))


@app.command()
def allow(
    name: Name,
    item: Annotated[str, typer.Argument(metavar="QID", help="A known item.", show_default=False)],
    kb: Folder = None,
) -> None:
    """Let a name lead to an item.

    Examples:

        kg kb allow 'Hermit Kingdom' Q423
    """
    _rule("allow", name, item, kb)


@app.command()
def deny(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, or the QID of an item.", show_default=False)
    ],
    item: Annotated[
        str | None, typer.Argument(metavar="[QID]", help="The item that the name does not mean.")
    ] = None,
    kb: Folder = None,
) -> None:
    """Keep a name from leading to an item, or an item out altogether.

    Examples:

        kg kb deny Georgia Q1428

        kg kb deny Q1428
    """
    _rule("deny", name if item else "", item or name, kb)


@app.command("list")
def list_(
    kb: Folder = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """Show the layers of the knowledge base, the top one first, with the rows of each table.

    Examples:

        kg kb list
    """
    from kg.knowledge.editing import count
    from kg.knowledge.layers import check_layer
    from kg.knowledge.tables import tables_folder

    layers = _settings(kb).kb_layers
    for folder in layers:
        check_layer(folder)
    found = {str(folder): count(folder) for folder in reversed(layers)}
    found["embedded"] = count(tables_folder())
    if format is Format.JSON:
        print(json.dumps(found, indent=2))
        return
    for name, tables in found.items():
        print(name + ": " + ", ".join(f"{rows:,} {table}" for table, rows in tables.items()))


def _rule(action: str, name: str, key: str, kb: Path | None) -> None:
    from kg.knowledge import open_knowledge
    from kg.knowledge.editing import rule

    chosen = _settings(kb)
    rule(_folder(chosen), action, name, key, open_knowledge(layers=_present(chosen)))


def _settings(kb: Path | None) -> "Settings":
    from kg import settings

    return settings.load(kb=None if kb is None else str(kb))


def _folder(chosen: "Settings") -> Path:
    """The layer that is written to: the top one."""
    import os

    return Path(chosen.kb.split(os.pathsep)[0]).expanduser()


def _present(chosen: "Settings") -> tuple[Path, ...]:
    """The layers that are there already."""
    return tuple(folder for folder in chosen.kb_layers if folder != _folder(chosen) or folder.is_dir())


@app.command()
def build(
    dump: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="JSON dump of Wikidata, plain, .gz or .bz2.", show_default=False),
    ] = None,
    truthy: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Truthy dump as N-Triples: no tenures.", show_default=False),
    ] = None,
    sparql: Annotated[
        str | None, typer.Option(metavar="URL", help="SPARQL service with Wikidata.", show_default=False)
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The base to make.")] = Path(
        "kg-kb-wikidata"
    ),
    profile: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="TOML file of the classes to keep.", show_default=False),
    ] = None,
) -> None:
    """Make a knowledge base from Wikidata. The one that is there stays until the new one is whole.

    A build that was cut off goes on where it was when the same command runs again.

    Examples:

        kg kb build --dump latest-all.json.gz

        kg kb build --sparql https://qlever.example/api/wikidata -o my-base --profile classes.toml
    """
    from kg.errors import ConfigurationError
    from kg.knowledge.grow import build as built
    from kg.knowledge.grow import profile as read

    given = {"dump": dump, "truthy": truthy, "sparql": sparql}
    chosen = [(form, source) for form, source in given.items() if source]
    if len(chosen) != 1:
        raise ConfigurationError("expected one of --dump, --truthy and --sparql")
    ((form, source),) = chosen
    with _bar() as progress:
        found = built(source, form, output, read(profile), progress)
    print(", ".join(f"{count:,} {table}" for table, count in found.rows.items()) + f" in {output}")
    if form == "truthy":
        print("A truthy dump has no qualifiers: tenures have no dates and are left out.")
    if found.unnamed:
        print(f"{found.unnamed:,} items without an English name were left out.")
    if found.bad:
        typer.echo(f"{found.bad:,} lines could not be read: {'; '.join(found.examples)}", err=True)
        raise typer.Exit(1)


@contextmanager
def _bar() -> Iterator["Progress"]:
    """A bar on standard error where that is a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda what, done, total: None
        return
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    with Bar(*columns, console=console, transient=True) as bar:
        tasks = {what: bar.add_task(what, total=None, start=True) for what in ("class", "item")}
        yield lambda what, done, total: bar.update(tasks[what], completed=done, total=total or None)
