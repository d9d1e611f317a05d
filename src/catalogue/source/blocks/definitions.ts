import { maxUrlLength } from "../../web-url.js";

/** The URLs of a list's labels: `[label]: url`, by `labelKey`. */
export type Definitions = ReadonlyMap<string, string>;

export const maxLabelLength = 200;

const definition =
  /[ \t]*\[([^[\]]{1,200})\]:[ \t]*(?:<([^<>\n]*)>|([^\s<]\S*))(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|$)/y;

/** Equal for all spellings of a label. */
export function labelKey(label: string): string {
  return label.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Collects the definitions at the start of a paragraph, the first one of a label, and returns the rest of it. */
export function takeDefinitions(paragraph: string, found: Map<string, string>): string {
  let at = 0;
  while (at < paragraph.length) {
    definition.lastIndex = at;
    const match = definition.exec(paragraph);
    if (!match) break;
    define(match[1] ?? "", match[2] ?? match[3] ?? "", found);
    at = definition.lastIndex;
  }
  return at === 0 ? paragraph : paragraph.slice(at);
}

/** The definition that a line within a paragraph seems to be. It stays part of the paragraph. */
export function looseDefinition(line: string): { readonly label: string; readonly url: string } | null {
  const [, label = "", within = "", url = within] =
    /^\[([^[\]]{1,200})\]:\s*(?:<([^<>#][^<>]*)>|([^\s<>#][^\s<>]*))\s*$/.exec(line) ?? [];
  return url ? { label, url } : null;
}

/** Adds a definition unless its label has one. Each use of it costs as much as its URL is long, so that is bounded. */
export function define(label: string, url: string, found: Map<string, string>): void {
  const key = labelKey(label);
  if (key !== "" && url.length <= maxUrlLength && !found.has(key)) found.set(key, url);
}
