import type { AnnounceMode } from "../src/catalogue/change.js";
import { path, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { count, escapeMarkdown, link, safe } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { button, menu, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { HeldInList } from "../src/lists/list-runners.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";

const heldPath = path<{ list: string }>("held", { list: word });
const releasePath = path<{ mode: string; list: string }>("release", { mode: word, list: word });

/** How a held revision can be released, by the name in the path. */
const modes = { announcements: "announcements", digest: "digest", baseline: "none" } as const;

export const held = defineCommand({
  name: "held",
  description: "See the revisions that are held back as likely accidents, and release them",
  for: "operators",
  options: {},
  run: (_, context) => showHeld(null, context),
});

export const heldRoutes: readonly Route<Context>[] = [
  route(heldPath, ({ list }, context) => showHeld(list, context), "operators"),
  route(
    releasePath,
    ({ mode, list }, context) => {
      const known = Object.entries(modes).find(([name]) => name === mode)?.[1];
      if (known === undefined || list === "")
        throw new UserError("This button is from an older version: run the command again.");
      // It waits for git, and for a check that is running.
      return {
        kind: "pending",
        view: textView("⏳ Releasing it …"),
        later: async () => textView(escapeMarkdown(await release(list, known, context))),
      };
    },
    "operators",
  ),
];

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

/** @param listId the list whose revision is shown; null for the only one, or to choose one */
async function showHeld(listId: string | null, { lists }: Context): Promise<View> {
  const all = await lists.held();
  const [first, ...others] = all.filter((held) => listId === null || held.listId === listId);
  if (first === undefined) return textView("No revision is held. `/lists` says how each list is doing.");
  return others.length === 0 ? showOne(first) : askWhich(all);
}

function askWhich(all: readonly HeldInList[]): View {
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## Revisions of ${count(all.length, "list")} are held`,
        ...all.map(({ listName, reason }) => `**${safe(listName, 100)}**: ${escapeMarkdown(reason)}`),
      ),
    ],
    menu: menu(
      "Choose one",
      all.map(({ listId, listName, reason }) => ({
        label: listName,
        description: reason,
        path: heldPath.at({ list: listId }),
      })),
    ),
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
