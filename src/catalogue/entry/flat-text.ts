import type { Run } from "../source/block.js";

export type LinkRun = Extract<Run, { kind: "link" }>;
export type ImageRun = Extract<Run, { kind: "image" }>;

const hardLineEnd = "\n";
const softLineEnd = "\v";

const firstObject = 0xe100;
const maxObjects = 0xf8ff - firstObject;
const objects = /[\uE100-\uF8FF]/g;

/** Longer than any entry. Text beyond it is not read. */
const maxLength = 6000;

function oneSpaced(text: string): string {
  return text.slice(0, maxLength).replace(/\s{2,}/g, " ");
}

/** Running text as one string. Each link and image is one character of the private use area. */
export interface FlatText {
  readonly text: string;
  /** The style of each character of `text`: `b` for bold, `c` for code, `i` for italic, or `-`. */
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
    if (text.length > maxLength) break;
    if (run.kind === "break") add(run.hard ? hardLineEnd : softLineEnd, "-");
    else if (run.kind === "text") add(oneSpaced(run.text), run.bold ? "b" : run.italic ? "i" : "-");
    else if (run.kind === "code") add(oneSpaced(run.text), "c");
    else if (found.length < maxObjects) {
      add(String.fromCharCode(firstObject + found.length), run.kind === "link" && run.bold ? "b" : "-");
      found.push(run);
    }
  }
  return { text, style, objects: found };
}

/** The link or image at an offset of the text. */
export function objectAt(flat: FlatText, index: number): LinkRun | ImageRun | null {
  return flat.objects[flat.text.charCodeAt(index) - firstObject] ?? null;
}

/** Flat text as a reader sees it: links as their text, without images, on one line with single spaces. */
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
