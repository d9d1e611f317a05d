import { expansionsOf } from "./expansions.js";
import { parseQuery } from "./parse-query.js";
import { emptyQuery, type Query } from "./query.js";
import type { Names } from "./query-filters.js";
import { readWords } from "./words.js";

/** The query that a text will be which is still being typed. A filter that is wrong, or not yet finished, is left out. */
export function lenientQuery(text: string, names: Names): Query {
  let rest = withoutOpenQuote(text);
  for (let mistakes = 0; mistakes < 3; mistakes++) {
    const parsed = parseQuery(rest, names);
    if (parsed.kind === "query") return parsed.query;
    rest = rest.slice(0, parsed.position) + rest.slice(parsed.position + parsed.length);
  }
  return { ...emptyQuery, text: rest, expansions: expansionsOf(readWords(rest).words, names.vocabulary) };
}

/** Words after a quote that is not closed yet may still be cut short. */
function withoutOpenQuote(text: string): string {
  const quotes = text.match(/"/gu)?.length ?? 0;
  const last = text.lastIndexOf('"');
  return quotes % 2 === 0 ? text : `${text.slice(0, last)} ${text.slice(last + 1)}`;
}
