import type { Paper } from "../catalogue/paper.js";
import { meaningsOf } from "./meanings.js";
import type { PaperIndex } from "./paper-index.js";
import { type Names, parseQuery } from "./parse-query.js";
import { emptyQuery, type Query } from "./query.js";
import { rank } from "./rank.js";
import { readWords } from "./words.js";

/** Papers for a text that is still being typed. A filter that is wrong, or not yet finished, is left out. */
export function suggestionsFor(
  text: string,
  limit: number,
  index: PaperIndex,
  names: Names,
): readonly Paper[] {
  const { ranked } = rank(lenientQuery(text, names), index);
  return ranked.slice(0, limit).map(({ entry }) => entry.paper);
}

function lenientQuery(text: string, names: Names): Query {
  let rest = text;
  for (let mistakes = 0; mistakes < 3; mistakes++) {
    const parsed = parseQuery(rest, names);
    if (parsed.kind === "query") return parsed.query;
    rest = rest.slice(0, parsed.position) + rest.slice(parsed.position + parsed.length);
  }
  return { ...emptyQuery, text: rest, meanings: meaningsOf(readWords(rest).words, names.vocabulary) };
}
