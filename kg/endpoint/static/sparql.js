// What the page knows of SPARQL as text: words, prefixes, places of errors, and how programs ask the same.
export const KEYWORDS = `ADD ALL ASC ASK AS BASE BIND BY CONSTRUCT DEFAULT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH
GROUP HAVING IN LATERAL LIMIT MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SERVICE SILENT UNDEF UNION VALUES
WHERE`.split(/\s+/);
export const FUNCTIONS = `ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT
HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND REGEX REPLACE
ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID
SUBSTR SUM TIMEZONE TZ UCASE URI UUID YEAR`.split(/\s+/);
const OPENED_BY = new Set([...KEYWORDS, ...FUNCTIONS, "A", "OR", "AND"]);
const FORMS = /^(SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)$/i;
const DARK = /<[^<>"{}|^`\\\s]*>|"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g;

/** The query with IRIs, strings and comments blanked: every other character stays at its place. */
export const bare = (text) => text.replace(DARK, (found) => found.replace(/[^\n]/g, " "));

/** SELECT, ASK, CONSTRUCT or DESCRIBE; undefined for what is no query. */
export const formOf = (text) => /(?<![\w?$:.-])(select|ask|construct|describe)(?![\w:.-])/i.exec(bare(text))?.[1].toUpperCase();
export const isGraph = (text) => ["CONSTRUCT", "DESCRIBE"].includes(formOf(text));

/** The name that its first line gives a query, or its first words. */
export const titleOf = (text) => /^#\s*title\s*:\s*(.+)$/im.exec(text)?.[1].trim();

/** PREFIX lines for the known prefixes that a query uses and does not declare; "" where none is missing. */
export const missingPrefixes = (text, known) => {
  const plain = bare(text);
  const declared = new Set([...plain.matchAll(/\bprefix\s+([\w-]*)\s*:/gi)].map((found) => found[1]));
  const used = new Set([...plain.matchAll(/(?<![\w?$:@.-])([A-Za-z][\w-]*):/g)].map((found) => found[1]));
  return [...used].filter((name) => known[name] && !declared.has(name)).map((name) => `PREFIX ${name}: <${known[name]}>\n`).join("");
};

/** Where new PREFIX lines go: above the first, or above the query but below comments that open it. */
export const prefixPlace = (text) => {
  const first = /^[ \t]*(?:prefix|base)\b/im.exec(bare(text));
  return first ? first.index : /^(?:[ \t]*#[^\n]*\n)*/.exec(text)[0].length;
};

const wordAt = (plain, place) => {
  let end = Math.min(place, plain.length);
  let begin = end;
  while (begin > 0 && /\s/.test(plain[begin - 1]) && !/\S/.test(plain[begin] ?? " ")) begin -= 1;
  if (!/[^\s]/.test(plain[end] ?? " ")) end = begin;
  const inner = (letter) => letter !== undefined && /[^\s(){}[\];,]/.test(letter);
  while (inner(plain[end])) end += 1;
  while (inner(plain[begin - 1])) begin -= 1;
  if (begin === end) { if (end < plain.length && /\S/.test(plain[end])) end += 1; else begin = Math.max(0, begin - 1); }
  return { begin, end };
};

const unclosed = (plain) => {
  const open = [];
  const pairs = { ")": "(", "]": "[", "}": "{" };
  for (const [index, letter] of [...plain].length === plain.length ? [...plain].entries() : []) {
    if ("([{".includes(letter)) open.push({ letter, index });
    if (!(letter in pairs)) continue;
    const last = open.pop();
    if (!last) return { begin: index, end: index + 1, message: `this ${letter} closes nothing` };
    if (last.letter !== pairs[letter]) return { begin: last.index, end: last.index + 1, message: `this ${last.letter} is not closed` };
  }
  const last = open.pop();
  return last && { begin: last.index, end: last.index + 1, message: `this ${last.letter} is not closed` };
};

const unknownWord = (plain) => {
  const first = /[^\s]+/.exec(plain);
  if (first && /^[A-Za-z]+$/.test(first[0]) && !FORMS.test(first[0])) {
    return { begin: first.index, end: first.index + first[0].length, message: `“${first[0]}” begins no query; expected SELECT, ASK, CONSTRUCT, DESCRIBE or PREFIX` };
  }
  for (const found of plain.matchAll(/(?<![\w?$:@.-])([A-Za-z_]\w*)\s*\(/g)) {
    if (!OPENED_BY.has(found[1].toUpperCase())) return { begin: found.index, end: found.index + found[1].length, message: `SPARQL has no function “${found[1]}”` };
  }
  return undefined;
};

const undeclared = (plain, known) => {
  const declared = new Set([...plain.matchAll(/\bprefix\s+([\w-]*)\s*:/gi)].map((found) => found[1]));
  for (const found of plain.matchAll(/(?<![\w?$:@.-])([A-Za-z][\w-]*)?:[\w-]*/g)) {
    const name = found[1] ?? "";
    const inDeclaration = /\bprefix\s+$/i.test(plain.slice(0, found.index));
    if (!inDeclaration && !declared.has(name)) {
      const help = known[name] ? "" : `; known here are ${Object.keys(known).join(", ")}`;
      return { begin: found.index, end: found.index + found[0].length, message: `the prefix “${name}:” is not declared${help}` };
    }
  }
  return undefined;
};

/** The engine's words about a query that does not parse -> the place in the text and the plain reason; undefined where it names none. */
export const locate = (text, detail, known = {}) => {
  const found = /\berror at (\d+):(\d+):\s*([^]*)$/.exec(detail);
  if (!found) return undefined;
  const lines = text.split("\n");
  const line = Math.min(Number(found[1]), lines.length);
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const place = before + [...lines[line - 1]].slice(0, Number(found[2]) - 1).join("").length;
  const plain = bare(text);
  // the engine tells how far it got, which may lie behind what is wrong: first what is wrong for certain
  const reason = undeclared(plain, known) ?? (/unbound/.test(found[3]) ? undefined : unclosed(plain) ?? unknownWord(plain));
  const word = wordAt(plain, place);
  const marked = reason ?? { ...word, message: said(found[3], plain.slice(word.begin, word.end)) };
  const start = text.slice(0, marked.begin).split("\n");
  return { ...marked, line: start.length, column: [...start.at(-1)].length + 1 };
};

const said = (expected, marked) => {
  if (/unbound/.test(expected)) return "SELECT names a variable that GROUP BY does not have and no aggregate makes";
  if (/IRI parsing failed/.test(expected)) return "this is no IRI";
  // of what else the engine would have taken it names only a part, which misleads
  return /^[.;,})\]]$/.test(marked) ? `not understood here; is something missing before ${marked}?` : "not understood here, or just before it";
};

/** A shell command that asks the same. */
export const asCurl = (endpoint, text) => {
  let end = "SPARQL";
  while (text.split("\n").includes(end)) end += "_";
  const accept = isGraph(text) ? "text/turtle" : formOf(text) === "ASK" ? "application/sparql-results+json" : "text/csv";
  return `curl --silent --show-error '${endpoint}' \\
  --header 'Accept: ${accept}' --header 'Content-Type: application/sparql-query' --data-binary @- <<'${end}'
${text.trimEnd()}
${end}
`;
};

/** A Python program that asks the same; it needs SPARQLWrapper from PyPI. */
export const asPython = (endpoint, text) => {
  const quoted = text.trimEnd().replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"');
  const form = formOf(text);
  const format = isGraph(text) ? "TURTLE" : "JSON";
  const use = isGraph(text) ? "print(endpoint.queryAndConvert().decode())"
    : form === "ASK" ? 'print(endpoint.queryAndConvert()["boolean"])'
      : 'for row in endpoint.queryAndConvert()["results"]["bindings"]:\n    print({name: value["value"] for name, value in row.items()})';
  return `from SPARQLWrapper import ${format}, POST, SPARQLWrapper  # pip install sparqlwrapper

endpoint = SPARQLWrapper("${endpoint}")
endpoint.setMethod(POST)
endpoint.setReturnFormat(${format})
endpoint.setQuery("""${quoted}""")
${use}
`;
};
