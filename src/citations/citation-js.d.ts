// The parts of citation-js that are used; it has no types of its own.
declare module "@citation-js/core" {
  export class Cite {
    constructor(data: readonly object[]);
    format(name: "bibtex" | "biblatex", options: { readonly format: "object" }): unknown;
    format(name: string, options?: Readonly<Record<string, unknown>>): string;
  }
  export const plugins: {
    readonly config: {
      get(name: "@bibtex"): { readonly format: { asciiOnly: boolean; useIdAsLabel: boolean } };
    };
  };
}
declare module "@citation-js/plugin-bibtex" {}
declare module "@citation-js/plugin-ris" {}
declare module "@citation-js/plugin-csl" {}
