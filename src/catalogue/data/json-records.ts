import type { Problem } from "../paper.js";
import { createLineCounter } from "./line-counter.js";
import type { DataRecord, Records } from "./record.js";
import { treeRecords } from "./tree-records.js";

/** Objects and arrays within each other. */
const maxDepth = 100;

/** The records of a JSON file. Where it is not valid, those of each of its objects that is. */
export function jsonRecords(text: string): Records {
  const plain = text.replace(/^\uFEFF/, "");
  if (isTooDeep(plain)) return unreadable("This JSON is nested too deep to be a list.", 1);
  const whole = readJson(plain);
  if (whole.kind === "value") return { kind: "records", records: treeRecords([whole.value]), problems: [] };
  const line = createLineCounter(plain)(whole.at);
  const { records, problems } = readObjects(plain);
  if (records.length === 0) return unreadable(`This is not valid JSON: ${whole.mistake}.`, line);
  if (problems.length > 0) return { kind: "records", records, problems };
  const message = `This is not valid JSON, but its entries are: ${whole.mistake}.`;
  return { kind: "records", records, problems: [{ line, message }] };
}

function unreadable(message: string, line: number): Records {
  return { kind: "unreadable", message, line };
}

type Json =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "invalid"; readonly mistake: string; readonly at: number };

function readJson(text: string): Json {
  try {
    return { kind: "value", value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Number(/ at position (\d+)/.exec(error.message)?.[1] ?? 0);
    return { kind: "invalid", mistake: error.message.split("\n")[0] ?? "", at };
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const { mark } of marksOf(text)) {
    if (mark === "[" || mark === "{") depth++;
    else if (mark === "]" || mark === "}") depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** A bracket, or the name before a colon. */
interface Mark {
  readonly mark: string;
  readonly at: number;
}

/** The brackets and names of a text, each character looked at once. A quote that its line does not close is no quote. */
function* marksOf(text: string): Generator<Mark> {
  let quotesFrom = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? "";
    if (mark === "{" || mark === "}" || mark === "[" || mark === "]") yield { mark, at };
    if (mark !== '"' || at < quotesFrom) continue;
    const end = endOfString(text, at);
    if (text[end] !== '"') {
      quotesFrom = end;
      continue;
    }
    if (/^\s?:/.test(text.slice(end + 1, end + 3))) yield { mark: text.slice(at, end + 1), at };
    at = end;
  }
}

/** The offset of the quote that closes a string, or else of the end of its line. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return at;
}

/** An object or an array that is not closed yet. */
interface Open {
  readonly from: number;
  readonly name: string | null;
  /** The objects in it that could be read, or not. */
  readonly found: { records: DataRecord[]; problems: Problem[] };
}

/** Reads the outermost objects that are valid; of the others, those without objects in them are problems. */
function readObjects(text: string): { readonly records: DataRecord[]; readonly problems: Problem[] } {
  const all: Open["found"] = { records: [], problems: [] };
  const stack: Open[] = [];
  const lineOf = createLineCounter(text);
  let name: string | null = null;
  const close = (to: number) => {
    const open = stack.pop();
    if (open === undefined) return;
    const outer = stack.at(-1)?.found ?? all;
    const read =
      text[open.from] === "{" ? readObject(text.slice(open.from, to), open, stack, lineOf) : open.found;
    for (const record of read.records) outer.records.push(record);
    for (const problem of read.problems) outer.problems.push(problem);
  };
  for (const { mark, at } of marksOf(text)) {
    if (mark === "{" || mark === "[") {
      stack.push({ from: at, name, found: { records: [], problems: [] } });
      name = null;
    } else if (mark === "}" || mark === "]") {
      close(at + 1);
      name = null;
    } else name = mark.slice(1, -1);
  }
  while (stack.length > 0) close(text.length);
  return all;
}

function readObject(
  written: string,
  { from, name, found }: Open,
  stack: readonly Open[],
  lineOf: (at: number) => number,
): Open["found"] {
  if (found.records.length > 0 || found.problems.length > 0) return found;
  const json = readJson(written);
  if (json.kind === "value") {
    const path = [...stack.map((open) => open.name), name].filter((each) => each !== null);
    return { records: [...treeRecords([json.value], path)], problems: [] };
  }
  if (!/"title"/i.test(written)) return found;
  const message = `An entry is left out, as it is not valid JSON: ${json.mistake}.`;
  return { records: [], problems: [{ line: lineOf(from), message }] };
}
