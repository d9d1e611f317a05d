import type { Catalogue } from "./catalogue/paper.js";
import type { Library } from "./discord/context.js";
import { createSearch } from "./search/search.js";
import type { Vocabulary } from "./search/vocabulary.js";

/** Makes a list ready to be served: its catalogue and the index over it, which are replaced together. */
export function createLibrary(
  list: Pick<Library, "name" | "url" | "revision"> & { readonly catalogue: Catalogue },
  vocabulary: Vocabulary,
): Library {
  const { papers } = list.catalogue;
  return {
    ...list,
    byId: new Map(papers.map((paper) => [paper.id, paper])),
    search: createSearch(papers, vocabulary),
  };
}
