import type { Paper } from "../../src/catalogue/paper.js";

/** What every engine is given of a paper. */
export function toDocument({ id, title, venue, year }: Paper) {
  return { id, title, venue: venue ?? "", year: String(year ?? "") };
}
