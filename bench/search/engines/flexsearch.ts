import { Document } from "flexsearch";
import { toDocument } from "../document.js";
import type { Engine } from "../measure.js";

/** `suggest` lets papers with only some of the words through; without it most queries find nothing. */
export const flexSearch: Engine = {
  name: "FlexSearch, forward",
  async build(papers) {
    const index = new Document({
      tokenize: "forward",
      document: { id: "id", index: ["title", "venue", "year"] },
    });
    for (const paper of papers) index.add(toDocument(paper));
    return (text) => {
      const found = index.search(text, { limit: 10, suggest: true });
      return [...new Set(found.flatMap(({ result }) => result.map(String)))].slice(0, 10);
    };
  },
};
