"""The list of extractors: what runs, in which order, and what each emits."""

import json

from typer.testing import CliRunner

from kg import vocab
from kg.cli import app
from kg.extract.extractors import extractors, listed


def test_each_runs_after_those_that_it_reads() -> None:
    order = [one.name for one in listed()]
    assert all(order.index(earlier) < order.index(one.name) for one in listed() for earlier in one.after)


def test_each_says_what_it_finds_in_terms_of_the_ontology() -> None:
    terms = {value for value in vars(vocab).values() if isinstance(value, str)}
    for extractor, one in zip(extractors(), listed(), strict=True):
        assert one.finds.endswith(".")
        assert one.emits
        assert terms >= extractor.EMITS


def test_the_command_line_lists_them() -> None:
    shown = CliRunner().invoke(app, ["extractors"])
    told = json.loads(CliRunner().invoke(app, ["extractors", "--format", "json"]).output)
    assert [one["name"] for one in told] == [one.name for one in listed()]
    assert all(one["name"] in shown.output and one["finds"] in shown.output for one in told)
