"""The pages in a real browser, without a network. Skipped where Chromium is missing, but not in CI."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import httpx
import pytest
from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from kg import terms, vocab
from tests.docs import ROOT
from tests.endpoint.conftest import ARMENIA, GRAPH

ENDPOINT: Final = ROOT / "kg" / "endpoint"
CAUGHT: Final = """
const writeText = async (text) => { window.copied.push(text); };
window.copied = [];
Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
"""
"""Copies land in a list: a browser without a window has no clipboard."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
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
    folder = str(tmp_path_factory.mktemp("downloads"))
    options.add_experimental_option("prefs", {"download.default_directory": folder})
    with Chrome(options=options, service=Service(driver)) as opened:
        opened.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": CAUGHT})
        opened.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": folder})
        opened.folder = Path(folder)  # type: ignore[attr-defined]
        yield opened


def visit(browser: Chrome, address: str, fresh: bool = True) -> None:
    """Load a page, by default in a browser that has kept nothing, and wait until its script is there."""
    browser.get("about:blank")
    if fresh:
        storage = {"origin": str(httpx.URL(address).join("/")), "storageTypes": "local_storage"}
        browser.execute_cdp_cmd("Storage.clearDataForOrigin", storage)
    browser.get(address)
    wait(browser, "return document.body.dataset.ready === 'true'")


def wait(browser: Chrome, condition: str) -> None:
    WebDriverWait(browser, 20, 0.05).until(lambda b: b.execute_script(condition))


def until_done(browser: Chrome) -> WebElement:
    """Wait for the answer; gives back the line that sums it up."""
    wait(browser, "return document.body.dataset.state === 'done'")
    return browser.find_element(By.ID, "status")


def inside(browser: Chrome, selector: str) -> list[WebElement]:
    """Elements of the editor, which lives in a shadow root."""
    root = browser.find_element(By.ID, "editor").shadow_root
    return root.find_elements(By.CSS_SELECTOR, selector)


def written(browser: Chrome) -> str:
    """The query in the editor."""
    return str(browser.execute_script("return document.getElementById('query').value"))


def write(browser: Chrome, text: str) -> None:
    """Type at the end of the editor, key by key."""
    inside(browser, ".cm-content")[0].click()
    ActionChains(browser).key_down(Keys.CONTROL).send_keys(Keys.END).key_up(Keys.CONTROL).send_keys(
        text
    ).perform()


def permalink(url: str, query: str) -> str:
    return f"{url}/sparql#{httpx.QueryParams(query=query)}"


def complaints(browser: Chrome) -> list[str]:
    """What the console holds against the page: blocked content, failed requests, exceptions."""
    log = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in log if entry["level"] in ("SEVERE", "WARNING")]


def keep(browser: Chrome, name: str) -> None:
    """Leave a screenshot where KEEP_SCREENSHOTS says."""
    if folder := os.environ.get("KEEP_SCREENSHOTS"):
        browser.save_screenshot(str(Path(folder) / f"{name}.png"))


def test_the_editor_that_ships_is_the_one_that_was_built() -> None:
    recorded = (ENDPOINT / "editor" / "codemirror.sha256").read_text().split()[0]
    built = (ENDPOINT / "static" / "codemirror.js").read_bytes()
    assert sha256(built).hexdigest() == recorded, "run `npm ci && npm run build` in kg/endpoint/editor"
    pins = json.loads((ENDPOINT / "editor" / "package.json").read_text())["devDependencies"]
    first, licences = (
        built.split(b"\n", 1)[0].decode(),
        (ENDPOINT / "static" / "codemirror.licenses.txt").read_text(),
    )
    for name, version in pins.items():
        assert name == "esbuild" or f"{name} {version}" in first
        assert name == "esbuild" or f"{name} {version} (MIT)" in licences
    assert sum(file.stat().st_size for file in (ENDPOINT / "static").iterdir()) < 600_000


def test_the_first_page_shows_an_answer_with_labels(browser: Chrome, url: str) -> None:
    visit(browser, url)
    assert "1 row" in until_done(browser).text
    link = browser.find_element(By.CSS_SELECTOR, "#results td a")
    WebDriverWait(browser, 5).until(lambda _: link.text == "Armenia")
    assert link.get_attribute("title") == ARMENIA
    assert link.get_attribute("href") == f"{url}/id/country/armenia"
    assert browser.find_element(By.ID, "asked").text == "Which countries are there?"
    keep(browser, "home")
    assert complaints(browser) == []


def test_the_editor_colours_and_an_example_is_run(browser: Chrome, url: str) -> None:
    visit(browser, f"{url}/sparql")
    browser.find_element(By.CSS_SELECTOR, "#examples button").click()
    assert "1 row" in until_done(browser).text
    colours = {token.text: token.value_of_css_property("color") for token in inside(browser, ".cm-line span")}
    assert (
        len({colours["SELECT"], colours["?country"], colours["<http://www.w3.org/2000/01/rdf-schema#label>"]})
        == 3
    )
    keep(browser, "example")
    assert complaints(browser) == []


def test_a_class_is_completed_and_its_prefix_declared(browser: Chrome, url: str) -> None:
    visit(browser, f"{url}/sparql")
    browser.find_element(By.CSS_SELECTOR, "#tabs .more").click()
    write(browser, "SELECT * { ?x a Count")
    WebDriverWait(browser, 10).until(lambda b: inside(b, ".cm-tooltip-autocomplete li"))
    offered = [found.text for found in inside(browser, ".cm-tooltip-autocomplete li")]
    assert "cno:Country" in offered[0]
    WebDriverWait(browser, 10).until(lambda b: "state" in inside(b, ".cm-completionInfo")[0].text)
    keep(browser, "completion")
    ActionChains(browser).send_keys(Keys.ENTER).pause(0.3).send_keys(" ").perform()
    assert written(browser).startswith("PREFIX cno: <https://w3id.org/conflict-news/ontology#>\nSELECT")
    assert "?x a cno:Country " in written(browser)
    ActionChains(browser).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
    assert "1 row" in until_done(browser).text
    assert complaints(browser) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SELECT * { ?x cno:tar", "cno:target"),
        ("SELECT * { ?x cno:status ", "cno:"),
        ("SELECT * { ?x a cno:", "cno:ArticleGraph"),  # of which there is one, as of countries
        ("SELECT ?name { ?x rdfs:label ?n", "?name"),
        ("PREFIX fo", "foaf:"),
        ("SEL", "SELECT"),
        ("SELECT * { FILTER(STRST", "STRSTARTS"),
    ],
)
def test_what_fits_best_is_offered_first(browser: Chrome, url: str, text: str, first: str) -> None:
    visit(browser, f"{url}/sparql")
    browser.find_element(By.CSS_SELECTOR, "#tabs .more").click()
    write(browser, text)
    if text.endswith(" "):
        ActionChains(browser).key_down(Keys.CONTROL).send_keys(Keys.SPACE).key_up(Keys.CONTROL).perform()
    WebDriverWait(browser, 10).until(lambda b: inside(b, ".cm-tooltip-autocomplete li"))
    offered = [found.text for found in inside(browser, ".cm-completionLabel")]
    assert offered[0].startswith(first), offered
    if text.endswith("status "):
        statuses = {status.removeprefix(terms.CNO) for status in vocab.STATUSES}
        assert {found.removeprefix("cno:") for found in offered[: len(statuses)]} == statuses


def test_a_name_gives_its_iri(browser: Chrome, url: str) -> None:
    visit(browser, f"{url}/sparql")
    browser.find_element(By.CSS_SELECTOR, "#tabs .more").click()
    write(browser, "ASK { ?e ?p <arme")
    WebDriverWait(browser, 10).until(lambda b: inside(b, ".cm-completionLabel"))
    assert [found.text for found in inside(browser, ".cm-completionLabel")] == ["Armenia"]
    keep(browser, "name")
    ActionChains(browser).pause(0.2).send_keys(Keys.ENTER).perform()
    assert f"ASK {{ ?e ?p <{ARMENIA}>" in written(browser)
    assert complaints(browser) == []


@pytest.mark.parametrize(
    ("query", "marked", "place", "words"),
    [
        ("SELECT * {\n  ?s foo:bar ?p }", "foo:bar", "Line 2, column 6", "prefix “foo:” is not declared"),
        ("SELECT * {\n  ?s ?p ?o FILTER(STRLN(?o) }", "(", "Line 2, column 18", "is not closed"),
        ("SELECT * { ?s ?p ?o ; foo:o ?p } LIMIT 1", "foo:o", "Line 1, column 23", "is not declared"),
        ("SELECT (COUNT(?s) AS ?n) ?p { ?s ?p ?o }", "}", "Line 1, column 40", "GROUP BY"),
        ("SELECT * {\n  ?s ?p ?o ?s }\n", "}", "Line 2, column 15", "missing before }"),
        ("SELEC * {}", "SELEC", "Line 1, column 1", "begins no query"),
        ("SELECT * { ?s ?p }", "}", "Line 1, column 18", "missing before }"),
    ],
)
def test_an_error_is_marked_at_its_place(
    browser: Chrome, url: str, query: str, marked: str, place: str, words: str
) -> None:
    visit(browser, permalink(url, query))
    status = until_done(browser)
    assert status.text.startswith(f"{place}: ")
    assert words in status.text
    assert [found.text for found in inside(browser, ".cm-lintRange-error")] == [marked]
    keep(browser, "error")
    assert all("400 (BAD REQUEST)" in message for message in complaints(browser))


def test_tabs_outlive_the_page(browser: Chrome, url: str) -> None:
    visit(browser, f"{url}/sparql")
    browser.find_element(By.CSS_SELECTOR, "#tabs .more").click()
    write(browser, "# title: Mine\nASK {} ")
    visit(browser, f"{url}/sparql", fresh=False)
    tabs = browser.find_elements(By.CSS_SELECTOR, "#tabs .choose")
    assert [tab.text for tab in tabs] == ["Which countries are there?", "Mine"]
    assert written(browser).startswith("# title: Mine\nASK {}")
    tabs[0].click()
    assert "?country" in written(browser)
    browser.find_element(By.CSS_SELECTOR, "#tabs [aria-label='Close Mine']").click()
    assert len(browser.find_elements(By.CSS_SELECTOR, "#tabs .choose")) == 1
    browser.find_element(By.ID, "run").click()
    assert "1 row" in until_done(browser).text


@pytest.mark.parametrize("where", ["#", "?"])
def test_a_permalink_runs_its_query(browser: Chrome, url: str, where: str) -> None:
    visit(browser, f"{url}/sparql{where}{httpx.QueryParams(query='ASK { ?s ?p ?o }')}")
    assert "Yes" in until_done(browser).text
    assert browser.find_element(By.CSS_SELECTOR, "#results .verdict").text == "Yes"
    assert complaints(browser) == []


def test_a_graph_is_shown_as_statements_and_as_turtle(browser: Chrome, url: str) -> None:
    visit(browser, permalink(url, f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"))
    assert "5 statements" in until_done(browser).text
    assert len(browser.find_elements(By.CSS_SELECTOR, "#results tbody tr")) == 5
    keep(browser, "graph")
    browser.find_element(By.ID, "raw").click()
    WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#results pre"))
    assert '"Armenia"@en' in browser.find_element(By.CSS_SELECTOR, "#results pre").text


def test_a_large_answer_is_paged_and_sorted(browser: Chrome, url: str) -> None:
    visit(browser, permalink(url, "SELECT ?s ?n { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?n }"))
    assert "3,001 rows" in until_done(browser).text
    rows = "#results tbody tr"
    assert len(browser.find_elements(By.CSS_SELECTOR, rows)) == 100
    browser.find_elements(By.CSS_SELECTOR, "#results th button")[1].click()
    browser.find_elements(By.CSS_SELECTOR, "#results th button")[1].click()
    header = browser.find_elements(By.CSS_SELECTOR, "#results th")[1]
    assert header.get_attribute("aria-sort") == "descending"
    numbers = [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, f"{rows} td.number")[:3]]
    assert numbers == ["2999", "2998", "2997"]
    browser.find_elements(By.CSS_SELECTOR, ".pager button")[1].click()
    assert "101–200 of 3,001" in browser.find_element(By.CSS_SELECTOR, ".pager").text
    assert complaints(browser) == []


def test_what_is_copied_asks_the_same(browser: Chrome, url: str) -> None:
    query = 'SELECT (COUNT(*) AS ?n) ("a\\"b" AS ?quote) { ?s ?p ?o }'
    visit(browser, permalink(url, query))
    until_done(browser)
    for what in ("link", "curl", "python"):
        browser.find_element(By.CSS_SELECTOR, f"[data-copy={what}]").click()
    link, curl, python = browser.execute_script("return window.copied")
    assert httpx.URL(link).copy_with(fragment=None) == f"{url}/sparql"
    assert dict(httpx.QueryParams(httpx.URL(link).fragment)) == {"query": query}
    for command in (["sh", "-c", curl], [sys.executable, "-W", "error", "-c", python]):
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert "3005" in done.stdout, done.stderr
        assert 'a""b' in done.stdout or 'a"b' in done.stdout


def test_a_name_is_found_from_every_page(browser: Chrome, url: str) -> None:
    browser.get(f"{url}/page/country/armenia")
    browser.find_element(By.CSS_SELECTOR, "header input[type=search]").send_keys("armen*" + Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#hits a"))
    link = browser.find_element(By.CSS_SELECTOR, "#hits a")
    assert (link.text, link.get_attribute("title")) == ("Armenia", ARMENIA)
    assert browser.find_element(By.ID, "q").get_attribute("value") == "armen*"
    keep(browser, "search")
    assert complaints(browser) == []


def test_an_answer_is_downloaded(browser: Chrome, url: str) -> None:
    visit(browser, permalink(url, "SELECT (1 AS ?one) {}"))
    until_done(browser)
    links = browser.find_elements(By.CSS_SELECTOR, "#downloads a")
    assert [link.text for link in links] == ["CSV", "TSV", "JSON", "XML"]
    links[0].click()
    file: Path = browser.folder / "answer.csv"  # type: ignore[attr-defined]
    WebDriverWait(browser, 10).until(lambda _: file.exists())
    assert file.read_text().split() == ["one", "1"]


def test_a_running_query_is_stopped(browser: Chrome, url: str) -> None:
    cross = (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?c)) > STRLEN(STR(?i))) }"
    )
    visit(browser, f"{url}/sparql")
    browser.execute_script("location.hash = arguments[0]", str(httpx.QueryParams(query=cross)))
    wait(browser, "return document.body.dataset.state === 'running'")
    browser.find_element(By.ID, "run").click()
    assert "Stopped" in until_done(browser).text
    assert complaints(browser) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/sparql", "/ontology", "/search?q=armenia", "/page/country/armenia"])
def test_a_phone_shows_it_without_scrolling_sideways(
    browser: Chrome, url: str, path: str, scheme: str
) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        browser.get(url + path)
        if path == "/":
            until_done(browser)
        width = "return Math.max(document.documentElement.scrollWidth, window.innerWidth)"
        assert browser.execute_script(width) == 360
        keep(browser, f"phone-{scheme}{path.replace('/', '-').partition('?')[0]}")
        assert complaints(browser) == []
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def run(browser: Chrome, call: str, *arguments: object) -> object:
    """What a function of our SPARQL module gives."""
    script = "const done = arguments[arguments.length - 1]; import('/static/sparql.js').then((m) => done(%s))"
    return browser.execute_async_script(script % call, *arguments)


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("SELECT * { ?s a:b c:d }", ["a", "c"]),
        ("PREFIX a: <x> SELECT * { ?s a:b 'c:d' ; <c:d> ?o } # c:d", []),
        ('prefix a:<x#>\nSELECT * { ?c:x _:a a:b "c:d" }', []),
        ("SELECT * { ?s ^a:b/c:d|!a:b ?o }", ["a", "c"]),
        ("SELECT * { ?s e:f ?o FILTER(?o < 3 && c:d(?o)) }", ["c"]),
        ("# a: <x>\nSELECT", []),
        ("SELECT * { ?s ?p '1'^^a:b, 'x'@c }", ["a"]),
    ],
)
def test_known_prefixes_that_are_used_are_declared(
    browser: Chrome, url: str, query: str, missing: list[str]
) -> None:
    browser.get(f"{url}/healthz")
    found = run(browser, "m.missingPrefixes(arguments[0], { a: 'urn:a', c: 'urn:c' })", query)
    assert found == "".join(f"PREFIX {name}: <urn:{name}>\n" for name in missing)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("# select\nPREFIX ask: <urn:construct> CONSTRUCT { ?select ?p ?o } {}", "CONSTRUCT"),
        ("ASK { ?s ?p 'select' }", "ASK"),
        ("BASE <http://x/select#> describe <a>", "DESCRIBE"),
        ("INSERT DATA {}", None),
    ],
)
def test_the_form_of_a_query_is_known(browser: Chrome, url: str, query: str, form: str | None) -> None:
    browser.get(f"{url}/healthz")
    assert run(browser, "m.formOf(arguments[0]) ?? null", query) == form
