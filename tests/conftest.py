"""What all tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.settings import data_dir, load
from kg.store import open_store

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The benchmarks beside the checkout; a test that needs them is skipped without, and fails in CI."""
    if not SHARED.is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{SHARED} is not there")
    return SHARED


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> Iterator[None]:
    """Tests see the defaults, whatever the shell around them sets."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("KG_"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the article of seeds/; who opens it closes it, and writes nothing."""
    return filled(tmp_path_factory.mktemp("seed") / "store")


def filled(folder: Path) -> Path:
    """Ingest the article of seeds/ into a folder."""
    settings = load(store=folder)
    articles, notices = pipeline.documents([data_dir("seeds") / "articles"], settings)
    assert notices == []
    outcomes = list(pipeline.article_graphs(articles, settings))
    made = [outcome for outcome in outcomes if isinstance(outcome, pipeline.ArticleGraph)]
    assert made == outcomes
    with open_store(folder, settings.base_iri) as store:
        pipeline.ingest(made, store, settings)
    return folder
