import { integer } from "../src/interactions/option.js";
import { optionalNumber, path } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count } from "../src/interactions/text.js";
import { button, textBlock, type View } from "../src/interactions/view.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";

const sizePath = path<{ year: number | null }>("size", { year: optionalNumber });

export const size = defineCommand({
  name: "size",
  description: "Count the papers, of a year or in all",
  options: { year: integer("Only this year", { min: 1900, max: 2100 }) },
  run: ({ year }, context) => showSize(year ?? null, context),
});

export const sizeRoutes: readonly Route<Context>[] = [
  route(sizePath, ({ year }, context) => showSize(year, context)),
];

function showSize(year: number | null, { listView }: Context): View {
  const papers = listView.papers.filter((paper) => year === null || paper.year === year);
  const ofYear = year === null ? "" : ` of ${year}`;
  return {
    kind: "view",
    blocks: [textBlock(`${count(papers.length, "paper")}${ofYear}`)],
    buttons: year === null ? [] : [button("All years", sizePath.at({ year: null }))],
    path: sizePath.at({ year }),
  };
}
