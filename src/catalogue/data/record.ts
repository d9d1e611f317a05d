import type { Problem } from "../paper.js";

/** One record of a data file: a mapping, a row, an entry of BibTeX. */
export interface DataRecord {
  /** By name, in lower case, without spaces, dashes and underscores. */
  readonly fields: ReadonlyMap<string, unknown>;
  /** The names of the mappings around it, from the top down: topics, venues, years. */
  readonly path: readonly string[];
}

export type Records =
  | {
      readonly kind: "records";
      readonly records: readonly DataRecord[];
      /** What is broken and was left out. */
      readonly problems: readonly Problem[];
    }
  /** One sentence. */
  | { readonly kind: "unreadable"; readonly message: string; readonly line: number };

/** The names of the field of a title, the surest first. */
export const titleFields = [
  "title",
  "papertitle",
  "papername",
  "articletitle",
  "标题",
  "题目",
  "论文题目",
  "论文标题",
  "论文名称",
  "题名",
  "제목",
  "논문제목",
  "タイトル",
  "name",
  "paper",
];

/** Equal for all spellings of a field's name: `PDF URL`, `pdf_url`, `pdfUrl`. */
export function fieldName(written: string): string {
  return written
    .toLowerCase()
    .replace(/[\s_-]+/g, "")
    .slice(0, 60);
}

/** A plain value as text on one line; null for anything else, and for nothing. */
export function textOf(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  return String(value).replace(/\s+/g, " ").trim() || null;
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
