// An answer as people read it: a table with labels for IRIs, paged and sorted, or the text as it came.
import { rowsOfTriples } from "./answer.js";
import { element } from "./dom.js";

const PAGE = 100;
const NUMBERS = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const DAY = /^-?\d{4}-\d\d-\d\d(?:[T/]\S*)?$/;
const LONG = 60;
const UNSAFE = /[<>"{}|\\^`\s]/;
const LABELS = ["http://www.w3.org/2000/01/rdf-schema#label", "http://purl.org/dc/terms/title", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf"];
const order = new Intl.Collator("en", { numeric: true });

/** Where an IRI leads: our own page of it where there is one. */
export const address = (iri, place) => {
  if (place.base && iri.startsWith(place.base)) return place.local + iri.slice(place.base.length).replaceAll("#", "%23");
  if (iri.startsWith(place.namespace)) return `${place.ontology}#${iri.slice(place.namespace.length)}`;
  return /^https?:/.test(iri) ? iri : "";
};

const short = (iri, { base, prefixes }) => {
  const readable = (text) => { try { return decodeURI(text); } catch { return text; } };
  if (base && iri.startsWith(base)) return readable(iri.slice(base.length));
  const found = Object.entries(prefixes).find(([, space]) => iri.startsWith(space) && iri !== space);
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : readable(iri);
};

const kindOf = (term) => {
  if (NUMBERS.test(term.datatype ?? "")) return "number";
  if (DAY.test(term.value) && term.value.length < 26) return "day"; // a day, a time, or from one day to another
  return term.value.length > LONG ? "long" : "";
};

/** Less than, equal or more: unbound first, then numbers by value, then words. */
const compare = (a, b) => {
  if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
  if (NUMBERS.test(a.datatype ?? "") && NUMBERS.test(b.datatype ?? "")) return Number(a.value) - Number(b.value);
  return order.compare(a.value, b.value);
};

class Table {
  /** `labelled` maps IRIs to labels and is filled as pages are shown; `find` looks labels up. */
  constructor(names, rows, place, find) {
    Object.assign(this, { names, rows, place, find, sorted: rows, first: 0, column: -1, down: false });
    this.labelled = new Map();
    this.root = element("div", { className: "answer" });
  }

  link(term) {
    const { value } = term;
    const href = address(value, this.place);
    const text = this.labelled.get(value) || short(value, this.place);
    if (!href) return element("span", { textContent: text, title: value, className: "raw" });
    const made = element("a", { href, textContent: text, title: value, className: this.labelled.has(value) ? "" : "raw", dataset: { iri: value } });
    if (!href.startsWith("/")) made.rel = "noreferrer";
    return made;
  }

  cell(term) {
    if (!term) return element("td");
    if (term.type === "uri") return element("td", {}, this.link(term));
    if (term.type === "triple") return element("td", {}, element("code", { textContent: JSON.stringify(term.value) }));
    const cell = element("td", { textContent: term.type === "bnode" ? `_:${term.value}` : term.value, className: kindOf(term) });
    if (term["xml:lang"]) cell.lang = term["xml:lang"];
    if (term.datatype) cell.title = short(term.datatype, this.place);
    return cell;
  }

  sort(column) {
    this.down = this.column === column && !this.down;
    this.column = column;
    const name = this.names[column];
    const factor = this.down ? -1 : 1;
    this.sorted = [...this.rows].sort((a, b) => factor * compare(a[name], b[name]));
    this.first = 0;
    this.draw();
    this.root.querySelectorAll("th button")[column].focus();
  }

  head() {
    const numeric = (name) => NUMBERS.test(this.rows.find((row) => row[name])?.[name].datatype ?? "");
    return this.names.map((name, column) => {
      const state = this.column !== column ? "none" : this.down ? "descending" : "ascending";
      const button = element("button", { type: "button", textContent: name, title: "Sort by this column" });
      button.addEventListener("click", () => this.sort(column));
      const cell = element("th", { scope: "col", className: numeric(name) ? "number" : "" }, button);
      cell.setAttribute("aria-sort", state);
      return cell;
    });
  }

  pager() {
    if (this.rows.length <= PAGE) return [];
    const last = Math.min(this.first + PAGE, this.rows.length);
    const step = (text, to, possible) => {
      const button = element("button", { type: "button", textContent: text, disabled: !possible });
      button.addEventListener("click", () => { this.first = to; this.draw(); });
      return button;
    };
    const number = (value) => value.toLocaleString("en");
    return [element("nav", { className: "pager", ariaLabel: "Pages of the table" },
      step("Previous", this.first - PAGE, this.first > 0),
      element("span", { textContent: `Rows ${number(this.first + 1)}–${number(last)} of ${number(this.rows.length)}` }),
      step("Next", last, last < this.rows.length))];
  }

  draw() {
    const shown = this.sorted.slice(this.first, this.first + PAGE);
    const body = shown.map((row) => element("tr", {}, ...this.names.map((name) => this.cell(row[name]))));
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...this.head())), element("tbody", {}, ...body));
    this.root.replaceChildren(element("div", { className: "scroll" }, table), ...this.pager());
    return this.label(shown);
  }

  async label(rows) {
    const terms = rows.flatMap((row) => Object.values(row)).filter((term) => term?.type === "uri");
    const wanted = [...new Set(terms.map((term) => term.value))].filter((iri) => !this.labelled.has(iri));
    if (!wanted.length) return;
    for (const [iri, label] of await this.find(wanted)) this.labelled.set(iri, label);
    for (const link of this.root.querySelectorAll("a[data-iri]")) {
      const label = this.labelled.get(link.dataset.iri);
      if (label) Object.assign(link, { textContent: label, className: "" });
      else link.textContent = short(link.dataset.iri, this.place); // prefixes may have come in the meantime
    }
  }
}

/** A query for the labels of IRIs; words of an article stand for a mention, a title for an article. */
export const labelQuery = (iris) => {
  const values = iris.filter((iri) => !UNSAFE.test(iri)).map((iri) => `<${iri}>`).join(" ");
  const paths = LABELS.map((iri) => `<${iri}>`).join("|");
  return `SELECT ?i (SAMPLE(?l) AS ?label) { VALUES ?i { ${values} } LATERAL { ?i ${paths} ?l } } GROUP BY ?i`;
};

const number = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** Show an answer in `host`; gives back what it is, in a few words, once its labels are there. */
export const showSolutions = async (host, answer, place, find) => {
  if (typeof answer.boolean === "boolean") {
    host.replaceChildren(element("p", { className: `verdict ${answer.boolean ? "yes" : "no"}`, textContent: answer.boolean ? "Yes" : "No" }));
    return answer.boolean ? "Yes, the pattern is in the graph" : "No, the pattern is not in the graph";
  }
  const rows = answer.results.bindings;
  const table = new Table(answer.head.vars, rows, place, find);
  host.replaceChildren(table.root);
  if (!rows.length) {
    table.root.replaceChildren(element("p", { className: "muted", textContent: "No row fits. Leave a pattern or FILTER out, or make it OPTIONAL, to see which one excludes all." }));
    return number(0, "row");
  }
  table.draw().catch(() => {}); // without labels the table is still right
  return number(rows.length, "row");
};

/** The same for the triples of CONSTRUCT and DESCRIBE, from N-Triples. */
export const showTriples = async (host, text, place, find) => {
  const { rows, other } = rowsOfTriples(text);
  const table = new Table(["subject", "predicate", "object"], rows, place, find);
  host.replaceChildren(table.root);
  if (rows.length) table.draw().catch(() => {});
  return number(rows.length + other, "statement") + (other ? `, ${other} with triple terms: see Turtle` : "");
};
