import type { Paper } from "../../catalogue/paper.js";
import { isPublished } from "../../catalogue/venues.js";
import type { ListNow } from "./edit.js";

/** The papers that are not published yet. */
export function unpublished({ papers, venues }: Pick<ListNow, "papers" | "venues">): readonly Paper[] {
  return papers.filter(({ venue }) => !isPublished(venue, venues));
}

/** The papers without a link to code. */
export function withoutCode({ papers }: Pick<ListNow, "papers">): readonly Paper[] {
  return papers.filter(({ links }) => !links.some(({ kind }) => kind === "code"));
}
