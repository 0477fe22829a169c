"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files (.txt, .html, .json, .jsonl), folders of them, or - for standard input.",
        show_default=False,
    ),
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store", metavar="DIR", help="Folder of the store. [default: kg-store]", show_default=False
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", "-w", metavar="N", help="Processes that read side by side. [default: 1]"),
]
Reconcile = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Ask this reconciliation service for names that the knowledge base does not know.",
        show_default=False,
    ),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write what was skipped or odd as JSON lines: document, kind, detail, skipped.",
    ),
]
WithText = Annotated[
    bool | None,
    typer.Option(
        "--with-text", help="Keep the articles' full texts in the graph; they belong to their publishers."
    ),
]
