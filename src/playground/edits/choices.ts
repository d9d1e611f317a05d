import type { Paper } from "../../catalogue/paper.js";
import { isPublished } from "../../catalogue/venues.js";
import type { ListNow } from "./edit.js";

/** The venue of papers that are not accepted yet. */
export const preprintServer = "arXiv";

type ListPapers = Pick<ListNow, "papers" | "venues">;

/** Venues of the list, and some common ones. */
export function publishedVenues({ papers, venues }: ListPapers): string[] {
  const listed = papers.flatMap(({ venue }) => (venue !== null && venues.find(venue) ? [venue] : []));
  return [...new Set([...listed, "ICLR", "ICML", "NeurIPS", "CVPR", "ACL"])].filter((venue) =>
    isPublished(venue, venues),
  );
}

export function allVenues(list: ListPapers): string[] {
  return [preprintServer, ...publishedVenues(list)];
}

export function unpublished({ papers, venues }: ListPapers): readonly Paper[] {
  return papers.filter(({ venue }) => !isPublished(venue, venues));
}

export function withoutCode({ papers }: Pick<ListNow, "papers">): readonly Paper[] {
  return papers.filter(({ links }) => !links.some(({ kind }) => kind === "code"));
}
