import { memo } from "../memo.js";

/** A piece of running text. Markup (bold, a link's target) is in fields, never in the text. */
export type Run =
  | { readonly kind: "text"; readonly text: string; readonly bold: boolean; readonly italic: boolean }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "link";
      /** As written: possibly empty, relative, or an anchor. */
      readonly url: string;
      readonly text: string;
      readonly bold: boolean;
      /** The URL of the picture if the link contains nothing else, with `text` as its alternative text; else `null`. */
      readonly picture: string | null;
      /** A bare URL without a label: `text` is the URL. */
      readonly bare: boolean;
    }
  | { readonly kind: "image"; readonly url: string; readonly alt: string }
  /** The end of a line: hard if explicit (`<br>`, two spaces, `\`), else only in the source. */
  | { readonly kind: "break"; readonly hard: boolean };

export type LinkRun = Extract<Run, { kind: "link" }>;
export type ImageRun = Extract<Run, { kind: "image" }>;

export interface Item {
  readonly kind: "item";
  readonly runs: readonly Run[];
  /** The blocks nested in the item after its own text. */
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

/** The parts of a list that can hold papers, in reading order. Lines count from 1. */
export type Block =
  | { readonly kind: "heading"; readonly depth: number; readonly runs: readonly Run[]; readonly line: number }
  | { readonly kind: "paragraph"; readonly runs: readonly Run[]; readonly line: number }
  | {
      readonly kind: "list";
      readonly items: readonly Item[];
      readonly line: number;
      /** The items are headings of the list, which are not below the heading before them. */
      readonly ofHeadings?: boolean;
    }
  | Table;

export const hardBreak: Run = { kind: "break", hard: true };
export const softBreak: Run = { kind: "break", hard: false };

/** The text of runs as a reader sees it, on one line. */
export function runsText(runs: readonly Run[]): string {
  const [first] = runs;
  // One piece of text is read again as fast as it is looked up, and most runs are that.
  return runs.length === 1 && first?.kind === "text" ? onOneLine(first.text) : joinedText(runs);
}

const joinedText = memo((runs: readonly Run[]) =>
  onOneLine(runs.map((run) => (run.kind === "break" ? " " : run.kind === "image" ? "" : run.text)).join("")),
);

/** Without white space around it, and with single blanks within. */
export function onOneLine(text: string): string {
  // Single blanks, nearly all that there is, are not replaced by themselves.
  return text.replace(/\s{2,}|[^\S ]/g, " ").trim();
}
