// The query page: runs a query, shows its answer as a table with labels and links. No library, no network but our own.
const field = document.getElementById("query");
const form = document.getElementById("form");
const status = document.getElementById("status");
const results = document.getElementById("results");
const { base, local } = field.dataset;
const endpoint = form.action;
const SHOWN = 1000;
const GRAPH = ["ttl", "nt", "rdf", "jsonld", "trig", "nq"];
const TABLE = ["json", "xml", "csv", "tsv"];
const NUMBERS = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(integer|decimal|double|float)$/;
const LONG = 60;
const DAY = /^\d{4}-\d\d-\d\d$/;

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const isGraph = (text) => {
  const bare = text.replace(/<[^>\s]*>|"(?:[^"\\]|\\.)*"|#[^\n]*/g, " ");
  const form = /\b(select|ask|construct|describe)\b/i.exec(bare);
  return form !== null && /construct|describe/i.test(form[1]);
};

const ask = async (query, accept) => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { Accept: accept, "Content-Type": "application/sparql-query" },
    body: query,
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({ detail: response.statusText }));
    throw new Error(problem.detail);
  }
  return response;
};

const address = (iri) => (base && iri.startsWith(base) ? local + iri.slice(base.length).replaceAll("#", "%23") : iri);
const short = (iri) => decodeURI(iri.startsWith(base) ? iri.slice(base.length) : iri.replace(/^.*[/#](?=.)/, ""));

const link = (iri) => {
  const inner = element("a", { href: address(iri), textContent: short(iri), title: iri });
  inner.dataset.iri = iri;
  if (/^https?:/.test(iri) && !iri.startsWith(base)) inner.rel = "noreferrer";
  return inner;
};

const cell = (term) => {
  if (!term) return element("td");
  if (term.type === "uri") return element("td", {}, /^https?:/.test(term.value) ? link(term.value) : term.value);
  const found = element("td", { textContent: term.type === "bnode" ? `_:${term.value}` : term.value });
  if (term["xml:lang"]) found.lang = term["xml:lang"];
  if (NUMBERS.test(term.datatype ?? "")) found.className = "number";
  else if (DAY.test(term.value)) found.className = "day";
  else if (term.value.length > LONG) found.className = "long";
  return found;
};

const table = ({ head, results: { bindings } }) =>
  element("table", {},
    element("thead", {}, element("tr", {}, ...head.vars.map((name) => element("th", { textContent: name })))),
    element("tbody", {}, ...bindings.slice(0, SHOWN).map((row) => element("tr", {}, ...head.vars.map((name) => cell(row[name]))))));

const addLabels = async () => {
  const links = [...results.querySelectorAll("a[data-iri]")];
  const iris = [...new Set(links.map((found) => found.dataset.iri))].filter((iri) => !/[<>"{}|\\^`\s]/.test(iri)).slice(0, 400);
  if (!iris.length) return;
  const values = iris.map((iri) => `<${iri}>`).join(" ");
  const query = `SELECT ?i (SAMPLE(?l) AS ?label) { VALUES ?i { ${values} } ?i <http://www.w3.org/2000/01/rdf-schema#label> ?l } GROUP BY ?i`;
  const answer = await (await ask(query, "application/sparql-results+json")).json();
  const labels = new Map(answer.results.bindings.map((row) => [row.i.value, row.label.value]));
  for (const found of links) {
    if (labels.has(found.dataset.iri)) found.textContent = labels.get(found.dataset.iri);
  }
};

const downloads = (query) => {
  const names = isGraph(query) ? GRAPH : TABLE;
  const links = names.flatMap((name) => [element("a", {
    href: `${endpoint}?${new URLSearchParams({ query, format: name })}`, download: `answer.${name}`, textContent: name,
  }), " "]);
  document.getElementById("downloads").replaceChildren("Download: ", ...links);
};

const show = async (query, started) => {
  const graph = isGraph(query);
  const response = await ask(query, graph ? "text/turtle" : "application/sparql-results+json");
  const time = () => `${Math.round(performance.now() - started)} ms`;
  if (graph) {
    results.replaceChildren(element("pre", { textContent: await response.text() }));
    status.textContent = time();
    return;
  }
  const answer = await response.json();
  if (typeof answer.boolean === "boolean") {
    results.replaceChildren();
    status.textContent = `${answer.boolean ? "Yes" : "No"} · ${time()}`;
    return;
  }
  const count = answer.results.bindings.length;
  results.replaceChildren(table(answer));
  const cut = count > SHOWN ? `, the first ${SHOWN} are shown; a download has all` : "";
  status.textContent = `${count} ${count === 1 ? "row" : "rows"}${cut} · ${time()}`;
  await addLabels();
};

const run = async () => {
  const query = field.value;
  status.className = "";
  status.textContent = "Running …";
  document.body.dataset.state = "running";
  history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
  document.getElementById("link").href = location.href;
  downloads(query);
  try {
    await show(query, performance.now());
  } catch (error) {
    results.replaceChildren();
    status.className = "error";
    status.textContent = error.message;
  }
  document.body.dataset.state = "done";
};

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});
document.getElementById("examples").addEventListener("click", (event) => {
  const chosen = event.target.closest("button");
  if (!chosen) return;
  document.querySelector("#examples [aria-current]")?.removeAttribute("aria-current");
  chosen.setAttribute("aria-current", "true");
  field.value = chosen.dataset.query;
  run();
});

const given = new URLSearchParams(location.hash.slice(1)).get("query") ?? new URLSearchParams(location.search).get("query");
if (given) { field.value = given; run(); }
