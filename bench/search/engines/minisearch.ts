import MiniSearch, { type SearchOptions } from "minisearch";
import { toDocument } from "../document.js";
import type { Engine } from "../measure.js";

function miniSearch(name: string, searchOptions: SearchOptions): Engine {
  return {
    name,
    async build(papers) {
      const index = new MiniSearch<ReturnType<typeof toDocument>>({
        fields: ["title", "venue", "year"],
        searchOptions,
      });
      index.addAll(papers.map(toDocument));
      return (text) =>
        index
          .search(text)
          .slice(0, 10)
          .map((result) => String(result.id));
    },
  };
}

export const miniSearchDefault = miniSearch("MiniSearch, default options", {});

export const miniSearchAdvised = miniSearch("MiniSearch, as its README advises", {
  prefix: true,
  fuzzy: 0.2,
  boost: { title: 2 },
});
