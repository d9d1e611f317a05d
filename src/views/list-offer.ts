import { path, word } from "../interactions/path.js";
import { code, count, escapeMarkdown, safe } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { button, type Pending, separator, textBlock, textView, type View } from "../interactions/view.js";
import type { ListAdding, ListRequest, PreviewOutcome } from "../lists/lists.js";
import { cancelButton } from "./cancel.js";
import { listCounts, listHead } from "./list-lines.js";
import { published } from "./paper-lines.js";

/** Accepts an offer. */
export const offerPath = path<{ offer: string }>("offer", { offer: word });

const maxShownPapers = 5;
const maxShownProblems = 3;

/** Reads a list that an admin named, which waits for its host, and asks whether to add it. */
export function askToAdd(request: ListRequest, adding: ListAdding, guildId: string): Pending {
  return {
    kind: "pending",
    view: textView(`🔎 Reading ${code(request.url)} … this takes up to a minute.`),
    async later() {
      const preview = await adding.preview(guildId, request);
      if (preview.kind === "refused") throw new UserError(escapeMarkdown(preview.reason));
      return showOffer(preview);
    },
  };
}

function showOffer({ offer, list, where }: Extract<PreviewOutcome, { kind: "list" }>): View {
  const { papers, problems } = list;
  const sample = [...papers].sort((a, b) => (b.year ?? 0) - (a.year ?? 0)).slice(0, maxShownPapers);
  return {
    kind: "view",
    blocks: [
      textBlock("## Add this list to this server?", listHead(list), `-# ${escapeMarkdown(where)}`),
      separator,
      textBlock(
        `It was read as **${listCounts(list)}**. Some of them:`,
        ...sample.map((paper) => {
          const facts = published(paper);
          return `- ${safe(paper.title, 160)}${facts === "" ? "" : ` · ${facts}`}`;
        }),
      ),
      ...(problems.length === 0
        ? []
        : [
            separator,
            textBlock(
              "What could not be read:",
              ...problems
                .slice(0, maxShownProblems)
                .map(({ line, message }) => `- line ${line}: ${safe(message, 200)}`),
              ...(problems.length > maxShownProblems
                ? [`-# and ${count(problems.length - maxShownProblems, "more", "more")}`]
                : []),
            ),
          ]),
    ],
    buttons: [button("Add it", offerPath.at({ offer }), { emoji: "✅" }), cancelButton],
  };
}

/** Adds an offered list, and says so once it can be searched. */
export function acceptOffer(offer: string, adding: ListAdding, guildId: string): Pending {
  return {
    kind: "pending",
    view: textView("⏳ Adding it …"),
    async later() {
      const added = await adding.add(guildId, offer);
      if (added.kind === "refused") throw new UserError(escapeMarkdown(added.reason));
      const { list } = added;
      return textView(
        list.papers.length === 0
          ? `✅ ${listHead(list)} is added. It could not be read at this moment: the next attempt is within the hour.`
          : `✅ ${listHead(list)} is added: ${count(list.papers.length, "paper")}, found by \`/search\` with the others.`,
        `-# Narrow to it with ${code(`list:${list.id}`)}. Subscriptions of this server announce its changes too; \`/subscribe\` makes one for this list alone.`,
      );
    },
  };
}
