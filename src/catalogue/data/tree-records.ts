import { wordCount } from "../entry/words.js";
import { type DataRecord, fieldName, isMapping, textOf, titleFields } from "./record.js";

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
        const around = [...path.slice(-5), ...placeOf(fields)];
        for (const [name, inner] of Object.entries(value).reverse()) {
          const record = isTitleOf(name, inner) ? { title: name, ...inner } : null;
          waiting.push(record ? { value: record, path: around } : { value: inner, path: [...around, name] });
        }
      }
    }
  }
  return records;
}

function fieldsOf(value: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).map(([name, inner]) => [fieldName(name), inner]));
}

/** `{venue: ICML, year: 2023, papers: […]}`: where the papers of a group were published, like a heading over them. */
function placeOf(fields: ReadonlyMap<string, unknown>): readonly string[] {
  const said = ["venue", "conference", "journal", "year"].flatMap((name) => textOf(fields.get(name)) ?? []);
  return said.length === 0 ? [] : [said.join(" ").slice(0, 100)];
}

/** `Slow Waves of the Sea: {link: …}`: the name of a mapping, as it has the address of a paper and no title. */
function isTitleOf(name: string, inner: unknown): inner is Readonly<Record<string, unknown>> {
  if (!isMapping(inner) || wordCount(name) < 3) return false;
  const fields = fieldsOf(inner);
  const isLeaf = ![...fields.values()].some((each) => Array.isArray(each) && each.some(isMapping));
  return isLeaf && !hasText(fields, titleFields) && hasText(fields, addressFields);
}

const addressFields = ["link", "url", "pdf", "doi", "arxiv", "arxivid", "eprint"];

function hasText(fields: ReadonlyMap<string, unknown>, names: readonly string[]): boolean {
  return names.some((name) => textOf(fields.get(name)) !== null);
}

/** A mapping with a title is a paper, not a group of papers. */
function isRecord(fields: ReadonlyMap<string, unknown>): boolean {
  const isGroup = [...fields.values()].some(
    (inner) =>
      Array.isArray(inner) && inner.some((each) => isMapping(each) && ("title" in each || "Title" in each)),
  );
  return hasText(fields, titleFields) && !isGroup;
}
