/** Every form of a citation, in the order in which it is offered: its name, and the language of its code block. */
export const citationFormats = {
  bibtex: { name: "BibTeX", language: "bibtex" },
  biblatex: { name: "BibLaTeX", language: "bibtex" },
  ris: { name: "RIS", language: "" },
  apa: { name: "APA", language: "" },
  text: { name: "Plain text", language: "" },
  csl: { name: "CSL-JSON", language: "json" },
} as const;

export type CitationFormat = keyof typeof citationFormats;

/** The format of this name; null for anything else. */
export function citationFormatOf(name: string): CitationFormat | null {
  return isFormat(name) ? name : null;
}

function isFormat(name: string): name is CitationFormat {
  return Object.hasOwn(citationFormats, name);
}
