import type { Paper } from "../paper.js";

/** A paper's title in quotation marks, shortened, as problems name it. */
export function quoted({ title }: Pick<Paper, "title">): string {
  return title.length > 70 ? `"${title.slice(0, 67)}..."` : `"${title}"`;
}
