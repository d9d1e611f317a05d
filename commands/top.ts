import { choice } from "../src/interactions/option.js";
import { path, wholeNumber, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count } from "../src/interactions/text.js";
import { button, textView, type View } from "../src/interactions/view.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { entriesView } from "../src/views/entries-view.js";
import { entryLines } from "../src/views/paper-lines.js";
import { requireServerAnnouncing } from "../src/views/require-announcing.js";

const days = { week: 7, month: 31, year: 366 } as const;
const spans = ["week", "month", "year"] as const;
type Since = (typeof spans)[number];

const topPath = path<{ page: number; since: string }>("top", { page: wholeNumber, since: word });

export const top = defineCommand({
  name: "top",
  description: "See what people of this server found interesting",
  for: "members",
  options: { since: choice("How far back: a month if left out", spans) },
  run: ({ since }, context) => showTop(0, since ?? "month", context),
});

export const topRoutes: readonly Route<Context>[] = [
  route(
    topPath,
    ({ page, since }, context) => showTop(page, spans.find((span) => span === since) ?? "month", context),
    "members",
  ),
];

async function showTop(page: number, since: Since, context: Context): Promise<View> {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const { listView } = context;
  const found = await announcing.interest.top(guildId, Date.now() - days[since] * 86_400_000);
  const entries = found.flatMap(({ paperId, votes }) => {
    const paper = listView.byId.get(paperId);
    return paper === undefined ? [] : [{ paper, text: entryLines(paper, { first: `⭐ ${votes}` }) }];
  });
  const wider = spans[spans.indexOf(since) + 1];
  if (entries.length === 0) {
    return {
      ...textView(
        `Nobody here found a paper interesting in the last ${since}.`,
        "-# ⭐ under an announcement or on a paper's card is a vote.",
      ),
      buttons:
        wider === undefined ? [] : [button(`In the last ${wider}`, topPath.at({ page: 0, since: wider }))],
    };
  }
  return entriesView({
    heading: [
      `## Top of the last ${since}`,
      `-# ${count(entries.length, "paper")} that people of this server found interesting`,
    ],
    entries,
    page,
    at: (page) => topPath.at({ page, since }),
    listView,
  });
}
