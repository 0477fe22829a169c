"""The page in a real browser, without a network. Skipped where Chromium is missing, but not in CI."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.endpoint.conftest import ARMENIA, GRAPH


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    binary, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if not binary or not driver:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium and chromedriver are not installed")
    options = ChromeOptions()
    options.binary_location = binary
    for argument in ("headless=new", "no-sandbox", "disable-dev-shm-usage", "window-size=1280,900"):
        options.add_argument(f"--{argument}")
    # names of other hosts do not resolve: what works here works offline
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with Chrome(options=options, service=Service(driver)) as opened:
        yield opened


def until_done(browser: Chrome) -> WebElement:
    """Wait for the answer; gives back the line that sums it up."""
    WebDriverWait(browser, 20).until(
        lambda b: b.execute_script("return document.body.dataset.state === 'done'")
    )
    return browser.find_element(By.ID, "status")


def complaints(browser: Chrome) -> list[str]:
    """What the console holds against the page: blocked content, failed requests, exceptions."""
    log = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in log if entry["level"] in ("SEVERE", "WARNING")]


def keep(browser: Chrome, name: str) -> None:
    """Leave a screenshot where KEEP_SCREENSHOTS says."""
    if folder := os.environ.get("KEEP_SCREENSHOTS"):
        browser.save_screenshot(str(Path(folder) / f"{name}.png"))


def test_an_example_is_run_and_shown_with_labels(browser: Chrome, url: str) -> None:
    browser.get(url)
    browser.find_element(By.CSS_SELECTOR, "#examples button").click()
    assert "1 row" in until_done(browser).text
    link = browser.find_element(By.CSS_SELECTOR, "#results td a")
    assert (link.text, link.get_attribute("title")) == ("Armenia", ARMENIA)
    assert link.get_attribute("href") == f"{url}/id/country/armenia"
    keep(browser, "example")
    assert complaints(browser) == []


def test_a_permalink_runs_its_query_and_a_graph_is_shown(browser: Chrome, url: str) -> None:
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
    browser.get("about:blank")
    browser.get(f"{url}/sparql#{httpx.QueryParams(query=query)}")
    until_done(browser)
    assert '"Armenia"@en' in browser.find_element(By.CSS_SELECTOR, "#results pre").text
    keep(browser, "graph")


def test_an_error_is_shown_in_words(browser: Chrome, url: str) -> None:
    browser.get("about:blank")
    browser.get(f"{url}/sparql#{httpx.QueryParams(query='SELECT * { ?s ?p }')}")
    status = until_done(browser)
    assert "does not parse" in status.text
    keep(browser, "error")
