import { randomInt } from "node:crypto";
import { next, type ShufflePosition, start } from "../src/catalogue/shuffle.js";
import { defineCommand } from "../src/interactions/command.js";
import { path, rest, wholeNumber } from "../src/interactions/path.js";
import { route } from "../src/interactions/route.js";
import { code } from "../src/interactions/text.js";
import { button, textBlock, type View } from "../src/interactions/view.js";
import type { Context } from "../src/views/context.js";
import { filterOptions, filterText } from "../src/views/filters.js";
import { paperRoutes, showPaper } from "../src/views/paper-routes.js";
import { matchingPapers } from "../src/views/results.js";

/** `round` and `after` say where the person's deck is, `filter` is the query that says which papers are in it. */
const deckPath = path<{ round: number; after: number; filter: string }>("random", {
  round: wholeNumber,
  after: wholeNumber,
  filter: rest,
});

export const random = defineCommand({
  name: "random",
  description: "Get a paper to read; none comes twice before you have seen them all",
  options: filterOptions,
  run(filters, context) {
    const filter = filterText(filters, context.listView);
    return showNext(
      context.positions.get(context.person.id, filter) ?? start(randomInt(1000)),
      filter,
      context,
    );
  },
  routes: [
    route(deckPath, ({ round, after, filter }, context) => {
      const remembered = context.positions.get(context.person.id, filter);
      return showNext(furthest({ round, after }, remembered), filter, context);
    }),
    ...paperRoutes,
  ],
});

function showNext(position: ShufflePosition, filter: string, context: Context): View {
  const { listView, person, positions } = context;
  const drawn = next(matchingPapers(filter, listView), person.id, position);
  if (drawn === null) {
    const everything = deckPath.at({ ...start(randomInt(1000)), after: 0, filter: "" });
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
  positions.set(person.id, filter, drawn.position);
  const card = showPaper(drawn.paper, listView);
  const another = button("Another", deckPath.at({ ...drawn.position, filter }), { emoji: "🎲" });
  return { ...card, buttons: [another, ...(card.buttons ?? [])] };
}

/** A person who pressed *Another* elsewhere meanwhile is further on than this button knows. */
function furthest(pressed: ShufflePosition, remembered: ShufflePosition | null): ShufflePosition {
  if (remembered === null) return pressed;
  const ahead = remembered.round - pressed.round || remembered.after - pressed.after;
  return ahead > 0 ? remembered : pressed;
}
