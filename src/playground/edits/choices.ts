import { isPublished } from "../../catalogue/diff-published.js";
import type { ListNow } from "./edit.js";

/** Where a paper waits until it is accepted. */
export const preprintServer = "arXiv";

type ListPapers = Pick<ListNow, "papers" | "venues">;

/** The venues that a paper can be moved to: those of the list, and some that every list may have. */
export function publishedVenues({ papers, venues }: ListPapers): string[] {
  const listed = papers.flatMap(({ venue }) => (venue !== null && venues.find(venue) ? [venue] : []));
  return [...new Set([...listed, "ICLR", "ICML", "NeurIPS", "CVPR", "ACL"])].filter((venue) =>
    isPublished(venue, venues),
  );
}

/** The same, after the preprint server. */
export function allVenues(seen: ListPapers): string[] {
  return [preprintServer, ...publishedVenues(seen)];
}
