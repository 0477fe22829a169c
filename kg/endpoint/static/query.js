// The query page: editor, tabs, examples and answers put together. Nothing is fetched from anywhere but our own server.
import { Problem, ask } from "./answer.js";
import { copy, element } from "./dom.js";
import { openEditor } from "./editor.js";
import { labelQuery, showSolutions, showTriples } from "./results.js";
import { asCurl, asPython, formOf, isGraph, locate, titleOf } from "./sparql.js";
import { Tabs } from "./tabs.js";

const $ = (id) => document.getElementById(id);
const [form, field, status, results, raw, runButton] = ["form", "query", "status", "results", "raw", "run"].map($);
const endpoint = form.action;
const place = { ...form.dataset, prefixes: {} };
const GRAPH = { ttl: "Turtle", nt: "N-Triples", rdf: "RDF/XML", jsonld: "JSON-LD", trig: "TriG", nq: "N-Quads" };
const TABLE = { csv: "CSV", tsv: "TSV", json: "JSON", xml: "XML" };
const JSON_RESULTS = "application/sparql-results+json";
const SLOW = 400; // milliseconds until a running query says so in numbers
const vocabulary = { prefixes: {}, terms: [], search: place.search };
let running = null;
let answered = "";

const known = async () => {
  const response = await fetch(place.terms);
  if (response.ok) Object.assign(vocabulary, await response.json());
  place.prefixes = vocabulary.prefixes;
};
const ready = known().catch(() => {}); // without it there is no completion, and all else works

const find = async (iris) => {
  await ready;
  const named = new Map(vocabulary.terms.filter((term) => term.label).map((term) => [term.iri, term.label]));
  const defined = iris.filter((iri) => named.has(iri)).map((iri) => [iri, named.get(iri)]);
  const asked = iris.filter((iri) => !named.has(iri));
  if (!asked.length) return defined;
  const answer = JSON.parse((await ask(endpoint, labelQuery(asked), JSON_RESULTS)).text);
  return [...defined, ...answer.results.bindings.map((row) => [row.i.value, row.label.value])];
};

const say = (text, kind = "") => {
  status.className = kind;
  status.replaceChildren(text);
};

const download = (query, name) => {
  const href = `${endpoint}?${new URLSearchParams({ query, format: name })}`;
  const link = element("a", { href, download: `answer.${name}`, textContent: { ...TABLE, ...GRAPH }[name] });
  link.addEventListener("click", async (event) => {
    if (href.length < 8000) return; // the browser streams it to disk
    event.preventDefault();
    const response = await fetch(endpoint, { method: "POST", body: new URLSearchParams({ query, format: name }) });
    const saved = element("a", { href: URL.createObjectURL(await response.blob()), download: `answer.${name}` });
    saved.click();
    URL.revokeObjectURL(saved.href);
  });
  return link;
};

const offerDownloads = (query) => {
  const names = Object.keys(isGraph(query) ? GRAPH : TABLE).filter((name) => formOf(query) !== "ASK" || ["json", "xml"].includes(name));
  $("downloads").replaceChildren("Download: ", ...names.flatMap((name) => [download(query, name), " "]));
};

const showRaw = async (query, text) => {
  if (results.dataset.view === "raw") {
    results.querySelector("pre").remove();
    delete results.dataset.view;
  } else {
    const shown = isGraph(query) ? (await ask(endpoint, query, "text/turtle")).text : JSON.stringify(JSON.parse(text), null, 1);
    results.append(element("pre", { textContent: shown.length > 2e6 ? `${shown.slice(0, 2e6)}\n… the rest is left out here: download it` : shown }));
    results.dataset.view = "raw";
  }
  raw.textContent = results.dataset.view === "raw" ? "Show as table" : `Show as ${isGraph(query) ? "Turtle" : "JSON"}`;
};

const explain = async (problem, query) => {
  await ready;
  const found = /does not parse/.test(problem.message) ? locate(query, problem.message, vocabulary.prefixes) : undefined;
  if (!found) return say(problem.message, "error");
  if (written) written.open = true;
  editor.point(found);
  const go = element("button", { type: "button", className: "plain", textContent: `Line ${found.line}, column ${found.column}` });
  go.addEventListener("click", () => { editor.point(found); editor.focus(); });
  status.className = "error";
  status.replaceChildren(go, `: ${found.message}`, element("details", {}, element("summary", { textContent: "What the engine says" }), problem.message));
  return undefined;
};

const answer = async (query, signal) => {
  const started = performance.now();
  const spent = () => `${Math.round(performance.now() - started).toLocaleString("en")} ms`;
  const progress = (size) => { if (performance.now() - started > SLOW) say(`Running … ${(size / 1e6).toFixed(1)} MB so far`); };
  const clock = setInterval(() => progress(0), 1000);
  try {
    const graph = isGraph(query);
    const got = await ask(endpoint, query, graph ? "application/n-triples" : JSON_RESULTS, { signal, progress });
    clearInterval(clock);
    const time = spent();
    const said = await (graph ? showTriples(results, got.text, place, find) : showSolutions(results, JSON.parse(got.text), place, find));
    const cut = got.cut ? " · cut off by the server’s limit: there is more" : "";
    const inner = got.engine ? ` (${Math.round(got.engine)} ms in the engine)` : "";
    say(`${said}${cut} · ${time}${inner}`);
    raw.hidden = false;
    raw.textContent = `Show as ${graph ? "Turtle" : "JSON"}`;
    raw.onclick = () => showRaw(query, got.text).catch((error) => say(error.message, "error"));
  } finally {
    clearInterval(clock);
  }
};

const run = async () => {
  running?.abort();
  const here = new AbortController();
  running = here;
  const query = editor.text();
  if (!query.trim()) return say("Write a query first, or choose an example.", "error");
  say("Running …");
  answered = query;
  editor.mark(null);
  raw.hidden = true;
  delete results.dataset.view;
  document.body.dataset.state = "running";
  runButton.textContent = "Stop";
  history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
  $("downloads").replaceChildren();
  try {
    await answer(query, here.signal);
    offerDownloads(query);
  } catch (error) {
    if (running !== here) return undefined; // a newer one runs
    results.replaceChildren();
    if (error.name === "AbortError") say("Stopped. The server has given it up too.");
    else if (error instanceof Problem) await explain(error, query);
    else { say(error.message, "error"); throw error; }
  } finally {
    if (running === here) {
      running = null;
      runButton.textContent = "Run";
      document.body.dataset.state = "done";
    }
  }
  return undefined;
};

const examples = [...document.querySelectorAll("#examples button")];
const texts = new Set(examples.map((button) => button.dataset.query));
const written = $("written"); // on the first page the query is folded away under its question
const current = (text) => {
  if (written) $("asked").textContent = titleOf(text) ?? "Your query";
  for (const button of examples) {
    if (button.dataset.query === text) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
  }
};

const tabs = new Tabs($("tabs"), (text) => {
  editor.show(text);
  field.value = text;
  current(text);
  if (text === answered) return;
  running?.abort();
  results.replaceChildren(); // an answer stands under its own query only
  $("downloads").replaceChildren();
  raw.hidden = true;
  say("");
});
const editor = openEditor($("editor"), {
  text: "",
  vocabulary,
  run: () => { run(); },
  changed: (text) => { tabs.change(text); field.value = text; current(text); },
});
form.classList.add("rich");
written?.addEventListener("toggle", () => editor.view.requestMeasure());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (running) running.abort(); else run();
});
$("examples")?.addEventListener("click", (event) => {
  const chosen = event.target.closest("button");
  if (!chosen) return;
  tabs.open(chosen.dataset.query, (text) => texts.has(text));
  run();
});
$("copies").addEventListener("click", async (event) => {
  const what = event.target.closest("button")?.dataset.copy;
  if (!what) return;
  const query = editor.text();
  const link = new URL(`${endpoint}#${new URLSearchParams({ query })}`, location.href).href;
  await copy({ link: () => link, curl: () => asCurl(endpoint, query), python: () => asPython(endpoint, query) }[what]());
  $("copied").textContent = "Copied";
  setTimeout(() => { $("copied").textContent = ""; }, 2000);
});

const asked = () => new URLSearchParams(location.hash.slice(1)).get("query") ?? new URLSearchParams(location.search).get("query");
window.addEventListener("hashchange", () => { if (asked()) { tabs.open(asked(), (text) => texts.has(text)); run(); } });

const start = async () => {
  const given = asked() || field.value;
  const first = form.dataset.first === undefined ? "" : examples[0]?.dataset.query;
  if (given || first) tabs.open(given || first, (text) => texts.has(text));
  else if (tabs.any) tabs.choose(tabs.current);
  else tabs.open(examples[0]?.dataset.query ?? "");
  const answered = given || first ? run() : undefined; // the answer need not wait for the terms
  await ready;
  document.body.dataset.ready = "true";
  await answered;
};
start();
