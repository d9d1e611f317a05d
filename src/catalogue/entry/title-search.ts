import type { VenueRegistry } from "../venues.js";
import type { FlatText } from "./flat-text.js";
import type { Mark } from "./scan-marks.js";

/** Where an entry's title stands in its flat text, and what makes it one. */
export interface FoundTitle {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly how: "quoted" | "link" | "bold" | "text";
}

/** Titles are shorter; looking further costs time and finds none. */
export const longestTitle = 800;

/** An entry whose title is looked for. */
export interface TitleSearch {
  readonly flat: FlatText;
  readonly marks: readonly Mark[];
  readonly book: VenueRegistry;
}

/** The next mark. */
export function stopAfter(marks: readonly Mark[], from: number, end: number): number {
  return marks.find((mark) => mark.from >= from)?.from ?? end;
}

/** The next end of line that the list asks for. */
export function breakAfter(flat: FlatText, from: number): number {
  const at = flat.text.indexOf("\n", from);
  return at === -1 ? flat.text.length : at;
}
