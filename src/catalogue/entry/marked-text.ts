import { type ImageRun, type LinkRun, onOneLine, type Run } from "../source/block.js";
import type { VenueRegistry } from "../venues.js";
import { isLabel } from "./labels.js";

const firstObject = 0xe100;
const maxObjects = 0xf8ff - firstObject;
const objects = /[\uE100-\uF8FF]/;

/** Longer than any entry. Text beyond it is not read. */
const maxLength = 6000;
/** Characters to search for a title, which is always shorter. */
export const maxTitleLength = 800;
const maxGroupLength = 600;

/** Running text as one string. Each link and image is one character of the private use area. */
interface FlatText {
  /** A hard end of line is `\n`, any other `\v`. */
  readonly text: string;
  /** The style of each character of `text`: `b` for bold, `c` for code, `i` for italic, or `-`. */
  readonly style: string;
  readonly objects: readonly (LinkRun | ImageRun)[];
}

/** The running text of one entry with its links, pictures and bracketed parts. */
export interface MarkedText extends FlatText {
  /** In order, without overlap; brackets may be wrong or missing. */
  readonly marks: readonly Mark[];
  readonly venues: VenueRegistry;
}

/** A range of an entry's flat text that is not running text. */
export interface Mark {
  /**
   * `label`: a link that names its target, with its brackets. `link`: a link whose text may be a title. `group`: text in
   * brackets. `image`: a picture, a badge.
   */
  readonly kind: "label" | "link" | "group" | "image";
  readonly from: number;
  readonly to: number;
  readonly links: readonly LinkRun[];
  /** Its content as a reader sees it. */
  readonly text: string;
}

/** The title of an entry, its range in the flat text, and how it is marked up. */
export interface FoundTitle {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly kind: "quoted" | "link" | "bold" | "text";
}

export function markedText(runs: readonly Run[], venues: VenueRegistry): MarkedText {
  const flat = flatText(runs);
  const marks: Mark[] = [];
  markStart.lastIndex = 0;
  for (let found = markStart.exec(flat.text); found; found = markStart.exec(flat.text)) {
    const mark = markAt(flat, found.index, venues);
    if (!mark) continue;
    marks.push(mark);
    markStart.lastIndex = mark.to;
  }
  return { text: flat.text, style: flat.style, objects: flat.objects, marks, venues };
}

function flatText(runs: readonly Run[]): FlatText {
  let text = "";
  let style = "";
  const found: (LinkRun | ImageRun)[] = [];
  const add = (part: string, mark: string) => {
    text += part;
    style += mark.repeat(part.length);
  };
  for (const run of runs) {
    if (text.length > maxLength) break;
    if (run.kind === "break") add(run.hard ? "\n" : "\v", "-");
    else if (run.kind === "text") add(oneSpaced(run.text), run.bold ? "b" : run.italic ? "i" : "-");
    else if (run.kind === "code") add(oneSpaced(run.text), "c");
    else if (found.length < maxObjects) {
      add(String.fromCharCode(firstObject + found.length), run.kind === "link" && run.bold ? "b" : "-");
      found.push(
        run.kind === "link" && run.text.length > maxLength
          ? { ...run, text: run.text.slice(0, maxLength) }
          : run,
      );
    }
  }
  return { text, style, objects: found };
}

/** Two blanks may end a title, so they stay two. */
function oneSpaced(text: string): string {
  return text.slice(0, maxLength).replace(/\s{3,}/g, "  ");
}

const closingBrackets = new Map([
  ["[", "]"],
  ["【", "】"],
  ["［", "］"],
  ["(", ")"],
  ["（", "）"],
]);

/** A mark starts at a link, an image or an opening bracket. */
const markStart = /[[【［(（\uE100-\uF8FF]/g;

function markAt(flat: FlatText, from: number, venues: VenueRegistry): Mark | null {
  const [object] = objectsIn(flat, from, from + 1);
  if (object?.kind === "image") return { kind: "image", from, to: from + 1, links: [], text: object.alt };
  if (object) {
    const kind = isLabel(object, venues) ? "label" : "link";
    return { kind, from, to: from + 1, links: [object], text: object.picture === null ? object.text : "" };
  }
  const to = groupEnd(flat.text, from);
  if (to === -1 || isWithinWord(flat.text, from, to)) return null;
  const round = /[(（]/.test(flat.text[from] ?? "");
  const inside = objectsIn(flat, from, to);
  const links = inside.filter((each) => each.kind === "link");
  const text = readable(flat, from + 1, to - 1);
  if (links.length === 0) {
    if (inside.length > 0 && !text) return { kind: "image", from, to, links, text };
    return round ? null : { kind: "group", from, to, links, text };
  }
  const titled = links.some(
    (link) => !isLabel(link, venues) && link.text.split(/\s+/).length > (round ? 2 : 4),
  );
  return titled ? null : { kind: "label", from, to, links, text };
}

/** Brackets of one kind within each other; more are no group. */
const maxNesting = 30;

/** The end of the group whose bracket is at `from`; brackets of one kind nest. -1 if none closes it nearby. */
function groupEnd(text: string, from: number): number {
  const open = text[from];
  const close = closingBrackets.get(open ?? "");
  let depth = 0;
  const end = close ? Math.min(text.length, from + maxGroupLength) : 0;
  for (let index = from; index < end && text[index] !== "\n"; index++) {
    if (text[index] === open && ++depth > maxNesting) return -1;
    if (text[index] === close && --depth === 0) return index + 1;
  }
  return -1;
}

/** `Di[M]O`: brackets that are part of a name. */
function isWithinWord(text: string, from: number, to: number): boolean {
  return to - from <= 4 && /\p{L}/u.test(text[from - 1] ?? "") && /\p{L}/u.test(text[to] ?? "");
}

/** The links and images in a range of the text. */
export function objectsIn(
  { text, objects }: FlatText,
  from: number,
  to: number,
): readonly (LinkRun | ImageRun)[] {
  const found: (LinkRun | ImageRun)[] = [];
  for (let index = from; index < to; index++) {
    const object = objects[text.charCodeAt(index) - firstObject];
    if (object) found.push(object);
  }
  return found;
}

/** Flat text as a reader sees it: links as their text, without images, on one line with single spaces. */
export function readable(flat: FlatText, from = 0, to = flat.text.length): string {
  const text = flat.text.slice(from, to);
  // Not `replace`: to call a function for each match takes several times as long.
  let shown = "";
  let end = 0;
  for (let at = text.search(objects); at !== -1 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < firstObject || code > firstObject + maxObjects) continue;
    const object = flat.objects[code - firstObject];
    shown += text.slice(end, at);
    shown += object?.kind === "link" && object.picture === null ? object.text : " ";
    end = at + 1;
  }
  return onOneLine(end === 0 ? text : shown + text.slice(end));
}

/** The first mark from an offset on, of one kind or any. */
export function markFrom({ marks }: MarkedText, from: number, kind?: Mark["kind"]): Mark | undefined {
  return marks.find((mark) => mark.from >= from && (kind === undefined || mark.kind === kind));
}

/** The next hard end of line. */
export function lineEnd({ text }: FlatText, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at;
}

/** Where running text stops: at the next mark or hard end of line. */
export function plainEnd(marked: MarkedText, from: number): number {
  return Math.min(markFrom(marked, from)?.from ?? marked.text.length, lineEnd(marked, from));
}

/** The text from an offset, as much of it as a title may be. */
export function titleText({ text }: FlatText, from: number, end: number): string {
  return text.slice(from, Math.min(end, from + maxTitleLength));
}
