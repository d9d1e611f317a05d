import { plainArxivId } from "../catalogue/arxiv-id.js";
import { getText } from "./get-text.js";
import type { DetailsSource } from "./source.js";

/** One connection, and one request in three seconds: https://info.arxiv.org/help/api/tou.html. Milliseconds. */
const pace = 3000;
/** Ids of one request: the address stays short, and the answer below a second of work there. */
const batch = 100;

/** arXiv's API, by id. @param url its address, such as `https://export.arxiv.org/api/query` */
export function createArxivSource(url: string, userAgent: string): DetailsSource {
  return {
    name: "arxiv",
    batch,
    pace,
    async fetch(keys, signal) {
      const ids = new Map(keys.map((key) => [plainArxivId(key.slice("arxiv:".length)), key]));
      const address = new URL(url);
      address.searchParams.set("id_list", [...ids.keys()].join(","));
      address.searchParams.set("max_results", String(ids.size));
      const answer = await getText(address, userAgent, signal);
      if (answer.kind !== "text") return answer;
      // Loaded with the first answer: nothing at the start needs the parser.
      const { readArxivFeed } = await import("./arxiv-feed.js");
      const feed = readArxivFeed(answer.text);
      if (feed.kind === "malformed") return { kind: "unreadable", reason: feed.reason };
      const found = new Map(
        [...ids].flatMap(([id, key]) => {
          const details = feed.byId.get(id);
          return details === undefined ? [] : [[key, details] as const];
        }),
      );
      // It answers with an empty feed now and then where it has the papers.
      if (found.size === 0 && ids.size > 1) return { kind: "unreadable", reason: "its answer is empty" };
      return { kind: "fetched", found };
    },
  };
}
