import { type DataRecord, fieldName, isMapping, textOf } from "./record.js";

interface Waiting {
  readonly value: unknown;
  readonly path: readonly string[];
}

/**
 * Every mapping with a title, however deep: each object once, in the order of the file.
 *
 * @param above the names of the mappings around them
 */
export function treeRecords(
  documents: readonly unknown[],
  above: readonly string[] = [],
): readonly DataRecord[] {
  const records: DataRecord[] = [];
  const seen = new Set<unknown>();
  const waiting: Waiting[] = documents.map((value) => ({ value, path: above })).reverse();
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
