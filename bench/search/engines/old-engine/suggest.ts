import type { Paper } from "../../../../src/catalogue/paper.js";
import { workFor } from "./budget.js";
import { meaningsOf } from "./meanings.js";
import type { PaperIndex } from "./paper-index.js";
import { parseQuery } from "./parse-query.js";
import { emptyQuery, type Query } from "./query.js";
import type { Names } from "./query-filters.js";
import { rank } from "./rank.js";
import { readWords } from "./words.js";

/** Nobody looks through more suggestions for the beginning of a word than this finds. */
const enough = 300;

/** Papers for a text that is still being typed. A filter that is wrong, or not yet finished, is left out. */
export function suggestionsFor(
  text: string,
  limit: number,
  index: PaperIndex,
  names: Names,
): readonly Paper[] {
  const work = workFor("suggestion");
  const { ranked } = rank(lenientQuery(text, names), index, { work, wanted: limit, enough });
  return ranked.map(({ entry }) => entry.paper);
}

function lenientQuery(text: string, names: Names): Query {
  let rest = withoutOpenQuote(text);
  for (let mistakes = 0; mistakes < 3; mistakes++) {
    const parsed = parseQuery(rest, names);
    if (parsed.kind === "query") return parsed.query;
    rest = rest.slice(0, parsed.position) + rest.slice(parsed.position + parsed.length);
  }
  return { ...emptyQuery, text: rest, meanings: meaningsOf(readWords(rest).words, names.vocabulary) };
}

/** Words after a quote that is not closed yet may still be cut short. */
function withoutOpenQuote(text: string): string {
  const quotes = text.match(/"/gu)?.length ?? 0;
  const last = text.lastIndexOf('"');
  return quotes % 2 === 0 ? text : `${text.slice(0, last)} ${text.slice(last + 1)}`;
}
