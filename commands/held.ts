import { announcingOf } from "../src/discord/announcing-of.js";
import { defineCommand } from "../src/discord/command.js";
import type { Context } from "../src/discord/context.js";
import { path, word } from "../src/discord/path.js";
import { route } from "../src/discord/route.js";
import { escapeMarkdown, link } from "../src/discord/text.js";
import { UserError } from "../src/discord/user-error.js";
import { button, line, notice, textBlock, type View } from "../src/discord/view.js";

const releasePath = path<{ telling: string }>("release", { telling: word });

/** What can be done with a held revision, by what the path says. */
const tellings = { announcements: "announcements", digest: "digest", baseline: "none" } as const;

export const held = defineCommand({
  name: "held",
  description: "See the revision that is held back as a likely accident, and let it go on",
  for: "operators",
  options: {},
  run: (_, context) => showHeld(context),
  routes: [
    route(
      releasePath,
      async ({ telling }, context) => {
        const known = Object.entries(tellings).find(([name]) => name === telling)?.[1];
        if (known === undefined)
          throw new UserError("This button is from an older version: run the command again.");
        return notice(escapeMarkdown(await announcingOf(context).announcing.release(known)));
      },
      "operators",
    ),
  ],
});

async function showHeld(context: Context): Promise<View> {
  const waiting = await announcingOf(context).announcing.held();
  if (waiting === null) return notice("No revision is held: everything that happened upstream was told.");
  const { revision, reason } = waiting;
  const sha = revision.sha.slice(0, 7);
  return {
    kind: "view",
    blocks: [
      textBlock(
        "## A revision is held",
        `${revision.url === null ? `Commit \`${sha}\`` : link(`Commit ${sha}`, revision.url)}: ${escapeMarkdown(reason)}`,
        "Until you decide, the list is served as it was.",
      ),
      line,
      textBlock(
        "**Announce** tells each change as usual.",
        "**One digest** tells all of it in one message a channel.",
        "**New baseline** takes it as a new beginning and tells nobody.",
      ),
    ],
    buttons: [
      button("Announce", releasePath.at({ telling: "announcements" }), { emoji: "📣" }),
      button("One digest", releasePath.at({ telling: "digest" }), { emoji: "🗞️" }),
      button("New baseline", releasePath.at({ telling: "baseline" }), { emoji: "🤫" }),
    ],
  };
}
