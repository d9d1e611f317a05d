import { Cite } from "@citation-js/core";
import { z } from "zod";
import type { CitationItem, CslItem } from "./citation-item.js";
import { escapeLatex, escapeTitle, escapeUrl } from "./escape-latex.js";

const entries = z.array(
  z.object({ type: z.string(), label: z.string(), properties: z.record(z.string(), z.string()) }),
);

/**
 * Items as BibTeX or BibLaTeX. citation-js knows the types and the fields of both; the values are escaped here, as it
 * writes letters of other scripts or `&` so that LaTeX fails, and it knows no eprints.
 */
export function toBibtex(items: readonly CitationItem[], dialect: "bibtex" | "biblatex"): string {
  const cite = new Cite(items.map(({ csl }) => escaped(csl)));
  const made = entries.parse(cite.format(dialect, { format: "object" }));
  return made
    .map(({ type, label, properties }, index) => {
      const item = items[index];
      return item === undefined ? "" : written(label, { type, properties }, item, dialect);
    })
    .join("\n\n");
}

/** Its texts as fields have them. The title comes later: it is the only one whose capitals are protected word by word. */
function escaped(csl: CslItem): object {
  const { author, "container-title": container, "collection-title": series, publisher, ...rest } = csl;
  return {
    ...rest,
    title: "title",
    ...(author === undefined
      ? {}
      : {
          author: author.map((name) =>
            "literal" in name
              ? { literal: escapeLatex(name.literal) }
              : { family: escapeLatex(name.family), given: escapeLatex(name.given) },
          ),
        }),
    ...(container === undefined ? {} : { "container-title": "container" }),
    ...(series === undefined ? {} : { "collection-title": "series" }),
    ...(publisher === undefined ? {} : { publisher: "publisher" }),
  };
}

interface Made {
  readonly type: string;
  readonly properties: Readonly<Record<string, string>>;
}

function written(
  label: string,
  { type, properties }: Made,
  { csl, arxivId, hasMoreAuthors }: CitationItem,
  dialect: "bibtex" | "biblatex",
): string {
  const { author, howpublished: _, url: _url, title: _title, publisher: _publisher, ...others } = properties;
  const container = csl["container-title"];
  const isPreprint = csl.type === "article" || csl.type === "document";
  const values: Record<string, string | undefined> = {
    author: author === undefined ? undefined : `${author}${hasMoreAuthors ? " and others" : ""}`,
    // BibTeX sorts by the authors, or else by this.
    key: author === undefined && dialect === "bibtex" ? label : undefined,
    title: escapeTitle(csl.title),
    ...replaced(others, {
      container: container === undefined ? "" : `{${escapeLatex(container)}}`,
      series: escapeLatex(csl["collection-title"] ?? ""),
    }),
    ...(arxivId === null ? {} : eprintOf(arxivId, dialect)),
    doi: csl.DOI === undefined ? undefined : escapeUrl(csl.DOI),
    url: csl.URL === undefined ? undefined : escapeUrl(csl.URL),
  };
  const lines = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(13)} = {${value}}`],
  );
  const kind = isPreprint
    ? dialect === "bibtex"
      ? "misc"
      : arxivId === null && csl.URL === undefined
        ? "misc"
        : "online"
    : type;
  return `@${kind}{${label},\n${lines.join(",\n")}\n}`;
}

/** The values that stood for texts, with these texts. */
function replaced(properties: Readonly<Record<string, string>>, texts: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, texts[value] ?? value]));
}

function eprintOf(arxivId: string, dialect: "bibtex" | "biblatex"): Record<string, string> {
  return {
    eprint: arxivId,
    [dialect === "bibtex" ? "archiveprefix" : "eprinttype"]: dialect === "bibtex" ? "arXiv" : "arxiv",
  };
}
