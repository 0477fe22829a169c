"""`kg` as a process of its own, for tests of the flow as its users run it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
KG: Final = (sys.executable, "-m", "kg")


def environment(**variables: str) -> dict[str, str]:
    """That of the tests, with the defaults of every setting and this checkout's code."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return {**kept, "PYTHONPATH": str(ROOT), **variables}


def kg(
    *arguments: object, folder: Path | None = None, given: str | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end. `variables` are set in its environment."""
    command = [*KG, *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=folder,
        input=given,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )
