import { path } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count } from "../src/interactions/text.js";
import { type Answer, button, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { PersonalData, PersonalTable } from "../src/store/personal-data.js";
import type { Context } from "../src/views/context.js";
import { action, defineCommand, route } from "../src/views/define.js";

const nothing: Record<never, never> = {};
const paths = {
  show: path<Record<never, never>>("privacy", {}),
  download: path<Record<never, never>>("personal", {}),
  erase: path<Record<never, never>>("erase", {}),
  confirmErase: path<Record<never, never>>("erased", {}),
} as const;

/** What a table's rows of a person are. */
const descriptions: Readonly<Record<PersonalTable, (rows: readonly object[]) => string>> = {
  subscriptions: (rows) => `Your ${count(rows.length, "alert")}, with what each is to tell you: \`/alerts\``,
  deliveries: (rows) => `${count(rows.length, "paper")} that an alert told you of, or is going to`,
  pastDeliveries: (rows) => `${count(rows.length, "paper")} that an alert told you of long ago`,
  messages: (rows) => `${count(rows.length, "direct message")} of your alerts, with when it was sent`,
  featuredPapers: (rows) => `${count(rows.length, "paper")} picked for an alert`,
  votes: (rows) =>
    `That you find ${count(rows.length, "paper")} interesting; only counts are shown to others`,
  notices: (rows) => `${count(rows.length, "notice")} for you about alerts that were paused`,
  positions: (rows) =>
    `How far you are in ${count(rows.length, "shuffle")} of \`/random\`, so that no paper comes twice; deleted after 90 days without use`,
};

export const privacy = defineCommand({
  name: "privacy",
  description: "See what this bot stores of you; download it, or delete it",
  options: {},
  run: (_, context) => showData(context),
});

export const privacyRoutes: readonly Route<Context>[] = [
  route(paths.show, (_, context) => showData(context)),
  route(paths.download, (_, context) => download(context)),
  route(paths.erase, () => askToErase()),
  action(paths.confirmErase, (_, context) => erase(context)),
];

async function showData({ privacy, person }: Context): Promise<View> {
  const data = await privacy.load(person.id);
  const lines = linesOf(data);
  return {
    kind: "view",
    blocks: [
      textBlock("## What Paperboy stores of you", ...(lines.length === 0 ? ["Nothing."] : lines)),
      separator,
      textBlock(
        "-# It stores no messages, no names, and no searches but those of alerts, and writes no id of yours into its log. " +
          "Subscriptions belong to their server: `/subscriptions` removes them.",
      ),
    ],
    buttons:
      lines.length === 0
        ? []
        : [
            button("Download", paths.download.at(nothing), { emoji: "📄" }),
            button("Delete it", paths.erase.at(nothing), { emoji: "🗑️" }),
          ],
  };
}

/** One line for each table with a row. */
function linesOf(data: PersonalData): string[] {
  return Object.entries(descriptions).flatMap(([table, describe]) => {
    const [, rows = []] = Object.entries(data).find(([name]) => name === table) ?? [];
    return rows.length === 0 ? [] : [`- ${describe(rows)}`];
  });
}

function download({ privacy, person }: Context): Answer {
  return {
    kind: "file",
    write: async () => ({
      name: "paperboy-privacy.json",
      content: `${JSON.stringify(await privacy.load(person.id), null, 2)}\n`,
      view: textView("Everything that Paperboy stores of you, as it stores it."),
    }),
  };
}

function askToErase(): View {
  return {
    kind: "view",
    blocks: [
      textBlock(
        "## Delete it?",
        "Your alerts and votes end, and `/random` begins again: papers that you have seen come again.",
      ),
    ],
    buttons: [
      button("Delete it", paths.confirmErase.at(nothing), { danger: true }),
      button("Keep it", paths.show.at(nothing)),
    ],
  };
}

async function erase({ privacy, person }: Context): Promise<View> {
  await privacy.erase(person.id);
  return textView("✅ Deleted. Nothing of yours is stored any more.");
}
