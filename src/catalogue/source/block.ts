/** A piece of running text. What markdown says of it (bold, a link's target) is a field, never characters. */
export type Run =
  | { readonly kind: "text"; readonly text: string; readonly bold: boolean; readonly italic: boolean }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "link";
      /** As written: it may be empty, relative, or an anchor. */
      readonly url: string;
      readonly text: string;
      readonly bold: boolean;
      /** The address of the picture that is all there is in it, whose alternative text is `text`; else `null`. */
      readonly picture: string | null;
      /** A bare URL: there is no label, `text` is the URL. */
      readonly bare: boolean;
    }
  | { readonly kind: "image"; readonly url: string; readonly alt: string }
  /** The end of a line: hard where the list asks for it (`<br>`, two spaces, `\`), else only in the source. */
  | { readonly kind: "break"; readonly hard: boolean };

export interface Item {
  readonly kind: "item";
  readonly runs: readonly Run[];
  /** What is nested in the item after its own text. */
  readonly children: readonly Block[];
  readonly line: number;
}

export interface Row {
  readonly cells: readonly (readonly Run[])[];
  readonly line: number;
}

export interface Table {
  readonly kind: "table";
  readonly head: Row;
  readonly rows: readonly Row[];
  readonly line: number;
}

/** A list in reading order, reduced to what can hold papers. Lines count from 1. */
export type Block =
  | { readonly kind: "heading"; readonly depth: number; readonly runs: readonly Run[]; readonly line: number }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[]; readonly line: number }
  | { readonly kind: "list"; readonly items: readonly Item[]; readonly line: number }
  | Table;

/** Runs stay the same objects from one revision to the next, and are asked for their text again and again. */
const texts = new WeakMap<readonly Run[], string>();

/** The text of runs as a reader sees it, on one line. */
export function runsText(runs: readonly Run[]): string {
  const known = texts.get(runs);
  if (known !== undefined) return known;
  const text = runs.map(runText).join("").replace(/\s+/g, " ").trim();
  texts.set(runs, text);
  return text;
}

function runText(run: Run): string {
  if (run.kind === "break") return " ";
  return run.kind === "image" ? "" : run.text;
}
