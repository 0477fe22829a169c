// The SPARQL editor. It lives in a shadow root: there CodeMirror adopts its style sheets, which the strict
// content security policy allows, where it would else write them into the page, which it does not.
import {
  EditorState, EditorView, HighlightStyle, StreamLanguage, acceptCompletion, autocompletion, bracketMatching, closeBrackets,
  closeBracketsKeymap, completionKeymap, defaultKeymap, drawSelection, highlightActiveLine, highlightSelectionMatches,
  highlightSpecialChars, history, historyKeymap, indentUnit, keymap, lineNumbers, searchKeymap, setDiagnostics, sparql,
  syntaxHighlighting, tags,
} from "./codemirror.js";
import { completions } from "./completion.js";
import { missingPrefixes, prefixPlace } from "./sparql.js";

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--keyword)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--variable)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--string)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.atom, tags.meta], color: "var(--iri)" },
  { tag: tags.number, color: "var(--number)" },
]);

const LOOKS = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--field)", fontSize: ".875rem", border: "1px solid var(--line)", borderRadius: "0 0 6px 6px" },
  "&.cm-focused": { outline: "2px solid var(--link)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", lineHeight: "1.5", minHeight: "12rem", maxHeight: "min(26rem, 60vh)" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--faint)", border: "0" },
  ".cm-activeLine": { backgroundColor: "var(--line-here)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--chosen)" },
  ".cm-selectionMatch": { backgroundColor: "var(--line-here)", outline: "1px solid var(--line)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--chosen)", outline: "1px solid var(--link)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "var(--wrong)" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--ground)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "4px" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "ui-monospace, monospace", maxHeight: "16rem" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--strong)", color: "#fff" },
  ".cm-tooltip-autocomplete > ul > li": { padding: ".1rem .4rem" },
  ".cm-completionDetail": { color: "var(--faint)", fontStyle: "normal", fontFamily: "system-ui, sans-serif" },
  "li[aria-selected] .cm-completionDetail": { color: "#e6eeff" },
  ".cm-completionInfo": { maxWidth: "24rem", padding: ".5rem .7rem", fontFamily: "system-ui, sans-serif", lineHeight: "1.4", whiteSpace: "pre-line" },
  ".cm-diagnostic": { fontFamily: "system-ui, sans-serif", maxWidth: "32rem" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--wrong)" },
  ".cm-panels input, .cm-panels button": { font: "inherit", color: "inherit", background: "var(--field)" },
});

/** Prefixes that are used and known come in by themselves as people type, paste or complete; never as they delete. */
const declaring = (vocabulary) => EditorView.updateListener.of((update) => {
  if (!update.docChanged || !update.transactions.some((step) => step.isUserEvent("input"))) return;
  queueMicrotask(() => {
    const text = update.view.state.doc.toString();
    const missing = missingPrefixes(text, vocabulary.prefixes);
    if (missing) update.view.dispatch({ changes: { from: prefixPlace(text), insert: missing } });
  });
});

/** An editor in `host`. `vocabulary` may be filled later; `changed` gets the text, `run` is Ctrl+Enter. */
export const openEditor = (host, { text, vocabulary, changed, run }) => {
  const root = host.attachShadow({ mode: "open" });
  const place = document.createElement("div");
  root.append(place);
  const extensions = [
    keymap.of([
      { key: "Mod-Enter", run: () => { run(); return true; }, preventDefault: true },
      { key: "Tab", run: acceptCompletion },
      ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
    ]),
    StreamLanguage.define(sparql), syntaxHighlighting(COLOURS), LOOKS, lineNumbers(), history(), drawSelection(), indentUnit.of("  "),
    highlightActiveLine(), highlightSpecialChars(), highlightSelectionMatches(), bracketMatching(), closeBrackets(), EditorView.lineWrapping,
    autocompletion({ override: [completions(vocabulary)], icons: false, maxRenderedOptions: 60 }), declaring(vocabulary),
    EditorView.contentAttributes.of({ "aria-label": "SPARQL query", spellcheck: "false", autocapitalize: "off" }),
    EditorView.updateListener.of((update) => { if (update.docChanged) changed(update.state.doc.toString()); }),
  ];
  const stateOf = (content) => EditorState.create({ doc: content, extensions });
  const view = new EditorView({ state: stateOf(text), parent: place, root });
  const mark = (found) => {
    const problems = found ? [{ from: found.begin, to: found.end, severity: "error", message: found.message }] : [];
    view.dispatch(setDiagnostics(view.state, problems));
  };
  return {
    view,
    text: () => view.state.doc.toString(),
    show: (content) => view.setState(stateOf(content)),
    focus: () => view.focus(),
    mark,
    /** Mark a problem and go there. */
    point: (found) => {
      mark(found);
      view.dispatch({ selection: { anchor: found.begin }, effects: EditorView.scrollIntoView(found.begin, { y: "center" }) });
    },
  };
};
