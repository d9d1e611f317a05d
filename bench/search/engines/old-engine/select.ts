import type { Entry, PaperIndex, Searchable } from "./paper-index.js";

/**
 * The index as somebody sees it who sees only some of its papers. What the words are and how rare each is stays that
 * of the whole, so a selection costs no index of its own.
 *
 * @param papers by their ids
 */
export function selectFrom(index: PaperIndex, papers: ReadonlyMap<string, Searchable>): PaperIndex {
  const has = ({ paper }: Entry) => papers.has(paper.id);
  return {
    ...index,
    size: papers.size,
    visitNewest: (visit) => index.visitNewest((entry) => !has(entry) || visit(entry)),
    get: (id) => (papers.has(id) ? index.get(id) : null),
    visit: (field, word, visit) => index.visit(field, word, (entry) => !has(entry) || visit(entry)),
    all: (field, word) => index.all(field, word).filter(has),
  };
}
