"""`kg backup` and `kg restore`."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.graphs import existing

Target = Annotated[
    Path,
    typer.Argument(metavar="BACKUP", help="A new folder, or a .tar or .tar.gz file.", show_default=False),
]
Source = Annotated[Path, typer.Argument(metavar="BACKUP", help="What kg backup wrote.", show_default=False)]


def backup(target: Target, store: options.Store = None) -> None:
    """Copy the store as it is at this moment, with a checksum for each file; a server may go on writing.

    Examples:

        kg backup backups/monday

        kg backup monday.tar.gz --store /data/kg-store
    """
    import kg
    from kg import settings
    from kg.store.backups import backup as saved

    chosen = settings.load(store=store)
    size = saved(existing(chosen.store), chosen.base_iri, target, f"conflict-news-graph {kg.__version__}")
    print(f"{target}: {size / 2**20:,.1f} MiB")


def restore(
    source: Source,
    store: options.Store = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what the store holds.")] = False,
) -> None:
    """Make the store what a backup holds. Every file is checked first; the switch is one step.

    Works beside a running server too: queries that run end on what they began with.

    Examples:

        kg restore monday.tar.gz

        kg restore backups/monday --store /data/kg-store --force
    """
    from kg import settings
    from kg.store.backups import restore as restored

    chosen = settings.load(store=store)
    count = restored(source, chosen.store, chosen.base_iri, force)
    print(f"{chosen.store}: {count:,} quads")
