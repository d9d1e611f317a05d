import { askWhich, closestPaper } from "../src/discord/closest.js";
import { defineCommand } from "../src/discord/command.js";
import { required, text } from "../src/discord/option.js";
import { paperPaths } from "../src/discord/paper-paths.js";
import { paperRoutes, showPaper } from "../src/discord/paper-routes.js";
import { suggestTitles } from "../src/discord/suggestions.js";
import { code } from "../src/discord/text.js";
import { textBlock } from "../src/discord/view.js";

export const paper = defineCommand({
  name: "paper",
  description: "Show one paper: where it was published, its links, how to cite it",
  options: {
    title: required(text("Its title, or the beginning of it", { maxLength: 300, suggest: suggestTitles })),
  },
  run({ title }, { library }) {
    const closest = closestPaper(title, library);
    if (closest.kind === "unsure") {
      return askWhich(title, closest.papers, ({ id }) => paperPaths.paper.at({ id, back: "" }));
    }
    const card = showPaper(closest.paper, library);
    if (closest.kind === "called so") return card;
    return { ...card, blocks: [textBlock(`-# The nearest to ${code(title)}`), ...card.blocks] };
  },
  routes: paperRoutes,
});
