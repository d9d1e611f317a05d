import { defineCommand } from "../src/interactions/command.js";
import { path, word } from "../src/interactions/path.js";
import { route } from "../src/interactions/route.js";
import { count, escapeMarkdown, link, safe } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { button, menu, separator, textBlock, textView, type View } from "../src/interactions/view.js";
import type { Context, HeldRevision } from "../src/views/context.js";
import { requireAnnouncing } from "../src/views/require-announcing.js";

const releasePath = path<{ mode: string; list: string }>("release", { mode: word, list: word });
const heldPath = path<{ list: string }>("held", { list: word });

/** What can be done with a held revision, by what the path says. */
const modes = { announcements: "announcements", digest: "digest", baseline: "none" } as const;

export const held = defineCommand({
  name: "held",
  description: "See the revisions that are held back as likely accidents, and let them go on",
  for: "operators",
  options: {},
  run: (_, context) => showHeld(null, context),
  routes: [
    route(heldPath, ({ list }, context) => showHeld(list, context), "operators"),
    route(
      releasePath,
      async ({ mode, list }, context) => {
        const known = Object.entries(modes).find(([name]) => name === mode)?.[1];
        if (known === undefined || list === "")
          throw new UserError("This button is from an older version: run the command again.");
        return textView(escapeMarkdown(await requireAnnouncing(context).announcing.release(list, known)));
      },
      "operators",
    ),
  ],
});

/** @param listId the list whose revision is shown; null for the only one, or to choose one */
async function showHeld(listId: string | null, context: Context): Promise<View> {
  const all = await requireAnnouncing(context).announcing.held();
  const [first, ...others] = all.filter((one) => listId === null || one.listId === listId);
  if (first === undefined) return textView("No revision is held. `/lists` says how each list is doing.");
  return others.length === 0 ? showOne(first) : askWhich(all);
}

function askWhich(all: readonly HeldRevision[]): View {
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

function showOne({ listId, listName, revision, reason }: HeldRevision): View {
  const sha = revision.sha.slice(0, 7);
  const release = (mode: string) => releasePath.at({ mode, list: listId });
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## A revision of ${safe(listName, 100)} is held`,
        `${revision.url === null ? `Commit \`${sha}\`` : link(`Commit ${sha}`, revision.url)}: ${escapeMarkdown(reason)}`,
        "Until you decide, the list is served as it was.",
      ),
      separator,
      textBlock(
        "**Announce** tells each change as usual.",
        "**One digest** tells all of it in one message a channel.",
        "**New baseline** takes it as a new beginning and tells nobody.",
      ),
    ],
    buttons: [
      button("Announce", release("announcements"), { emoji: "📣" }),
      button("One digest", release("digest"), { emoji: "🗞️" }),
      button("New baseline", release("baseline"), { emoji: "🤫" }),
    ],
  };
}
