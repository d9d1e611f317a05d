import { required, text } from "../src/interactions/option.js";
import { code } from "../src/interactions/text.js";
import { textBlock } from "../src/interactions/view.js";
import { askWhich, closestPaper } from "../src/views/closest.js";
import { defineCommand } from "../src/views/define.js";
import { paperPaths } from "../src/views/paper-paths.js";
import { showPaper } from "../src/views/paper-routes.js";
import { suggestTitles } from "../src/views/suggestions.js";

export const paper = defineCommand({
  name: "paper",
  description: "Show one paper: where it was published, its links, how to cite it",
  options: {
    title: required(text("Its title, or the beginning of it", { maxLength: 300, suggest: suggestTitles })),
  },
  async run({ title }, context) {
    const { listView } = context;
    const closest = closestPaper(title, listView);
    if (closest.kind === "unsure") {
      return askWhich(title, closest.papers, ({ id }) => paperPaths.paper.at({ id, back: "" }));
    }
    const card = await showPaper(closest.paper, context);
    if (closest.kind === "exact") return card;
    return { ...card, blocks: [textBlock(`-# The nearest to ${code(title)}`), ...card.blocks] };
  },
});
