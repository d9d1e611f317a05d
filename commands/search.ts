import { text } from "../src/interactions/option.js";
import type { Route } from "../src/interactions/route.js";
import type { View } from "../src/interactions/view.js";
import { formatQuery } from "../src/search/format-query.js";
import type { Query } from "../src/search/query.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { filterOptions, narrow } from "../src/views/filters.js";
import { showPaper } from "../src/views/paper-routes.js";
import {
  fitQuery,
  maxQueryLength,
  queryButton,
  readQuery,
  resultsPath,
  showLongResults,
  showResults,
} from "../src/views/results.js";
import { paperCalled, suggestTitles } from "../src/views/suggestions.js";

/** An abstract is longer than any title. */
const maxPasted = 4_000;

export const search = defineCommand({
  name: "search",
  description: "Find papers by words, a title or an arXiv id; typos and abbreviations are understood",
  options: {
    query: text("What to look for, such as: vit 4 bit has:code", {
      maxLength: maxPasted,
      suggest: suggestTitles,
    }),
    ...filterOptions,
  },
  async run({ query: text = "", ...filters }, context) {
    const { listView } = context;
    const paper = text === "" ? undefined : paperCalled(text, listView);
    if (paper !== undefined) return showPaper(paper, context);
    const query = narrow(readQuery(text, listView), filters, listView, (corrected) => queryButton(corrected));
    const card = cardOfId(query, context);
    if (card !== undefined) return card;
    const fits = formatQuery(query).length <= maxQueryLength;
    return fits ? showResults(query, 0, context) : showLongResults(query, context);
  },
});

export const searchRoutes: readonly Route<Context>[] = [
  route(resultsPath, ({ page, query }, context) =>
    showResults(fitQuery(readQuery(query, context.listView), context.listView), page, context),
  ),
];

/** The card of the one paper with the id or link that was pasted. */
function cardOfId(query: Query, context: Context): Promise<View> | undefined {
  if (query.id === null) return undefined;
  const { hits, total } = context.listView.search.find(query, 1);
  const [hit] = hits;
  return hit !== undefined && total === 1 ? showPaper(hit.paper, context) : undefined;
}
