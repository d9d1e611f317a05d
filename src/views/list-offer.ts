import { path, word } from "../interactions/path.js";
import { code, count, escapeMarkdown, safe } from "../interactions/text.js";
import { UserError } from "../interactions/user-error.js";
import { button, type Pending, separator, textBlock, textView, type View } from "../interactions/view.js";
import type { ListAdding, WantedList } from "../lists/lists.js";
import { listCounts, listHead } from "./list-lines.js";
import { published } from "./paper-lines.js";

/** Says yes to a list that was read. */
export const offerPath = path<{ offer: string }>("offer", { offer: word });

const sampled = 5;
const shownProblems = 3;

/** Reads a list that an admin named, which takes as long as its host does, and asks whether to add it. */
export function askToAdd(wanted: WantedList, adding: ListAdding, guildId: string): Pending {
  return {
    kind: "pending",
    view: textView(`🔎 Reading ${code(wanted.url)} … this takes up to a minute.`),
    async later() {
      const looked = await adding.look(guildId, wanted);
      if (looked.kind === "refused") throw new UserError(escapeMarkdown(looked.reason));
      return showOffer(looked);
    },
  };
}

function showOffer({
  offer,
  list,
  where,
}: Extract<Awaited<ReturnType<ListAdding["look"]>>, { kind: "list" }>): View {
  const { papers, problems } = list;
  const sample = [...papers].sort((a, b) => (b.year ?? 0) - (a.year ?? 0)).slice(0, sampled);
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
                .slice(0, shownProblems)
                .map(({ line, message }) => `- line ${line}: ${safe(message, 200)}`),
              ...(problems.length > shownProblems
                ? [`-# and ${count(problems.length - shownProblems, "more", "more")}`]
                : []),
            ),
          ]),
    ],
    buttons: [button("Add it", offerPath.at({ offer }), { emoji: "✅" })],
  };
}

/** Adds what was offered, and says so once it can be searched. */
export function takeOffer(offer: string, adding: ListAdding, guildId: string): Pending {
  return {
    kind: "pending",
    view: textView("⏳ Adding it …"),
    async later() {
      const added = await adding.add(guildId, offer);
      if (added.kind === "refused") throw new UserError(escapeMarkdown(added.reason));
      const { list } = added;
      return textView(
        list.papers.length === 0
          ? `✅ ${listHead(list)} is added. It could not be read at this moment, and is tried again within the hour.`
          : `✅ ${listHead(list)} is added: ${count(list.papers.length, "paper")}, found by \`/search\` with the others.`,
        `-# Narrow to it with ${code(`list:${list.id}`)}. Subscriptions of this server hear of what changes in it; \`/subscribe\` makes one of it alone.`,
      );
    },
  };
}
