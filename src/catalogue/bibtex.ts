import type { Link, Paper } from "./paper.js";

/**
 * A paper as a BibTeX entry, with what its list states: `@inproceedings` with a venue, `@misc` without one or only on
 * arXiv. Special characters are escaped for LaTeX, and double braces keep the capitals of the title.
 */
export function toBibtex(paper: Paper): string {
  const published = paper.venue !== null && !/^arxiv$/i.test(paper.venue);
  const fields: [string, string | null][] = [
    ["title", `{${escapeLatex(paper.title)}}`],
    [
      "author",
      paper.authors === null ? null : escapeLatex(paper.authors.replace(/ ?, ?(?:and )?/g, " and ")),
    ],
    ["booktitle", published && paper.venue !== null ? escapeLatex(paper.venue) : null],
    ["year", paper.year === null ? null : String(paper.year)],
    ["eprint", paper.arxivId],
    ["archivePrefix", paper.arxivId === null ? null : "arXiv"],
    ["url", escapeUrl(bestUrl(paper.links))],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === null ? [] : [`  ${name.padEnd(13)} = {${value}}`],
  );
  return `@${published ? "inproceedings" : "misc"}{${citationKey(paper)},\n${lines.join(",\n")}\n}`;
}

/** `ivit2023`: the name before the colon, or else the first long word, and the year. */
function citationKey(paper: Paper): string {
  const name = /^([^:]{2,40}):/.exec(paper.title)?.[1] ?? /\p{L}{4,}/u.exec(paper.title)?.[0] ?? "paper";
  const plain = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
  return `${plain || "paper"}${paper.year ?? ""}`;
}

function bestUrl(links: readonly Link[]): string | null {
  const inOrder = ["paper", "openreview", "arxiv"].flatMap((kind) =>
    links.filter((link) => link.kind === kind),
  );
  return (inOrder[0] ?? links[0])?.url ?? null;
}

const latex: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
};

function escapeLatex(text: string): string {
  return text.replace(/[\\^~#$%&_{}]/g, (character) => latex[character] ?? `\\${character}`);
}

/** Braces or a backslash in a URL would end or escape the field. */
function escapeUrl(url: string | null): string | null {
  return url?.replace(/[{}\\]/g, (character) => encodeURIComponent(character)) ?? null;
}
