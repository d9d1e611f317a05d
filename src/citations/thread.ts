// The thread in which citations are written: the styles of citeproc take seconds and much memory the first time.
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import type { CitationItem } from "./citation-item.js";
import type { CitationFormat } from "./formats.js";
import { toBibtex } from "./to-bibtex.js";

const { format } = plugins.config.get("@bibtex");
format.asciiOnly = false;
format.useIdAsLabel = true;

export interface CitationTask {
  readonly items: readonly CitationItem[];
  readonly format: CitationFormat;
}

/** Items in a format, in their order. */
export default async function write({ items, format }: CitationTask): Promise<string> {
  if (format === "bibtex" || format === "biblatex") return toBibtex(items, format);
  const csl = items.map((item) => toCsl(item));
  if (format === "csl") return JSON.stringify(csl, null, 2);
  if (format === "ris") {
    await import("@citation-js/plugin-ris");
    return new Cite(csl).format("ris").trim();
  }
  await import("@citation-js/plugin-csl");
  const template = format === "apa" ? "apa" : "vancouver";
  return new Cite(csl)
    .format("bibliography", { format: "text", template, lang: "en-US", nosort: true })
    .trim();
}

/** With the arXiv id, which CSL has as the number of a preprint. */
function toCsl({ csl, arxivId, hasMoreAuthors }: CitationItem): object {
  return {
    ...csl,
    ...(csl.type === "article" && arxivId !== null ? { number: `arXiv:${arxivId}` } : {}),
    ...(hasMoreAuthors ? { author: [...(csl.author ?? []), { literal: "others" }] } : {}),
  };
}
