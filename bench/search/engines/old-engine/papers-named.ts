import type { Entry, PaperIndex } from "./paper-index.js";
import { plainUrl } from "./pasted-id.js";
import type { Work } from "./work.js";

/** Whether this is the paper's own id, its arXiv id, or one of its links without the scheme. */
export function isNamed({ paper }: Entry, id: string): boolean {
  return (
    paper.id === id ||
    paper.arxivId === id ||
    paper.links.some(({ url }) => url.includes(id) && plainUrl(url) === id)
  );
}

/** The papers with this id. For links, which hold a slash, all papers are looked through. */
export function papersNamed(id: string, index: PaperIndex, work: Work): readonly Entry[] {
  if (index.count("id", id) > 0 || !id.includes("/")) return index.all("id", id);
  const found: Entry[] = [];
  index.visitNewest((entry) => {
    if (isNamed(entry, id)) found.push(entry);
    return work.spend(1 + entry.paper.links.length);
  });
  return found;
}
