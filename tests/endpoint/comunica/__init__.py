"""Comunica (https://comunica.dev), a SPARQL client in JavaScript, from npm, once for each lock file."""

import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json")


def available() -> bool:
    """Whether Node.js and npm are there."""
    return shutil.which("node") is not None and shutil.which("npm") is not None


@cache
def command() -> str:
    """The program, downloaded (some 80 MB) where the cache does not have it."""
    lock = sha256((HERE / FILES[1]).read_bytes()).hexdigest()[:16]
    folder = user_cache_path("conflict-news-graph") / f"comunica-{lock}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
            made = Path(temporary) / "made"
            made.mkdir()
            for name in FILES:
                shutil.copy(HERE / name, made)
            options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(["npm", "ci", *options], cwd=made, check=True, timeout=600)
            if not folder.exists():
                made.rename(folder)
    return str(folder / "node_modules" / ".bin" / "comunica-sparql")


def ask(query: str, *sources: str, media_type: str = "application/sparql-results+json") -> str:
    """What Comunica answers to a query over sources."""
    done = subprocess.run(
        [command(), *sources, "-q", query, "-t", media_type],
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stdout


def rows(query: str, *sources: str) -> list[dict[str, str]]:
    """The rows of a SELECT, variable -> value."""
    content: Any = json.loads(ask(query, *sources))
    return [{name: term["value"] for name, term in row.items()} for row in content["results"]["bindings"]]
