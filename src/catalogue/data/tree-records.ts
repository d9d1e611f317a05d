import { readYaml } from "../read-yaml.js";
import { type DataRecord, fieldName, isMapping, type Records, textOf } from "./record.js";

/** Mappings and sequences within each other. */
const maxDepth = 100;

/** The records of a YAML file: every mapping with a title, however deep. Aliases are read once. */
export function yamlRecords(text: string): Records {
  const yaml = readYaml(text, { allowRepeatedNames: true });
  return yaml.kind === "documents"
    ? { kind: "records", records: recordsIn(yaml.documents) }
    : unreadable(`This is not valid YAML: ${yaml.mistake}.`, yaml.line);
}

/** The same for JSON. */
export function jsonRecords(text: string): Records {
  if (isTooDeep(text)) return unreadable("This JSON is nested too deep to be a list.", 1);
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return { kind: "records", records: recordsIn([document]) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Number(/ at position (\d+)/.exec(error.message)?.[1] ?? 0);
    const line = text.slice(0, at).split("\n").length;
    return unreadable(`This is not valid JSON: ${error.message.split("\n")[0]}.`, line);
  }
}

function unreadable(message: string, line: number): Records {
  return { kind: "unreadable", message, line };
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (const [mark] of text.matchAll(/["[\]{}]|\\./g)) {
    if (mark === '"') isInText = !isInText;
    else if (isInText) continue;
    else if (mark === "[" || mark === "{") depth++;
    else if (mark === "]" || mark === "}") depth--;
    if (depth > maxDepth) return true;
  }
  return false;
}

interface Waiting {
  readonly value: unknown;
  readonly path: readonly string[];
}

/** Each object is visited once, in the order of the file. */
function recordsIn(documents: readonly unknown[]): readonly DataRecord[] {
  const records: DataRecord[] = [];
  const seen = new Set<unknown>();
  const waiting: Waiting[] = documents.map((value) => ({ value, path: [] })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) waiting.push({ value: value[index], path });
    } else if (isMapping(value)) {
      const fields = fieldsOf(value);
      if (isRecord(fields)) records.push({ fields, path });
      else {
        for (const [name, inner] of Object.entries(value).reverse())
          waiting.push({ value: inner, path: [...path.slice(-5), name] });
      }
    }
  }
  return records;
}

function fieldsOf(value: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).map(([name, inner]) => [fieldName(name), inner]));
}

/** A mapping with a title is a paper, not a group of papers. */
function isRecord(fields: ReadonlyMap<string, unknown>): boolean {
  const isTitled = ["title", "papertitle", "name", "paper", "标题"].some(
    (name) => textOf(fields.get(name)) !== null,
  );
  const isGroup = [...fields.values()].some(
    (inner) =>
      Array.isArray(inner) && inner.some((each) => isMapping(each) && ("title" in each || "Title" in each)),
  );
  return isTitled && !isGroup;
}
