import { defineCommand } from "../src/discord/command.js";
import { filterOptions, narrow } from "../src/discord/filters.js";
import { required, text } from "../src/discord/option.js";
import { paperRoutes, showPaper } from "../src/discord/paper-routes.js";
import { fitQuery, readQuery, resultsPath, showResults } from "../src/discord/results.js";
import { route } from "../src/discord/route.js";
import { paperCalled, suggestTitles } from "../src/discord/suggestions.js";

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
    const { library } = context;
    const called = paperCalled(query, library);
    if (called !== undefined) return showPaper(called);
    return showResults(fitQuery(narrow(readQuery(query, library), filters, library)), 0, context);
  },
  routes: [
    route(resultsPath, ({ page, query }, context) => showResults(query, page, context)),
    ...paperRoutes,
  ],
});
