import type { Announcing } from "../src/announce/announcing.js";
import { listsOf } from "../src/catalogue/merged-paper.js";
import type { Paper } from "../src/catalogue/paper.js";
import { changeTime } from "../src/catalogue/revision-time.js";
import { choice } from "../src/interactions/option.js";
import { path, wholeNumber, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count, safe } from "../src/interactions/text.js";
import { button, textView, type View } from "../src/interactions/view.js";
import type { ListView } from "../src/lists/list-view.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { entriesView } from "../src/views/entries-view.js";
import { entryLines } from "../src/views/paper-lines.js";
import { requireAnnouncing } from "../src/views/require-announcing.js";
import { date } from "../src/views/timestamp.js";

const days = { day: 1, week: 7, month: 31, year: 366 } as const;
type Since = keyof typeof days;
const spans: readonly Since[] = ["day", "week", "month", "year"];

const newPath = path<{ page: number; since: string }>("new", { page: wholeNumber, since: word });

export const newPapers = defineCommand({
  name: "new",
  description: "See what was added to the list lately",
  options: { since: choice("How far back: a month if left out", spans) },
  run: ({ since }, context) => showNew(0, since ?? "month", context),
});

export const newRoutes: readonly Route<Context>[] = [
  route(newPath, ({ page, since }, context) =>
    showNew(page, spans.find((span) => span === since) ?? "month", context),
  ),
];

async function showNew(page: number, since: Since, { announcing, listView }: Context): Promise<View> {
  if (announcing === null) return textView("This bot serves a list that does not change.");
  const added = await addedSince(since, requireAnnouncing({ announcing }), listView);
  const wider = spans[spans.indexOf(since) + 1];
  if (added.length === 0) {
    return {
      ...textView(`Nothing was added to ${safe(listView.name, 100)} in the last ${since}.`),
      buttons:
        wider === undefined ? [] : [button(`In the last ${wider}`, newPath.at({ page: 0, since: wider }))],
    };
  }
  return entriesView({
    heading: [
      `## ${count(added.length, "new paper")} in the last ${since}`,
      `-# In ${safe(listView.name, 100)}, newest first`,
    ],
    entries: added.map((change) => ({
      paper: change.paper,
      text: entryLines(change.paper, { first: date(changeTime(change)) }),
    })),
    page,
    at: (page) => newPath.at({ page, since }),
    listView,
  });
}

/**
 * What was added since then by the revisions' own dates, if they have one, each paper once. What one of the lists had
 * before is not new, whichever other list adds it.
 */
async function addedSince(since: Since, announcing: Announcing, listView: ListView) {
  const start = Date.now() - days[since] * 86_400_000;
  const history = await announcing.added(
    listView.lists.map(({ id }) => id),
    start,
  );
  const added = history.filter((change) => changeTime(change) >= start);
  const addedTo = new Set(added.map(({ listId, paper }) => `${listId} ${paper.id}`));
  // The current entry, where the list still has it: code and venues are added later.
  const latest = added.map((change) => ({
    ...change,
    paper: listView.byId.get(change.paper.id) ?? change.paper,
  }));
  const isNew = ({ paper }: { readonly paper: Paper }) =>
    listsOf(paper).every((list) => addedTo.has(`${list} ${paper.id}`));
  return [...new Map(latest.filter(isNew).map((change) => [change.paper.id, change])).values()];
}
