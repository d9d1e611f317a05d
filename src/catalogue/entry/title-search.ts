import type { VenueRegistry } from "../venues.js";
import type { FlatText } from "./flat-text.js";
import type { Mark } from "./scan-marks.js";

/** The title of an entry, its range in the flat text, and how it is marked up. */
export interface FoundTitle {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly kind: "quoted" | "link" | "bold" | "text";
}

/** Characters to search for a title, which is always shorter. */
export const maxTitleLength = 800;

export interface TitleSearch {
  readonly flat: FlatText;
  readonly marks: readonly Mark[];
  readonly venues: VenueRegistry;
}

/** The start of the next mark. */
export function stopAfter(marks: readonly Mark[], from: number, end: number): number {
  return marks.find((mark) => mark.from >= from)?.from ?? end;
}

/** The next hard end of line. */
export function breakAfter(flat: FlatText, from: number): number {
  const at = flat.text.indexOf("\n", from);
  return at === -1 ? flat.text.length : at;
}
