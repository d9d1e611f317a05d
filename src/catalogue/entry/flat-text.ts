import type { Run } from "../source/block.js";

export type LinkRun = Extract<Run, { kind: "link" }>;
export type ImageRun = Extract<Run, { kind: "image" }>;

/** Ends of lines in flat text. */
export const hardBreak = "\n";
export const softBreak = "\v";

const firstObject = 0xe100;
const mostObjects = 0xf8ff - firstObject;
/** Links and images in flat text. */
const objects = /[\uE100-\uF8FF]/g;

/** Longer than any entry; what is behind it is not read. */
const mostRead = 6000;

function oneSpaced(text: string): string {
  return text.slice(0, mostRead).replace(/\s{2,}/g, " ");
}

/** Running text as one string: each link and image is one private character, each end of line another. */
export interface FlatText {
  readonly text: string;
  /** Where it is bold, in code or italic: a letter a character (`b`, `c`, `i`, `-`), as long as `text`. */
  readonly style: string;
  readonly objects: readonly (LinkRun | ImageRun)[];
}

export function flatText(runs: readonly Run[]): FlatText {
  let text = "";
  let style = "";
  const found: (LinkRun | ImageRun)[] = [];
  const add = (part: string, mark: string) => {
    text += part;
    style += mark.repeat(part.length);
  };
  for (const run of runs) {
    if (text.length > mostRead) break;
    if (run.kind === "break") add(run.hard ? hardBreak : softBreak, "-");
    else if (run.kind === "text") add(oneSpaced(run.text), run.bold ? "b" : run.italic ? "i" : "-");
    else if (run.kind === "code") add(oneSpaced(run.text), "c");
    else if (found.length < mostObjects) {
      add(String.fromCharCode(firstObject + found.length), run.kind === "link" && run.bold ? "b" : "-");
      found.push(run);
    }
  }
  return { text, style, objects: found };
}

/** The link or image that a private character stands for. */
export function objectAt(flat: FlatText, index: number): LinkRun | ImageRun | null {
  return flat.objects[flat.text.charCodeAt(index) - firstObject] ?? null;
}

/** Flat text as a reader sees it: links by their text, no images, one line, single spaces. */
export function readable(flat: FlatText, from = 0, to = flat.text.length): string {
  return flat.text
    .slice(from, to)
    .replace(objects, (character) => {
      const object = flat.objects[character.charCodeAt(0) - firstObject];
      return object?.kind === "link" && object.picture === null ? object.text : " ";
    })
    .replace(/\s+/g, " ")
    .trim();
}
