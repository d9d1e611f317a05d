import { defineCommand } from "../src/interactions/command.js";
import { required, text } from "../src/interactions/option.js";
import { route } from "../src/interactions/route.js";
import type { View } from "../src/interactions/view.js";
import type { ListView } from "../src/lists/list-view.js";
import type { Query } from "../src/search/query.js";
import { filterOptions, narrow } from "../src/views/filters.js";
import { paperRoutes, showPaper } from "../src/views/paper-routes.js";
import { fitQuery, readQuery, resultsPath, showResults } from "../src/views/results.js";
import { paperCalled, suggestTitles } from "../src/views/suggestions.js";

export const search = defineCommand({
  name: "search",
  description: "Find papers by words, a title or an arXiv id; typos and abbreviations are understood",
  options: {
    query: required(
      text("What to look for, such as: vit 4 bit has:code", { maxLength: 300, suggest: suggestTitles }),
    ),
    ...filterOptions,
  },
  run({ query, ...filters }, context) {
    const { listView: library } = context;
    const called = paperCalled(query, library);
    if (called !== undefined) return showPaper(called, library);
    const asked = narrow(readQuery(query, library), filters, library);
    return identified(asked, library) ?? showResults(fitQuery(asked), 0, context);
  },
  routes: [
    route(resultsPath, ({ page, query }, context) => showResults(query, page, context)),
    ...paperRoutes,
  ],
});

/** The card of the one paper that an id or a link alone stands for. */
function identified(query: Query, library: ListView): View | undefined {
  if (query.id === null) return undefined;
  const { hits, total } = library.search.find(query, 1);
  const [hit] = hits;
  return hit !== undefined && total === 1 ? showPaper(hit.paper, library) : undefined;
}
