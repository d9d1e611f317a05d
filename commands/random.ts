import { randomInt } from "node:crypto";
import { furthest, next, type ShufflePosition, start } from "../src/catalogue/shuffle.js";
import { path, rest, wholeNumber } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { code } from "../src/interactions/text.js";
import { type Button, button, textBlock, type View } from "../src/interactions/view.js";
import { formatQuery } from "../src/search/format-query.js";
import { emptyQuery, type Query } from "../src/search/query.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { filterOptions, narrow } from "../src/views/filters.js";
import { showPaper } from "../src/views/paper-routes.js";
import { readQuery } from "../src/views/results.js";

/** `round` and `after` are the person's position in the shuffle of the papers that `filter`, a query, finds. */
const randomPath = path<{ round: number; after: number; filter: string }>("random", {
  round: wholeNumber,
  after: wholeNumber,
  filter: rest,
});

export const random = defineCommand({
  name: "random",
  description: "Get a paper to read; none is repeated before you have seen them all",
  options: filterOptions,
  run: (filters, context) =>
    showNext(null, narrow(emptyQuery, filters, context.listView, firstButton), context),
});

export const randomRoutes: readonly Route<Context>[] = [
  route(randomPath, ({ round, after, filter }, context) =>
    showNext({ round, after }, readQuery(filter, context.listView), context),
  ),
];

/** A button that starts with what a query finds; null where it does not fit. */
function firstButton(query: Query): Button | null {
  const [position, filter] = [start(randomInt(1000)), formatQuery(query)];
  const fits = filter.length <= randomPath.maxLength({ ...position, filter: "" });
  return fits ? button(filter, randomPath.at({ ...position, filter }), { emoji: "🎲" }) : null;
}

/** @param pressed what the button knows: whoever pressed *Another* elsewhere since is further on */
async function showNext(pressed: ShufflePosition | null, query: Query, context: Context): Promise<View> {
  const { listView, person, positions } = context;
  const filter = formatQuery(query);
  const kept = await positions.find(person.id, filter);
  const position = furthest(pressed, kept.position) ?? start(randomInt(1000));
  const papers = listView.search.find(query).hits.map(({ paper }) => paper);
  const found = next(papers, person.id, position);
  if (found === null) {
    const everything = randomPath.at({ ...start(randomInt(1000)), after: 0, filter: "" });
    return {
      kind: "view",
      blocks: [
        textBlock(
          filter === "" ? "There are no papers yet." : `No paper in the list matches ${code(filter)}.`,
        ),
      ],
      buttons: filter === "" ? [] : [button("Any paper", everything, { emoji: "🎲" })],
    };
  }
  void kept.moveTo(found.position);
  const card = await showPaper(found.paper, context);
  // A long filter fits into no button: /random goes on from the position that was kept.
  const fits = filter.length <= randomPath.maxLength({ ...found.position, filter: "" });
  const another = fits
    ? [button("Another", randomPath.at({ ...found.position, filter }), { emoji: "🎲" })]
    : [];
  return { ...card, buttons: [...another, ...(card.buttons ?? [])] };
}
