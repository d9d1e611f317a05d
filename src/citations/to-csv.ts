import Papa from "papaparse";
import { authorsOf } from "../catalogue/authors.js";
import type { LinkKind, Paper } from "../catalogue/paper.js";

const columns: Readonly<Record<string, (paper: Paper) => string | number | null>> = {
  title: ({ title }) => title,
  authors: (paper) => authorsOf(paper)?.names.join("; ") ?? null,
  venue: ({ venue }) => venue,
  year: ({ year, details }) => year ?? details?.year ?? null,
  arxiv: ({ arxivId }) => arxivId,
  doi: ({ details }) => details?.doi ?? null,
  link: (paper) => firstLink(paper, ["paper", "arxiv", "openreview"]),
  code: (paper) => firstLink(paper, ["code"]),
  tags: ({ tags }) => tags.join("; "),
};

/** Papers as CSV (RFC 4180) with a head. Spreadsheets take a cell that starts with `=` for a formula: it gets an apostrophe. */
export function toCsv(papers: readonly Paper[]): string {
  const data = papers.map((paper) => Object.values(columns).map((read) => oneLine(read(paper))));
  return `${Papa.unparse({ fields: Object.keys(columns), data }, { escapeFormulae: true, newline: "\r\n" })}\r\n`;
}

function oneLine(value: string | number | null): string {
  return String(value ?? "")
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ");
}

/** Where to read the paper; failing that, its first link. */
export function mainLink(paper: Paper): string | null {
  return firstLink(paper, ["paper", "arxiv", "openreview"]) ?? paper.links[0]?.url ?? null;
}

/** The URL of the first link of the first of these kinds that the paper has. */
export function firstLink({ links }: Paper, kinds: readonly LinkKind[]): string | null {
  return kinds.flatMap((kind) => links.filter((link) => link.kind === kind))[0]?.url ?? null;
}
