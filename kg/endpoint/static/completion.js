// What the editor offers to write on: terms of the graph with what they mean, prefixes, variables, words of SPARQL.
import { FUNCTIONS, KEYWORDS, bare } from "./sparql.js";

const VALUES_OF = { "cno:status": "status", "cno:harm": "kind of harm", "cno:mode": "event mode" };
const words = [
  ...KEYWORDS.map((label) => ({ label, type: "keyword", boost: -1 })),
  ...FUNCTIONS.map((label) => ({ label, type: "function", detail: "function", apply: `${label}(`, boost: -2 })),
];

const isProperty = (term) => term.kind.endsWith("property");

const described = (term) => {
  const parts = [term.definition, term.domain && `of: ${term.domain}`, term.range && `value: ${term.range}`];
  if (term.count !== undefined) parts.push(`${term.count.toLocaleString("en")} in this graph`);
  return parts.filter(Boolean).join("\n");
};

/** How likely a term is meant after what stands before it. */
const boosted = (term, before) => {
  const usual = term.count ? Math.min(9, Math.log10(term.count + 1)) : -5;
  if (/(?:^|\s)(?:a|rdf:type)$/.test(before)) return term.kind === "class" ? 40 + usual : -40;
  const wanted = VALUES_OF[/\S+$/.exec(before)?.[0]];
  if (wanted) return term.kind === wanted ? 40 : -40;
  const property = /[;{]$|(?:^|[.;{]\s*)[?$]\w+$/.test(before);
  return (property ? (isProperty(term) ? 20 : -20) : 0) + usual;
};

const options = (vocabulary, before) => vocabulary.terms.map((term) => ({
  label: term.name, displayLabel: term.name, detail: term.label && term.label !== term.name.split(":")[1] ? term.label : term.kind,
  info: described(term) || undefined, type: term.kind === "class" ? "class" : "property", boost: Math.max(-99, Math.min(99, boosted(term, before))),
}));

/** Things whose names begin so, for an IRI that has just been opened: `<arme` gives the IRI of Armenia. */
const things = async (search, words, context) => {
  const wanted = new URLSearchParams({ q: `${words.trim().replace(/["*-]/g, " ")}*`, kind: "Entity", limit: 20, format: "json" });
  const response = await fetch(`${search}?${wanted}`);
  if (!response.ok || context.aborted) return null;
  const { results } = await response.json();
  const named = results.filter((found) => found.label);
  return {
    from: context.pos - words.length,
    filter: false,
    options: named.map(({ iri, label, class: kind }) => ({ label, detail: kind?.split("#")[1] ?? "", info: iri, apply: `${iri}>`, type: "constant" })),
  };
};

/** A source for CodeMirror's completion over `vocabulary` ({ prefixes, terms }), which may be filled later. */
export const completions = (vocabulary) => (context) => {
  const dark = context.state.sliceDoc(0, context.pos);
  const opened = /(?:^|[\s(,])<([\p{L}][\p{L} ]+)$/u.exec(dark);
  if (opened && vocabulary.search) return things(vocabulary.search, opened[1], context);
  const plain = bare(dark);
  if (/<[^<>\s]*$|"[^"\n]*$|#[^\n]*$/.test(plain.slice(plain.lastIndexOf("\n") + 1))) return null;
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) {
    const names = new Set([...context.state.doc.toString().matchAll(/[?$]\w+/g)].map((found) => found[0]));
    names.delete(variable.text);
    return { from: variable.from, options: [...names].map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
  }
  const word = context.matchBefore(/[A-Za-z][\w-]*(?::[\w-]*)?/);
  if (!word && !context.explicit) return null;
  const from = word ? word.from : context.pos;
  const before = plain.slice(0, from).trimEnd();
  const terms = options(vocabulary, before);
  if (word?.text.includes(":")) return { from, options: terms, validFor: /^[\w-]+:[\w-]*$/ };
  const prefixes = Object.entries(vocabulary.prefixes).map(([name, space]) => ({ label: `${name}:`, detail: space, type: "namespace", boost: -3 }));
  const declaring = /\bprefix$/i.test(before);
  if (declaring) return { from, options: prefixes.map((one) => ({ ...one, apply: `${one.label} <${one.detail}>` })), validFor: /^[\w-]*$/ };
  // a class is found by its own name and by its label, without its prefix too
  const unprefixed = terms.map((option) => ({ ...option, label: `${option.label.split(":")[1]} ${option.detail}`, apply: option.label }));
  return { from, options: [...unprefixed, ...prefixes, ...words], validFor: /^[\w-]*$/ };
};
