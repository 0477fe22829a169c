// Asking the endpoint: one answer, with its problems in words.
const MOST = 64 << 20;

/** What is wrong, with the HTTP status; `detail` is for people. */
export class Problem extends Error {
  constructor(detail, status = 0) {
    super(detail);
    this.status = status;
  }
}

const problemOf = async (response) => {
  const document = await response.json().catch(() => ({}));
  const wait = response.status === 503 && response.headers.get("Retry-After");
  return new Problem((document.detail ?? response.statusText) + (wait ? ` (try again in ${wait} s)` : ""), response.status);
};

/** The answer to a query as text. `progress` gets the bytes so far. Throws Problem; AbortError where `signal` stops it. */
export const ask = async (endpoint, query, accept, { signal, progress = () => {} } = {}) => {
  const headers = { Accept: accept, "Content-Type": "application/sparql-query" };
  const response = await fetch(endpoint, { method: "POST", headers, body: query, signal }).catch((error) => {
    throw error.name === "AbortError" ? error : new Problem("the server does not answer; is it still running?");
  });
  if (!response.ok) throw await problemOf(response);
  const parts = [];
  const decoder = new TextDecoder();
  let size = 0;
  try {
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MOST) {
        reader.cancel();
        throw new Problem(`the answer is larger than ${MOST >> 20} MB, too large to show here: download it, or ask for less`);
      }
      parts.push(decoder.decode(value, { stream: true }));
      progress(size);
    }
  } catch (error) {
    if (error.name === "AbortError" || error instanceof Problem) throw error;
    throw new Problem("the answer broke off before its end, most likely at the time limit: nothing of it is shown, as it is not whole");
  }
  return { text: parts.join("") + decoder.decode(), size, engine: response.headers.get("X-Query-Time"), cut: response.headers.get("X-Truncated") };
};

const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };
const LINE = /^(<[^>]*>|_:\S+) <([^>]*)> (?:<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?) \.\s*$/;
const plain = (text) => text.replace(/\\(?:u([\dA-F]{4})|U([\dA-F]{8})|(.))/gi, (_, four, eight, letter) =>
  (letter ? ESCAPES[letter] ?? letter : String.fromCodePoint(Number.parseInt(four ?? eight, 16))));
const subject = (text) => (text.startsWith("<") ? { type: "uri", value: plain(text.slice(1, -1)) } : { type: "bnode", value: text.slice(2) });

/** N-Triples -> rows in the shape of SPARQL's JSON results; a line that is no plain triple is left out and counted. */
export const rowsOfTriples = (text) => {
  const rows = [];
  let other = 0;
  for (const line of text.split("\n")) {
    const found = LINE.exec(line);
    if (!found) { other += line.trim() ? 1 : 0; continue; }
    const [, from, predicate, iri, blank, literal, language, datatype] = found;
    const object = iri !== undefined ? { type: "uri", value: plain(iri) }
      : blank !== undefined ? { type: "bnode", value: blank }
        : { type: "literal", value: plain(literal), ...(language && { "xml:lang": language }), ...(datatype && { datatype }) };
    rows.push({ subject: subject(from), predicate: { type: "uri", value: plain(predicate) }, object });
  }
  return { rows, other };
};
