import type { VenueRegistry } from "../venues.js";
import { type FlatText, type LinkRun, objectAt, readable } from "./flat-text.js";
import { isLabel } from "./is-label.js";

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

const closingBrackets = new Map([
  ["[", "]"],
  ["【", "】"],
  ["［", "］"],
  ["(", ")"],
  ["（", "）"],
]);
const maxGroupLength = 600;

/** A mark starts at a link, an image or an opening bracket. */
const markStart = /[[【［(（\uE100-\uF8FF]/g;

/** Finds the links, pictures and bracketed parts of an entry, in order, without overlap; brackets may be wrong or missing. */
export function scanMarks(flat: FlatText, venues: VenueRegistry): readonly Mark[] {
  const marks: Mark[] = [];
  let end = 0;
  for (const { index } of flat.text.matchAll(markStart)) {
    const mark = index >= end ? markAt(flat, index, venues) : null;
    if (!mark) continue;
    marks.push(mark);
    end = mark.to;
  }
  return marks;
}

function markAt(flat: FlatText, at: number, venues: VenueRegistry): Mark | null {
  const object = objectAt(flat, at);
  if (object?.kind === "image") return { kind: "image", from: at, to: at + 1, links: [], text: object.alt };
  if (object) {
    const kind = isLabel(object, venues) ? "label" : "link";
    return { kind, from: at, to: at + 1, links: [object], text: object.picture !== null ? "" : object.text };
  }
  const open = flat.text[at] ?? "";
  const close = closingBrackets.get(open);
  if (!close) return null;
  const end = closing(flat.text, at, open, close);
  if (end === -1) return null;
  return groupMark(flat, at, end + 1, open === "(" || open === "（", venues);
}

function groupMark(
  flat: FlatText,
  from: number,
  to: number,
  round: boolean,
  venues: VenueRegistry,
): Mark | null {
  const links: LinkRun[] = [];
  let pictures = 0;
  for (let index = from; index < to; index++) {
    const object = objectAt(flat, index);
    if (object?.kind === "link") links.push(object);
    else if (object) pictures++;
  }
  const text = readable(flat, from + 1, to - 1);
  if (links.length === 0) {
    if (pictures > 0 && !text) return { kind: "image", from, to, links, text: "" };
    return round ? null : { kind: "group", from, to, links, text };
  }
  const titled = links.some(
    (link) => !isLabel(link, venues) && link.text.split(/\s+/).length > (round ? 2 : 4),
  );
  return titled ? null : { kind: "label", from, to, links, text };
}

/** The offset of the bracket that closes the one at `from`; brackets of one kind nest. -1 without one nearby. */
function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  const end = Math.min(text.length, from + maxGroupLength);
  for (let index = from; index < end; index++) {
    const character = text[index];
    if (character === "\n") return -1;
    if (character === open) depth++;
    else if (character === close && --depth === 0) return index;
  }
  return -1;
}
