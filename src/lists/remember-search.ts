import { LRUCache } from "lru-cache";
import { memo } from "../catalogue/memo.js";
import type { Parsed } from "../search/parse-query.js";
import type { Query } from "../search/query.js";
import type { Found, Search } from "../search/search.js";

/** Texts whose queries are kept with what they find, and the longest of them. */
const limits = { count: 200, length: 1_000 } as const;
/** Papers that are kept of an answer: a few pages. */
const maxPapers = 50;

/**
 * The search over papers that do not change, which remembers its latest answers: people turn pages, go back, and look for
 * what others look for.
 */
export function rememberSearch(search: Search): Search {
  const parsed = new LRUCache<string, Parsed>({ max: limits.count });
  /** What a query finds, by the number of papers that were asked for. */
  const foundBy = memo((_: Query) => new Map<number, Found>());
  return {
    ...search,
    parse(text) {
      const known = parsed.get(text);
      if (known !== undefined) return known;
      const read = search.parse(text);
      if (text.length <= limits.length) parsed.set(text, read);
      return read;
    },
    find(query, limit = Number.POSITIVE_INFINITY) {
      if (limit > maxPapers) return search.find(query, limit);
      const answers = foundBy(query);
      const found = answers.get(limit) ?? search.find(query, limit);
      answers.set(limit, found);
      return found;
    },
  };
}
