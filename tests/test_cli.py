"""The command line as its users meet it: output, errors, exit codes."""

import io
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner, Result

from kg import rdf, vocab
from kg.cli import app, main
from kg.cli.account import say_contested
from kg.settings import data_dir
from kg.store import open_graph, open_store
from tests.sources.test_sources import SKIPPED

SEEDS = str(data_dir("seeds") / "articles")
COMMANDS = sorted(command.callback.__name__ for command in app.registered_commands if command.callback)


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "store"
    result = run("ingest", SEEDS, "--store", folder)
    assert (result.exit_code, result.output) == (0, "")
    return folder


def test_every_command_shows_examples() -> None:
    assert COMMANDS == [
        "articles",
        "backup",
        "demo",
        "diff",
        "explain",
        "export",
        "extract",
        "extractors",
        "ingest",
        "load",
        "query",
        "relink",
        "remove",
        "restore",
        "serve",
        "stats",
        "validate",
        "why",
    ]
    for command in COMMANDS:
        shown = run(command, "--help").output
        assert "Examples:" in shown
        assert f"kg {command}" in shown or f"| kg {command}" in shown


def test_help_loads_no_stage() -> None:
    code = (
        "import sys, kg.cli; print([name for name in ('spacy', 'pyshacl', 'flask') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_extract_is_quiet_and_gives_a_valid_graph(tmp_path: Path) -> None:
    first, second = tmp_path / "a.nq", tmp_path / "b.nq"
    result = run("extract", SEEDS, "-o", first)
    assert (result.exit_code, result.output) == (0, "")
    text = Path(SEEDS, "000_61b3294e2d42a59d.txt").read_text(encoding="utf-8")
    record = json.loads(Path(SEEDS, "000_61b3294e2d42a59d.meta.json").read_text(encoding="utf-8"))
    record |= {"text": text.removeprefix(" date 2023-09-20 "), "published": "2023-09-20"}
    assert run("extract", "-", "-o", second, given=json.dumps(record)).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    result = run("validate", first)
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize("ending", ["ttl", "trig", "nq"])
def test_an_export_holds_what_the_store_holds(store: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"dump.{ending}"
    assert run("export", "-o", target, "--store", store).exit_code == 0
    triples = {item.triple for item in rdf.parse(target)}
    answer = run("query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "--store", store, "-f", "csv")
    assert len(triples) >= int(answer.stdout.split()[1]) > 500


QUERY = "SELECT ?name WHERE { ?c a cno:Country ; rdfs:label ?name } ORDER BY ?name LIMIT 2"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([QUERY], "name\nArmenia\nAzerbaijan\n"),
        ([QUERY, "-f", "csv"], "name\nArmenia\nAzerbaijan\n"),
        ([QUERY, "-f", "tsv"], '?name\n"Armenia"\n"Azerbaijan"\n'),
        (["ASK { ?c a cno:Country }"], "yes\n"),
        (["ASK { ?c a cno:Threaten , cno:Aid }"], "no\n"),
    ],
)
def test_query(store: Path, arguments: Sequence[str], expected: str) -> None:
    result = run("query", *arguments, "--store", store)
    assert (result.exit_code, result.stdout) == (0, expected)


def test_query_takes_files_and_the_names_of_examples(store: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(QUERY)
    assert run("query", tmp_path / "q.rq", "--store", store).stdout.startswith("name\nArmenia")
    for example in sorted((data_dir("seeds") / "queries").glob("*.rq")):
        assert run("query", example.stem, "--store", store).exit_code == 0


def test_stats_as_json_and_as_text(store: Path) -> None:
    found = json.loads(run("stats", "--store", store, "--format", "json").stdout)
    assert found["articles"] == 1
    assert found["entities"]["Country"] >= 3
    shown = run("stats", "--store", store).stdout
    assert f"{'articles':<28}{1:>8}" in shown.splitlines()


def test_articles_are_listed_removed_and_read_anew(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "store")
    at = ("--store", tmp_path / "store")
    [one] = json.loads(run("articles", *at, "--format", "json").stdout)
    assert (one["published"], one["outdated"]) == ("2023-09-20", False)
    assert one["read"].endswith("Z")
    assert one["article"] in run("articles", *at).stdout
    assert run("articles", *at, "--outdated", "--format", "json").stdout == "[]\n"
    assert run("ingest", SEEDS, *at, "--outdated").exit_code == 0
    removed = run("remove", one["id"], *at)
    assert (removed.exit_code, one["article"] in removed.stdout) == (0, True)
    with open_store(tmp_path / "store") as opened:
        left = {item.graph_name for item in opened.quads()} - {rdf.DEFAULT_GRAPH}
        ours = [name for name in left if str(name).startswith("<" + opened.names.base)]
        assert all(str(name).endswith(("entities>", "links>", "provenance>")) for name in ours)
        assert sum(len(list(opened.quads(str(name)[1:-1]))) for name in ours) == 3, "their labels stay"
    assert run("articles", *at, "--format", "json").stdout == "[]\n"
    assert run("ingest", SEEDS, *at, "--outdated").exit_code == 0
    assert len(json.loads(run("articles", *at, "--format", "json").stdout)) == 1


@pytest.mark.parametrize(
    ("names", "message"),
    [(["nothing"], "kg articles lists"), (["karabakh"], "Did you mean"), ([], "Missing")],
)
def test_what_is_not_named_exactly_is_not_removed(store: Path, names: list[str], message: str) -> None:
    result = run("remove", *names, "--store", store)
    assert result.exit_code == (2 if not names else 1)
    assert message in (result.output or "") + str(result.exception)
    assert len(json.loads(run("articles", "--store", store, "--format", "json").stdout)) == 1


def test_what_is_skipped_is_counted_reported_and_told_by_the_exit_code(tmp_path: Path) -> None:
    folder, report = tmp_path / "news", tmp_path / "report.jsonl"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_bytes(b"")
    (folder / "good.txt").write_text("date 2024-01-09 KYIV: Russia shelled Kharkiv on Monday.")
    result = run("extract", folder, "-o", tmp_path / "a.nq", "--report", report)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "5 documents skipped: no text" in result.stderr
    assert "… and 2 more" in result.stderr
    notices = [json.loads(line) for line in report.read_text().splitlines()]
    assert [notice["kind"] for notice in notices] == ["no text"] * 5
    assert (tmp_path / "a.nq").stat().st_size > 0


def test_bad_input_neither_stops_a_run_nor_damages_what_is_stored(store: Path, tmp_path: Path) -> None:
    def dump(folder: Path) -> bytes:
        with open_graph(folder) as graph:
            kept = (q for q in graph.store.quads() if q.graph_name != rdf.iri(graph.store.names.provenance))
            return rdf.serialise(kept, "nq")

    folder, damaged = tmp_path / "bad", tmp_path / "store"
    folder.mkdir()
    for name, content, _ in SKIPPED:
        (folder / name).write_bytes(content)
    shutil.copytree(store, damaged)
    result = run("ingest", folder, SEEDS, "--store", damaged)
    assert result.exit_code == 1
    for kind in {kind for name, _, kind in SKIPPED if not name.endswith(".png")}:
        assert f" skipped: {kind}\n" in result.stderr
    assert dump(damaged) == dump(store)


def test_a_graph_that_does_not_conform_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        "@prefix cno: <https://w3id.org/conflict-news/ontology#> .\n<http://example.org/e> a cno:Assault ."
    )
    result = run("validate", broken)
    assert result.exit_code == 1
    assert "Violation" in result.stdout
    found = json.loads(run("validate", broken, "--format", "json").stdout)
    assert {"severity", "shape", "focus", "message"} <= found[0].keys()


WRONG = [
    (["extract", "nowhere.txt", "-o", "a.nq"], "nowhere.txt: no such file or folder"),
    (["extract", SEEDS, "-o", "a.docx"], ".docx"),
    (["extract", SEEDS, "-o", "a.nq", "--workers", "0"], "KG_WORKERS"),
    (["query", "SELECT nonsense WHERE"], "there is no store at"),
    (["query", "no-such-example"], "there is no store at"),
    (["validate", "nowhere.ttl"], "nowhere.ttl"),
    (["export", "-o", "dump.docx"], ".docx"),
    (["stats"], "fill one with kg ingest"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG, ids=[" ".join(a[:2]) for a, _ in WRONG])
def test_wrong_use_ends_with_one_line_and_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["kg", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    captured = capsys.readouterr()
    assert (captured.out, message in captured.err) == ("", True)
    assert captured.err.startswith("kg: ")
    assert list(tmp_path.iterdir()) == []


def test_a_malformed_query_says_so(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kg", "query", "SELECT nonsense WHERE", "--store", str(store)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "does not parse" in capsys.readouterr().err


def test_standard_input_that_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes(500))))
    result = run("extract", "-", "-o", tmp_path / "a.nq", given="\0" * 500)
    assert result.exit_code == 1
    assert "binary file" in result.stderr


def test_the_demonstration_tells_what_was_found() -> None:
    lines = run("demo", "--no-serve").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines if not line.startswith(" ")] == [
        "Read",
        "Found",
        "An event",
        "Claims",
        "A link",
        "Valid",
    ]
    assert lines[-1] == "Valid      yes: 0 violations, 0 warnings"


@pytest.mark.parametrize("arguments", [["serve"], ["serve", "--bare"]], ids=" ".join)
def test_the_endpoint_answers_until_it_is_told_to_end(store: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", *arguments, "--port", "0"]
    environment = {**os.environ, "KG_STORE": str(store)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().decode().split()[1]
            query = urlencode({"query": f"ASK {{ ?country a <{vocab.Country}> }}"})
            request = Request(
                f"{address}sparql?{query}", headers={"Accept": "application/sparql-results+json"}
            )
            with urlopen(request, timeout=60) as answer:
                assert json.load(answer)["boolean"] is True
        finally:
            server.terminate()
    assert server.returncode == 0


def test_a_taken_port_is_said(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = "from kg.cli import main; main()"
        command = [sys.executable, "-c", code, "serve", "--store", str(store), "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr


def test_version() -> None:
    assert run("--version").stdout.startswith("conflict-news-graph ")


def test_links_that_articles_contest_are_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say_contested({})
    assert capsys.readouterr().err == ""
    base = "https://w3id.org/conflict-news/id/city/"
    say_contested({f"{base}{name}": ["Q1", "Q2"] for name in ("d", "c", "b", "a")})
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("4 entities are led to several items of Wikidata")
    assert ": a, b, c and 1 more (kg why" in line
    say_contested({f"{base}a": ["Q1", "Q2"]})
    assert capsys.readouterr().err.startswith("1 entity is led to several items")
