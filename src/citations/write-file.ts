import type { Paper } from "../catalogue/paper.js";
import type { Citer } from "./create-citer.js";
import { toCsv } from "./to-csv.js";
import { toMarkdown } from "./to-markdown.js";

/** Every kind of file that papers are exported as, by its extension: what it is for. */
export const exportFormats = {
  bib: "BibTeX, for LaTeX",
  ris: "RIS, for Zotero, Mendeley and EndNote",
  csv: "CSV, for spreadsheets",
  md: "Markdown, for notes",
} as const;

export type ExportFormat = keyof typeof exportFormats;

/** The format of this extension; null for anything else. */
export function exportFormatOf(extension: string): ExportFormat | null {
  return isFormat(extension) ? extension : null;
}

function isFormat(extension: string): extension is ExportFormat {
  return Object.hasOwn(exportFormats, extension);
}

/** Papers in one file of a format. */
export async function writeFile(
  papers: readonly Paper[],
  format: ExportFormat,
  citer: Pick<Citer, "write">,
): Promise<string> {
  switch (format) {
    case "bib":
      return `${await citer.write(papers, "bibtex")}\n`;
    case "ris":
      return `${await citer.write(papers, "ris")}\n`;
    case "csv":
      return toCsv(papers);
    case "md":
      return toMarkdown(papers);
  }
}
