import { changesView } from "../src/views/changes-view.js";
import { defineCommand } from "../src/interactions/command.js";
import type { Announcing, Context } from "../src/views/context.js";
import { choice } from "../src/interactions/option.js";
import { paperRoutes } from "../src/views/paper-routes.js";
import { path, wholeNumber, word } from "../src/interactions/path.js";
import { route } from "../src/interactions/route.js";
import { count, safe } from "../src/interactions/text.js";
import { toldRoute } from "../src/views/announcement-route.js";
import { button, notice, type View } from "../src/interactions/view.js";
import type { Library } from "../src/lists/list-view.js";

const days = { day: 1, week: 7, month: 31, year: 366 } as const;
type Since = keyof typeof days;
const spans: readonly Since[] = ["day", "week", "month", "year"];

const newPath = path<{ page: number; since: string }>("new", { page: wholeNumber, since: word });

export const newPapers = defineCommand({
  name: "new",
  description: "See what was added to the list lately",
  options: { since: choice("How far back: a month if left out", spans) },
  run: ({ since }, context) => showNew(0, since ?? "month", context),
  routes: [
    route(newPath, ({ page, since }, context) =>
      showNew(page, spans.find((span) => span === since) ?? "month", context),
    ),
    toldRoute,
    ...paperRoutes,
  ],
});

async function showNew(page: number, since: Since, { announcing, library }: Context): Promise<View> {
  if (announcing === null) return notice("This bot serves a list that does not change.");
  const added = await addedSince(since, announcing, library);
  const wider = spans[spans.indexOf(since) + 1];
  if (added.length === 0) {
    return {
      ...notice(`Nothing was added to ${safe(library.name, 100)} in the last ${since}.`),
      buttons:
        wider === undefined ? [] : [button(`In the last ${wider}`, newPath.at({ page: 0, since: wider }))],
    };
  }
  return changesView({
    heading: [
      `## ${count(added.length, "new paper")} in the last ${since}`,
      `-# In ${safe(library.name, 100)}, newest first`,
    ],
    changes: added,
    page,
    at: (page) => newPath.at({ page, since }),
    library,
  });
}

/** What was added since then by the list's own dates, each paper once. */
async function addedSince(since: Since, announcing: Announcing, library: Library) {
  const start = Date.now() - days[since] * 86_400_000;
  const history = await announcing.history(library.lists.map(({ id }) => id));
  const added = history.filter(
    ({ kind, revision }) => kind === "added" && Date.parse(revision.date) >= start,
  );
  // The paper as it is now, where the list still has it: code and venues come later.
  const latest = added.map((change) => ({
    ...change,
    paper: library.byId.get(change.paper.id) ?? change.paper,
  }));
  return [...new Map(latest.map((change) => [change.paper.id, change])).values()];
}
