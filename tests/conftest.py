"""What all tests share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The benchmarks beside the checkout; a test that needs them is skipped without, and fails in CI."""
    if not SHARED.is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{SHARED} is not there")
    return SHARED


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see the defaults, whatever the shell around them sets."""
    for name in list(os.environ):
        if name.startswith("KG_"):
            monkeypatch.delenv(name)
