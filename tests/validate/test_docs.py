"""The documentation names every check, as it is."""

from kg.validate.checks import Check, checks
from tests.conftest import ROOT


def row(check: Check) -> str:
    link = f"[`{check.name}`](../shapes/checks/{check.name}.rq)"
    return f"| {link} | {check.severity} | {check.title} |"


def test_every_check_is_documented() -> None:
    lines = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line.startswith("| [`")]
    assert listed == [row(check) for check in checks()]
