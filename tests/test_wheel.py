"""What is built is whole: it runs from a folder that has nothing but the wheel's content."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.docs import ROOT


def test_the_wheel_carries_everything_that_the_first_run_needs(tmp_path: Path) -> None:
    build = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(ROOT)]
    subprocess.run([sys.executable, "-m", *build], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "content")
    content = tmp_path / "content" / "kg" / "endpoint"
    assert (content / "static" / "codemirror.js").stat().st_size > 300_000
    assert not (content / "editor" / "node_modules").exists()
    code = "import kg; print(kg.__file__); from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "demo", "--no-serve"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "content")},
        capture_output=True,
        text=True,
        check=False,
    )
    first, *account = done.stdout.splitlines()
    assert first.startswith(str(tmp_path))
    assert account[-1].startswith("Valid      yes"), done.stderr
