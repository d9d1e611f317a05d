import type { Problem } from "../paper.js";
import { createLineCounter } from "./line-counter.js";
import { plainBibtex } from "./plain-bibtex.js";
import { type DataRecord, fieldName, type Records } from "./record.js";

const notPapers = new Set(["comment", "preamble", "string"]);
/** Characters of one value; longer ones are cut. */
const maxValueLength = 20_000;

/** The entries of a BibTeX file, in one pass. What is broken ends at the next `@` at the start of a line. */
export function bibtexRecords(text: string): Records {
  const strings = createAbbreviations();
  const records: DataRecord[] = [];
  const problems: Problem[] = [];
  const lineOf = createLineCounter(text);
  const start = /(?:^|[\n}])[ \t]*@[ \t]*([a-z]+)[ \t\n]*[{(]/gi;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const type = (found[1] ?? "").toLowerCase();
    const reader = createReader(text, start.lastIndex, strings);
    if (type === "string") for (const [name, value] of reader.fields()) strings.set(name, value);
    else if (!notPapers.has(type)) {
      reader.skipKey();
      records.push({
        fields: new Map(reader.fields().map(([name, value]) => [name, plainBibtex(value)])),
        path: [],
      });
      if (!reader.isClosed()) problems.push({ line: lineOf(found.index + 1), message: notClosed });
    }
    // The end of this entry may be where the next one starts.
    start.lastIndex = Math.max(start.lastIndex, reader.at() - 1);
  }
  return { kind: "records", records, problems };
}

const notClosed =
  "This entry of BibTeX is not closed, or a field has no comma or brace after it: the rest of the entry is not read.";

const months = Object.fromEntries(
  "jan feb mar apr may jun jul aug sep oct nov dec".split(" ").map((month) => [month, month] as const),
);

/** Characters that abbreviations stand for, in all: each may be made of longer ones. Beyond it they are left as written. */
const maxExpanded = 4_000_000;

interface Abbreviations {
  set(name: string, value: string): void;
  expand(name: string): string;
}

/** What `@string` defines, and the months. */
function createAbbreviations(): Abbreviations {
  const values = new Map(Object.entries(months));
  let expanded = 0;
  return {
    set: (name, value) => void values.set(name, value),
    expand(name) {
      const value = values.get(name.toLowerCase());
      if (value === undefined || expanded + value.length > maxExpanded) return name;
      expanded += value.length;
      return value;
    },
  };
}

/** Reads `name = value, …` from an offset on. Each character is read at most a few times. */
function createReader(text: string, from: number, strings: Abbreviations) {
  let at = from;
  const skipSpace = () => {
    while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  };
  const word = (): string => {
    const first = at;
    while (at < text.length && /[^\s=,{}"#()@]/.test(text[at] ?? "")) at++;
    return text.slice(first, at);
  };
  /** A value in braces or quotes. A new entry on a line of its own ends one that is not closed. */
  const enclosed = (): string => {
    const isQuoted = text[at] === '"';
    const first = ++at;
    let depth = 0;
    for (; at < text.length; at++) {
      const character = text[at];
      if (character === "\\") at++;
      else if (character === "{") depth++;
      else if (character === "}" && depth > 0) depth--;
      else if (depth === 0 && character === (isQuoted ? '"' : "}")) break;
      else if (character === "@" && text[at - 1] === "\n" && /^@[a-z]+[{(]/i.test(text.slice(at, at + 20))) {
        const value = text.slice(first, at);
        return value;
      }
    }
    return text.slice(first, at++);
  };
  const value = (): string => {
    const parts: string[] = [];
    for (;;) {
      skipSpace();
      if (text[at] === "{" || text[at] === '"') parts.push(enclosed().slice(0, maxValueLength));
      else {
        parts.push(strings.expand(word()));
      }
      skipSpace();
      if (text[at] !== "#") return parts.join("").slice(0, maxValueLength);
      at++;
    }
  };
  return {
    at: () => at,
    isClosed: () => /[})]/.test(text[at] ?? ""),
    skipKey() {
      skipSpace();
      word();
      skipSpace();
      if (text[at] === ",") at++;
    },
    fields(): [string, string][] {
      const fields: [string, string][] = [];
      for (;;) {
        skipSpace();
        const name = fieldName(word());
        skipSpace();
        if (name === "" || text[at] !== "=") return fields;
        at++;
        fields.push([name, value()]);
        skipSpace();
        if (text[at] === ",") at++;
        // `title = {…} year = …`: a comma that is missing between two fields.
        else if (!/^[a-z][a-z_-]{1,30}\s{0,9}=/i.test(text.slice(at, at + 50))) return fields;
      }
    },
  };
}
