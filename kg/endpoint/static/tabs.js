// The queries that a browser keeps: one a tab, in its local storage, never on the server.
import { element } from "./dom.js";
import { titleOf } from "./sparql.js";

const KEY = "conflict-news-graph.queries";

const load = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    const queries = kept?.queries?.filter((text) => typeof text === "string") ?? [];
    return { queries, current: Math.min(Math.max(0, kept?.current | 0), queries.length - 1) };
  } catch {
    return { queries: [], current: 0 }; // no storage, or not ours
  }
};

/** The tabs in `host`; `chosen` gets the text of a tab that comes to the front. */
export class Tabs {
  constructor(host, chosen) {
    Object.assign(this, { host, chosen, ...load() });
    host.setAttribute("role", "group"); // no tablist, which may hold nothing but tabs: no button that closes one
  }

  /** Whether the browser had kept any. */
  get any() { return this.queries.length > 0; }
  get text() { return this.queries[this.current] ?? ""; }

  /** The text of the front tab is another now. */
  change(text) {
    this.queries[this.current] = text;
    this.save();
    const name = this.host.querySelector("[aria-current=true]");
    if (name) name.textContent = this.name(this.current);
  }

  /** Bring a query to the front: its own tab where it has one, an empty or unchanged one, else a new one. */
  open(text, replaceable = () => false) {
    const there = this.queries.indexOf(text);
    if (there >= 0) return this.choose(there);
    if (this.any && (!this.text.trim() || replaceable(this.text))) this.queries[this.current] = text;
    else this.current = this.queries.push(text) - 1;
    return this.choose(this.current);
  }

  choose(index) {
    this.current = index;
    this.save();
    this.draw();
    this.chosen(this.text);
  }

  close(index) {
    this.queries.splice(index, 1);
    if (!this.any) this.queries.push("");
    this.choose(Math.min(this.current > index ? this.current - 1 : this.current, this.queries.length - 1));
  }

  save() {
    try { localStorage.setItem(KEY, JSON.stringify({ queries: this.queries, current: this.current })); } catch { /* no storage: tabs live as long as the page */ }
  }

  name(index) {
    const text = this.queries[index];
    const title = titleOf(text) ?? (text.trim() ? `Query ${index + 1}` : "New query");
    return title.length > 32 ? `${title.slice(0, 31)}…` : title;
  }

  draw() {
    const made = this.queries.map((_, index) => {
      const here = index === this.current;
      const tab = element("button", { type: "button", className: "choose", textContent: this.name(index), ariaCurrent: String(here) });
      tab.addEventListener("click", () => this.choose(index));
      const close = element("button", { type: "button", className: "close", textContent: "×", ariaLabel: `Close ${this.name(index)}`, title: "Close" });
      close.addEventListener("click", () => this.close(index));
      return element("span", { className: here ? "tab here" : "tab" }, tab, close);
    });
    const more = element("button", { type: "button", className: "more", textContent: "+", ariaLabel: "New query", title: "New query" });
    more.addEventListener("click", () => { this.current = this.queries.push("") - 1; this.choose(this.current); });
    this.host.replaceChildren(...made, more);
    const here = this.host.querySelector(".here"); // scroll the row of tabs only, never the page
    if (here) this.host.scrollLeft = here.offsetLeft + here.offsetWidth - this.host.clientWidth;
  }
}
