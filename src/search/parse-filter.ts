import type { Filters } from "./query.js";
import { createQueryDraft } from "./query-draft.js";
import { addFilter, type FilterKey, type Names } from "./query-filters.js";

/** The value of one filter, read. */
export type ParsedFilter =
  | { readonly kind: "filters"; readonly filters: Filters }
  /** One sentence: what is wrong and what to write instead. */
  | { readonly kind: "invalid"; readonly message: string };

/** Reads the value of a filter by itself, as of a command's option: `ICLR,ICML` is what `venue:ICLR,ICML` asks for. */
export function parseFilter(key: FilterKey, value: string, names: Names): ParsedFilter {
  const draft = createQueryDraft();
  const part = { key, value, negated: false, quoted: true, position: 0, length: value.length };
  const mistake = addFilter(draft, key, part, names);
  return mistake === null
    ? { kind: "filters", filters: draft.with }
    : { kind: "invalid", message: mistake.message };
}
