import Fuse from "fuse.js";
import { toDocument } from "../document.js";
import type { Engine } from "../measure.js";

/** Extended search takes each word for itself; the default takes the query as one run of letters. */
export const fuse: Engine = {
  name: "Fuse.js, extended search",
  async build(papers) {
    const index = new Fuse(papers.map(toDocument), {
      keys: [{ name: "title", weight: 2 }, "venue", "year"],
      useExtendedSearch: true,
      ignoreLocation: true,
      threshold: 0.3,
    });
    return (text) => index.search(text, { limit: 10 }).map(({ item }) => item.id);
  },
};
