import type { AnnounceMode } from "../src/catalogue/change.js";
import { pageLine, pageOf, turnButtons } from "../src/interactions/page-of.js";
import { path, wholeNumber, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count, escapeMarkdown, link, safe } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { button, menu, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { HeldInList } from "../src/lists/list-runners.js";
import type { Context } from "../src/views/context.js";
import { action, defineCommand, route } from "../src/views/define.js";

const heldPath = path<{ list: string }>("held", { list: word });
/** A page of the lists with a held revision. */
const heldPagePath = path<{ page: number }>("holds", { page: wholeNumber });
/** Releases all of them. */
const releaseAllPath = path<{ mode: string }>("releases", { mode: word });
const listsPerPage = 10;
const releasePath = path<{ mode: string; list: string }>("release", { mode: word, list: word });

/** Lines of an answer to releasing all: each has up to some hundred characters. */
const maxReleasedLines = 20;

/** How a held revision can be released, by the name in the path. */
const modes = { announcements: "announcements", digest: "digest", baseline: "none" } as const;

export const held = defineCommand({
  name: "held",
  description: "See the revisions that are held back as likely accidents, and release them",
  for: "operators",
  options: {},
  run: (_, context) => showHeld(0, context),
});

export const heldRoutes: readonly Route<Context>[] = [
  route(heldPath, ({ list }, context) => showOneOf(list, context), "operators"),
  route(heldPagePath, ({ page }, context) => showHeld(page, context), "operators"),
  action(
    releasePath,
    ({ mode, list }, context) => {
      const known = modeCalled(mode);
      if (list === "") throw outdated();
      // It waits for git, and for a check that is running.
      return {
        kind: "pending",
        view: textView("⏳ Releasing it …"),
        later: async () => textView(escapeMarkdown(await release(list, known, context))),
      };
    },
    "operators",
  ),
  action(
    releaseAllPath,
    ({ mode }, context) => {
      const known = modeCalled(mode);
      return {
        kind: "pending",
        view: textView("⏳ Releasing all of them …"),
        later: () => releaseAll(known, context),
      };
    },
    "operators",
  ),
];

const outdated = () => new UserError("This button is from an older version: run the command again.");

function modeCalled(name: string): AnnounceMode {
  const known = Object.entries(modes).find(([each]) => each === name)?.[1];
  if (known === undefined) throw outdated();
  return known;
}

/** One list after another, and what became of each. */
async function releaseAll(mode: AnnounceMode, context: Context): Promise<View> {
  const lines: string[] = [];
  for (const { listId, listName } of await context.lists.held())
    lines.push(`**${safe(listName, 60)}**: ${escapeMarkdown(await release(listId, mode, context))}`);
  if (lines.length === 0) return textView("No revision is held any more.");
  const more = lines.length - maxReleasedLines;
  return textView(...lines.slice(0, maxReleasedLines), ...(more > 0 ? [`and ${more} more`] : []));
}

async function release(listId: string, mode: AnnounceMode, { lists }: Context): Promise<string> {
  const outcome = await lists.release(listId, mode);
  if (outcome.kind === "nothing-held") return "This revision is not held any more.";
  if (outcome.kind === "failed") return `It could not be released: ${outcome.reason}`;
  const sha = outcome.step.revision.sha.slice(0, 7);
  const changes = count(outcome.step.changes.length, "change");
  return mode === "none"
    ? `Commit ${sha} is the new baseline: its ${changes} will not be announced.`
    : `Commit ${sha} is released: ${changes} will be announced${mode === "digest" ? " as one digest" : ""}.`;
}

const nothingHeld = () => textView("No revision is held. `/lists` says how each list is doing.");

async function showOneOf(listId: string, { lists }: Context): Promise<View> {
  const held = (await lists.held()).find((one) => one.listId === listId);
  return held === undefined ? nothingHeld() : showOne(held);
}

/** The only held revision, or a page of the lists that have one. */
async function showHeld(page: number, { lists }: Context): Promise<View> {
  const all = await lists.held();
  const [first, ...others] = all;
  if (first === undefined) return nothingHeld();
  return others.length === 0 ? showOne(first) : askWhich(all, page);
}

function askWhich(all: readonly HeldInList[], page: number): View {
  const pageOfLists = pageOf(all, page, listsPerPage);
  const { shown } = pageOfLists;
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## Revisions of ${count(all.length, "list")} are held`,
        ...shown.map(({ listName, reason }) => `**${safe(listName, 100)}**: ${escapeMarkdown(reason)}`),
      ),
      ...pageLine(pageOfLists),
    ],
    menu: menu(
      "Choose one",
      shown.map(({ listId, listName, reason }) => ({
        label: listName,
        description: reason,
        path: heldPath.at({ list: listId }),
      })),
    ),
    buttons: [
      ...turnButtons(pageOfLists, (page) => heldPagePath.at({ page })),
      button("All: one digest each", releaseAllPath.at({ mode: "digest" }), { emoji: "🗞️" }),
      button("All: new baselines", releaseAllPath.at({ mode: "baseline" }), { emoji: "🤫" }),
    ],
  };
}

function showOne({ listId, listName, revision, reason }: HeldInList): View {
  const sha = revision.sha.slice(0, 7);
  const pathOf = (mode: keyof typeof modes) => releasePath.at({ mode, list: listId });
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## A revision of ${safe(listName, 100)} is held`,
        `${revision.url === null ? `Commit \`${sha}\`` : link(`Commit ${sha}`, revision.url)}: ${escapeMarkdown(reason)}`,
        "Until you decide, the list is served without it.",
      ),
      separator,
      textBlock(
        "**Announce** announces each change as usual.",
        "**One digest** announces all of it in one message a channel.",
        "**New baseline** accepts it and announces nothing.",
      ),
    ],
    buttons: [
      button("Announce", pathOf("announcements"), { emoji: "📣" }),
      button("One digest", pathOf("digest"), { emoji: "🗞️" }),
      button("New baseline", pathOf("baseline"), { emoji: "🤫" }),
    ],
  };
}
