/** A block whose text is not read yet. Lines count from 1. */
export type RawBlock =
  | { readonly kind: "heading"; readonly depth: number; readonly text: string; readonly line: number }
  | { readonly kind: "paragraph"; readonly text: string; readonly line: number }
  | { readonly kind: "html"; readonly text: string; readonly line: number }
  | { readonly kind: "table"; readonly rows: readonly RawRow[]; readonly line: number }
  | { readonly kind: "list"; readonly items: readonly RawItem[]; readonly line: number }
  | { readonly kind: "quote"; readonly blocks: readonly RawBlock[] }
  /** Code, a rule: nothing to read, but it ends the text before it. */
  | { readonly kind: "other" };

export interface RawItem {
  readonly blocks: readonly RawBlock[];
  readonly line: number;
}

/** A row of a table; the first one is its head, and the line of dashes is left out. */
export interface RawRow {
  readonly text: string;
  readonly line: number;
}
