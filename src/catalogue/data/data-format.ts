export type DataFormat = "yaml" | "json" | "bibtex" | "csv";

const endings: ReadonlyMap<string, DataFormat> = new Map([
  ["yaml", "yaml"],
  ["yml", "yaml"],
  ["json", "json"],
  ["bib", "bibtex"],
  ["bibtex", "bibtex"],
  ["csv", "csv"],
  ["tsv", "csv"],
]);

/** How a list's file is kept, by the ending of its name; null for text with markup. */
export function dataFormatOf(path: string): DataFormat | null {
  return endings.get(/\.([a-z]{2,6})$/i.exec(path)?.[1]?.toLowerCase() ?? "") ?? null;
}
