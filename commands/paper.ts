import { closestPapers } from "../src/discord/closest.js";
import { defineCommand } from "../src/discord/command.js";
import { required, text } from "../src/discord/option.js";
import { paperRoutes, showPaper } from "../src/discord/paper-routes.js";
import { paperCalled, suggestTitles } from "../src/discord/suggestions.js";

export const paper = defineCommand({
  name: "paper",
  description: "Show one paper: where it was published, its links, how to cite it",
  options: {
    title: required(text("Its title, or the beginning of it", { maxLength: 300, suggest: suggestTitles })),
  },
  run({ title }, { library }) {
    const found = paperCalled(title, library);
    return found ? showPaper(found) : closestPapers(title, library);
  },
  routes: paperRoutes,
});
