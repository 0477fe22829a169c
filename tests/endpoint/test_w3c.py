"""The W3C's own tests of the SPARQL 1.1 Protocol and Graph Store Protocol, against a bare server."""

import subprocess
import sys
from pathlib import Path

from kg.endpoint import Site, create_app
from kg.store.serving import ServedStore
from tests.endpoint.conftest import running

COUNTS = [("protocol/manifest.ttl", 34), ("manifest-direct.ttl", 4), ("manifest-indirect.ttl", 9)]


def test_protocol_and_graph_store(shared: Path, tmp_path: Path) -> None:
    script = shared / "w3c" / "http_tests.py"
    with ServedStore.open(tmp_path) as store, running(create_app(Site(store, token="secret"))) as url:
        command = [sys.executable, str(script), url, "/sparql", "/update", "/graphs", "--token", "secret"]
        run = subprocess.run(command, check=False, capture_output=True, text=True)
    for manifest, count in COUNTS:
        assert f"{manifest} {count} / {count}" in run.stdout, run.stdout + run.stderr
    assert run.returncode == 0
